"""S009: malformed lines in content/wording/*.tsv."""

from collections.abc import Iterator

from site_builder.reader.word_lists import SHIPPED, read_word_lists
from site_builder.records.findings import Finding
from site_builder.rules.rule import SiteCase, Slip, error


@error("S009", "site")
def lists_of_wording(case: SiteCase) -> Iterator[Slip]:
    """词表写得不对

    content/wording/ 里的 .tsv 第一行是 wrong、right、grade、why（可加 where），或 post、name，各栏之间是制表符。
    grade 写 error 或 warning，where 写 title、text 或 all。wrong 空着的是固定表述，要四个字以上。
    空行和以 # 开头的行略过。写错的一行查不到东西，却看不出来，所以算错误。

    改法：照提示改写这一行：
        布署	部署	warning	错别字
    """
    found: list[Finding] = []
    own = {name: text for name, text in case.wording.items() if name != SHIPPED}
    read_word_lists(own, f"{case.folder}/wording", found)
    yield from (Slip(each.at, each.what, each.why, each.mend) for each in found)

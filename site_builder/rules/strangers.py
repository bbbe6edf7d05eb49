"""E011: organs or places from elsewhere in a text, left over when another notice was used as a template."""

import re
from collections.abc import Iterator
from typing import Final

from site_builder.reader.known_names import places_of
from site_builder.reader.readings import Hit
from site_builder.records.findings import Span
from site_builder.rules.rule import Case, Slip, warning

# Words before the name, in the same clause, that explain it: cooperation, reporting, origin.
_BEFORE_NAME: Final = re.compile(
    r"会同|联合|配合|协同|协助|协调|协商|协作|合作|共建|共同|参照|参考|参观|借鉴|学习|对标|对照|比照|仿照|考察|交流|来自|源自|转自|前往"
    r"|上报|报送|报请|报告|呈报|呈送|抄送|抄报|报(?!销|表|名|废|账)|提请|商请|函请|请示|请|商(?=[\u4e00-\u9fff]{2,6}[省市县区州局委])"
    r"|函告|函询|致函|移交|移送|转交|转办|通报|告知|征求|听取|接受|邀请|委托|对接|衔接|联系|沟通|争取|区别于|不同于|毗邻|邻近"
    r"|按照?|根据|依据|遵照|贯彻|执行|(?:与|和|及|以及|同|跟|向|经|从|自|到|赴|往|距)(?:[^，,]{2,20}、)*$"
)
# Words after the name that explain it: 云岭市水务局的批复, 云岭市等地.
_AFTER_NAME: Final = re.compile(
    r"\s*+(?:[、和及与]|等|的|《|印发|批准|批复|批转|同意|下发|转发|下达|反馈|移交|移送|转来|来函|复函|函|牵头|主办|组织|召开|举办|出台|制定|发布|公布|通报|核准|备案|审核|审定|验收|验收组|复核|认定|裁定|判决|指导|支持|配合|督办|督查|检查|抽查|调研|交叉|共同|联合|会商)"
)
_OF_THE_SAME_PLACE: Final = re.compile(
    r"(?:单位|部门|主体|科室)\s*+[：:]|已|正|将|负责|拨|提供|出具|要求|组织|安排|部署|会议|审批|办理|派|给予|纳入|列入|划|开展"
)
_CLAUSE: Final = re.compile(r"[。；;！？\n]")
_TITLE: Final = re.compile(r"《[^《》]*》|“[^“”]*”")


@warning("E011")
def names_of_elsewhere(case: Case) -> Iterator[Slip]:
    """正文里有别处的单位或地方

    拿别处的通报作样子，没有改净的，会留下那里的地名、单位和任务。organs.yaml 或别的通报的文件头里有、
    而这份通报的文件头、单位和所在地都没有的名称，不说明为什么提到它（会同、配合、参照、来自、报送等），就会找到。
    书名号和引号里的不算。

    改法：对照原件改正；确实说的是它的，写上 acknowledged。
    """
    notice, lines = case.notice, case.notice.body.split("\n")
    own = case.context.organ
    if own is None:
        return  # without an organ in the head it is unknown what is from elsewhere
    here = places_of(own.present_name) + places_of(own.name)
    for hit in case.reading.hits:
        place = hit.line - notice.body_line
        if hit.kind != "name" or hit.file != "n" or not 0 <= place < len(lines):
            continue
        line = lines[place]
        at = next((n for n in _occurrences(line, hit.words) if not _explained(line, n, hit, here)), None)
        if at is not None:
            span = Span(path=notice.path, line=hit.line, column=at + 1, length=len(hit.words))
            why = f"“{hit.words}”是 {hit.why} 里的名称，这份通报的文件头、单位和所在地都没有它"
            mend = "对照原件改正；确实说的是它的，写上 acknowledged（code: E011，at: 这一行里的几个字）"
            yield Slip(span, f"“{hit.words}”像是别处的", why, mend)


def _occurrences(line: str, words: str) -> Iterator[int]:
    at = line.find(words)
    while at >= 0:
        yield at
        at = line.find(words, at + 1)


def _explained(line: str, at: int, hit: Hit, here: tuple[str, ...]) -> bool:
    """Whether the sentence explains why it mentions the name."""
    if any(found.start() < at < found.end() for found in _TITLE.finditer(line)):
        return True
    ends = [found.end() for found in _CLAUSE.finditer(line, 0, at)]
    sentence = line[ends[-1] if ends else 0 : at]
    part = sentence[max(sentence.rfind("，"), sentence.rfind(",")) + 1 :]
    clause = part[part.rfind("：") + 1 :]
    after = line[at + len(hit.words) :]
    if _BEFORE_NAME.search(clause[-40:]) or _AFTER_NAME.match(after):
        return True
    return any(hit.words.startswith(place) for place in here) and bool(_OF_THE_SAME_PLACE.search(part + after[:12]))

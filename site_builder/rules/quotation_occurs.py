"""B001: every quotation occurs in its source, the site's fundamental rule."""

from collections.abc import Iterator

from site_builder.records.quotes import comparable
from site_builder.rules.quotations import Quotation, Scope, ScopeTexts, quotations
from site_builder.rules.rule import Case, Slip, error

_SHOWN = 24


@error("B001")
def quotation_occurs(case: Case) -> Iterator[Slip]:
    """引语在它所依据的文字里恰好出现一次

    状态、时限、责任单位和数字都要引用原文。引语必须逐字出现在它所说的那一处：写在事项下面的，
    在该事项里找；带 about: m1 的，只在那一条措施里找；basis: report 的，在引用的文件或通报里找
    （文件按导入读它的办法来读；写了 cell 的，只在那一格里找，写了 page 的，只在那一页里找）；文件头和指标里的，在全文里找。
    比较时不计空白和全角半角的差别，其余一字不差。

    出现两次以上时，读者无从知道指的是哪一处，所以要多引几个字，直到只出现一次；公开期限的引语除外，
    通报常在开头和末尾各写一遍。
    对建议的条目（suggested: true）只作提醒。

    改法：从 notice.md 中该事项之下复制原话，粘贴到 quote 里。
    """
    texts = ScopeTexts(case)
    for quotation in quotations(case):
        count = texts.count(quotation.words, quotation.scope)
        if count is None or count == 1 or (count > 1 and quotation.steps == ("window", "quote")):
            continue  # a text may state the same window in the same words at its start and at its end
        label = quotation.scope.label
        if count == 0:
            mend = f"从{label}里复制原话，一字不改"
            yield Slip(
                quotation.at(case), f"引语不在{label}里", _why(case, texts, quotation), mend, quotation.suggested
            )
        else:
            why = f"“{short(quotation.words)}”在{label}里出现 {count} 次，读者不知道指哪一处"
            yield Slip(
                quotation.at(case),
                f"引语不止一处：{count} 次",
                why,
                "多引前后几个字，直到只出现一次",
                quotation.suggested,
            )


def short(words: str) -> str:
    return words if len(words) <= _SHOWN else words[:_SHOWN] + "…"


def _why(case: Case, texts: ScopeTexts, quotation: Quotation) -> str:
    """The reason shown: where the words occur instead, or how much of their beginning occurs."""
    if quotation.scope.kind == "cell" and (cells := _other_cells(case, quotation)):
        return f"“{short(quotation.words)}”在单元格 {'、'.join(cells[:3])}"
    elsewhere = _elsewhere(case, texts, quotation) or _without_cells(case, texts, quotation)
    if elsewhere:
        return f"“{short(quotation.words)}”在{elsewhere}"
    begun = _longest_beginning(quotation.words, texts.of(quotation.scope) or ())
    if begun:
        return f"前 {len(begun)} 个字“{short(begun)}”有，从“{short(quotation.words[len(begun) :])}”起不同"
    return f"没有“{short(quotation.words)}”这几个字"


def _other_cells(case: Case, quotation: Quotation) -> list[str]:
    """The cells of the same workbook that contain the words."""
    info, needle = case.files.get(quotation.scope.id), comparable(quotation.words)
    return [place for place, text in info.cells.items() if needle in comparable(text)] if info and needle else []


def _without_cells(case: Case, texts: ScopeTexts, quotation: Quotation) -> str:
    """That the cited file has the words but no cells."""
    scope = quotation.scope
    info = case.files.get(scope.id)
    if scope.kind != "cell" or info is None or info.cells or not texts.count(quotation.words, Scope("file", scope.id)):
        return ""
    return f"文件 {scope.id} 里，但它没有单元格（只有表格文件有）：删去 cell"


def _elsewhere(case: Case, texts: ScopeTexts, quotation: Quotation) -> str:
    if quotation.scope.kind == "measure" and texts.count(quotation.words, Scope("item", quotation.scope.item)):
        return "同一事项的别处，不在这条措施里：改正或删去 about"
    for problem in case.notice.outline.problems:
        if quotation.scope.kind != "notice" and texts.count(quotation.words, Scope("item", problem.id)):
            return f"事项 {problem.id}（第 {problem.line} 行起）"
    if quotation.scope.kind == "page":
        return _on_other_pages(case, texts, quotation)
    if quotation.scope.kind in ("item", "measure") and texts.count(quotation.words, Scope("notice")):
        return "正文的其他部分，不在任何事项里"
    return ""


def _on_other_pages(case: Case, texts: ScopeTexts, quotation: Quotation) -> str:
    """The pages of the cited file that contain the words, as part of a sentence."""
    info = case.files.get(quotation.scope.id)
    count = len(info.pages) if info else 0
    if not count:
        return f"文件 {quotation.scope.id} 里，但它不分页（只有 PDF、OFD 分页）：删去 page"
    held = [n for n in range(1, count + 1) if texts.count(quotation.words, Scope("page", quotation.scope.id, str(n)))]
    return f"这份文件的第 {'、'.join(map(str, held[:5]))} 页" if held else ""


def _longest_beginning(words: str, texts: tuple[str, ...]) -> str:
    """The longest prefix of at least four characters that occurs in the texts; '' for none."""
    low, high = 3, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        needle = comparable(words[:middle])
        if needle and any(needle in text for text in texts):
            low = middle
        else:
            high = middle - 1
    return words[:low] if low > 3 else ""

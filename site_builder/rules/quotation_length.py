"""B002: a quotation is long enough to be found again, or all that its paragraph or cell says."""

from collections.abc import Iterator

from site_builder.records.quotes import comparable
from site_builder.rules.quotations import Quotation, ScopeTexts, place_in, quotations
from site_builder.rules.rule import Case, Slip, error

LEAST = 6
FRAGMENT = 4  # a clause of four or five characters such as 已完成整改 can be all that a text says
_STOPS = "。.;!"  # as they are after folding; at the end of a paragraph they need not be quoted


@error("B002")
def quotation_is_a_clause(case: Case) -> Iterator[Slip]:
    """引语至少六个字

    台账里的引语是一个分句，不是几个字的片段。“已完成”这样的片段放在哪里都像是对的，
    读者核对不了；四五个字的只作提醒。文件头里的引语（期限、总数）、同一事项的标题、表格里写满一格的话、
    自成一段的话（标题下面只写“已整改。”）不在此限。

    改法：引到逗号或句号为止。
    """
    texts = ScopeTexts(case)
    for quotation in quotations(case):
        length = len(comparable(quotation.words))
        if length >= LEAST or quotation.in_head or "same_as" in quotation.steps or _whole(case, quotation, texts):
            continue
        soft = quotation.suggested or length >= FRAGMENT
        why = f"“{quotation.words}”只有 {length} 个字，至少要 {LEAST} 个"
        yield Slip(quotation.at(case), "引语太短", why, "引完整的一个分句，到逗号或句号为止", soft)


def _whole(case: Case, quotation: Quotation, texts: ScopeTexts) -> bool:
    """Whether a quotation is all that its cell says, or all that a paragraph of its item says: nothing around it says more."""
    words = comparable(quotation.words)
    if quotation.scope.outside:
        return quotation.scope.kind == "cell" and texts.of(quotation.scope) == (words,)
    words = words.rstrip(_STOPS)
    place = place_in(case, quotation.scope)
    return place is not None and any(
        block.kind in ("paragraph", "item") and comparable(block.text).rstrip(_STOPS) == words
        for block in case.notice.outline.blocks[place.start : place.stop]
    )

"""R019: placeholders that `python build.py new` leaves for the editor to fill in."""

from collections.abc import Iterator

from site_builder.records.findings import Span
from site_builder.records.source import scalars
from site_builder.rules.rule import Case, Slip, error
from site_builder.rules.text_lines import text_lines

BLANK = "〔待填"


def blank(what: str) -> str:
    """The placeholder for something that the editor has to fill in."""
    return f"{BLANK}：{what}〕"


@error("R019")
def blanks_are_filled(case: Case) -> Iterator[Slip]:
    """还有〔待填〕没有填

    python build.py new 写出的通报在要填的地方写着〔待填：…〕。

    改法：逐处换成原文的内容，全部填好并核对以后，删去 draft: true。
    """
    mend = "换成原文的内容"
    for tree in (case.notice.head_tree, case.notice.ledger_tree):
        for field in scalars(tree):
            if isinstance(field.value, str) and BLANK in field.value:
                yield Slip(field.at, "还没有填", f"写着“{field.value}”", mend)
    for number, text in text_lines(case.notice) if BLANK in case.notice.body else ():
        start = text.find(BLANK)
        if start >= 0:
            stop = text.find("〕", start) + 1 or len(text)
            at = Span(path=case.notice.path, line=number, column=start + 1, length=stop - start)
            yield Slip(at, "还没有填", f"写着“{text[start:stop]}”", mend)

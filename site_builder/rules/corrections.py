"""L009, L010: a redaction that repeats the removed words, a correction that does not show the change."""

from collections.abc import Iterator

from site_builder.records.quotes import occurrences
from site_builder.rules.rule import Case, Slip, error, warning


@error("L009")
def redaction_repeats_nothing(case: Case) -> Iterator[Slip]:
    """删除（redaction）不写删去的话

    删除多半因为涉及个人信息，删去的话不能再出现在更正记录里。what 写删了什么，不写原话。

    改法：删去 before 和 after。
    """
    for number, correction in enumerate(case.notice.ledgers.notice.corrections):
        if correction.kind == "redaction":
            for key in ("before", "after"):
                if getattr(correction, key):
                    at = case.notice.at_ledger("notice", "corrections", number, key)
                    yield Slip(at, f"删除记录里写了 {key}", "删去的话不能再出现", f"删去 {key} 一行")


@warning("L010")
def correction_shows_the_difference(case: Case) -> Iterator[Slip]:
    """更正要看得出改了什么

    更正（correction）写明 before（原来的话）和 after（现在的话）。after 应当在现在的正文里，before 应当已经不在。

    改法：补上 before 和 after，照正文改正。
    """
    text = case.notice.outline.text + "\n" + (case.notice.head.title or "")
    published = case.notice.head.published
    for number, correction in enumerate(case.notice.ledgers.notice.corrections):
        steps = ("notice", "corrections", number)
        if published and correction.date < published.day:
            at = case.notice.at_ledger(*steps, "date")
            yield Slip(at, "更正早于公开", f"通报公开于 {published.day}", "核对日期；公开以前的改动不用记")
        if correction.kind == "redaction":
            continue
        if not (correction.before or correction.after):
            at = case.notice.at_ledger(*steps, "what")
            yield Slip(at, "更正没有写前后的话", "没有 before 和 after", "补上 before 和 after")
        if correction.after and not occurrences(correction.after, text):
            at = case.notice.at_ledger(*steps, "after")
            yield Slip(at, "更正后的话不在正文里", "", "照现在的正文改 after")
        elif correction.before and not correction.after and occurrences(correction.before, text):
            at = case.notice.at_ledger(*steps, "before")
            yield Slip(at, "更正前的话还在正文里", "", "正文改了没有？核对 before")

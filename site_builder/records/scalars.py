"""Text of one field → text, number, yes or no, day."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from site_builder.records.findings import NO_FIX, Edit, Finding, Fix
from site_builder.records.meant import meant_date, meant_flag
from site_builder.records.partial_dates import FIRST_YEAR, LAST_YEAR, PartialDate, Timestamp
from site_builder.records.source import Field, Mapping


class _Bad:
    """Marks a value that has its finding already."""


Reader = Callable[[Field, list[Finding]], Any]  # the value, or BAD with a finding added
BAD: Any = _Bad()

_TIMESTAMP = re.compile(r"\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2})?)?")


def replacement(field: Field, value: str) -> Fix:
    """Puts another value in the place of this one, in quotes where it had them."""
    written = value if field.plain else f'"{value}"'
    at = field.at
    return Fix(edits=(Edit(line=at.line, column=at.column, length=at.length, text=written),)) if value else NO_FIX


def wrong_value(field: Field, wanted: str, findings: list[Finding]) -> Any:
    value = field.value
    found = (
        "一组键" if isinstance(value, Mapping) else "一个列表" if isinstance(value, list) else "文字" if value else "空"
    )
    findings.append(
        Finding(at=field.at, code="R004", what=f"这里应是{wanted}", why=f"写的是{found}", mend=f"改成{wanted}")
    )
    return BAD


def _text(field: Field, findings: list[Finding]) -> Any:
    return field.value if isinstance(field.value, str) else wrong_value(field, "文字", findings)


def _bool(field: Field, findings: list[Finding]) -> Any:
    if isinstance(field.value, str) and field.value in ("true", "false"):
        return field.value == "true"
    meant = meant_flag(field.value)
    before = len(findings)
    wrong_value(field, " true 或 false", findings)
    if meant:
        findings[before] = msgspec.structs.replace(
            findings[before], mend=f"改成 {meant}", fix=replacement(field, meant)
        )
    return BAD


def _int(field: Field, findings: list[Finding]) -> Any:
    if isinstance(field.value, str) and re.fullmatch(r"[0-9]{1,6}", field.value):
        return int(field.value)
    return wrong_value(field, "整数", findings)


def _date(field: Field, findings: list[Finding]) -> Any:
    return _dated(field, r"\d{4}-\d{2}-\d{2}", "2024-10-17", date.fromisoformat, findings)


def _partial(field: Field, findings: list[Finding]) -> Any:
    def valid(text: str) -> PartialDate:
        PartialDate(text).latest  # noqa: B018  raises where the day cannot be
        return PartialDate(text)

    return _dated(field, r"\d{4}(-\d{2}(-\d{2})?)?", "2024、2024-10 或 2024-10-17", valid, findings)


def _timestamp(field: Field, findings: list[Finding]) -> Any:
    def valid(text: str) -> Timestamp:
        date.fromisoformat(text[:10])
        return Timestamp(text)

    return _dated(field, _TIMESTAMP.pattern, "2024-10-17 或 2024-10-17 17:44", valid, findings)


def _dated(field: Field, pattern: str, example: str, parse: Callable[[str], Any], findings: list[Finding]) -> Any:
    if not isinstance(field.value, str):
        return wrong_value(field, f"日期，如 {example}", findings)
    if not re.fullmatch(pattern, field.value, re.ASCII):  # digits of other scripts are none
        meant = meant_date(field.value)
        if not re.fullmatch(pattern, meant, re.ASCII):
            meant = ""
        findings.append(
            Finding(
                at=field.at,
                code="R005",
                what=f"{field.value!r} 不是日期的写法",
                why="日期用半角数字和 -，月、日写两位" if meant else "",
                mend=f"写成 {meant or example}",
                fix=replacement(field, meant),
            )
        )
        return BAD
    if not FIRST_YEAR <= int(field.value[:4]) <= LAST_YEAR:  # days are counted on from it, and a calendar has an end
        why = f"年份在 {FIRST_YEAR} 和 {LAST_YEAR} 之间"
        findings.append(
            Finding(at=field.at, code="R005", what=f"没有 {field.value[:4]} 年", why=why, mend="核对原文后改正")
        )
        return BAD
    try:
        return parse(field.value)
    except ValueError:
        findings.append(
            Finding(at=field.at, code="R005", what=f"没有 {field.value} 这一天", why="", mend="核对原文后改正")
        )
        return BAD


SCALARS: dict[Any, Reader] = {
    str: _text,
    bool: _bool,
    int: _int,
    date: _date,
    PartialDate: _partial,
    Timestamp: _timestamp,
}

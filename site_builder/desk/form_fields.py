"""Fields of the desk's forms: the value of a file as it is shown, and what was typed as the file has it."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from site_builder.desk.claiming import partial
from site_builder.desk.edits import RefusedError
from site_builder.desk.head_fields import said_date
from site_builder.desk.yaml_values import Tree, Word, as_read
from site_builder.records.numerals import chinese_number

LONGEST = 4000  # characters of one field
_BETWEEN = re.compile(r"[\n、；;]+")

# line: words; names: several, one a line or with 、 between; lines: several, one a line, for what may have a 、 in it;
# day: a date as precise as the text has it; count: a whole number; choice: one of `options`.
Kind = Literal["line", "names", "lines", "day", "count", "choice"]


class FormField(NamedTuple):
    """A field of a form. `steps`: its path from where the form's values stand; `options`: of a choice, value → words;
    `quotes`: what is typed must stand in the text; `each`: the pattern of one of several."""

    steps: tuple[str, ...]
    label: str
    kind: Kind = "line"
    note: str = ""
    options: Mapping[str, str] = {}
    quotes: bool = False
    each: re.Pattern[str] | None = None

    @property
    def name(self) -> str:
        return ".".join(self.steps)


def shown(field: FormField, value: Any) -> str:
    """A value of the file, as `plain` gives it, as the form shows it.

    >>> shown(FormField(("ended",), "结束", "day"), "2026-01"), shown(FormField(("by",), "单位", "names"), ["甲局", "乙局"])
    ('2026年1月', '甲局\\n乙局')
    """
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(str(each) for each in value)
    return said_date(str(value)) if field.kind == "day" else str(value)


def typed(field: FormField, words: str) -> Tree:
    """What was typed as the file has it; None for an empty field. Raises RefusedError with the label of the field.

    >>> typed(FormField(("by",), "单位", "names"), "甲局、乙局"), typed(FormField(("done",), "已完成", "count"), "十二")
    (['甲局', '乙局'], 12)
    """
    words = words.replace("\r\n", "\n").strip()
    if len(words) > LONGEST:
        raise RefusedError(f"{field.label}太长，不超过 {LONGEST} 个字")
    if not words:
        return None
    match field.kind:
        case "names" | "lines":
            parts = _BETWEEN.split(words) if field.kind == "names" else words.split("\n")
            several: list[Tree] = [part.strip() for part in parts if part.strip()]
            if strange := next((each for each in several if field.each and not field.each.fullmatch(str(each))), None):
                raise RefusedError(f"{field.label}：“{strange}”不像{field.label}")
            return several
        case "day":
            return _day(field, words)
        case "count":
            number = chinese_number(words)
            if number is None:
                raise RefusedError(f"{field.label}：“{words}”不是数；写成 12 这样的数")
            return number
        case "choice":
            if words not in field.options:
                raise RefusedError(f"{field.label}：没有“{words}”这一项")
            return words == "true" if words in ("true", "false") else Word(words)
        case "line":
            return " ".join(words.split("\n"))


def _day(field: FormField, words: str) -> str:
    try:
        return partial(words)
    except RefusedError as error:
        raise RefusedError(f"{field.label}：{error}") from None


def form_values(fields: Iterable[FormField], value_of: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The fields with their values, for JSON. Takes   value_of: the name of a field → its value in the file"""
    return [
        {
            "name": field.name,
            "label": field.label,
            "kind": field.kind,
            "note": field.note,
            "options": list(field.options.items()),
            "value": shown(field, value_of.get(field.name)),
        }
        for field in fields
    ]


def changed(
    fields: Iterable[FormField], value_of: Mapping[str, Any], request: Mapping[str, Any]
) -> list[tuple[FormField, Tree]]:
    """The fields of a request that differ from the file, None for those that were emptied. Raises RefusedError."""
    found: list[tuple[FormField, Tree]] = []
    for field in fields:
        words = request.get(field.name)
        if words is None or shown(field, value := value_of.get(field.name)) == words:
            continue  # as it was shown: what the form cannot show exactly is not touched
        if not isinstance(words, str):
            raise RefusedError(f"{field.label}应是文字")
        made = typed(field, words)
        if as_read(made) != value:
            found.append((field, made))
    return found

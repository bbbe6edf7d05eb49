"""The automatic numbers of a Word file as Word shows them: 一、, 1., (1), ① are words of a notice."""

import re
from collections import defaultdict
from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CN: Final = "〇一二三四五六七八九"
_CIRCLES: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CHINESE: Final = frozenset(
    (
        "chineseCounting",
        "chineseCountingThousand",
        "ideographTraditional",
        "japaneseCounting",
        "taiwaneseCountingThousand",
    )
)
_Levels = dict[int, tuple[str, str, int]]


def value(element: etree._Element | None, path: str) -> str | None:
    """The w:val of an element below another; None where it is missing."""
    found = element.find(path) if element is not None else None
    return found.get(f"{W}val") if found is not None else None


class Numbers:
    """Counters that give each paragraph its number, in the order of the document."""

    def __init__(self, styles: dict[str | None, etree._Element], numbering: etree._Element | None) -> None:
        self.styles = styles
        self.levels = _levels(numbering) if numbering is not None else {}
        self.counters: dict[str, dict[int, int]] = defaultdict(dict)

    def label(self, paragraph: etree._Element) -> str:
        """The number of a paragraph; '' for none and for bullets."""
        given = paragraph.find(f"{W}pPr/{W}numPr")
        style = self.styles.get(value(paragraph, f"{W}pPr/{W}pStyle"))
        if given is None and style is not None:
            given = style.find(f"{W}pPr/{W}numPr")
        number = value(given, f"{W}numId")
        depth = value(given, f"{W}ilvl") if given is not None else None
        level = int(depth) if depth and depth.isdigit() else 0
        levels = self.levels.get(number or "")
        if not number or not levels or level not in levels:
            return ""
        counts = self.counters[number]
        form, words, start = levels[level]
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        if form in ("bullet", "none"):
            return ""
        return re.sub(r"%(\d)", lambda m: _shown(levels, counts, int(m.group(1)) - 1), words)


def _levels(numbering: etree._Element) -> dict[str, _Levels]:
    """numId → level → (format, text with %1, first number)."""
    abstract: dict[str | None, _Levels] = {}
    for each in numbering.iter(f"{W}abstractNum"):
        abstract[each.get(f"{W}abstractNumId")] = {
            _number(level.get(f"{W}ilvl"), 0): (
                value(level, f"{W}numFmt") or "decimal",
                value(level, f"{W}lvlText") or "",
                _number(value(level, f"{W}start"), 1),
            )
            for level in each.iter(f"{W}lvl")
        }
    return {
        each.get(f"{W}numId") or "": abstract.get(value(each, f"{W}abstractNumId"), {})
        for each in numbering.iter(f"{W}num")
    }


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,6}", text) else otherwise


def _shown(levels: _Levels, counts: dict[int, int], level: int) -> str:
    form, _, start = levels.get(level, ("decimal", "", 1))
    number = counts.get(level, start)
    if form in _CHINESE:
        return _chinese(number)
    if form.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return _CIRCLES[number - 1]
    if form in ("upperLetter", "lowerLetter") and 1 <= number <= 26:
        return chr((65 if form == "upperLetter" else 97) + number - 1)
    return str(number)


def _chinese(number: int) -> str:
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _CN[tens] + "十") + (_CN[ones] if ones else "")

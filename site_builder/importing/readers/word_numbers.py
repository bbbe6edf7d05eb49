"""Computes the automatic numbers of a Word file as Word displays them (一、, 1., (1), ①), as they are words of a notice.

Source: ECMA-376 part 1, 17.9 (numbering).
"""

import re
from dataclasses import replace
from typing import Final

from lxml import etree

from site_builder.importing.readers.list_counter import LEVELS, ListCounter, ListLevel
from site_builder.importing.readers.word_styles import Styles, W, value

_Levels = dict[int, ListLevel]
_PADDED: Final = re.compile(r"(0*)1, 0*2, 0*3, \.\.\.")


class Numbers:
    """Numbers paragraphs, which must be passed in document order."""

    def __init__(self, styles: Styles, numbering: etree._Element | None) -> None:
        self.styles = styles
        self.counter = ListCounter()
        self._abstracts: dict[str, etree._Element] = {}
        self._nums: dict[str, etree._Element] = {}
        self._known: dict[str, tuple[str, _Levels, dict[str, int], dict[int, int]] | None] = {}
        if numbering is not None:
            for each in numbering:
                if each.tag == f"{W}abstractNum":
                    self._abstracts[each.get(f"{W}abstractNumId") or ""] = each
                elif each.tag == f"{W}num":
                    self._nums[each.get(f"{W}numId") or ""] = each

    def label(self, paragraph: etree._Element) -> str:
        """Counts a paragraph and gives its number; '' for none and for bullets."""
        if (listed := paragraph.find(f"{W}pPr/{W}listPr")) is not None:
            return _written(listed)
        style = value(paragraph, f"{W}pPr/{W}pStyle") or self.styles.default
        given = [paragraph.find(f"{W}pPr/{W}numPr")]
        chain = self.styles.chain(style)
        given += [each.find(f"{W}pPr/{W}numPr") for each in chain]
        number = next((found for each in given if (found := value(each, f"{W}numId")) is not None), None)
        known = self._list(number) if number not in (None, "0") else None
        if known is None or number is None:
            return ""
        group, levels, by_style, starts = known
        depth = value(given[0], f"{W}ilvl")
        linked = [by_style[name] for each in chain if (name := each.get(f"{W}styleId") or "") in by_style]
        inherited = next((found for each in given[1:] if (found := value(each, f"{W}ilvl")) is not None), None)
        level = _number(depth, linked[0] if linked else _number(inherited, 0))
        if level not in levels:
            return ""
        return self.counter.label(group, levels, level, starts, number)

    def _list(self, number: str) -> tuple[str, _Levels, dict[str, int], dict[int, int]] | None:
        """A list, as (counter group, levels, levels by style, restart values)."""
        if number not in self._known:
            self._known[number] = self._resolved(number)
        return self._known[number]

    def _resolved(self, number: str) -> tuple[str, _Levels, dict[str, int], dict[int, int]] | None:
        num = self._nums.get(number)
        if num is None:
            return None
        group = self._abstract(value(num, f"{W}abstractNumId") or "")
        abstract = self._abstracts.get(group)
        if abstract is None:
            return None
        levels: _Levels = {}
        by_style: dict[str, int] = {}
        starts: dict[int, int] = {}
        for each in abstract.iter(f"{W}lvl"):
            depth = _number(each.get(f"{W}ilvl"), 0)
            levels[depth] = _level(each)
            if style := value(each, f"{W}pStyle"):
                by_style[style] = depth
        for override in num.iter(f"{W}lvlOverride"):
            depth = _number(override.get(f"{W}ilvl"), 0)
            if (own := override.find(f"{W}lvl")) is not None:
                levels[depth] = _level(
                    own
                )  # redefines the format only; the count continues unless there is a restart value
            if (start := value(override, f"{W}startOverride")) is not None and depth in levels:
                starts[depth] = _number(start, 1)
                levels[depth] = replace(levels[depth], start=starts[depth])
        return group, {depth: each for depth, each in levels.items() if depth < LEVELS}, by_style, starts

    def _abstract(self, identifier: str) -> str:
        """The abstract list that defines the levels; an abstract list may refer to a style instead, whose list defines them."""
        for _ in range(10):
            abstract = self._abstracts.get(identifier)
            link = value(abstract, f"{W}numStyleLink")
            if abstract is None or link is None:
                return identifier
            holder = next((key for key, each in self._abstracts.items() if value(each, f"{W}styleLink") == link), None)
            if holder is None:
                style = next(iter(self.styles.chain(link)), None)
                num = self._nums.get(value(style, f"{W}pPr/{W}numPr/{W}numId") or "")
                holder = value(num, f"{W}abstractNumId")
            if holder is None or holder == identifier:
                return identifier
            identifier = holder
        return identifier


def _written(listed: etree._Element) -> str:
    """The number written out beside the list in Word 2003 XML."""
    hints = (each for each in listed if str(each.tag).endswith("auxHint}t"))
    return next((str(text) for each in hints for key, text in each.attrib.items() if str(key).endswith("}val")), "")


def _level(level: etree._Element) -> ListLevel:
    form = value(level, f"{W}numFmt")
    given = level.find(f"{W}numFmt")
    if given is None:  # a newer number format, with a fallback for older programs
        given = next((each for each in level.iter(f"{W}numFmt")), None)
        form = given.get(f"{W}val") if given is not None else None
    if form == "custom" and given is not None:
        padded = _PADDED.fullmatch(given.get(f"{W}format") or "")
        form = (
            {0: "decimal", 1: "decimalZero"}.get(len(padded[1]), f"padded{len(padded[1]) + 1}")
            if padded
            else given.get(f"{W}format") or "custom"
        )
    legal = level.find(f"{W}isLgl")
    restart = value(level, f"{W}lvlRestart")
    return ListLevel(
        form=form or "decimal",
        text=value(level, f"{W}lvlText") or "",
        start=_number(value(level, f"{W}start"), 0 if level.find(f"{W}start") is None else 1),
        restart=_number(restart, 0) if restart is not None else None,
        legal=legal is not None and legal.get(f"{W}val") not in ("0", "false", "off"),
        tight=value(level, f"{W}suff") == "nothing",
    )


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,6}", text) else otherwise

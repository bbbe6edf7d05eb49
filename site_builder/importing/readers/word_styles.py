"""Styles of a Word file: resolves properties of paragraphs and runs, direct or inherited from styles.

Source: ECMA-376 part 1, 17.7 (styles), 17.3.2 (run properties).
"""

import re
from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEPTH: Final = 20  # longest chain of parent styles
_OFF: Final = ("0", "false", "off")


def value(element: etree._Element | None, path: str) -> str | None:
    """The w:val of a descendant element; None where it is missing."""
    found = element.find(path) if element is not None else None
    return found.get(f"{W}val") if found is not None else None


def is_on(element: etree._Element | None) -> bool | None:
    """The value of a toggle element; None where it is missing."""
    return None if element is None else (element.get(f"{W}val") or "1").lower() not in _OFF


class Styles:
    """The styles of a document by id."""

    def __init__(self, part: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self.default: str | None = None
        for each in part.iter(f"{W}style") if part is not None else ():
            identifier = each.get(f"{W}styleId") or ""
            self._styles[identifier] = each
            if each.get(f"{W}type") == "paragraph" and (each.get(f"{W}default") or "0").lower() not in _OFF:
                self.default = self.default or identifier
        self._chains: dict[str | None, tuple[etree._Element, ...]] = {}

    def chain(self, identifier: str | None) -> tuple[etree._Element, ...]:
        """A style and its parents, nearest first."""
        if identifier not in self._chains:
            found: list[etree._Element] = []
            name = identifier
            while name in self._styles and len(found) < _DEPTH and self._styles[name] not in found:
                found.append(self._styles[name])
                name = value(found[-1], f"{W}basedOn")
            self._chains[identifier] = tuple(found)
        return self._chains[identifier]

    def name(self, paragraph: etree._Element) -> str:
        """The name of a paragraph's style in lower case."""
        style = next(iter(self.chain(value(paragraph, f"{W}pPr/{W}pStyle"))), None)
        return (value(style, f"{W}name") or "").lower()

    def switched(self, run: etree._Element, paragraph: etree._Element | None, name: str) -> bool:
        """Whether a toggle property (vanish, strike) applies to a run, directly or by its style or its paragraph's style."""
        own = is_on(run.find(f"{W}rPr/{W}{name}"))
        if own is not None:
            return own
        styles = [*self.chain(value(run, f"{W}rPr/{W}rStyle"))]
        inherited = next(
            (found for each in styles if (found := is_on(each.find(f"{W}rPr/{W}{name}"))) is not None), None
        )
        if inherited is not None:
            return inherited
        above = self.chain(value(paragraph, f"{W}pPr/{W}pStyle") or self.default) if paragraph is not None else ()
        return bool(
            next((found for each in above if (found := is_on(each.find(f"{W}rPr/{W}{name}"))) is not None), False)
        )

    def raised(self, run: etree._Element) -> str:
        """^ for a superscript, _ for a subscript, '' for neither."""
        own = value(run, f"{W}rPr/{W}vertAlign")
        if own is None:
            own = next(
                (found for each in self.chain(value(run, f"{W}rPr/{W}rStyle")) if (found := value(each, f"{W}rPr/{W}vertAlign"))), None
            )  # fmt: skip
        return {"superscript": "^", "subscript": "_"}.get(own or "", "")

    def heading(self, paragraph: etree._Element) -> int:
        """The level 1-6 of a paragraph that Word treats as a heading; else 0."""
        outline = value(paragraph, f"{W}pPr/{W}outlineLvl")
        for style in self.chain(value(paragraph, f"{W}pPr/{W}pStyle")):
            name = (value(style, f"{W}name") or "").lower()
            if name == "title":
                return 1
            if found := re.fullmatch(r"(?:heading|标题)\s*+(\d)", name):
                return min(6, int(found.group(1)))
            outline = outline or value(style, f"{W}pPr/{W}outlineLvl")
        return min(6, int(outline) + 1) if outline and re.fullmatch("[0-8]", outline) else 0

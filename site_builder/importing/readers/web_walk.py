"""Walks through a web page and gives a line for every block in source order, separating visible from hidden text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from lxml.html import HtmlElement

from site_builder.importing.lines.edges import edges
from site_builder.importing.lines.fold import fold, visible
from site_builder.importing.lines.manuscript import Aside, Box, Doubt, Line
from site_builder.importing.lines.numbering import marker
from site_builder.importing.readers import remarks
from site_builder.importing.readers.fields import Raised, spoken
from site_builder.importing.readers.web_words import (
    BLOCKS,
    UNSEEN,
    box,
    hidden,
    item_number,
    maths,
    placed,
    ruby,
    struck,
)

_BLANK: Final = re.compile(r"[ \t\r\n\f]+")
_STOPS: Final = re.compile(r"[。；，、：！？;,:!?”’）》)\]…]{1,6}")
_SPAN: Final = re.compile(r"[1-9]\d{0,2}")
_LONG_CELL: Final = 600  # characters; a table of one or two columns with longer cells is page layout
_DEPTH: Final = 400


@dataclass(slots=True)
class Run:
    """A visible line with its ancestor elements, innermost last, and its length outside links."""

    line: Line
    path: tuple[HtmlElement, ...]
    weight: int
    noise: bool
    linked: bool


@dataclass(slots=True)
class Walked:
    """All visible lines of a page, its hidden text, and doubts about content that is not text."""

    runs: list[Run] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


class Walk:
    """A single pass. `noise`: the elements that are navigation; `kept`: hidden elements that are nevertheless text."""

    def __init__(self, noise: frozenset[HtmlElement], kept: frozenset[HtmlElement]) -> None:
        self.noise = noise
        self.kept = kept
        self.words: list[str] = []
        self.linked = 0
        self.number = 0
        self.path: list[HtmlElement] = []
        self.level = 0
        self.noisy = 0
        self.pre = 0
        self.place = ""
        self.out = Walked()
        self.hidden: list[tuple[int, str, str]] = []
        self.pictures: list[int] = []

    def walk(self, root: HtmlElement) -> Walked:
        self._enter(root, 0)
        self._flush()
        for why in (remarks.HIDDEN, remarks.STRUCK):
            gone = [(number, text) for number, text, reason in self.hidden if reason == why and visible(text)]
            self.out.aside += [Aside(number, visible(_BLANK.sub(" ", text)), why) for number, text in gone]
            if why == remarks.STRUCK and gone:
                first = visible(gone[0][1])[:60]
                self.out.doubts.append(Doubt(gone[0][0], first, f"{why}没有收入，共 {len(gone)} 处，请核对"))
        if self.pictures:
            why = f"文字中间有 {len(self.pictures)} 张图，图里的字没有读，请核对"
            self.out.doubts.append(Doubt(self.pictures[0], "", why))
        return self.out

    def cell(self, element: HtmlElement) -> Box:
        """The paragraphs of a cell."""
        self._inside(element, "td", 0)
        self._flush()
        return Box.of([run.line for run in self.out.runs])

    def _flush(self, cells: tuple[str, ...] = (), boxes: Sequence[Box] = ()) -> None:
        said = "" if cells else _BLANK.sub(" ", spoken(self.words))
        text = "\t".join(cells) if cells else visible(said)
        runs = self.out.runs
        if text and not cells and _STOPS.fullmatch(text) and runs and not runs[-1].line.cells and not runs[-1].noise:
            # A lone full stop belongs to the preceding line; something that is not text came between.
            runs[-1].line = replace(runs[-1].line, text=runs[-1].line.text + text)
        elif text:
            line = Line(self.number, text, (), self.level, edges=(edges(said),))
            if cells:
                merged = any((each.across, each.down) != (1, 1) or "\n" in each.text for each in boxes)
                around, layout = tuple(box.edges for box in boxes), tuple(each for box in boxes for each in box.layout)
                line = replace(line, cells=cells, boxes=tuple(boxes) if merged else (), edges=around, layout=layout)
            weight = max(0, len(text) - self.linked)
            runs.append(Run(line, tuple(self.path), weight, self.noisy > 0, self.linked > 0))
        self.words, self.linked, self.number = [], 0, 0

    def _say(self, text: str | None, element: HtmlElement, links: int) -> None:
        if not text:
            return
        if self.pre and "\n" in text:
            for index, part in enumerate(text.split("\n")):
                if index:
                    self._flush()
                self._add(part, (element.sourceline or 0) + index, links)
            return
        self._add(text, element.sourceline or 0, links)

    def _add(self, text: str, number: int, links: int) -> None:
        if text.strip() and not self.number:
            self.number = number
        self.words.append(Raised(text, self.place) if self.place and text.strip() else text)
        self.linked += len(text.strip()) if links else 0

    def _enter(self, element: HtmlElement, links: int) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in UNSEEN or len(self.path) > _DEPTH:
            return
        if (hidden(element) and element not in self.kept) or struck(element):
            why = remarks.STRUCK if struck(element) else remarks.HIDDEN
            self.hidden.append((element.sourceline or 0, _spoken(element), why))
            return
        if tag in ("br", "hr"):
            self._flush()
        elif tag == "img":
            self._picture(element)
        elif tag == "input":
            self._say(box(element), element, links)
        elif tag == "ruby":
            base, reading = ruby(element)
            self._say(f"{base}({reading})" if reading else base, element, links)
        elif tag == "math" or tag.endswith(":math"):
            self._say(maths(element), element, links)
        elif tag == "table" and (rows := table_rows_of(element, self)):
            self._table(element, rows)
        else:
            self._inside(element, tag, links)

    def _inside(self, element: HtmlElement, tag: str, links: int) -> None:
        block = tag in BLOCKS
        if block:
            self._flush()
            self.path.append(element)
            heading = re.fullmatch("h[1-6]", tag)
            self.level = int(tag[1]) if heading else self.level if tag in ("div", "p") and self.level else 0
            self.noisy += element in self.noise
        self.pre += tag in ("pre", "xmp", "listing", "plaintext")
        before, self.place = self.place, placed(element) or self.place
        if tag == "li":
            self._number(element)
        if tag == "q":
            self._say("“", element, links)
        self._say(element.text, element, links)
        for child in element:
            self._enter(child, links + (child.tag == "a"))
            self._say(child.tail, child, links)
        if tag == "q":
            self._say("”", element, links)
        self.place = before
        if block:
            self._flush()
            self.path.pop()
            self.level = 0
            self.noisy -= element in self.noise
        self.pre -= tag in ("pre", "xmp", "listing", "plaintext")

    def _number(self, item: HtmlElement) -> None:
        """The number displayed before an item of an ordered list, unless its words start with one."""
        above = item.getparent()
        if above is None or above.tag != "ol" or marker(fold(visible(_spoken(item)))) is not None:
            return
        if not self.path or len(self.path) < 2 or self.path[-2] is not above:
            return
        place = sum(1 for _ in item.itersiblings("li", preceding=True)) if len(above) < 5000 else 0
        if number := item_number(item, place, len(above)):
            self.words.append(number)

    def _picture(self, image: HtmlElement) -> None:
        """Records a picture within a sentence for a doubt, because it may show a number or a character."""
        if "".join(self.words).strip() or (image.tail or "").strip():
            self.pictures.append(image.sourceline or 0)

    def _table(self, element: HtmlElement, rows: list[tuple[int, tuple[Box, ...]]]) -> None:
        self._flush()
        self.path.append(element)
        self.noisy += element in self.noise
        for caption in element.iterchildren("caption"):
            self._enter(caption, 0)
        for number, boxes in rows:
            self.number = number
            cells = tuple(each.text.replace("\n", " ") for each in boxes)
            self._flush(cells, boxes)
        self.path.pop()
        self.noisy -= element in self.noise


def table_rows_of(table: HtmlElement, walk: Walk) -> list[tuple[int, tuple[Box, ...]]]:
    """The rows of a data table, each with its line; empty for a table used as page layout."""
    if table.find(".//table") is not None:
        return []
    rows: list[tuple[int, tuple[Box, ...]]] = []
    unseen: list[tuple[int, str, str]] = []
    pictures: list[int] = []
    open_spans: dict[int, int] = {}  # column → rows still covered by a cell above
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th") and not (hidden(cell) and cell not in walk.kept)]
        boxes: list[Box] = []
        column = 0
        for cell in cells:
            column = _covered(open_spans, column, boxes)
            inner = Walk(walk.noise, walk.kept)
            box_ = inner.cell(cell)
            unseen += inner.hidden
            pictures += inner.pictures
            across, down = (_span(cell.get(name)) for name in ("colspan", "rowspan"))
            boxes.append(box_._replace(across=across))
            for each_column in range(column, column + across):
                if down > 1:
                    open_spans[each_column] = down - 1
            column += across
        _covered(open_spans, column, boxes)
        if hidden(row):
            unseen.append((row.sourceline or 0, " ".join(each.text for each in boxes), remarks.HIDDEN))
        elif any(each.text for each in boxes):
            rows.append((row.sourceline or 0, tuple(boxes)))
    wide = [boxes for _, boxes in rows if len(boxes) > 1]
    longest = max((len(each.text) for _, boxes in rows for each in boxes), default=0)
    columns = max((len(boxes) for _, boxes in rows), default=0)
    if not wide or len(wide) * 2 < len(rows) or (longest > _LONG_CELL and columns < 3):
        return []
    walk.hidden += unseen
    walk.pictures += pictures
    return rows


def _covered(open_spans: dict[int, int], column: int, boxes: list[Box]) -> int:
    """Adds an empty cell for each column covered by a cell above; gives the next free column."""
    while open_spans.get(column, 0) > 0:
        open_spans[column] -= 1
        boxes.append(Box("", 1, 0))
        column += 1
    return column


def _span(text: str | None) -> int:
    return int(text) if text and _SPAN.fullmatch(text.strip()) else 1


def _spoken(element: HtmlElement) -> str:
    """The text of an element without scripts."""
    return "".join(_words(element))


def _words(element: HtmlElement) -> Iterator[str]:
    if element.tag in UNSEEN:
        return
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _words(child)
        yield child.tail or ""

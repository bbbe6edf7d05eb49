"""Tables inside documents (.docx, HTML, Markdown) with their merged cells and the line breaks of their cells."""

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import html

from site_builder.importing.lines.fold import visible
from site_builder.importing.readers.decode import decode
from site_builder.importing.readers.unreadable import UnreadableError
from site_builder.importing.readers.word import tables_of_word
from site_builder.importing.readers.word_numbers import W
from site_builder.sheets.grid import Cell, CellSpan, Grid
from site_builder.sheets.limits import DAMAGED

_WIDEST: Final = 400
_MOST: Final = 400_000  # cells of a table
_LINE_ENDS: Final = frozenset({"br", "p", "div", "li", "tr"})


def tables_in(raw: bytes) -> list[Grid]:
    """The tables of a document in their order, those of one column left out as they only lay out the page."""
    try:
        if raw.startswith(b"PK\x03\x04"):
            return list(_of_word(raw))
        if re.search(rb"<table[\s>]", raw[:2_000_000], re.IGNORECASE):
            return list(_of_page(raw))
    except (UnreadableError, *DAMAGED):
        return []
    return []


def _of_word(raw: bytes) -> Iterator[Grid]:
    for rows in tables_of_word(raw):
        cells: list[tuple[Cell, ...]] = []
        spans: list[CellSpan] = []
        open_: dict[int, tuple[int, int]] = {}  # left column of a vertical merge → (its first row, its right column)
        for number, row in enumerate(rows):
            held: list[Cell] = []
            for cell, texts in row:
                left = len(held)
                width = min(_number(cell.find(f"{W}tcPr/{W}gridSpan"), 1), _WIDEST - left)
                if width < 1:
                    break
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                continues = merge is not None and merge.get(f"{W}val", "continue") == "continue" and left in open_
                held += [Cell("" if continues else "\n".join(texts)), *[Cell()] * (width - 1)]
                if continues:
                    continue
                if left in open_:
                    _close(spans, open_, left, number - 1)
                if merge is not None or width > 1:
                    open_[left] = (number, left + width - 1)
                    if merge is None:
                        _close(spans, open_, left, number)
            cells.append(tuple(held))
        for left in list(open_):
            _close(spans, open_, left, len(rows) - 1)
        yield Grid("", tuple(cells), tuple(spans))


def _close(spans: list[CellSpan], open_: dict[int, tuple[int, int]], left: int, bottom: int) -> None:
    top, right = open_.pop(left)
    if bottom > top or right > left:
        spans.append(CellSpan(top, left, bottom, right))


def _number(element: Any, usual: int) -> int:
    given = element.get(f"{W}val", "") if element is not None else ""
    return int(given) if given.isdigit() and len(given) < 6 else usual


def _of_page(raw: bytes) -> Iterator[Grid]:
    text, _ = decode(raw, page=True)
    root = html.document_fromstring(text)
    for table in root.iter("table"):
        inner = any(True for _ in table.iterdescendants("table"))
        rows = list(table.iter("tr"))
        if not inner and max((len(row.findall("td") + row.findall("th")) for row in rows), default=0) > 1:
            yield _page_table(rows)


def _page_table(rows: list[Any]) -> Grid:
    """Cells laid out as a browser does: what spans rows or columns takes the places of those that follow."""
    taken: dict[tuple[int, int], Cell] = {}
    spans: list[CellSpan] = []
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while (number, column) in taken:
                column += 1
            down = min(_spanned(cell.get("rowspan")), len(rows) - number)
            across = min(_spanned(cell.get("colspan")), _WIDEST - column)
            if across < 1:
                break
            if len(taken) + down * across > _MOST:
                raise ValueError("a table of more cells than anybody fills")
            for r in range(number, number + down):
                for c in range(column, column + across):
                    taken.setdefault((r, c), Cell())
            taken[number, column] = Cell(_page_words(cell))
            if down > 1 or across > 1:
                spans.append(CellSpan(number, column, number + down - 1, column + across - 1))
            column += across
    table: list[list[Cell]] = [[] for _ in rows]
    for number, column in sorted(taken):
        table[number] += [Cell()] * (column - len(table[number])) + [taken[number, column]]
    return Grid("", tuple(map(tuple, table)), tuple(spans))


def _spanned(given: str | None) -> int:
    return max(1, min(int(given), 20_000)) if given and given.isdigit() and len(given) < 6 else 1


def _page_words(cell: Any) -> str:
    parts: list[str] = []

    def take(element: Any) -> None:
        if element.tag in ("script", "style") or not isinstance(element.tag, str):
            return
        parts.append(re.sub(r"\s+", " ", element.text or ""))
        for child in element:
            ends = child.tag in _LINE_ENDS
            parts.append("\n" if ends else "")
            take(child)
            parts.append("\n" if ends and child.tag != "br" else "")
            parts.append(re.sub(r"\s+", " ", child.tail or ""))

    take(cell)
    return "\n".join(shown for line in "".join(parts).split("\n") if (shown := visible(line)))

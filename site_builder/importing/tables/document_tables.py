"""Extracts the tables of web pages, preserving merged cells and line breaks in cells."""

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import html

from site_builder.importing.lines.fold import visible
from site_builder.importing.readers.decode import decode
from site_builder.importing.readers.unreadable import UnreadableError
from site_builder.importing.readers.web_words import few_attributes
from site_builder.sheets.grid import Cell, CellSpan, Grid
from site_builder.sheets.limits import DAMAGED

_WIDEST: Final = 400
_MOST: Final = 400_000  # most cells of a table
_LINE_ENDS: Final = frozenset({"br", "p", "div", "li", "tr"})


def tables_in(raw: bytes) -> list[Grid]:
    """The tables of a document in order, without single-column ones, which are only used for layout."""
    try:
        if re.search(rb"<table[\s>]", raw[:2_000_000], re.IGNORECASE):
            return list(_of_page(raw))
    except (UnreadableError, *DAMAGED):
        return []
    return []


def _of_page(raw: bytes) -> Iterator[Grid]:
    text, _ = few_attributes(decode(raw, page=True)[0])
    root = html.document_fromstring(text)
    for table in root.iter("table"):
        inner = any(True for _ in table.iterdescendants("table"))
        rows = list(table.iter("tr"))
        if not inner and max((len(row.findall("td") + row.findall("th")) for row in rows), default=0) > 1:
            yield _page_table(rows)


def _page_table(rows: list[Any]) -> Grid:
    """The grid of a table with row and column spans laid out as in a browser."""
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

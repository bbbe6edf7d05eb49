"""The text of a cited file as its page shows it: its lines or its cells, by page or sheet, and where quoted words stand in it."""

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from site_builder.records.quotes import Found, comparable, find
from site_builder.views.file_info import FileInfo

MOST = 200_000  # characters of a file that its page shows
AROUND = 200  # characters on both sides of quoted words that stand further on
_CELL = re.compile(r"(?:(?P<sheet>.*)!)?(?P<column>[A-Z]+)(?P<row>\d+)", re.DOTALL)


class Row(NamedTuple):
    """A row of a sheet: its number, and the range of each column's cell; None where that is empty."""

    number: int
    cells: tuple[Found | None, ...]


class Part(NamedTuple):
    """A page, a sheet, or the whole of a file: lines, or columns and rows. `heading` is None where a file is not divided."""

    heading: str | None
    lines: tuple[Found, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


class ShownText:
    """The text of a file in one string, and the ranges of it that are lines and cells."""

    def __init__(self, info: FileInfo):
        """Takes   info: of a file whose text is known"""
        self._info = info
        self._starts: dict[str | int, int] = {}  # of a cell or a page
        self._found: dict[tuple[str, str | None, int | None], Found | None] = {}
        self.text = info.text or ""
        self.parts: tuple[Part, ...]
        if info.cells:
            self.text, self.parts = self._table()
        else:
            self.parts = tuple(self._pages()) or (Part(None, tuple(_lines(self.text))),)

    def find(self, words: str, cell: str | None = None, page: int | None = None) -> Found | None:
        """Where words stand: in that cell or on that page, where one is named. The same are asked for on several pages."""
        asked = (words, cell, page)
        if asked not in self._found:
            self._found[asked] = self._search(*asked)
        return self._found[asked]

    def _search(self, words: str, cell: str | None, page: int | None) -> Found | None:
        place: str | int | None = cell or page
        if place is None or place not in self._starts:
            return find(words, self.text)
        inside = self._info.cells.get(cell) if cell else self._info.page(page or 0)
        found, start = find(words, inside or ""), self._starts[place]
        return Found(start + found.start, start + found.stop) if found else None

    def kept(self, quoted: Iterable[Found]) -> list[Found]:
        """The ranges that are shown: the beginning of a long text, and what stands around quoted words."""
        ranges = [(0, MOST), *((found.start - AROUND, found.stop + AROUND) for found in quoted)]
        kept: list[Found] = []
        for start, stop in sorted(ranges):
            if kept and start <= kept[-1].stop:
                kept[-1] = Found(kept[-1].start, max(kept[-1].stop, stop))
            else:
                kept.append(Found(start, stop))
        return kept

    def _pages(self) -> Iterator[Part]:
        """A part for each page; a paragraph that goes on is on the page on which it begins. None where they do not make up the text."""
        lines, end = self.text.split("\n"), 0
        spans = list(_spans(self.text))
        parts: list[Part] = []
        for number, page in enumerate(self._info.pages, 1):
            own = page.split("\n") if page else []
            begin = next((at for at in (end, max(0, end - 1)) if lines[at : at + len(own)] == own), None)
            if begin is None:
                break
            if own:
                self._starts[number] = spans[begin].start
            stop = begin + len(own)
            parts.append(Part(f"第 {number} 页", tuple(each for each in spans[end:stop] if each.stop > each.start)))
            end = max(end, stop)
        if end == len(lines):
            yield from parts
        else:
            self._starts.clear()

    def _table(self) -> tuple[str, tuple[Part, ...]]:
        sheets: dict[str | None, dict[int, dict[str, str]]] = {}
        for place in self._info.cells:
            if named := _CELL.fullmatch(place):
                sheets.setdefault(named["sheet"], {}).setdefault(int(named["row"]), {})[named["column"]] = place
        text: list[str] = []
        parts, at = [], 0
        for sheet, rows in sheets.items():
            columns = sorted({column for row in rows.values() for column in row}, key=lambda name: (len(name), name))
            made: list[Row] = []
            for number in sorted(rows):
                cells: list[Found | None] = []
                for column in columns:
                    place = rows[number].get(column, "")
                    words = self._info.cells.get(place, "")
                    cells.append(Found(at, at + len(words)) if place else None)
                    if place:
                        self._starts[place] = at
                        text.append(words + "\t")
                        at += len(words) + 1
                made.append(Row(number, tuple(cells)))
            parts.append(Part(sheet, columns=tuple(columns), rows=tuple(made)))
        return "".join(text), tuple(parts)


def _spans(text: str) -> Iterator[Found]:
    at = 0
    for line in text.split("\n"):
        yield Found(at, at + len(line))
        at += len(line) + 1


def _lines(text: str) -> Iterator[Found]:
    return (each for each in _spans(text) if text[each.start : each.stop].strip())


def anchor_of(words: str, cell: str | None = None, page: int | None = None) -> str:
    """The id of quoted words on the page of their file. It stays when other words are quoted or the file is cited elsewhere.

    >>> anchor_of("已收回 3 笔") == anchor_of("已收回3笔") != anchor_of("已收回3笔", page=2)
    True
    """
    told = f"{cell or ''}\0{page or ''}\0{comparable(words)}"
    return f"words-{sha256(told.encode()).hexdigest()[:10]}"

"""Printed pages → the lines of a manuscript with their pages; common to PDF and OFD."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final
from unicodedata import normalize

from site_builder.importing.lines.fold import squeeze, visible
from site_builder.importing.lines.manuscript import Aside, Doubt, Line, Manuscript
from site_builder.importing.readers.page_aligned import aligned_tables, ends_page
from site_builder.importing.readers.page_glyphs import GlyphLine, GlyphPage
from site_builder.importing.readers.page_lines import lines_of
from site_builder.importing.readers.page_margins import in_margins
from site_builder.importing.readers.page_paragraphs import Area, TextMeasure, glued, goes_on, measures
from site_builder.importing.readers.page_tables import PageTable, tables_of
from site_builder.importing.readers.remarks import TableCell, listed, table_lines

_STAMPED: Final = "印章、水印或看不见的字"
_ENDED: Final = re.compile(r"[。；;！!？?][”’)）》】]*$")
_TORN: Final = "表格跨到第 {} 页，这一行可能接着上一页的最后一行，请核对"
_JOINED: Final = "表格跨到第 {} 页，这一行没有序号，已接在上一页的最后一行后面，请核对"
_UNRULED: Final = "第 {} 页的表格没有画线，按字的位置分成 {} 列，请核对"


def manuscript_of(name: str, sheets: Sequence[GlyphPage], doubts: Sequence[Doubt] = ()) -> Manuscript:
    """Builds the manuscript: paragraphs and rows of all pages in order, numbered from 1."""
    said: list[Doubt] = list(doubts)
    if radicals := sum(_plain(sheet) for sheet in sheets):
        said.append(Doubt(0, "", f"有 {radicals} 个字在文件里是部首字形（如 ⽇），已写成通常的字（日）"))
    lines: dict[int, list[GlyphLine]] = {}
    tables: dict[int, list[PageTable]] = {}
    open_end: PageTable | None = None  # an unruled table that may continue on the next page
    for sheet in sheets:
        ruled, rest = tables_of(sheet.rules, sheet.glyphs, sheet.number)
        free, rest = aligned_tables(rest, sheet.rules, sheet.number, open_end)
        open_end = free[-1] if free and ends_page(free[-1], rest) else None
        tables[sheet.number] = sorted([*ruled, *free], key=lambda each: each.top)
        lines[sheet.number] = lines_of(rest, sheet.number)
        said += [
            Doubt(0, _words(each.rows[0])[:60], _UNRULED.format(sheet.number, len(each.edges) - 1)) for each in free
        ]
    margins = in_margins(sheets, lines)
    aside = [Aside(0, f"第 {line.page} 页：{line.text}", why) for line, why in margins.items()]
    aside += [Aside(0, f"第 {sheet.number} 页：{words}", _STAMPED) for sheet in sheets for words in sheet.stamped]
    body = [line for sheet in sheets for line in lines[sheet.number] if line not in margins]
    unruled = [sheet.number for sheet in sheets if sum(line.gaps > 1 for line in lines[sheet.number]) > 2]
    areas = measures(body, max((sheet.width for sheet in sheets), default=0.0))
    found: list[Line] = []
    open_line: GlyphLine | None = None
    open_table: PageTable | None = None
    pending: list[list[TableCell]] = []
    if unruled:
        said.append(Doubt(0, "", f"第 {listed(unruled)} 页像有没画线的表格，一行里各列的字连在一起，请核对"))
    for element in _in_order(sheets, body, tables):
        if isinstance(element, PageTable):
            rows = element.rows
            if open_table is not None and open_line is None and _same_columns(open_table, element):
                rows, repeated = _without_header(pending, rows)
                aside += [Aside(0, f"第 {element.page} 页：{words}", "续页重复的表头") for words in repeated]
                if rows and not _words(rows[0][:1]) and _words(rows[0]):
                    words = _words(rows[0])[:60]
                    rows, joined = _row_joined(pending, rows)
                    said.append(Doubt(0, words, (_JOINED if joined else _TORN).format(element.page)))
            else:
                found += table_lines(pending)
                pending = []
            pending += rows
            open_table, open_line = element, None
            continue
        if pending:
            found += table_lines(pending)
            pending, open_table = [], None
        if open_line is not None and goes_on(open_line, element, *_areas(areas, open_line, element)):
            through = element.page if element.page > found[-1].page else 0
            found[-1] = replace(found[-1], text=glued(found[-1].text, element.text), through=through)
        elif text := visible(element.text):
            found.append(Line(0, text, page=element.page))
        open_line = element
    found += table_lines(pending)
    numbered = tuple(replace(line, number=number) for number, line in enumerate(found, 1))
    return Manuscript(name, numbered, tuple(aside), tuple(said))


def _plain(sheet: GlyphPage) -> int:
    """Replaces radicals that some programs write for identical-looking characters; gives their number."""
    places = [index for index, glyph in enumerate(sheet.glyphs) if "\u2f00" <= glyph.char <= "\u2fd5"]
    for index in places:
        glyph = sheet.glyphs[index]
        sheet.glyphs[index] = glyph._replace(char=normalize("NFKC", glyph.char))
    return len(places)


def _areas(areas: dict[Area, TextMeasure], line: GlyphLine, following: GlyphLine) -> tuple[TextMeasure, TextMeasure]:
    return areas[line.page, line.column], areas[following.page, following.column]


def _in_order(
    sheets: Sequence[GlyphPage], body: list[GlyphLine], tables: dict[int, list[PageTable]]
) -> list[GlyphLine | PageTable]:
    """Lines and tables in page order, each page from top to bottom."""
    by_page: dict[int, list[tuple[tuple[float, int, float], GlyphLine | PageTable]]] = {
        each.number: [] for each in sheets
    }
    for line in body:
        by_page[line.page].append(((line.band, line.column, line.base), line))
    for page, held in tables.items():
        by_page[page] += [((table.top, 0, 0.0), table) for table in held]
    return [element for sheet in sheets for _, element in sorted(by_page[sheet.number], key=lambda each: each[0])]


def _same_columns(one: PageTable, other: PageTable) -> bool:
    """Whether a table at the top of a page continues the one at the end of the previous page."""
    if not one.ruled and not other.ruled and len(one.edges) == len(other.edges):
        again = _words(one.rows[0]) == _words(other.rows[0])  # unruled columns vary a little from page to page
        return other.page == one.page + 1 and (again or one.edges == other.edges)
    shift = other.edges[0] - one.edges[0]
    return (
        other.page == one.page + 1
        and len(one.edges) == len(other.edges)
        and all(abs(b - a - shift) < 4 for a, b in zip(one.edges, other.edges, strict=True))
    )


def _words(cells: Sequence[TableCell]) -> str:
    return squeeze("".join(line.text for cell in cells for line in cell.lines))


def _without_header(
    before: list[list[TableCell]], rows: list[list[TableCell]]
) -> tuple[list[list[TableCell]], list[str]]:
    """The rows of a continued table without its repeated header, and the header's words."""
    same = 0
    while same < min(len(before), len(rows), 3) and _words(rows[same]) == _words(before[same]):
        same += 1
    return rows[same:], [" ".join(line.text for cell in row for line in cell.lines) for row in rows[:same]]


def _row_joined(before: list[list[TableCell]], rows: list[list[TableCell]]) -> tuple[list[list[TableCell]], bool]:
    """The rows of a continued table; a first row without a number, if all others have one, is appended to the previous row.

    Takes   before      the rows so far; the last one may be changed in place
    """
    last, first = before[-1], rows[0]
    numbers = [_words(row[:1]) for row in (last, *rows[1:]) if _words(row[:1])]
    counted = all(each.isdecimal() for each in numbers) and all(int(b) == int(a) + 1 for a, b in pairwise(numbers))
    if not (counted and numbers and _words(last[:1])) or [each.across for each in last] != [
        each.across for each in first
    ]:
        return rows, False
    before[-1] = [
        above._replace(lines=_glued_cells(above.lines, below.lines)) for above, below in zip(last, first, strict=True)
    ]
    return rows[1:], True


def _glued_cells(above: Sequence[Line], below: Sequence[Line]) -> list[Line]:
    """The paragraphs of a cell split over two pages; an unfinished paragraph is continued."""
    if above and below and not _ENDED.search(above[-1].text):
        joined = replace(above[-1], text=glued(above[-1].text, below[0].text), through=below[0].page)
        return [*above[:-1], joined, *below[1:]]
    return [*above, *below]

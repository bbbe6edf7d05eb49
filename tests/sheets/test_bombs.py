# ruff: noqa: E501  markup reads better unbroken
"""Workbooks meant to harm, or grown by accident: read or refused in seconds, with a code, never a traceback."""

import io
import struct
import time
import zipfile
from collections.abc import Callable

import pytest

from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.readers.grids import grids_of
from site_builder.importing.readers.unreadable import UnreadableError
from tests.importing.office.test_known_formats import compound
from tests.sheets.books import drafted, ods, xls, xlsx
from tests.sheets.test_formats import CELL, ENTITIES, MERGES, OPEN, ROWS, SHEET, bomb

SECONDS = 10
MILLION = 1_048_576  # rows of a sheet since Excel 2007
END = b"</sheetData></worksheet>"
HEAD = "序号,问题,整改措施\n".encode()
TOP = b"".join(
    b'<row r="%d">%s</row>' % (n + 1, b"".join(b'<c r="%s%d" t="inlineStr"><is><t>%s</t></is></c>' % (b"ABCDEF"[c : c + 1], n + 1, text.encode()) for c, text in enumerate(row) if text))
    for n, row in enumerate(ROWS)
)  # fmt: skip


def sheet(rows: bytes, after: bytes = b"", before: bytes = b"") -> bytes:
    return bomb(
        SHEET, OPEN.replace(b"<sheetData>", before + b"<sheetData>") + rows + b"</sheetData>" + after + b"</worksheet>"
    )


def with_strings(content: bytes) -> bytes:
    """A sound workbook with a part of shared strings."""
    out = io.BytesIO(xlsx(ROWS, MERGES))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", content)
    return out.getvalue()


def content_of_ods(old: str, new: str) -> bytes:
    """A sound .ods with words in its content replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(ods(ROWS, MERGES))) as sound,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for info in sound.infolist():
            part = sound.read(info)
            if info.filename == "content.xml":
                text = part.decode()
                assert old in text
                part = text.replace(old, new, 1).encode()
            made.writestr(info.filename, part)
    return out.getvalue()


def chained(raw: bytes, sector: int, leads_to: int) -> bytes:
    """A container whose chain of sectors is led elsewhere ([MS-CFB] 2.3)."""
    changed = bytearray(raw)
    fat = struct.unpack_from("<I", raw, 76)[0]
    struct.pack_into("<I", changed, 512 * (fat + 1) + 4 * sector, leads_to)
    return bytes(changed)


def first_sector(raw: bytes) -> int:
    return int(struct.unpack_from("<I", raw, raw.index("Workbook".encode("utf-16-le")) + 116)[0])


def circular_xls() -> bytes:
    raw = xls([["长" * 3000 + str(n)] for n in range(40)])
    start = first_sector(raw)
    return chained(raw, start + 20, start)


def deep_xls() -> bytes:
    """Thousands of sectors, each of which leads to the next and the last to the first: a chain without an end."""
    raw = bytearray(xls(ROWS, MERGES))
    start = first_sector(bytes(raw))
    for number in range(100):
        raw[:] = chained(bytes(raw), start + number, start + number + 1)
    return chained(bytes(raw), start + 100, start)


LIBRE = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/></table:table-row></table:table>'
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "xlsx: 1,048,576 rows": (lambda: sheet(b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, MILLION + 1))), "第 20001 行"),
    "xlsx: a word in the last cell of all": (lambda: sheet(TOP + b'<row r="1048576">' + CELL % (b"A", MILLION) + b"</row>"), "1048576 行"),
    "xlsx: entities among the strings": (lambda: with_strings(ENTITIES), "DOCTYPE"),
    "xlsx: a part of 200 MB": (lambda: with_strings(b" " * 200_000_000), "表格太大"),
    "xlsx: 3,000 levels": (lambda: sheet(b"<x>" * 3000 + b"</x>" * 3000), "不是完好的"),
    "ods: a row repeated 1,048,576 times": (lambda: content_of_ods("<table:table-row>", f'<table:table-row table:number-rows-repeated="{MILLION}">'), "表格太大"),
    "ods: a cell repeated 10⁸ times": (lambda: content_of_ods("<table:table-cell office:value-type", '<table:table-cell table:number-columns-repeated="99999999" office:value-type'), "表格太大"),
    "ods: entities": (lambda: content_of_ods("<office:document-content", ENTITIES.decode().partition("<a>")[0] + "<office:document-content"), "DOCTYPE"),
    "ods: 3,000 levels": (lambda: content_of_ods("<table:table-row>", "<table:table-row-group>" * 3000 + "</table:table-row-group>" * 3000 + "<table:table-row>"), "不是完好的"),
    "csv: 1,048,576 rows": (lambda: HEAD + b"1,a,b\n" * MILLION, "第 20001 行"),
    "xls: a chain in a circle": (circular_xls, "不是完好的"),
    "xls: a long chain in a circle": (deep_xls, "不是完好的"),
    "xls: a directory in a circle": (lambda: compound("Workbook", *(f"S{n}" for n in range(300))), "不是完好的"),
}  # fmt: skip


@pytest.mark.parametrize(
    "name", [pytest.param(each, marks=pytest.mark.audit if each == "xlsx: 1,048,576 rows" else ()) for each in REFUSED]
)
def test_it_is_refused(name: str) -> None:
    make, why = REFUSED[name]
    raw = make()
    begun = time.process_time()
    with pytest.raises(UnreadableError) as refused:
        drafted(raw, f"台账.{name.partition(':')[0]}")
    assert why in str(refused.value) and refused.value.code in ("unreadable", "unknown-format")
    assert time.process_time() - begun < SECONDS


GROWN: dict[str, Callable[[], bytes]] = {
    "xlsx: 1,048,576 rows of empty cells that are coloured": lambda: sheet(TOP + b"".join(b'<row r="%d"><c r="A%d" s="1"%s</row>' % (n, n, b"/>" if n % 2 else b"></c>") for n in range(len(ROWS) + 1, MILLION + 1))),
    "xlsx: 1,048,576 rows of a height": lambda: sheet(TOP + b"".join(b'<row r="%d" ht="20"/>' % n for n in range(len(ROWS) + 1, MILLION + 1))),
    "xlsx: 100,000 merged ranges over everything": lambda: sheet(TOP, b"<mergeCells>" + b'<mergeCell ref="A9:XFD1048576"/>' * 100_000 + b"</mergeCells>"),
    "xlsx: 100,000 hidden ranges of columns": lambda: sheet(TOP, before=b"<cols>" + b'<col min="8" max="16384" hidden="1"/>' * 100_000 + b"</cols>"),
    "ods: what LibreOffice writes below a table": lambda: content_of_ods("</table:table>", LIBRE),
    "csv: 1,048,576 rows of separators": lambda: "\n".join(",".join(f'"{cell}"' for cell in row) for row in ROWS[1:]).encode() + b"\n" + b",,,,,\n" * MILLION,
}  # fmt: skip


@pytest.mark.parametrize(
    "name", [pytest.param(each, marks=pytest.mark.audit if "1,048,576" in each else ()) for each in GROWN]
)
def test_it_is_read_for_what_it_holds(name: str) -> None:
    raw = GROWN[name]()
    begun = time.process_time()
    draft = drafted(raw, f"台账.{name.partition(':')[0]}").draft
    assert time.process_time() - begun < SECONDS
    assert [problem.title for problem in draft.outline.problems] == ["河道巡查流于形式", "水费收缴不及时"]


def test_ranges_that_overlap_end_somewhere() -> None:
    """In a table that is filled, where each range would be gone through cell by cell."""
    cells = b"".join(b'<row r="%d">%s</row>' % (n, CELL % (b"A", n) + CELL % (b"J", n)) for n in range(1, 2001))
    raw = sheet(cells, b"<mergeCells>" + b'<mergeCell ref="A1:J2000"/>' * 20_000 + b"</mergeCells>")
    begun = time.process_time()
    found = grids_of(raw, "a.xlsx")
    assert found is not None and found[0][0].at(1, 1).text == "x"
    assert time.process_time() - begun < SECONDS


def test_a_text_of_a_million_rows_is_no_table_and_too_long() -> None:
    raw = "序号\t问题\t整改措施\n".encode() + b"1\ta\tb\n" * MILLION
    assert grids_of(raw, "台账.txt") is None
    with pytest.raises(UnreadableError, match="太长"):
        read_manuscript(raw, "台账.txt")


def test_blank_cells_that_do_not_say_their_place_still_count() -> None:
    """Without `r` a cell stands behind the one before it (ECMA-376 part 1, 18.3.1.4): none may be left out."""
    rows = b'<row><c t="inlineStr"><is><t>a</t></is></c><c/><c t="inlineStr"><is><t>b</t></is></c></row>'
    found = grids_of(sheet(rows + b"<row/>" + rows), "a.xlsx")
    assert found is not None
    assert [[cell.text for cell in row] for row in found[0][0].rows] == [["a", "", "b"], [], ["a", "", "b"]]


def test_a_workbook_of_many_parts_is_refused() -> None:
    out = io.BytesIO(xlsx(ROWS, MERGES))
    with zipfile.ZipFile(out, "a") as archive:
        for number in range(2001):
            archive.writestr(f"xl/media/{number}.bin", b"")
    with pytest.raises(UnreadableError, match="个文件"):
        drafted(out.getvalue())

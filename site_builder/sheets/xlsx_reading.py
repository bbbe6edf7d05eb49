"""An .xlsx or .xlsm → its sheets: every cell as displayed, merged ranges, hidden parts, formulas without a cached value.

Read from the file's XML in one pass: of the libraries one leaves out errors, another what is hidden, a third refuses
files of other programs. Source: ECMA-376, part 1, chapter 18.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from itertools import chain
from typing import Any, Final

from site_builder.sheets.grid import EMPTY, Cell, CellSpan, Grid, Unread, address, letters
from site_builder.sheets.limits import (
    COLUMNS,
    DAMAGED,
    SHEETS,
    Budget,
    TableError,
    events,
    member,
    opened,
    too_large,
    tree,
)
from site_builder.sheets.numbers import BUILT_IN, shown

_S: Final = "{*}"
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_RELATED: Final = re.compile(r"\}id$")
_UNPLACED: Final = re.compile(rb"<(?:row|c)(?![\w:])(?![^<>]*\sr=)")
_NO_CELL: Final = re.compile(rb"<c\s[^<>]*(?:/>|></c>)")
_NO_CELLS: Final = re.compile(rb"<row\s[^<>]*(?:/>|></row>)")
_WIDEST: Final = 16_384  # columns of a sheet
_TRUTH: Final = {"1": "TRUE", "0": "FALSE"}


def read_xlsx(raw: bytes) -> list[Grid]:
    """The sheets of a workbook, hidden ones too.

    Errors  TableError
    """
    archive = opened(raw)
    try:
        with archive:
            return list(_sheets(archive))
    except TableError:
        raise
    except DAMAGED as error:
        raise TableError("unreadable", "不是完好的 Excel（.xlsx）文件") from error


def properties_of(raw: bytes) -> dict[str, str]:
    """The custom document properties of an .xlsx by name; {} for a file without any, or in another format."""
    try:
        with opened(raw) as archive:
            content = member(archive, "docProps/custom.xml")
            return {
                str(each.get("name")): unescaped("".join(each.itertext()))
                for each in (tree(content) if content else ())
                if each.get("name")
            }
    except (TableError, *DAMAGED):
        return {}


def _sheets(archive: zipfile.ZipFile) -> Iterator[Grid]:
    book_name = _book(archive)
    content = member(archive, book_name)
    if book_name.endswith(".bin"):
        raise TableError("unknown-format", "这是二进制的 Excel 文件（.xlsb），请另存为 .xlsx 再导入")
    if content is None:
        raise TableError("unreadable", "文件里没有工作簿")
    book = tree(content)
    related = _relations(archive, book_name)
    properties = book.find(f"{_S}workbookPr")
    since_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    strings, budget = _strings(archive, related), Budget()
    formats = _formats(archive, related)
    sheets = list(book.iterfind(f"{_S}sheets/{_S}sheet"))
    if len(sheets) > SHEETS:
        raise too_large(f"有 {len(sheets)} 张工作表")
    for sheet in sheets:
        identity = next((value for key, value in sheet.attrib.items() if _RELATED.search(str(key))), "")
        kind, path = related.get(str(identity), ("", ""))
        name = str(sheet.get("name") or "")
        hidden = sheet.get("state", "visible") != "visible"
        part = member(archive, path) if path else None
        if part is None or not kind.endswith("/worksheet"):
            yield Grid(name, (), hidden=hidden, unread=(Unread(0, name, "", "不是普通的工作表（图表等），没有读"),))
            continue
        reading = _Reading(strings, formats, since_1904, budget)
        reading.read(part)
        pictures = f"{posixpath.dirname(path)}/_rels/{posixpath.basename(path)}.rels"
        yield reading.grid(name, hidden, _beside(member(archive, pictures)))


def _book(archive: zipfile.ZipFile) -> str:
    """The path of the workbook part: by the relationships of the package, else the usual one."""
    top = _relations(archive, "")
    return next((path for kind, path in top.values() if kind.endswith("/officeDocument")), "xl/workbook.xml")


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """The relationships of a part: identifier → (type, path of the target)."""
    folder, name = posixpath.split(part)
    content = member(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    if content is None:
        return {}
    found = {}
    for each in tree(content).iterfind(f"{_S}Relationship"):
        if each.get("TargetMode") != "External":
            target = str(each.get("Target") or "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[str(each.get("Id"))] = (str(each.get("Type") or ""), path)
    return found


def _one(related: dict[str, tuple[str, str]], kind: str) -> str:
    return next((path for each, path in related.values() if each.endswith(kind)), "")


def _strings(archive: zipfile.ZipFile, related: dict[str, tuple[str, str]]) -> list[str]:
    content = member(archive, _one(related, "/sharedStrings") or "xl/sharedStrings.xml")
    if content is None:
        return []
    found = []
    for event, element in events(content, ("{*}si",)):
        if event == "end":
            found.append(_words(element))
            element.clear()
    return found


def _words(element: Any) -> str:
    """The text of a string: its runs joined, without phonetic annotations."""
    words = []
    for each in element.iter(f"{_S}t"):
        if not any(str(above.tag).endswith("}rPh") for above in each.iterancestors()):
            words.append(each.text or "")
    return unescaped("".join(words))


def unescaped(text: str) -> str:
    """Text with the characters that XML cannot hold, which Office writes as _x000A_; half of a pair becomes U+FFFD.

    >>> unescaped("a_x000A_b_x005F_x0041_"), unescaped("_xD83D__xDE00_"), unescaped("_xD83D_")
    ('a\\nb_x0041_', '😀', '\ufffd')
    """
    if "_x" not in text:
        return text
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _formats(archive: zipfile.ZipFile, related: dict[str, tuple[str, str]]) -> list[str]:
    """The number format of each cell style."""
    content = member(archive, _one(related, "/styles") or "xl/styles.xml")
    if content is None:
        return []
    root = tree(content)
    own = {str(each.get("numFmtId")): str(each.get("formatCode") or "") for each in root.iter(f"{_S}numFmt")}
    cells = root.find(f"{_S}cellXfs")
    identities = [str(each.get("numFmtId") or "0") for each in cells.iterfind(f"{_S}xf")] if cells is not None else []
    return [own.get(each) or BUILT_IN.get(int(each) if each.isdigit() else 0, "General") for each in identities]


def _beside(relations: bytes | None) -> list[str]:
    """The kinds of objects that a sheet contains besides its cells, in Chinese."""
    if relations is None:
        return []
    kinds = {str(each.get("Type") or "").rpartition("/")[2] for each in tree(relations).iterfind(f"{_S}Relationship")}
    names = {"drawing": "图片或图形", "comments": "批注", "threadedComment": "批注", "oleObject": "嵌入的文件"}
    return sorted({names[kind] for kind in kinds if kind in names})


def _without_blanks(content: bytes) -> bytes:
    """The XML of a sheet without empty cells and rows, of which some programs write a million.

    Only where each says its own place, and nothing else can look like one.
    """
    if _UNPLACED.search(content) or b"<!" in content:
        return content
    return _NO_CELLS.sub(b"", _NO_CELL.sub(b"", content))


class _Reading:
    """The state of the parser within one sheet."""

    def __init__(self, strings: list[str], formats: list[str], since_1904: bool, budget: Budget):
        self.strings, self.formats, self.since_1904, self.budget = strings, formats, since_1904, budget
        self.cells: dict[tuple[int, int], Cell] = {}
        self.spans: list[CellSpan] = []
        self.hidden_rows: set[int] = set()
        self.columns: list[range] = []  # hidden ones
        self.unread: list[Unread] = []
        self.row = self.column = -1

    def read(self, content: bytes) -> None:
        for event, element in events(_without_blanks(content), ("{*}row", "{*}c", "{*}col", "{*}mergeCell")):
            tag = element.tag.rpartition("}")[2]
            if event == "start":
                if tag == "row":
                    self._row(element)
                continue
            if tag == "c":
                self._cell(element)
            elif tag == "col" and element.get("hidden") in ("1", "true") and len(self.columns) < _WIDEST:
                first, last = int(element.get("min", "1")), int(element.get("max", "1"))
                self.columns.append(range(first - 1, min(last, COLUMNS)))
            elif tag == "mergeCell":
                self._merge(str(element.get("ref") or ""))
            element.clear()
            while tag == "row" and element.getprevious() is not None:
                del element.getparent()[0]

    def _row(self, element: Any) -> None:
        given = element.get("r")
        self.row = int(given) - 1 if given else self.row + 1
        self.column = -1
        if element.get("hidden") in ("1", "true"):
            self.hidden_rows.add(self.row)

    def _cell(self, element: Any) -> None:
        here = address(str(element.get("r") or ""))
        row, column = (here.row, here.column) if here else (self.row, self.column + 1)
        self.column = column
        cell = self._shown(element, row, column)
        if cell.text.strip():
            self.budget.cell(row, column, cell.text)
            self.cells[row, column] = cell

    def _shown(self, element: Any, row: int, column: int) -> Cell:
        kind = element.get("t", "n")
        if kind == "inlineStr":
            return Cell(_words(element))
        value = element.findtext(f"{_S}v")
        if not value:
            if element.find(f"{_S}f") is not None and kind != "str":
                name, formula = f"{letters(column)}{row + 1}", str(element.findtext(f"{_S}f") or "")
                self.unread.append(
                    Unread(row, name, f"={formula}", "公式没有存下结果，没有读到；在 Excel 里打开再存一次")
                )
            return EMPTY
        if kind == "s":
            return Cell(self.strings[int(value)])
        if kind == "e":
            return Cell(value, "error")
        if kind == "b":
            return Cell(_TRUTH.get(value.strip(), value))
        if kind in ("str", "d"):
            return Cell(unescaped(value))
        style = int(element.get("s") or 0)
        code = self.formats[style] if style < len(self.formats) else "General"
        try:
            return shown(float(value), code, self.since_1904)
        except ValueError:
            return Cell(unescaped(value))

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = address(first), address(last or first)
        if start and end:
            self.spans.append(CellSpan(start.row, start.column, end.row, end.column))

    def grid(self, name: str, hidden: bool, beside: list[str]) -> Grid:
        rows = table(self.cells)
        spans = tuple(span for span in self.spans if span.top < len(rows))
        unread = [each._replace(place=f"{name}!{each.place}") for each in self.unread]
        unread += [Unread(0, name, "", f"工作表里有{what}，没有读，请核对") for what in beside]
        rows_hidden = frozenset(row for row in self.hidden_rows if row < len(rows))
        return Grid(
            name=name,
            rows=rows,
            spans=spans,
            hidden=hidden,
            hidden_rows=rows_hidden,
            hidden_columns=frozenset(chain.from_iterable(self.columns)),
            unread=tuple(unread),
        )


def table(cells: dict[tuple[int, int], Cell]) -> tuple[tuple[Cell, ...], ...]:
    """Rows made of cells by (row, column); each row ends with its last non-empty cell."""
    rows: list[list[Cell]] = [[] for _ in range(max((row for row, _ in cells), default=-1) + 1)]
    for (row, column), cell in cells.items():
        held = rows[row]
        if len(held) <= column:
            held += [EMPTY] * (column + 1 - len(held))
        held[column] = cell
    return tuple(map(tuple, rows))

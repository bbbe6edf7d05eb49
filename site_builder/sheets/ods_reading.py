"""An .ods → its sheets: cells as displayed (the text is stored in the file), merged ranges, hidden parts.

Source: OpenDocument 1.3, part 3, chapter 9.
"""

from typing import Any, Final

from site_builder.sheets.grid import Cell, CellSpan, Grid, Unread
from site_builder.sheets.limits import (
    COLUMNS,
    DAMAGED,
    ROWS,
    SHEETS,
    Budget,
    TableError,
    member,
    opened,
    too_large,
    tree,
)
from site_builder.sheets.xlsx_reading import table

_T: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_X: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_O: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_GROUPS: Final = (
    "table-row-group", "table-rows", "table-header-rows", "table-column-group", "table-columns", "table-header-columns",
)  # fmt: skip


def read_ods(raw: bytes) -> list[Grid]:
    """The sheets of a workbook, hidden ones too.

    Errors  TableError
    """
    try:
        with opened(raw) as archive:
            content = member(archive, "content.xml")
            if content is None:
                raise TableError("unreadable", "文件里没有内容")
            if b"encryption-data" in (member(archive, "META-INF/manifest.xml") or b""):
                raise TableError("encrypted", "文件加了密码，请去掉密码再导入")
            root = tree(content)
            sheets = root.findall(f"{_O}body/{_O}spreadsheet/{_T}table")
            if len(sheets) > SHEETS:
                raise too_large(f"有 {len(sheets)} 张工作表")
            unseen, budget = _unseen_styles(root), Budget()
            return [_Reading(budget).grid(sheet, unseen) for sheet in sheets]
    except TableError:
        raise
    except DAMAGED as error:
        raise TableError("unreadable", "不是完好的 .ods 文件") from error


def _unseen_styles(root: Any) -> frozenset[str]:
    """Names of the styles of hidden sheets."""
    return frozenset(
        str(style.get(f"{_STYLE}name"))
        for style in root.iter(f"{_STYLE}style")
        if any(each.get(f"{_T}display") == "false" for each in style.iter(f"{_STYLE}table-properties"))
    )


class _Reading:
    """The state of the parser within one sheet."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.cells: dict[tuple[int, int], Cell] = {}
        self.spans: list[CellSpan] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.row = self.column = self.notes = self.pictures = 0

    def grid(self, sheet: Any, unseen: frozenset[str]) -> Grid:
        self._children(sheet)
        rows = table(self.cells)
        name = str(sheet.get(f"{_T}name") or "")
        unread = [
            Unread(0, name, "", f"工作表里有{what}，没有读，请核对")
            for what, there in (("批注", self.notes), ("图片或图形", self.pictures))
            if there
        ]
        hidden_rows = frozenset(row for row in self.hidden_rows if row < len(rows))
        hidden = sheet.get(f"{_T}style-name") in unseen
        spans = tuple(span for span in self.spans if span.top < len(rows))
        return Grid(
            name=name,
            rows=rows,
            spans=spans,
            hidden=hidden,
            hidden_rows=hidden_rows,
            hidden_columns=frozenset(self.hidden_columns),
            unread=tuple(unread),
        )

    def _children(self, container: Any) -> None:
        for child in container:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag == f"{_T}table-row":
                self._row(child)
            elif tag == f"{_T}table-column":
                count = _times(child, "number-columns-repeated")
                if child.get(f"{_T}visibility", "visible") != "visible":
                    self.hidden_columns.update(range(self.column, min(self.column + count, COLUMNS)))
                self.column += count
            elif tag.startswith(_T) and tag[len(_T) :] in _GROUPS:
                self._children(child)
            elif tag == f"{_T}shapes":
                self.pictures += 1

    def _row(self, row: Any) -> None:
        count = _times(row, "number-rows-repeated")
        if row.get(f"{_T}visibility", "visible") != "visible":
            self.hidden_rows.update(range(self.row, min(self.row + count, ROWS)))
        cells, column = [], 0
        for cell in row:
            tag = cell.tag if isinstance(cell.tag, str) else ""
            if tag not in (f"{_T}table-cell", f"{_T}covered-table-cell"):
                continue
            repeated = _times(cell, "number-columns-repeated")
            shown = self._shown(cell) if tag == f"{_T}table-cell" else Cell()
            if shown.text.strip():
                if column + repeated > COLUMNS:
                    raise too_large(f"一行有 {column + repeated} 列")
                cells += [(column + each, shown) for each in range(repeated)]
            down, across = _times(cell, "number-rows-spanned"), _times(cell, "number-columns-spanned")
            if down > 1 or across > 1:
                self.spans.append(CellSpan(self.row, column, self.row + down - 1, column + across - 1))
            column += repeated
        for number in range(count if cells else 0):
            for place, shown in cells:
                self.budget.cell(self.row + number, place, shown.text)
                self.cells[self.row + number, place] = shown
        self.row += count

    def _shown(self, cell: Any) -> Cell:
        lines = []
        for child in cell:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag == f"{_X}p":
                lines.append(_words(child))
            elif tag == f"{_O}annotation":
                self.notes += 1
            elif "drawing" in tag:
                self.pictures += 1
        text, kind = "\n".join(lines), str(cell.get(f"{_O}value-type") or "")
        types = [str(value) for key, value in cell.attrib.items() if str(key).endswith("}value-type")]
        if "error" in types or (types[:1] == ["string"] and text.startswith("#") and cell.get(f"{_T}formula")):
            return Cell(text, "error")
        if kind == "date":
            return Cell(text, "date", str(cell.get(f"{_O}date-value") or "")[:10] or None)
        return Cell(text, "number" if kind in ("float", "percentage", "currency") else "text")


def _times(element: Any, name: str) -> int:
    given = str(element.get(f"{_T}{name}") or "1")
    return max(1, int(given)) if given.isdigit() and len(given) < 9 else 1


def _words(element: Any) -> str:
    """The text of a paragraph in a cell: its runs, blanks and line breaks, without annotations."""
    words = [element.text or ""]
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == f"{_X}s":
            given = str(child.get(f"{_X}c") or "1")
            words.append(" " * (min(int(given), 1000) if given.isdigit() else 1))
        elif tag == f"{_X}tab":
            words.append("\t")
        elif tag == f"{_X}line-break":
            words.append("\n")
        elif tag != f"{_O}annotation" and tag:
            words.append(_words(child))
        words.append(child.tail or "")
    return "".join(words)

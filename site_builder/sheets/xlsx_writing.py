"""A table → the bytes of an .xlsx: the same table, the same bytes, on every machine and for every day.

Written as XML, for libraries take twenty times as long a notice; stored and not packed, for what packs differs from
machine to machine. Every cell is text: nothing in it can become a formula, a date or a number. Source: ECMA-376, part 1.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from site_builder.sheets.grid import letters
from site_builder.sheets.xlsx_parts import (
    HEADER_ROWS,
    LONGEST,
    MAIN,
    XML,
    custom_properties,
    escaped,
    fixed_parts,
    zipped,
)

_SPACE: Final = 'xml:space="preserve"'
_CONTROLS: Final = bytes([*range(1, 9), 11, *range(12, 32)])
_NOT_IN_XML: Final = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
# Spreadsheet programs may evaluate cells that begin like this, once the table is saved as text.
_FORMULA: Final = tuple("=+-@\t\r＝＋－＠")
_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\']")


class WrittenColumn(NamedTuple):
    """`width` in characters; `fill`: left for the office to fill in; `choices`: of a list to choose from."""

    name: str
    width: int
    fill: bool = False
    choices: tuple[str, ...] = ()


class Sheet(NamedTuple):
    """One table to be written: a line for the title, one of notes, the header, and the rows.

    `properties`    what the file carries beside the cells, by name
    """

    name: str
    title: str
    note: str
    columns: tuple[WrittenColumn, ...]
    rows: Sequence[Sequence[str]]
    properties: Mapping[str, str]


_STYLE: Final = {"title": 1, "note": 2, "header": 3, "text": 4, "guarded": 5, "fill": 6, "fill header": 7}


def workbook(sheet: Sheet) -> bytes:
    """The file.

    >>> workbook(Sheet("台账", "甲", "", (WrittenColumn("序号", 6),), [["=1+1"]], {}))[:4]
    b'PK\\x03\\x04'
    """
    parts = {**fixed_parts(_sheet_name(sheet.name))}
    parts["docProps/custom.xml"] = custom_properties(sheet.properties)
    parts["xl/worksheets/sheet1.xml"] = _worksheet(sheet)
    return zipped(parts)


def _sheet_name(name: str) -> str:
    return _SHEET_NAME.sub("", name)[:31] or "台账"


def _worksheet(sheet: Sheet) -> bytes:
    last = letters(len(sheet.columns) - 1)
    names = [letters(number) for number in range(len(sheet.columns))]
    styles = [_STYLE["fill"] if column.fill else _STYLE["text"] for column in sheet.columns]
    count = HEADER_ROWS + len(sheet.rows)
    out = [
        XML,
        f'<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:{last}{count}"/>',
        f'<sheetViews><sheetView workbookViewId="0"><pane ySplit="{HEADER_ROWS}" topLeftCell="A{HEADER_ROWS + 1}" '
        'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>',
    ]
    out += [
        f'<col min="{number}" max="{number}" width="{column.width}" customWidth="1" style="{style}"/>'
        for number, (column, style) in enumerate(zip(sheet.columns, styles, strict=True), 1)
    ]
    out.append("</cols><sheetData>")
    out.append(f'<row r="1">{_cell("A1", sheet.title, _STYLE["title"])}</row>')
    out.append(f'<row r="2">{_cell("A2", sheet.note, _STYLE["note"])}</row>')
    header = [
        _cell(f"{name}3", column.name, _STYLE["fill header" if column.fill else "header"])
        for name, column in zip(names, sheet.columns, strict=True)
    ]
    out.append(f'<row r="3">{"".join(header)}</row>')
    words = iter(_all_escaped([text for row in sheet.rows for text in row]))
    for number, row in enumerate(sheet.rows, HEADER_ROWS + 1):
        cells = [
            _element(f"{name}{number}", text, style, next(words))
            for name, style, text in zip(names, styles, row, strict=True)
        ]
        out.append(f'<row r="{number}">{"".join(cells)}</row>')
    out.append(
        f'</sheetData><mergeCells count="2"><mergeCell ref="A1:{last}1"/><mergeCell ref="A2:{last}2"/></mergeCells>'
    )
    out += _lists(sheet, count)
    out.append(
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="8" orientation="landscape" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>"
    )
    return "".join(out).encode()


def _cell(place: str, text: str, style: int) -> str:
    return _element(place, text, style, escaped(text))


def _element(place: str, text: str, style: int, words: str) -> str:
    """A cell. `words`: its text as XML."""
    if not text:
        return f'<c r="{place}" s="{style}"/>'
    if style == _STYLE["text"] and text.startswith(_FORMULA):
        style = _STYLE["guarded"]
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t {_SPACE}>{words}</t></is></c>'


def _all_escaped(texts: list[str]) -> list[str]:
    """The texts of cells as XML: escaped all at once, or one by one where a rare character requires it."""
    whole = "\0".join(texts)
    try:
        raw = whole.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return list(map(escaped, texts))
    rare = len(raw.translate(None, _CONTROLS)) != len(raw) or raw.count(b"\0") != max(0, len(texts) - 1)
    if rare or "_x" in whole or any(each in raw for each in _NOT_IN_XML) or max(map(len, texts), default=0) > LONGEST:
        return list(map(escaped, texts))
    return escape(whole).split("\0")


def _lists(sheet: Sheet, count: int) -> list[str]:
    """Data validation by a list of choices; other values cause a warning only."""
    found = []
    for number, column in enumerate(sheet.columns):
        if column.choices and count > HEADER_ROWS:
            name = letters(number)
            choices = escape(",".join(column.choices), {'"': "&quot;"})
            found.append(
                '<dataValidation type="list" errorStyle="warning" allowBlank="1" showInputMessage="1" showErrorMessage="1" '
                f'errorTitle="状态" error="请从列表中选一项" sqref="{name}{HEADER_ROWS + 1}:{name}{count}">'
                f'<formula1>"{choices}"</formula1></dataValidation>'
            )
    return [f'<dataValidations count="{len(found)}">', *found, "</dataValidations>"] if found else []

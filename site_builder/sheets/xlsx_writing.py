"""A table → the bytes of an .xlsx: the same table, the same bytes, on every machine and for every day.

Written as XML, for libraries take twenty times as long a notice; stored and not packed, for what packs differs from
machine to machine. Every cell is text: nothing in it can become a formula, a date or a number. Source: ECMA-376, part 1.
"""

import re
from binascii import crc32
from collections.abc import Mapping, Sequence
from functools import lru_cache
from struct import pack
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from site_builder.sheets.grid import letters

LONGEST: Final = 32_767  # characters of a cell
_SPACE: Final = 'xml:space="preserve"'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# What XML cannot hold, and what a reader would take for such a character.
_BAD: Final = re.compile("_x[0-9A-Fa-f]{4}_|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_CONTROLS: Final = bytes([*range(1, 9), 11, *range(12, 32)])
_NOT_IN_XML: Final = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_FORMULA: Final = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "＝",
    "＋",
    "－",
    "＠",
)  # a program may run what begins so, once it is saved as text
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


HEADER_ROWS: Final = 3
_STYLE: Final = {"title": 1, "note": 2, "header": 3, "text": 4, "guarded": 5, "fill": 6, "fill header": 7}


def workbook(sheet: Sheet) -> bytes:
    """The file.

    >>> workbook(Sheet("台账", "甲", "", (WrittenColumn("序号", 6),), [["=1+1"]], {}))[:4]
    b'PK\\x03\\x04'
    """
    parts = {**_fixed(_sheet_name(sheet.name), letters(len(sheet.columns) - 1))}
    parts["docProps/custom.xml"] = _custom(sheet.properties)
    parts["xl/worksheets/sheet1.xml"] = _worksheet(sheet)
    return _zip(parts)


def _sheet_name(name: str) -> str:
    return _SHEET_NAME.sub("", name)[:31] or "台账"


def _worksheet(sheet: Sheet) -> bytes:
    last = letters(len(sheet.columns) - 1)
    names = [letters(number) for number in range(len(sheet.columns))]
    styles = [_STYLE["fill"] if column.fill else _STYLE["text"] for column in sheet.columns]
    count = HEADER_ROWS + len(sheet.rows)
    out = [
        _XML,
        f'<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:{last}{count}"/>',
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
    return _element(place, text, style, _escaped(text))


def _element(place: str, text: str, style: int, words: str) -> str:
    """A cell. `words`: its text as XML."""
    if not text:
        return f'<c r="{place}" s="{style}"/>'
    if style == _STYLE["text"] and text.startswith(_FORMULA):
        style = _STYLE["guarded"]
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t {_SPACE}>{words}</t></is></c>'


def _all_escaped(texts: list[str]) -> list[str]:
    """Texts of cells as XML: nearly always all at once, one by one where there is something rare in them."""
    whole = "\0".join(texts)
    try:
        raw = whole.encode()
    except UnicodeEncodeError:  # half a character
        return list(map(_escaped, texts))
    rare = len(raw.translate(None, _CONTROLS)) != len(raw) or raw.count(b"\0") != max(0, len(texts) - 1)
    if rare or "_x" in whole or any(each in raw for each in _NOT_IN_XML) or max(map(len, texts), default=0) > LONGEST:
        return list(map(_escaped, texts))
    return escape(whole).split("\0")


def _escaped(text: str) -> str:
    if len(text) > LONGEST:
        text = text[: LONGEST - 20] + "……（以下见网页）"
    if _BAD.search(text):
        text = _BAD.sub(_replaced, text)
    return escape(text)


def _replaced(found: re.Match[str]) -> str:
    """Characters as Office writes those that XML has no room for; what is no character at all leaves a mark."""
    char = found[0]
    if len(char) > 1:
        return f"_x005F{char}"
    return "\ufffd" if char >= "\ud800" else "\n" if char == "\r" else f"_x{ord(char):04X}_"


def _lists(sheet: Sheet, count: int) -> list[str]:
    """Cells with a list to choose from. Other words are warned of, not refused."""
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


def _custom(properties: Mapping[str, str]) -> bytes:
    kind = f"{_OFFICE}/custom-properties"
    values = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{escape(name)}">'
        f"<vt:lpwstr>{_escaped(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties.items(), 2)
    )
    return f'{_XML}<Properties xmlns="{kind}" xmlns:vt="{_OFFICE}/docPropsVTypes">{values}</Properties>'.encode()


@lru_cache(maxsize=64)
def _fixed(name: str, last: str) -> dict[str, bytes]:
    """The parts that do not change from notice to notice."""
    types = "".join(
        f'<Override PartName="{part}" ContentType="application/vnd.openxmlformats-{kind}+xml"/>'
        for part, kind in (
            ("/xl/workbook.xml", "officedocument.spreadsheetml.sheet.main"),
            ("/xl/worksheets/sheet1.xml", "officedocument.spreadsheetml.worksheet"),
            ("/xl/styles.xml", "officedocument.spreadsheetml.styles"),
            ("/docProps/core.xml", "package.core-properties"),
            ("/docProps/custom.xml", "officedocument.custom-properties"),
        )
    )
    sheet = escape(name, {'"': "&quot;"})
    texts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": _relations(
            (f"{_OFFICE}/relationships/officeDocument", "xl/workbook.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{_OFFICE}/relationships/custom-properties", "docProps/custom.xml"),
        ),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}/relationships"><bookViews><workbookView/></bookViews>'
        f'<sheets><sheet name="{sheet}" sheetId="1" r:id="rId1"/></sheets><definedNames>'
        f"<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">'{sheet}'!$1:${HEADER_ROWS}</definedName>"
        "</definedNames></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(
            (f"{_OFFICE}/relationships/worksheet", "worksheets/sheet1.xml"),
            (f"{_OFFICE}/relationships/styles", "styles.xml"),
        ),
        "xl/styles.xml": _styles(),
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{sheet}</dc:title></cp:coreProperties>',
    }  # fmt: skip
    return {path: (_XML + text).encode() for path, text in texts.items()}


def _relations(*pairs: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(pairs, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _styles() -> str:
    """Fonts, fills and the eight styles of cells; 49 is the format of text."""
    font = '<font>{0}<sz val="{1}"/><name val="宋体"/><family val="3"/><charset val="134"/></font>'
    fonts = font.format("", 11) + font.format("<b/>", 16) + font.format("<b/>", 11) + font.format("", 10)
    fill = '<fill><patternFill patternType="solid"><fgColor rgb="FF{0}"/><bgColor indexed="64"/></patternFill></fill>'
    line = "".join(
        f'<{side} style="thin"><color rgb="FF9AA0A6"/></{side}>' for side in ("left", "right", "top", "bottom")
    )
    form = (
        '<xf numFmtId="49" fontId="{0}" fillId="{1}" borderId="{2}" xfId="0" applyNumberFormat="1" applyFont="1" '
        'applyFill="1" applyBorder="1" applyAlignment="1"{4}><alignment {3} wrapText="1"/></xf>'
    )
    top, middle = 'vertical="top"', 'horizontal="center" vertical="center"'
    forms = [
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
        form.format(1, 0, 0, middle, ""),
        form.format(3, 0, 0, top, ""),
        form.format(2, 2, 1, middle, ""),
        form.format(0, 0, 1, top, ""),
        form.format(0, 0, 1, top, ' quotePrefix="1"'),
        form.format(0, 3, 1, top, ""),
        form.format(2, 3, 1, middle, ""),
    ]
    return (
        f'<styleSheet xmlns="{_MAIN}"><fonts count="4">{fonts}</fonts><fills count="4">'
        '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
        f"{fill.format('E8EEF7')}{fill.format('FFF8E1')}</fills>"
        f'<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>{line}<diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(forms)}">{"".join(forms)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


_DAY: Final = (0 << 9) | (1 << 5) | 1  # 1980-01-01, the first day a packed file knows


def _zip(parts: Mapping[str, bytes]) -> bytes:
    """Files in a row, not packed, all of one day."""
    out: list[bytes] = []
    index: list[bytes] = []
    at = 0
    for path, content in parts.items():
        name = path.encode()
        common = pack("<HHHHHIIIHH", *(20, 0x800, 0, 0, _DAY, crc32(content), len(content), len(content), len(name), 0))
        out += [b"PK\x03\x04", common, name, content]
        index.append(b"PK\x01\x02" + pack("<H", 20) + common + pack("<HHHII", *(0, 0, 0, 0, at)) + name)
        at += 4 + len(common) + len(name) + len(content)
    directory = b"".join(index)
    end = b"PK\x05\x06" + pack("<HHHHIIH", *(0, 0, len(parts), len(parts), len(directory), at, 0))
    return b"".join([*out, directory, end])

"""The constant parts of a workbook: styles, relationships, properties, and the zip container."""

import re
from binascii import crc32
from collections.abc import Mapping
from functools import lru_cache
from struct import pack
from typing import Final
from xml.sax.saxutils import escape

HEADER_ROWS: Final = 3
LONGEST: Final = 32_767  # characters of a cell
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DAY: Final = (0 << 9) | (1 << 5) | 1  # 1980-01-01, the earliest date of a zip archive
# What XML cannot hold, and what a reader would take for such a character.
_BAD: Final = re.compile("_x[0-9A-Fa-f]{4}_|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def custom_properties(properties: Mapping[str, str]) -> bytes:
    kind = f"{_OFFICE}/custom-properties"
    values = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{escape(name)}">'
        f"<vt:lpwstr>{escaped(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties.items(), 2)
    )
    return f'{XML}<Properties xmlns="{kind}" xmlns:vt="{_OFFICE}/docPropsVTypes">{values}</Properties>'.encode()


@lru_cache(maxsize=64)
def fixed_parts(name: str) -> dict[str, bytes]:
    """The parts that are the same for every notice."""
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
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}/relationships"><bookViews><workbookView/></bookViews>'
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
    return {path: (XML + text).encode() for path, text in texts.items()}


def _relations(*pairs: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(pairs, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _styles() -> str:
    """Fonts, fills and the eight cell styles; 49 is the number format of text."""
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
        f'<styleSheet xmlns="{MAIN}"><fonts count="4">{fonts}</fonts><fills count="4">'
        '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
        f"{fill.format('E8EEF7')}{fill.format('FFF8E1')}</fills>"
        f'<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>{line}<diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(forms)}">{"".join(forms)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """An uncompressed zip archive whose members all have the same date."""
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


def escaped(text: str) -> str:
    if len(text) > LONGEST:
        text = text[: LONGEST - 20] + "……（以下见网页）"
    if _BAD.search(text):
        text = _BAD.sub(_replaced, text)
    return escape(text)


def _replaced(found: re.Match[str]) -> str:
    """Escapes characters that XML does not allow as Office does; a lone surrogate becomes U+FFFD."""
    char = found[0]
    if len(char) > 1:
        return f"_x005F{char}"
    return "\ufffd" if char >= "\ud800" else "\n" if char == "\r" else f"_x{ord(char):04X}_"

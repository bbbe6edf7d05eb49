"""A workbook in any file format → its sheets. The format is detected from the bytes, not from the file name."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Final, Literal

from site_builder.sheets.csv_reading import read_csv
from site_builder.sheets.grid import Grid
from site_builder.sheets.limits import DAMAGED, TableError

TableFormat = Literal["xlsx", "xls", "ods", "csv"]
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD: Final = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")  # a workbook without a container, up to Excel 4
# Names of streams in the directory of a container, as UTF-16.
_BOOKS: Final = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_SAMPLE: Final = 200_000


def format_of(raw: bytes) -> TableFormat | None:
    """The format of a workbook; None for any other file. Delimited text is not detected here."""
    if raw.startswith(_ZIP):
        return _packed(raw)
    if raw.startswith(_OLE):
        return "xls" if any(name + b"\0\0" in raw for name in _BOOKS) else None
    return "xls" if raw[:2] in _OLD and raw[2:4] in (b"\x08\x00", b"\x10\x00", b"\x06\x00", b"\x04\x00") else None


def _packed(raw: bytes) -> TableFormat | None:
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            names = set(archive.namelist())
            if any(name.startswith("xl/") for name in names):
                return "xlsx"
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                return "ods" if b"opendocument.spreadsheet" in archive.read("mimetype") else None
            if "content.xml" in names:
                with archive.open("content.xml") as part:
                    return "ods" if b"office:spreadsheet" in part.read(_SAMPLE) else None
    except DAMAGED:
        return None
    return None


def encrypted(raw: bytes) -> bool:
    """Whether the file is an encrypted document."""
    return raw.startswith(_OLE) and _ENCRYPTED in raw


def read_tables(raw: bytes, decode: Callable[[bytes], str]) -> list[Grid]:
    """All sheets of a workbook, or the one table of a delimited text.

    Takes   decode  bytes of a text → its characters
    Errors  TableError
    """
    kind = format_of(raw)
    if kind == "xlsx":
        from site_builder.sheets.xlsx_reading import read_xlsx

        return read_xlsx(raw)
    if kind == "ods":
        from site_builder.sheets.ods_reading import read_ods

        return read_ods(raw)
    if kind == "xls":
        from site_builder.sheets.xls_reading import read_xls

        return read_xls(raw)
    if encrypted(raw):
        raise TableError("encrypted", "文件加了密码，请去掉密码再导入")
    if raw.startswith((_ZIP, _OLE)):
        raise TableError("unknown-format", "不是表格文件")
    return [read_csv(decode(raw))]

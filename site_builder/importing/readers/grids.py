"""Reads files that are tables: workbooks by their bytes, delimited text by its suffix and its lines."""

from typing import Final

from site_builder.importing.lines.manuscript import Doubt
from site_builder.importing.readers.decode import decode
from site_builder.importing.readers.unreadable import RefusalCode, UnreadableError
from site_builder.sheets.csv_reading import is_table, read_csv
from site_builder.sheets.grid import Grid
from site_builder.sheets.header import find_header
from site_builder.sheets.limits import TableError
from site_builder.sheets.workbook import encrypted, format_of, read_tables

_WORKBOOKS: Final = (".xlsx", ".xlsm", ".xls", ".et", ".ods")
DELIMITED: Final = (".csv", ".tsv", ".txt")
_LARGEST: Final = 32 * 1024 * 1024  # most bytes of a delimited text


def grids_of(raw: bytes, name: str) -> tuple[list[Grid], tuple[Doubt, ...]] | None:
    """The sheets of a workbook, or the table in a delimited text, with doubts about its characters; None for any other file.

    A .txt is a table only where its lines are rows of a ledger.

    Errors  UnreadableError
    """
    kind, suffix = format_of(raw), "." + name.lower().rpartition(".")[2]
    if kind is not None or encrypted(raw):
        return _read(raw), ()
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        if suffix in _WORKBOOKS and b"word/" not in raw:
            raise UnreadableError(f"不是完好的表格文件（{suffix}）")
        return None
    if suffix not in DELIMITED or len(raw) > _LARGEST:
        return None
    text, doubts = decode(raw)
    if suffix != ".txt":
        return _read(text.encode()), doubts
    return ([grid], doubts) if is_table(text) and (grid := _ledger_in(text)) else None


def is_ledger(grid: Grid) -> bool:
    """Whether a table has the header of a ledger and something below it."""
    header = find_header(grid)
    return header is not None and header.is_ledger and len(grid.rows) > header.bottom + 1


def _ledger_in(text: str) -> Grid | None:
    """The ledger that a text is; None for any other, which is read as prose."""
    try:
        grid = read_csv(text)
    except TableError:
        return None
    return grid if is_ledger(grid) else None


def _read(raw: bytes) -> list[Grid]:
    try:
        return read_tables(raw, lambda content: content.decode("utf-8"))
    except TableError as error:
        codes: dict[str, RefusalCode] = {"encrypted": "encrypted", "unknown-format": "unknown-format"}
        raise UnreadableError(str(error), codes.get(error.code, "unreadable")) from error

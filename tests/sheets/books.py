"""Workbooks for tests, made by other programs than ours: openpyxl (.xlsx), xlwt (.xls), odfpy (.ods)."""

import io
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from site_builder.importing.tables.table_draft import TableDraft, draft_of_tables
from site_builder.importing.tables.table_reading import tables_of
from site_builder.records.outline import Outline

Rows = Sequence[Sequence[Any]]
Merge = tuple[int, int, int, int]  # top, left, bottom, right, from 0


def xlsx(
    rows: Rows, merges: Sequence[Merge] = (), name: str = "整改台账", formats: dict[str, str] | None = None
) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for r, row in enumerate(rows, 1):
        for c, value in enumerate(row, 1):
            if value not in (None, ""):
                sheet.cell(r, c, value)
    for top, left, bottom, right in merges:
        sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    for place, code in (formats or {}).items():
        sheet[place].number_format = code
    return saved(book)


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls(rows: Rows, merges: Sequence[Merge] = (), name: str = "整改台账") -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet(name)
    anchors = {(top, left): (bottom, right) for top, left, bottom, right in merges}
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if (r, c) in anchors:
                sheet.write_merge(r, anchors[r, c][0], c, anchors[r, c][1], value)
            elif value not in (None, ""):
                sheet.write(r, c, value)
    return saved(book)


def ods(rows: Rows, merges: Sequence[Merge] = (), name: str = "整改台账") -> bytes:
    document = OpenDocumentSpreadsheet()
    table = Table(name=name)
    anchors = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in merges}
    for r, row in enumerate(rows):
        line = TableRow()
        for c, value in enumerate(row):
            spanned = anchors.get((r, c))
            given = {"numberrowsspanned": spanned[0], "numbercolumnsspanned": spanned[1]} if spanned else {}
            cell = TableCell(valuetype="string", **given)
            for text in str(value if value is not None else "").split("\n"):
                cell.addElement(P(text=text))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    return saved_ods(document)


def saved_ods(document: Any) -> bytes:
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


def drafted(raw: bytes, name: str = "台账.xlsx", own: dict[str, str] | None = None) -> TableDraft:
    tables = tables_of(raw, name)
    assert tables is not None
    return draft_of_tables(tables, lambda organ: "organ", own)


def outline_of(raw: bytes, name: str = "台账.xlsx") -> Outline:
    return drafted(raw, name).draft.outline


def imported(raw: bytes, name: str, folder: Path) -> Path:
    """The file written where import would find it."""
    path = folder / name
    path.write_bytes(raw)
    return path


def converted(path: Path, kind: str) -> Path | None:
    """The file saved again by LibreOffice, in a folder beside it; None where that is not installed."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return None
    out = path.parent / "again"
    home = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    kinds = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "xls": "xls:MS Excel 97", "html": "html:HTML (StarCalc)"}
    command = [program, home, "--headless", "--convert-to", kinds.get(kind, kind), "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return out / f"{path.stem}.{kind}"

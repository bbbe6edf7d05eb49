"""The sheet that an archive is handed over with: who, what, when, by which steps, and the hash of each record."""

import csv
import io
from datetime import date
from typing import Any, NamedTuple

from msgspec import Struct, to_builtins

from site_builder.data.formats import inert
from site_builder.records.encoding import indented_json

SHEET, SHEET_JSON = "metadata/records.csv", "metadata/records.json"


class HandedFile(Struct, frozen=True):
    """A file that belongs to a record. `path`: in the archive, or its URL where it is among the published files"""

    path: str
    sha256: str
    size: int


class HandedStep(Struct, frozen=True):
    """A step of approval. `holds`: whether it is of the very text and ledger that are published"""

    step: str
    by: str
    date: str
    holds: bool


class HandedRecord(Struct, frozen=True, kw_only=True):
    """One notice. `withheld`: why its source files are not in the archive; '' where they are"""

    id: str
    title: str
    responsible: str | None
    kind: str
    published: str | None
    window: str | None
    url: str
    items: int
    text_sha256: str
    corrections: int
    steps: tuple[HandedStep, ...]
    sources: tuple[HandedFile, ...]
    files: tuple[HandedFile, ...]
    withheld: str


class HandedSheet(NamedTuple):
    """All of it. `omitted`: published files that an earlier archive has; `gone`: notices that left since"""

    title: str
    publisher: str
    home: str
    day: date
    manifest_sha256: str
    since: str | None
    records: tuple[HandedRecord, ...]
    omitted: tuple[str, ...]
    gone: tuple[str, ...]


def sheet_json(sheet: HandedSheet) -> bytes:
    return indented_json(_plain(sheet))


def _plain(sheet: HandedSheet) -> dict[str, Any]:
    value = {key: getattr(sheet, key) for key in sheet._fields}
    plain: dict[str, Any] = to_builtins(value, enc_hook=str)
    return plain


_COLUMNS = (
    "编号", "题名", "责任者", "种类", "公开日期", "公开期限", "网址", "事项数", "全文校验值（SHA-256）", "更正次数", "办理步骤",
    "来源文件", "附件", "说明",
)  # fmt: skip


def sheet_csv(sheet: HandedSheet) -> bytes:
    """The same for people: one record a row, with a BOM for spreadsheets."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for each in sheet.records:
        steps = (f"{s.date} {s.by} {s.step}{'' if s.holds else '（此后有改动）'}" for s in each.steps)
        files = (f"{f.path} {f.sha256}" for f in each.files)
        sources = (f"{f.path} {f.sha256}" for f in each.sources)
        row = (
            each.id, each.title, each.responsible, each.kind, each.published, each.window, each.url, each.items,
            each.text_sha256, each.corrections, "；".join(steps), "；".join(sources), "；".join(files), each.withheld,
        )  # fmt: skip
        writer.writerow(["" if cell is None else inert(str(cell)) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()

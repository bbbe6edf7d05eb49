"""The workbook for the office: written for a notice, and taken back when it is filled in, as one change that can be undone."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from site_builder.commands.progress_rows import Added, Progress, short
from site_builder.records.vocabulary import STATUSES
from site_builder.system.refusals import words_of

if TYPE_CHECKING:
    from site_builder.sheets.filled import Filled

ENDINGS = (".xlsx", ".xls", ".et", ".ods", ".csv")


def filled_in(content: bytes, name: str) -> "Filled | None":
    """The rows of a file that is a ledger; None where it is none. Takes   name: of the file, as the browser gives it"""
    from site_builder.importing.readers.unreadable import UnreadableError
    from site_builder.importing.tables.table_reading import tables_of
    from site_builder.sheets.filled import read_filled

    if not name.lower().endswith(ENDINGS):
        return None
    try:
        tables = tables_of(content, name)
    except UnreadableError:
        return None
    return read_filled(tables.grids) if tables else None


def notice_of(content: bytes) -> str | None:
    """The slug that a workbook names which `workbook` wrote."""
    from site_builder.sheets.ledger_sheet import NOTICE
    from site_builder.sheets.xlsx_reading import properties_of

    return properties_of(content).get(NOTICE)


def progress_of(content: bytes, name: str, folder: Path, day: str) -> Progress:
    """What a filled workbook adds to the notice in a folder. Raises SiteError. Takes   day: ISO, where a row names none"""
    from site_builder.commands.import_progress import read_progress

    try:
        return read_progress(content, name, folder, day)
    except OSError as error:
        refused = Progress(name, folder.name)
        refused.refused = f"读不出来：{words_of(error)}"
        return refused


def told(progress: Progress) -> dict[str, Any]:
    """What became of a workbook, in words: {refused, why, added, left, unchanged, notes}."""
    left = [
        f"{label}：{place}“{short(words)}”，{why}"
        for label, pile in (
            ("读不懂", progress.broken),
            ("对不上", progress.unmatched),
            ("与台账不合", progress.contradicts),
        )
        for place, words, why in pile
    ]
    return {
        "refused": progress.refused is not None,
        "why": progress.refused or "",
        "evidence": left,
        "added": [] if progress.refused else [_said(each) for each in progress.added],
        "left": left,
        "unchanged": progress.unchanged,
        "notes": progress.notes,
    }


def _said(added: Added) -> str:
    status = f"{STATUSES[added.entry.status]}，" if added.entry.status else ""
    return f"{added.title}：{status}“{short(added.entry.quote or '')}”"

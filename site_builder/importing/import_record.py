"""What import read of a document, kept beside the draft for the desk: its lines, the doubts, the lines that were set aside."""

from collections.abc import Sequence
from typing import Any

from site_builder.importing.draft import Draft
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.readers.unreadable import UnreadableError
from site_builder.records.encoding import indented_json


def import_record(raw: bytes, name: str, draft: Draft) -> bytes:
    """The content of .import.json. Takes   raw: the document; name: of its file; draft: made of it"""
    try:
        lines = [{"line": line.number, "text": line.text} for line in read_manuscript(raw, name).lines if line.text]
    except UnreadableError:  # a table has no lines
        lines = []
    doubts = _placed([*draft.doubts, *draft.persons])
    return indented_json({"file": name, "lines": lines, "doubts": doubts, "set_aside": _placed(draft.aside)})


def _placed(entries: Sequence[Any]) -> list[dict[str, Any]]:
    return [{"line": each.line, "text": each.text, "why": each.why} for each in entries]

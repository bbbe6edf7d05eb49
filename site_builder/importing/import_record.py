"""What import read of a document, kept beside the draft for the desk: its lines, the doubts, the lines that were set aside."""

from collections.abc import Iterable, Sequence
from typing import Any

from site_builder.importing.draft import Draft
from site_builder.importing.lines.manuscript import Line
from site_builder.records.encoding import indented_json


def import_record(lines: Iterable[Line], name: str, draft: Draft) -> bytes:
    """The content of .import.json. Takes   lines: of the document, as they were read; name: of its file; draft: made of it"""
    read = [{"line": line.number, "text": line.text} for line in lines if line.text]
    doubts = _placed([*draft.doubts, *draft.persons])
    return indented_json({"file": name, "lines": read, "doubts": doubts, "set_aside": _placed(draft.aside)})


def _placed(entries: Sequence[Any]) -> list[dict[str, Any]]:
    return [{"line": each.line, "text": each.text, "why": each.why} for each in entries]

"""A dropped file or a pasted text → a draft, by the same import as on the command line; its report is kept beside it."""

import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from site_builder.desk.edits import RefusedError
from site_builder.desk.opened import IMPORTED
from site_builder.desk.writing import write_whole

_UNSAFE = re.compile(r"[^\w.\-（）()《》〔〕\[\] ]+")


def safe_name(name: str) -> str:
    """A file name without folders and signs; it keeps its ending, which people go by.

    >>> safe_name("../../etc/通报 1.docx"), safe_name("..."), safe_name("C:\\\\a\\\\b.txt")
    ('通报 1.docx', '文件', 'b.txt')
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = _UNSAFE.sub("_", last).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    return (f"{stem[:80]}{dot}{ending[:12]}" if dot else kept[:80]) or "文件"


def take_in(content: bytes, name: str, notices: Path, force: bool) -> dict[str, Any]:
    """Imports one document; {slug, title, refused, why, evidence, doubts, suggested} of it.

    Takes   name: as the browser gives it, for its ending and to be shown; notices: the folder of notices
            force: import what does not look like a notice
    """
    from site_builder.commands.import_documents import import_files  # slow to load, and most previews import nothing

    with TemporaryDirectory(prefix="taizhang-") as folder:
        file, report = Path(folder) / safe_name(name), Path(folder) / "report.json"
        file.write_bytes(content)
        status = import_files([str(file)], notices, slug=None, organ=None, report=report, force=force)
        told = msgspec.json.decode(report.read_bytes())[0] if report.is_file() and report.stat().st_size > 3 else {}
    if status == 2 or not told:
        raise RefusedError("读写失败，没有导入")
    refused, slug = told.get("refused"), told.get("slug")
    if refused or not isinstance(slug, str):
        return {"name": safe_name(name), "slug": slug, "refused": True, **_why(refused)}
    write_whole(notices / slug / IMPORTED, _record(content, safe_name(name), told))
    return {
        "name": safe_name(name),
        "slug": slug,
        "refused": False,
        "title": (told.get("recognised") or {}).get("title"),
        "items": (told.get("recognised") or {}).get("items", 0),
        "suggested": len(told.get("suggested") or ()),
        "doubts": len(told.get("doubts") or ()),
        "notes": [str(each) for each in told.get("notes") or ()],
    }


def _why(refused: Any) -> dict[str, Any]:
    """The reason in words, and what speaks for it; without the option of the command line, for which the desk has a button."""
    told = refused if isinstance(refused, dict) else {"why": refused or "没有导入"}
    evidence = told.get("evidence") or ()
    shown = [each if isinstance(each, str) else str(each.get("text", each)) for each in evidence][:5]
    return {"why": str(told.get("why", "")).partition("（确需导入")[0], "evidence": shown}


def _record(content: bytes, name: str, told: dict[str, Any]) -> bytes:
    """The source as it was read, line by line, with the doubts and what was set aside."""
    from site_builder.importing.readers.dispatch import read_manuscript
    from site_builder.importing.readers.unreadable import UnreadableError

    try:
        lines = [{"line": line.number, "text": line.text} for line in read_manuscript(content, name).lines if line.text]
    except UnreadableError:
        lines = []
    record = {
        "file": name,
        "lines": lines,
        "doubts": _lines(told.get("doubts") or ()),
        "set_aside": _lines(told.get("set_aside") or ()),
    }
    return msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n"


def _lines(told: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"line": int(each.get("line") or 0), "text": str(each.get("text") or ""), "why": str(each.get("why") or "")}
        for each in told
    ]

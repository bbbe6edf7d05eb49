"""A dropped file or a pasted text → a draft, by the same import as on the command line."""

import re
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from site_builder.desk.edits import RefusedError

_NEW_ORGAN = re.compile(r"organs\.yaml 新增单位 [^\s：]{1,100}：(.{1,100}?)，请核对")
_LONGEST_STEM, _LONGEST_ENDING = 80, 12  # characters of a file's name before and after its last dot
_LONGEST_BYTES = (
    200  # of the stem in UTF-8: file systems end at 255, and a number and the hidden name of a write are added
)
_UNSAFE = re.compile(r"[^\w.\-（）()《》〔〕\[\] ]+")


def safe_name(name: str) -> str:
    """A file name without folders and unsafe characters, but with its extension.

    >>> safe_name("../../etc/通报 1.docx"), safe_name("..."), safe_name("C:\\\\a\\\\b.txt")
    ('通报 1.docx', '文件', 'b.txt')
    >>> len(safe_name("关于" * 60 + ".docx").encode()) <= 205
    True
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = _UNSAFE.sub("_", last).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    return (f"{_shortened(stem)}{dot}{ending[:_LONGEST_ENDING]}" if dot else _shortened(kept)) or "文件"


def _shortened(stem: str) -> str:
    return stem[:_LONGEST_STEM].encode()[:_LONGEST_BYTES].decode(errors="ignore")


def take_in(content: bytes, name: str, notices: Path, force: bool) -> dict[str, Any]:
    """Imports one document. Gives {slug, title, refused, why, evidence, doubts, suggested}.

    Takes   name: as the browser gives it, for its extension and for display; notices: the folder of notices
            force: import even what does not look like a notice
    """
    from site_builder.commands.import_documents import import_files  # slow to load, and most previews import nothing

    with TemporaryDirectory(prefix="taizhang-") as folder:
        file, report = Path(folder) / safe_name(name), Path(folder) / "report.json"
        file.write_bytes(content)
        status = import_files([str(file)], notices, slug=None, organ=None, report=report, force=force)
        imported = msgspec.json.decode(report.read_bytes())[0] if report.is_file() and report.stat().st_size > 3 else {}
    if status == 2 or not imported:
        raise RefusedError("读写失败，没有导入")
    refused, slug = imported.get("refused"), imported.get("slug")
    if refused or not isinstance(slug, str):
        return {"name": safe_name(name), "slug": slug, "refused": True, **_why(refused)}
    return {
        "name": safe_name(name),
        "slug": slug,
        "refused": False,
        "title": (imported.get("recognised") or {}).get("title"),
        "items": (imported.get("recognised") or {}).get("items", 0),
        "suggested": len(imported.get("suggested") or ()),
        "doubts": len(imported.get("doubts") or ()),
        "notes": [
            _NEW_ORGAN.sub(r"新的发布单位：\1。名称不对的，先不要发布，请管名册的人改", str(each))
            for each in imported.get("notes") or ()
        ],
    }


def _why(refused: Any) -> dict[str, Any]:
    """The reason for a refusal and its evidence, without the hint at a command-line option, for which the desk has a button."""
    reasons = refused if isinstance(refused, dict) else {"why": refused or "没有导入"}
    evidence = reasons.get("evidence") or ()
    shown = [each if isinstance(each, str) else str(each.get("text", each)) for each in evidence][:5]
    return {"why": str(reasons.get("why", "")).partition("（确需导入")[0], "evidence": shown}

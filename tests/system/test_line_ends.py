"""A checkout with the line ends of Windows: the same site, byte by byte."""

import shutil
from pathlib import Path

from tests.conftest import DUE_LEDGER, ROOT, Space

DEMO = ROOT / "content"


def with_line_ends(folder: Path, to: Path, end: bytes = b"\r\n") -> int:
    """Copies a folder as git checks it out on Windows with autocrlf: files of text get \\r\\n. How many were changed."""
    shutil.copytree(folder, to)
    changed = 0
    for path in to.rglob("*"):
        content = path.read_bytes() if path.is_file() else b"\0"
        if b"\0" not in content and b"\r" not in content and path.parent.name != "files" and b"\n" in content:
            path.write_bytes(content.replace(b"\n", end))
            changed += 1
    return changed


def test_the_demonstration(space: Space) -> None:
    shutil.rmtree(space.content)
    shutil.copytree(DEMO, space.content)
    space.build("2026-11-20")
    shutil.rmtree(space.content)
    assert with_line_ends(DEMO, space.content) > 20
    templates = space.folder / "templates"
    assert with_line_ends(ROOT / "templates", templates) > 20
    space.build("2026-11-20", templates=templates, out=space.folder / "crlf")
    ours, theirs = space.tree(), space.tree(space.folder / "crlf")
    assert [path for path in ours.keys() | theirs.keys() if ours.get(path) != theirs.get(path)] == []


def test_an_approval_holds_whatever_the_line_ends(space: Space) -> None:
    """git gives the ledger's bytes other ends on Windows; what was approved is its text."""
    from site_builder.records.approval import hashes
    from site_builder.records.notice import read_notice

    space.notice(ledger=DUE_LEDGER)
    text = (space.content / "notices/n/notice.md").read_text("utf-8")
    notice = read_notice("n", text, DUE_LEDGER, "content/notices/n", [])
    assert notice
    assert hashes(notice, DUE_LEDGER.encode()) == hashes(notice, DUE_LEDGER.replace("\n", "\r\n").encode())


def test_a_text_has_the_same_lines_however_it_is_read(space: Space) -> None:
    """Some editors end lines as old Macs did; what is read leniently must not be another text than what is published."""
    shutil.rmtree(space.content)
    shutil.copytree(DEMO, space.content)
    space.build("2026-11-20")
    shutil.rmtree(space.content)
    assert with_line_ends(DEMO, space.content, b"\r") > 20
    space.build("2026-11-20", out=space.folder / "cr")
    ours, theirs = space.tree(), space.tree(space.folder / "cr")
    assert [path for path in ours.keys() | theirs.keys() if ours.get(path) != theirs.get(path)] == []

"""Content with other line ends: the same site, byte by byte."""

import shutil
from pathlib import Path

from tests.conftest import DUE_LEDGER, ROOT, Space

DEMO = ROOT / "content"


def with_line_ends(end: bytes, folder: Path, to: Path) -> int:
    """Copies a folder, its files of text with other line ends. How many were changed."""
    shutil.copytree(folder, to)
    changed = 0
    for path in to.rglob("*"):
        content = path.read_bytes() if path.is_file() else b"\0"
        if b"\0" not in content and b"\r" not in content and path.parent.name != "files" and b"\n" in content:
            path.write_bytes(content.replace(b"\n", end))
            changed += 1
    return changed


def test_the_demonstration(space: Space) -> None:
    """As git checks it out on Windows with autocrlf, templates too; and with the ends of old Macs, which some editors write.

    What is read leniently must not be another text than what is published.
    """
    shutil.rmtree(space.content)
    shutil.copytree(DEMO, space.content)
    space.build("2026-11-20")
    ours = space.tree()
    shutil.rmtree(space.content)
    assert with_line_ends(b"\r\n", DEMO, space.content) > 20
    templates = space.folder / "templates"
    assert with_line_ends(b"\r\n", ROOT / "templates", templates) > 20
    space.build("2026-11-20", templates=templates, out=space.folder / "crlf")
    shutil.rmtree(space.content)
    assert with_line_ends(b"\r", DEMO, space.content) > 20
    space.build("2026-11-20", out=space.folder / "cr")
    for name in ("crlf", "cr"):
        theirs = space.tree(space.folder / name)
        assert [path for path in ours.keys() | theirs.keys() if ours.get(path) != theirs.get(path)] == [], name


def test_an_approval_holds_whatever_the_line_ends(space: Space) -> None:
    """git gives the ledger's bytes other ends on Windows; what was approved is its text."""
    from site_builder.records.approval import hashes
    from site_builder.records.notice import read_notice

    space.notice(ledger=DUE_LEDGER)
    text = (space.content / "notices/n/notice.md").read_text("utf-8")
    notice = read_notice("n", text, DUE_LEDGER, "content/notices/n", [])
    assert notice
    assert hashes(notice, DUE_LEDGER.encode()) == hashes(notice, DUE_LEDGER.replace("\n", "\r\n").encode())

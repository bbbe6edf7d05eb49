"""What a file system and an environment can hold that no editor meant: one line or a finding, soon; no traceback, no hang."""

import os
import resource
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.build.attached_files import file_info
from site_builder.cli import main
from site_builder.search import indexing
from site_builder.search.pagefind_run import IndexingError, run_pagefind
from tests.cases import part
from tests.conftest import HEAD, ROOT, Space


def run(space: Space, *words: str, **environment: str) -> tuple[int, str]:
    """Exit status and words of the program as a process, which has fifteen seconds."""
    command = [sys.executable, str(ROOT / "build.py"), *words, "--content", str(space.content)]
    given = {**os.environ, "TEMPLATES": "", **environment}
    done = subprocess.run(command, capture_output=True, timeout=60, check=False, env=given, cwd=space.content.parent)
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert "Traceback" not in said, said
    return done.returncode, said


PIPES = ["site.yaml", "organs.yaml", "themes.yaml", "notices/n/ledger.yaml", "notices/n/files/a.txt"]


# In `make test` a file that must be there, one that may, and one that is only named.
@pytest.mark.parametrize("name", part(PIPES, lambda name: name.count("/")))
def test_a_pipe_where_a_file_should_be(space: Space, name: str) -> None:
    space.notice()
    path = space.content / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    status, said = run(space, "check", "--today", "2026-11-20")
    assert (status, "缺少" in said) == ((1, True) if name in ("site.yaml", "organs.yaml") else (0, False)), said


@pytest.mark.parametrize("where", ["notices/n/files", "pages", "notices"])
def test_a_name_that_is_no_utf8(space: Space, where: str) -> None:
    space.notice()
    folder = space.content / where
    folder.mkdir(parents=True, exist_ok=True)
    (Path(os.fsdecode(os.fsencode(folder) + b"/\xb5\xda.md"))).write_bytes(b"x")
    status, said = run(space, "build", "--today", "2026-11-20", "--no-search")
    assert (status, "文件名不是 UTF-8 编码" in said) == (2, True)


CLOSED = [".", "notices", "notices/n", "notices/n/files", "notices/n/notice.md", "pages", "site.yaml", "organs.yaml"]


# In `make test` the first folder and the first file at each depth.
@pytest.mark.parametrize("where", part(CLOSED, lambda where: (where.count("/"), where.endswith((".yaml", ".md")))))
def test_what_may_not_be_read(space: Space, where: str) -> None:
    """A folder or file without the right to read it: one line that names it. Root has to give that right away first."""
    bound = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.getuid() == 0 else []
    if bound and not shutil.which(bound[0]):
        pytest.skip("nobody but root runs here, and setpriv is not there")
    space.notice()
    space.write("notices/n/files/a.txt", "x")
    space.write("pages/about.md", "# 关于\n\n字\n")
    closed = space.content / where
    mode = closed.stat().st_mode
    closed.chmod(0)
    try:
        command = [
            *bound,
            sys.executable,
            str(ROOT / "build.py"),
            "check",
            "--today",
            "2026-11-20",
            "--content",
            str(space.content),
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=space.folder)
    finally:
        closed.chmod(mode)
    said = done.stdout + done.stderr
    assert (done.returncode, "Traceback" in said) == (2, False), said
    assert str(closed) in said


def run_here(space: Space, *words: str, **environment: str) -> tuple[int, str]:
    """The same in this process, for what neither hangs nor rests on the rights of a process."""
    done = CliRunner().invoke(main, [*words, "--content", str(space.content)], env=environment)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


EPOCHS = ["1" + "0" * 18, "9" * 400, "²", "99999999999"]


@pytest.mark.parametrize(
    "epoch", part(EPOCHS, str.isdecimal)
)  # in `make test` one that is too large, and one that is no number
def test_a_time_that_is_none(space: Space, epoch: str) -> None:
    space.notice()
    status, said = run_here(space, "check", SOURCE_DATE_EPOCH=epoch)
    assert (status, "SOURCE_DATE_EPOCH" in said) == ((0, False) if epoch == "²" else (2, True)), said


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1899-12-31"])
def test_a_day_at_the_end_of_the_calendar(space: Space, day: str) -> None:
    status, said = run_here(space, "check", "--today", day)
    assert (status, "不在 1900 年和 2199 年之间" in said) == (2, True)


@pytest.mark.parametrize("key", ["published", "window", "as_of", "stale"])
def test_a_year_at_the_end_of_the_calendar_in_content(space: Space, key: str) -> None:
    head = HEAD
    if key == "published":
        head = head.replace('published: "', 'published: "9999-12-31" # "')
    if key == "window":
        head = head.replace('closes: "2024-11-16"', 'closes: "9999-12-31"')
    if key == "stale":
        text = (space.content / "site.yaml").read_text("utf-8")
        space.write("site.yaml", text.replace("stale_after_days: ", "stale_after_days: 999999999  # "))
    space.notice(head=head)
    if key == "as_of":
        space.write(
            "notices/n/ledger.yaml",
            'p1:\n  entries:\n    - as_of: "9999-12"\n      basis: editor\n      note: "编者归纳"\n',
        )
    status, said = run_here(space, "check", "--today", "2026-11-20")
    assert (status, "R005" in said or "R004" in said) == (1, True), said


@pytest.mark.parametrize("every", ["1Y", "999999999Y", "9" * 400 + "M"])
@pytest.mark.parametrize(("first", "last"), [("2024", "2025"), ("1900-01-01", "2199-12-31"), ("2024", "9999")])
def test_a_promise_of_huge_intervals(space: Space, every: str, first: str, last: str) -> None:
    promise = (
        f'    item: p1\n    quote: "今后每年检查一次"\n    every: "{every}"\n    from: "{first}"\n    until: "{last}"\n'
    )
    text = "## 一、情况 {role=problems}\n### 1. 甲 {#p1}\n已完成整改，今后每年检查一次。\n"
    space.notice(text=text, ledger=f"commitments:\n  c1:\n{promise}")
    found = space.findings("2026-11-20")  # an OverflowError would end the test
    assert bool(found) == (every != "1Y" or last == "9999")


def test_an_encrypted_pdf() -> None:
    from io import BytesIO

    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    for content in (out.getvalue(), out.getvalue().replace(b"/V 2", b"/V 5").replace(b"/R 3", b"/R 6")):
        assert file_info("a.pdf", content).text is None or file_info("a.pdf", content).text == ""


@pytest.mark.parametrize("limit", [2_000, 20_000, 60_000])
def test_a_disk_that_is_full_while_the_index_is_made(space: Space, limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file of the index may grow beyond some bytes, as on a disk with a quota: one line, and the site stays as it was."""
    space.notice()
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "build",
        "--today",
        "2026-11-20",
        "--content",
        str(space.content),
    ]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=space.content.parent,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert (done.returncode, "Traceback" in done.stderr) == (2, False), done.stderr
    assert not (space.content.parent / "public/index.html").exists()


def test_half_a_file_of_pagefind_is_told(space: Space, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(place: Path) -> None:
        original(place)
        for path in (place / "made" / "index").glob("*") if "runtime" not in place.name else ():
            path.write_bytes(path.read_bytes()[:20])

    original = run_pagefind
    monkeypatch.setattr(indexing, "run_pagefind", half)
    space.notice()
    with pytest.raises(IndexingError, match="pagefind 写的文件读不出来"):
        space.build(search=True)


def test_nobody_else_looks_into_the_state(space: Space) -> None:
    space.notice()
    space.build()
    folder = space.out.parent / f".{space.out.name}.state"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert (folder / ".htaccess").read_text() == "Require all denied\n"
    folder.chmod(0o755)  # of an older release
    space.build()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_content_gives_no_orders_to_the_host_that_checks_it(space: Space) -> None:
    """`::add-mask::` and the like at the start of a line of a log are orders to GitHub, spaces before them or not."""
    space.notice(text="## 二、整改情况 {role=problems}\n#### 1. 一项 {#p1}\n::warning file=x::\ufffd已完成\n")
    _, said = run_here(space, "check", "--today", "2026-11-20")
    assert "::warning file=x::" in said
    assert [line for line in said.splitlines() if line.lstrip().startswith(("::", "##["))] == []


def test_a_site_that_nobody_else_can_read_is_said(space: Space) -> None:
    space.notice()
    mask = os.umask(0o077)
    try:
        status, said = run(space, "build", "--today", "2026-11-20", "--no-search", "--out", str(space.out))
    finally:
        os.umask(mask)
    assert (status, "umask 022" in said) == (0, True)

"""A new notice passes `check` but for the places it marks."""

import os
import re
import select
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from site_builder.commands.scaffold import Days, new_notice, organs_in, suggested_slug
from site_builder.records.findings import SiteError
from tests.rules.space import BASE, findings_of

DAY = date(2026, 11, 20)
ROOT = Path(__file__).parents[2]


def content(folder: Path) -> Path:
    for name, text in BASE.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "content"


def texts_of(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("days", [None, Days(date(2026, 11, 20), date(2026, 12, 4))])
@pytest.mark.parametrize("title", [None, '关于"四乱"清理的通报：进展'])
@pytest.mark.parametrize("organ", [None, "linxi-water"])
def test_only_the_marks_are_found(tmp_path: Path, days: Days | None, title: str | None, organ: str | None) -> None:
    place = content(tmp_path)
    folder = new_notice(
        content=place,
        slug="2026-new",
        title=title,
        kind="rectification",
        organ=organ,
        published=DAY,
        days=days,
        items=2,
    )
    found = findings_of(texts_of(place))
    assert {finding.code for finding in found} == {"R019"}
    lines = [(folder / "notice.md").read_text("utf-8").split("\n")[f.at.line - 1] for f in found]
    assert all("〔待填：" in line for line in lines)
    assert len(found) == (days is not None) + (title is None) + (organ is None) + 2 + 2 * 2


def test_filled_in_it_is_sound(tmp_path: Path) -> None:
    place = content(tmp_path)
    folder = new_notice(
        content=place, slug="2026-new", title="关于清理的通报", kind="follow-up", organ="linxi-water", published=DAY
    )
    path = folder / "notice.md"
    filled = path.read_text("utf-8")
    for number in range(filled.count("〔待填")):
        start = filled.index("〔待填")
        filled = filled[:start] + f"第{number}处" + filled[filled.index("〕", start) + 1 :]
    path.write_text(filled, encoding="utf-8")
    assert findings_of(texts_of(place)) == []


@pytest.mark.parametrize(
    ("slug", "organ", "says"),
    [
        ("2026", "linxi-water", "编号 2026 不能用"),
        ("../x", "linxi-water", "编号 ../x 不能用"),
        ("水务", "linxi-water", "编号 水务 不能用"),
        ("2026-shuiwu", "linxi-water", "已经有了"),
        ("2026-new", "linxi-watr", "最接近的是 linxi-water"),
    ],
)
def test_refuses_what_cannot_be(tmp_path: Path, slug: str, organ: str, says: str) -> None:
    place = content(tmp_path)
    before = texts_of(place)
    with pytest.raises(SiteError, match=says):
        new_notice(content=place, slug=slug, title=None, kind="rectification", organ=organ, published=DAY)
    assert texts_of(place) == before


def test_suggestions_for_a_terminal(tmp_path: Path) -> None:
    assert organs_in(content(tmp_path)) == ["linxi-water", "linxi-city", "linxi-old"]
    assert suggested_slug(DAY, "linxi-water") == "2026-11-20-linxi-water"


def on_a_terminal(arguments: list[str], answers: list[tuple[str, str]]) -> tuple[int, str]:
    """Exit status and screen of a command on a terminal; each answer is typed when its question stands there."""
    pty = pytest.importorskip("pty", reason="Windows has no terminal that a program can play")
    number, terminal = pty.fork()
    if number == 0:
        os.execv(sys.executable, [sys.executable, str(ROOT / "build.py"), *arguments])
    screen, taken = "", b""
    waiting = list(answers)
    while True:
        assert select.select([terminal], [], [], 30)[0], f"waits for something else:\n{screen}"
        try:
            read = os.read(terminal, 4096)
        except OSError:  # the other end is closed
            break
        if not read:
            break
        taken += read  # a read may end within a sign
        screen = taken.decode("utf-8", "replace")
        if waiting and screen.rstrip().endswith(":") and waiting[0][0] in screen.rstrip().split("\n")[-1]:
            os.write(terminal, waiting.pop(0)[1].encode() + b"\n")
    os.close(terminal)
    assert waiting == [], f"never asked: {waiting}\n{screen}"
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]), screen


def test_it_asks_on_a_terminal_and_asks_again(tmp_path: Path) -> None:
    place = content(tmp_path)
    status, screen = on_a_terminal(
        ["new", "--content", str(place), "--today", "2026-11-20"],
        [
            ("单位编号（linxi-water、linxi-city、linxi-old）", "linxi-water"),
            ("标题", "关于清理的通报"),
            ("种类", "closer"),
            ("种类", "closure"),
            ("公开日期 [2026-11-20]", "昨天"),
            ("公开日期 [2026-11-20]", ""),
            ("通报编号 [2026-11-20-linxi-water]", "2026-new"),
            ("公开期限第一天", "2026-11-20"),
            ("公开期限最后一天", ""),
            ("公开期限最后一天", "2026-11-26"),
        ],
    )
    assert status == 0, screen
    assert "没有 closer；最接近的是 closure" in screen and "昨天 不是日期，写成 2026-11-20" in screen
    written = (place / "notices" / "2026-new" / "notice.md").read_text("utf-8")
    assert re.search(r'kind: closure .*\norgan: linxi-water\npublished: "2026-11-20"\n', written)
    assert '  kind: objection\n  opens: "2026-11-20"\n  closes: "2026-11-26"\n' in written
    assert {finding.code for finding in findings_of(texts_of(place))} == {"R019"}


def piped(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A command without a terminal: nobody can be asked, and what comes through the pipe is no answer."""
    call = [sys.executable, str(ROOT / "build.py"), *arguments]
    return subprocess.run(call, cwd=cwd, input="\n\n\n", capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("arguments", [(), ("--slug", "2026-new"), ("--title", "关于清理的通报", "--items", "3")])
def test_with_a_pipe_it_creates_nothing_and_asks_for_the_organ(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    place = content(tmp_path)
    before = texts_of(place)
    done = piped("new", *arguments, cwd=tmp_path)
    assert done.returncode == 2 and "--organ" in done.stderr and "linxi-water" in done.stderr
    assert "什么也没有新建" in done.stderr and texts_of(place) == before


def test_with_a_pipe_and_an_organ_it_does_what_it_is_told(tmp_path: Path) -> None:
    place = content(tmp_path)
    assert piped("new", "--organ", "linxi-water", "--slug", "2026-new", cwd=tmp_path).returncode == 0
    assert (place / "notices/2026-new/notice.md").is_file()


def test_a_first_organ_is_asked_for_by_its_name(tmp_path: Path) -> None:
    """An empty organs.yaml, as `init` writes it: whoever is new need not know that the file is there."""
    place = content(tmp_path)
    (place / "organs.yaml").write_text("# 发布单位\n", "utf-8")
    status, screen = on_a_terminal(
        ["new", "--content", str(place), "--today", "2026-11-20"],
        [
            ("单位全称", ""),
            ("单位全称", "临溪市水务局"),
            ("标题", "关于清理的通报"),
            ("种类", ""),
            ("公开日期", ""),
            ("通报编号", "2026-new"),
            ("公开期限第一天", ""),
        ],
    )
    assert status == 0 and "通报总有发布单位" in screen and "organs.yaml 新增单位" in screen
    (organ,) = organs_in(place)
    assert f"organ: {organ}\n" in (place / "notices/2026-new/notice.md").read_text("utf-8")
    assert "临溪市水务局" in (place / "organs.yaml").read_text("utf-8")

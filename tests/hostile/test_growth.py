"""Long runs of one thing, which are no single pattern: twice the length takes not much more than twice the time."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.importing.draft import draft_of
from site_builder.importing.names import organ_id
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.readers.unreadable import UnreadableError
from tests.cases import part
from tests.conftest import HEAD, TEXT, Space

LEAD = "关于整改情况的通报\n\n一、整改情况\n\n1.关于台账不全的问题。\n\n"


def checked(folder: Path, text: str) -> None:
    space = Space(folder)
    space.notice(text=TEXT + "\n" + text + "\n", head=HEAD)
    space.findings()


def imported(name: str, raw: bytes) -> None:
    try:
        draft_of(read_manuscript(raw, name), organ_id)
    except UnreadableError as refused:
        assert refused.code


def of_txt(text: str) -> Callable[[Path], None]:
    return lambda _: imported("a.txt", (LEAD + text).encode())


def of_html(text: str) -> Callable[[Path], None]:
    return lambda _: imported("a.html", f"<html><body><p>{LEAD}</p>{text}</body></html>".encode())


def of_notice(text: str) -> Callable[[Path], None]:
    return lambda folder: checked(folder, text)


# Name → length of the first run, and what is done with a run of any length.
RUNS: dict[str, tuple[int, Callable[[int], Callable[[Path], None]]]] = {
    "blanks before a mark": (100_000, lambda n: of_notice("### 甲" + " " * n + "{#p3")),
    "blanks in a line": (100_000, lambda n: of_notice("甲" + " " * n + "{乙")),
    "wide blanks": (100_000, lambda n: of_notice("甲" + "\u3000" * n + "{乙" + "\u00a0" * n)),
    "backslashes": (100_000, lambda n: of_notice("\\" * n + " 甲\n\n甲 " + "\\" * n)),
    "a table of mobiles": (20_000, lambda n: of_notice("| 号 | 码 |\n|---|---|\n" + "| 甲 | 13700000002 |\n" * n)),
    "one status said again and again": (16_000, lambda n: of_notice("\n\n".join(["该项整改已经完成。"] * n))),
    "one status said again and again, imported": (16_000, lambda n: of_txt("该项整改已经完成。\n" * n)),
    "a text of U+FFFD": (400_000, lambda n: of_txt("\ufffd" * n)),
    "lines of U+FFFD": (40_000, lambda n: of_txt("整\ufffd改\ufffd\n" * n)),
    "attributes of an element": (40_000, lambda n: of_html("<p " + " ".join(f"a{k}=b" for k in range(n)) + ">整改</p>")),
    "attributes of a document's element": (40_000, lambda n: of_notice("<p " + " ".join(f"a{k}=b" for k in range(n)) + ">")),
    "blanks around lines of a document": (20_000, lambda n: of_txt("\u3000 \u00a0整改。\u2003\n" * n)),
    "blanks around cells of a document": (20_000, lambda n: of_txt("| \u3000甲 | 乙\u3000 |\n" * n)),
    "paragraphs in one line of a page": (20_000, lambda n: of_html("<p>\u00a0整改。</p>" * n)),
}  # fmt: skip


def seconds(run: Callable[[Path], None], folder: Path) -> float:
    folder.mkdir()
    begun = time.process_time()
    run(folder)
    return time.process_time() - begun


def grows(name: str, tmp_path: Path, part: int) -> None:
    length, make = RUNS[name]
    first = seconds(make(length // part), tmp_path / "first")
    second = seconds(make(2 * length // part), tmp_path / "second")
    assert second < 3 * first + 0.5, (first, second)


@pytest.mark.parametrize("name", part(RUNS, lambda name: list(RUNS).index(name) // 3))
def test_time_grows_with_the_length(name: str, tmp_path: Path) -> None:
    grows(name, tmp_path, 20)


@pytest.mark.audit
@pytest.mark.parametrize("name", RUNS)
def test_time_grows_with_the_length_of_long_runs(name: str, tmp_path: Path) -> None:
    grows(name, tmp_path, 1)

"""What was public at the last build and is not now, and what is withheld: told by --stats and in the terminal."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from site_builder.cli import main
from site_builder.records.encoding import unpacker
from site_builder.unit.cards import Card
from tests.rules.space import BASE
from tests.rules.test_corpus import write

LEDGER = "notices/2026-shuiwu/ledger.yaml"
NOTICE = "notices/2026-shuiwu/notice.md"


class Project:
    def __init__(self, folder: Path):
        self.folder, self.said = folder, ""
        write(folder / "content", BASE)

    def change(self, path: str, old: str, new: str) -> None:
        text = (self.folder / "content" / path).read_text("utf-8")
        assert old in text
        (self.folder / "content" / path).write_text(text.replace(old, new), "utf-8")

    def build(self, *options: str, day: str = "2026-11-20") -> dict[str, Any]:
        places = (
            "--content",
            str(self.folder / "content"),
            "--out",
            str(self.folder / "public"),
            "--stats",
            str(self.folder / "s.json"),
        )
        done = CliRunner().invoke(main, ("build", *places, "--today", day, "--no-search", "--jobs", "1", *options))
        assert done.exit_code == 0, done.output
        self.said = done.output
        stats: dict[str, Any] = json.loads((self.folder / "s.json").read_text("utf-8"))
        return stats


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_nothing_left_where_nothing_changed(project: Project) -> None:
    assert project.build()["gone"] == []
    assert project.build()["gone"] == []
    assert project.build("--clean")["gone"] == []


@pytest.mark.parametrize("clean", [(), ("--clean",)])
def test_a_state_and_a_day_that_left_are_told(project: Project, clean: tuple[str, ...]) -> None:
    project.build()
    project.change(LEDGER, "      status: partial\n", "")
    project.change(LEDGER, '  due:\n    - by: "2026-12"\n      quote: "计划于2026年12月底前更换完毕"\n', "")
    gone = project.build(*clean)["gone"]
    url = "/notices/2026-shuiwu/p2/"
    assert gone == [
        {"url": url, "why": "整改时限没有了"},
        {"url": url, "why": "状态“基本完成（取得阶段性成果）”没有了"},
    ]
    assert "少了 2 处" in project.said
    assert project.build()["gone"] == []


class NewerCard(Card, frozen=True, tag="card", kw_only=True):
    """The card of a program that keeps one thing more."""

    another: int


def test_a_card_of_an_older_program_stops_nothing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.build()
    project.change(LEDGER, "      status: partial\n", "")
    monkeypatch.setattr("site_builder.build.leaving._cards", unpacker(NewerCard))
    assert project.build()["gone"] == [], "its pages are all there; what stood on the card cannot be told"


def test_a_draft_is_withheld_and_its_pages_are_gone(project: Project) -> None:
    before = project.build()
    assert before["withheld"] == []
    project.change(NOTICE, "kind: rectification\n", "kind: rectification\ndraft: true\n")
    stats = project.build()
    assert stats["withheld"] == [{"slug": "2026-shuiwu", "why": "草稿：校核后删去 draft: true", "until": None}]
    assert {"url": "/notices/2026-shuiwu/", "why": "草稿：校核后删去 draft: true，连同 4 个事项"} in stats["gone"]


@pytest.mark.parametrize(
    ("head", "why"),
    [
        ('withdrawn: "2026-11-19"', "2026-11-19 起撤下"),
        ("after_close: withdraw", "公开期限已满，按 after_close: withdraw 撤下"),
    ],
)
def test_a_withdrawn_notice_is_told_with_what_withdrew_it(project: Project, head: str, why: str) -> None:
    project.build()
    project.change(NOTICE, "states: problem\n", f"states: problem\n{head}\n")
    stats = project.build()
    assert {"slug": "2026-shuiwu", "why": why, "until": None} in stats["withheld"]


def test_a_notice_before_its_window_is_withheld_until_it_opens(project: Project) -> None:
    stats = project.build(day="2026-10-01")
    assert {"slug": "2026-shuiwu", "why": "公开期限还没有开始", "until": "2026-10-12"} in stats["withheld"]

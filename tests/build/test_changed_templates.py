"""A build after templates alone have changed: the pages they make, as a clean build has them; no rule is asked and no other file made."""

import shutil
from pathlib import Path

import pytest

from site_builder import rules
from site_builder.build import workers
from site_builder.rules import Case
from tests.conftest import TEMPLATES, Space

DAY = "2024-10-20"
LEDGER = "pages/ledger.html"  # of one page of each notice
ITEM = "components/quote/macro.html"
EVERY = "base.html"


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    return tmp_path / "templates"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notices whose rules are asked."""
    slugs: list[str] = []

    def counted(case: Case) -> object:
        slugs.append(case.notice.slug)
        return checked(case)

    checked = rules.checked
    monkeypatch.setattr(workers, "checked", counted)
    return slugs


def changed(templates: Path, name: str) -> None:
    path = templates / name
    path.write_bytes(
        path.read_bytes() + b"{# another #}\n"
        if name != EVERY
        else path.read_bytes().replace(b"<body", b'<body data-new="1"')
    )


@pytest.mark.parametrize("name", [LEDGER, ITEM, EVERY])
def test_no_rule_is_asked_and_the_site_is_that_of_a_clean_build(
    space: Space, templates: Path, asked: list[str], name: str
) -> None:
    space.notice()
    space.notice("m")
    before = space.build(DAY, templates=templates)
    assert sorted(asked) == ["m", "n"]
    changed(templates, name)
    again = space.build(DAY, templates=templates)
    assert (len(asked), again.units_made, again.warnings) == (2, 2, before.warnings)
    space.build(DAY, templates=templates, out=space.folder / "clean", clean=True)
    assert space.tree() == space.tree(space.folder / "clean")
    assert space.build(DAY, templates=templates).units_made == 0


def test_other_changes_at_the_same_time_are_checked(space: Space, templates: Path, asked: list[str]) -> None:
    space.notice()
    space.notice("m")
    space.build(DAY, templates=templates)
    asked.clear()
    changed(templates, EVERY)
    space.write("notices/m/notice.md", (space.content / "notices/m/notice.md").read_text("utf-8") + "\n又一段。\n")
    space.build(DAY, templates=templates)
    assert asked == ["m"]


@pytest.mark.parametrize("harm", ["day", "file", "json"])
def test_what_does_not_hold_any_more_is_made_whole(space: Space, templates: Path, asked: list[str], harm: str) -> None:
    space.notice()
    space.build(DAY, templates=templates)
    asked.clear()
    changed(templates, EVERY)
    day = "2024-12-31" if harm == "day" else DAY
    if harm == "file":
        (space.out / "notices/n/index.html").unlink()
    if harm == "json":
        (space.out / "data/notices/n.json").write_bytes(b"{}")
    space.build(day, templates=templates)
    assert asked == ["n"]
    space.build(day, templates=templates, out=space.folder / "clean", clean=True)
    assert space.tree() == space.tree(space.folder / "clean")

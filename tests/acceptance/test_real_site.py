"""The five real documents, imported and built, compared with what a careful reader counts."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from site_builder.build.inputs import Options
from site_builder.build.pipeline import build
from site_builder.commands.import_documents import import_files
from tests.conftest import REAL, SITE, TEMPLATES, folded, shown_text
from tests.site.counting import Site, wrong_numbers

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the real documents of ../shared/notices are not here")

# document → (items, measures, targets, sections' roles)
COUNTED = {
    "000": (16, 38, 0, ["leadership", "problems", "next-steps"]),
    "001": (15, 40, 0, ["leadership", "problems", "next-steps"]),
    "002": (12, 38, 0, ["leadership", "problems", "next-steps"]),
    "003": (29, 29, 20, ["summary", "plan"]),
    "004": (27, 27, 0, ["leadership", "problems", "next-steps"]),
}


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """(output folder, JSON by the first three digits of the document's name), built with drafts on a later day."""
    folder = tmp_path_factory.mktemp("real")
    content = folder / "content"
    (content / "notices").mkdir(parents=True)
    (content / "site.yaml").write_text(SITE, "utf-8")
    (content / "organs.yaml").write_text("", "utf-8")
    files = sorted(str(path) for path in REAL.glob("*.txt"))
    report = folder / "report.json"
    assert import_files(files, content / "notices", slug=None, organ=None, report=report, force=False) == 0
    out = folder / "public"
    build(Options(content, out, TEMPLATES, date(2026, 11, 20), drafts=True, jobs=1, search=False))
    slugs = {Path(entry["file"]).name[:3]: entry["slug"] for entry in json.loads(report.read_text("utf-8"))}
    return out, {key: json.loads((out / f"data/notices/{slug}.json").read_text("utf-8")) for key, slug in slugs.items()}


@pytest.mark.parametrize("name", COUNTED)
def test_counts(real: tuple[Path, dict[str, Any]], name: str) -> None:
    value = real[1][name]
    measures = sum(len(problem["measures"]) for problem in value["problems"])
    roles = [section["role"] for section in value["sections"]]
    assert (len(value["problems"]), measures, len(value["targets"]), roles) == COUNTED[name]


@pytest.mark.parametrize("name", COUNTED)
def test_the_page_shows_the_text_and_nothing_else(real: tuple[Path, dict[str, Any]], name: str) -> None:
    out, values = real
    page = (out / f"notices/{values[name]['id']}/index.html").read_text("utf-8")
    assert folded(shown_text(page, "document")) == folded(values[name]["text"])


def test_ten_due_dates_in_five_items_some_lapsed_none_overdue(real: tuple[Path, dict[str, Any]]) -> None:
    problems = real[1]["001"]["problems"]
    dues = [len(problem["due"]) for problem in problems if problem["due"]]
    marks = {mark for problem in problems for mark in problem["marks"]}
    assert (sum(dues), len(dues), dues[-1]) == (10, 5, 5)
    assert marks == {"lapsed"}


def test_only_two_items_have_words_that_cover_the_whole(real: tuple[Path, dict[str, Any]]) -> None:
    notices = [real[1][name] for name in ("000", "001", "002", "004")]
    stated = [p for value in notices for p in value["problems"] if p["status"] != "unstated"]
    assert sum(len(value["problems"]) for value in notices) == 70
    assert len(stated) == 2


def test_every_number_leads_to_its_list_and_none_stands_alone(real: tuple[Path, dict[str, Any]]) -> None:
    seen, wrong = wrong_numbers(real[0])
    assert wrong == []
    assert seen > 100
    assert list(Site(real[0]).untold()) == []


def test_heads(real: tuple[Path, dict[str, Any]]) -> None:
    values = real[1]
    assert values["000"]["window"] | {"quote": None} == {
        "kind": "publication",
        "opens": "2024-10-17",
        "closes": "2024-11-16",
        "quote": None,
    }
    assert values["000"]["inspection"]["started"] == "2023-07-19"
    assert (values["001"]["published"], values["001"]["window"]) == (None, None)
    assert values["001"]["stated"]["problems"] == 15
    assert [p["origin"] is not None for p in values["001"]["problems"][:3]] == [True, True, False]
    assert values["002"]["title_stated"] is False
    assert values["003"]["organ"] is None
    assert (values["004"]["published"], values["004"]["signed"]["date"]) == ("2024-06-24 17:44", "2024-06-18")
    assert values["004"]["contacts"]["phones"] == ["027-85633025"]

"""The handbook for editors is true: every command and file on its pages is taken, in order, in a copy of the demonstration."""

import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from docx import Document

from site_builder.rules.rule import FAMILIES
from tests.docs.pages import HANDBOOK, NOON, ROOT, EditorFolder, steps_of
from tests.privacy.once import looked_into_once  # noqa: F401  a fixture

pytestmark = pytest.mark.usefixtures("looked_into_once")  # each page begins with the same demonstration
PAGES = sorted(HANDBOOK.glob("*.md"))
TASKS = [page for page in PAGES if page.name != "README.md"]


# What they show is shown by other tests too: handover looks into every file of the demonstration, as tests/proof/test_report.py does.
LONG = ("handover", "correct", "withdraw", "findings", "request", "close", "progress")


@pytest.mark.parametrize(
    "page",
    [pytest.param(page, id=page.stem, marks=[pytest.mark.audit] if page.stem in LONG else []) for page in TASKS],
)
def test_page(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, demo: Path) -> None:
    steps = list(steps_of(page))
    assert any(step.verb == "run" for step in steps)
    editor = EditorFolder(tmp_path, monkeypatch, demo)
    for step in steps:
        try:
            editor.take(step)
        except AssertionError as error:
            raise AssertionError(f"docs/handbook/{page.name}:{step.line}: {error}") from None


def test_every_page_is_in_the_index() -> None:
    index = (HANDBOOK / "README.md").read_text("utf-8")
    assert [page.name for page in TASKS if f"({page.name})" not in index] == []


def test_the_day_of_practice_is_the_day_of_these_tests() -> None:
    assert f"export SOURCE_DATE_EPOCH={NOON} " in (HANDBOOK / "README.md").read_text("utf-8")


def test_the_document_to_practise_with_is_that_of_the_page() -> None:
    (told,) = (step.text for step in steps_of(HANDBOOK / "import.md") if step.verb == "docx")
    document = Document(str(HANDBOOK / "通报.docx"))
    assert "\n".join(paragraph.text for paragraph in document.paragraphs) + "\n" == told


def test_the_preview_answers_at_the_address_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, demo: Path
) -> None:
    """preview.md: `python build.py serve`, the address, another day, Ctrl+C."""
    page = (HANDBOOK / "preview.md").read_text("utf-8")
    command = re.search(r"`python (build\.py serve --today \S+)`", page)
    assert command and "\npython build.py serve\n" in page
    editor = EditorFolder(tmp_path, monkeypatch, demo)
    words = [sys.executable, "-u", str(ROOT / "build.py"), *command[1].split()[1:]]
    with subprocess.Popen(words, cwd=editor.folder, stderr=subprocess.PIPE, text=True, encoding="utf-8") as running:
        try:
            assert running.stderr is not None
            said = (re.search(r"http://127\.0\.0\.1:\d+/", line) for line in running.stderr)
            address = next(found[0] for found in said if found)
            with urlopen(address + "notices/2026-housing/", timeout=20) as answer:  # public from 2026-12-15
                assert "物业专项维修资金" in answer.read().decode()
        finally:
            running.send_signal(signal.SIGINT)
        assert running.wait(20) == 0


def test_every_family_of_rules_is_explained() -> None:
    page = (HANDBOOK / "findings.md").read_text("utf-8")
    assert dict(re.findall(r"(?m)^\| ([A-Z]) \| (.+?) \|", page)) == FAMILIES

"""What the README and the page for operators tell a newcomer to do is done; what they claim is linked to what shows it."""

import re
import shutil
from pathlib import Path

import pytest

from tests.docs.pages import HANDBOOK, ROOT, EditorFolder, steps_of
from tests.docs.test_docs import PAGES, links_of

READMES = ["README.md", "README.zh-CN.md"]


@pytest.mark.parametrize("name", READMES)
def test_both_tell_the_same_commands(name: str) -> None:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    told = [re.split(r"  +#", line.strip())[0] for line in lines if line.startswith("    ")]
    begin = told.index("cp docs/handbook/通报.docx .")
    assert told[begin + 1 : begin + 5] == [
        f"python build.py{each}" for each in (" import 通报.docx", " serve", " check", "")
    ]


def test_five_minutes_from_word_to_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, demo: Path) -> None:
    """Those commands, and what an editor does between them, with the document that is shipped to try with."""
    editor = EditorFolder(tmp_path, monkeypatch, demo)
    shutil.copy(HANDBOOK / "通报.docx", tmp_path)
    assert editor.run("python build.py import 通报.docx")[0] == 0
    there = {path.name for path in (ROOT / "content/notices").iterdir()}
    (folder,) = (path for path in (tmp_path / "content/notices").iterdir() if path.name not in there)
    for file, line in (("ledger.yaml", "      suggested: true\n"), ("notice.md", "draft: true\n")):
        text = (folder / file).read_text("utf-8")
        assert line in text
        (folder / file).write_text(text.replace(line, ""), "utf-8")
    assert editor.run("python build.py check")[0] == 0
    assert editor.run("python build.py --no-search")[0] == 0
    assert "该项问题已完成整改" in (tmp_path / "public/notices" / folder.name / "p2/index.html").read_text("utf-8")


def test_a_site_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, demo: Path) -> None:
    """docs/hosting.md: from nothing to a project folder and its build. The demonstration's handbook is not theirs by accident."""
    editor = EditorFolder(tmp_path, monkeypatch, demo)
    steps = list(steps_of(ROOT / "docs/hosting.md"))
    assert [step.verb for step in steps] == ["run", "append", "run"]
    for step in steps:
        editor.take(step)
    assert "临溪市整改公开台账" in (tmp_path / "linxi/public/index.html").read_text("utf-8")
    assert not (tmp_path / "linxi/public/handbook").exists()


def figures(name: str) -> list[tuple[str, str]]:
    """(what was measured, where it is shown) of the README's last table of figures."""
    text = (ROOT / name).read_text("utf-8")
    table = re.search(r"(?m)^\| \| (?:measured|测得) \|.*\n\|[-|]+\n((?:\|.*\n)+)", text)
    assert table
    rows = [re.split(r" \| ", row.strip("| \n")) for row in table[1].splitlines()]
    return [(row[0] + row[1], row[2]) for row in rows]


def numbers(text: str) -> list[str]:
    return re.findall(r"\d[\d,.]*\d|\d", text)


def test_figures_are_linked_and_the_same_in_both_languages() -> None:
    english, chinese = (figures(name) for name in READMES)
    assert len(english) >= 7
    assert [said for said, shown in english + chinese if not re.search(r"\]\((?:tests|docs|benchmarks)/", shown)] == []
    assert [numbers(said) for said, _ in english] == [numbers(said) for said, _ in chinese]


def test_every_page_is_reached_from_the_readme() -> None:
    found, todo = {ROOT / "README.md"}, [ROOT / "README.md"]
    while todo:
        page = todo.pop()
        near = {(page.parent / link.partition("#")[0]).resolve() for _, link in links_of(page) if ":" not in link}
        new = {each for each in near if each.suffix == ".md"} - found
        found |= new
        todo += new
    assert [page.relative_to(ROOT).as_posix() for page in PAGES if page not in found] == []


def test_both_readmes_point_to_the_same_places() -> None:
    """What one language says, promises among them, the other says too: each links what shows it, in its language."""
    english, chinese = ({link for _, link in links_of(ROOT / name)} for name in READMES)
    assert english - chinese == {"README.zh-CN.md", "docs/hosting.md"}
    assert chinese - english == {"README.md", "docs/hosting.zh-CN.md"}

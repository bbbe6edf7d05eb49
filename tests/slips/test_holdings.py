"""docs/content-format.md lists everything that a content folder, a YAML file and a text can hold: each line is tried."""

import re
import unicodedata
from pathlib import Path

import pytest

from site_builder.rules import folder_findings
from tests.rules.space import BASE, findings_of
from tests.slips.damage import Damage
from tests.slips.judge import World

PAGE = (Path(__file__).parents[2] / "docs" / "content-format.md").read_text(encoding="utf-8")
NOTICE, LEDGER = "notices/2026-shuiwu/notice.md", "notices/2026-shuiwu/ledger.yaml"
SOUND = ("notices/2026-amr/notice.md", "site.yaml", "organs.yaml")


def rows(part: str) -> list[tuple[str, str]]:
    """Example and code of every line of a table."""
    table = PAGE.partition(f"<!-- holdings: {part} -->")[2].partition("\n<!--")[0]
    found = [re.split(r"(?<!\\)\|", line)[1:-1] for line in table.split("\n") if line.startswith("| ")][1:]
    return [(cells[1].strip()[1:-1].replace("\\|", "|"), cells[3].strip()) for cells in found]


@pytest.mark.parametrize(("path", "code"), rows("folder"))
def test_what_a_folder_holds(path: str, code: str) -> None:
    beside = [each for each in SOUND if each.split(".")[0] != path.split(".")[0] or code == "—"]
    found = folder_findings({*beside, path}, "content")
    if code == "—":
        assert found == []
        return
    here = [f for f in found if f.at.path in (f"content/{path}", f"content/{path.rpartition('/')[0]}/notice.md")
            or f"content/{path}".startswith(f.at.path + "/")]  # fmt: skip
    assert code in {f.code for f in here}, found


@pytest.mark.parametrize(("line", "code"), rows("yaml"))
def test_what_a_yaml_file_holds(line: str, code: str) -> None:
    sound = BASE[LEDGER]
    key = "happened" if line.startswith("happened") else "note" if line.startswith("note") else "status"
    old = {
        "happened": '      happened: "2026-09"',
        "note": '      note: "本站编者根据采购公告登记。"',
        "status": "      status: partial",
    }[key]
    new = line if line.startswith("<") else "      " + line
    assert sound.count(old) == 1
    _tried(
        Damage("holding", LEDGER, frozenset({sound[: sound.index(old)].count("\n") + 1}), sound.replace(old, new)), code
    )


@pytest.mark.parametrize(("line", "code"), rows("text"))
def test_what_a_text_holds(line: str, code: str) -> None:
    sound = BASE[NOTICE]
    after = "集团对巡察反馈的4项问题逐项整改。\n"
    assert sound.count(after) == 1
    number = sound[: sound.index(after)].count("\n") + 3
    _tried(Damage("holding", NOTICE, frozenset({number}), sound.replace(after, f"{after}\n{line}\n")), code)


def _tried(damage: Damage, code: str) -> None:
    found = findings_of({**BASE, damage.path: damage.text})
    here = {f.code for f in found if f.at.path == f"content/{damage.path}" and f.at.line in damage.lines}
    assert here == set() if code == "—" else code in here, found


def test_every_code_of_these_families_stands_in_the_page() -> None:
    told = {code for part in ("folder", "yaml", "text") for _, code in rows(part)}
    assert {
        "F001",
        "F002",
        "F003",
        "T011",
        "T012",
        "T013",
        "T014",
        "T015",
        "T018",
        "Y011",
        "Y012",
        "Y013",
        "Y016",
    } <= told


def test_ignored_files_are_passed_over() -> None:
    paths = [*SOUND, "notices/2026-amr/原件.docx", "旧/说明.txt"]
    assert {f.code for f in folder_findings(paths, "content")} == {"F002"}
    assert folder_findings(paths, "content", ignored="# 留作参考\n*.docx\n旧/\n") == []


def test_the_world_of_the_tests_is_sound() -> None:
    assert all(not found for found, _ in World(dict(BASE)).sound.values())


def test_a_name_whose_letters_are_taken_apart_is_named_once() -> None:
    apart = unicodedata.normalize("NFD", "附件é.pdf")
    [told] = folder_findings([*SOUND, f"notices/2026-amr/files/{apart}"], "content")
    assert (told.code, told.fix.rename) == ("F001", "附件é.pdf")

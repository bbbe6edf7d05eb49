"""The demonstration: no error in it, and every word that a claim of it rests on is held to its text."""

import re
from functools import cache
from pathlib import Path

import pytest

from site_builder.build.attached_files import file_info
from site_builder.records.findings import Finding, errors
from site_builder.records.registers import Registers, read_registers
from site_builder.rules import Case, check_notice
from tests.cases import part
from tests.rules.space import cases_of, findings_of, notice_of

CONTENT = Path(__file__).parents[2] / "content"
_QUOTE = re.compile(r'^(\s*(?:- )?(?:quote: |(?=- ")- ))"(.+)"$')
_DAY = re.compile(r'^(\s*(?:- )?(?:as_of|happened|by|date|published|opens|closes): )"\d{4}(-\d\d-\d\d)?"')


@cache
def texts() -> dict[str, str]:
    found = {}
    for path in sorted(CONTENT.rglob("*")):
        if path.is_file():
            info = file_info(path.name, path.read_bytes())
            text = path.read_text("utf-8") if path.suffix in (".yaml", ".md", ".tsv") else info.text
            found[path.relative_to(CONTENT).as_posix()] = text or ""
    return found


@cache
def cases() -> dict[str, Case]:
    return cases_of(texts(), registers(), [])


def registers() -> Registers:
    read = read_registers({name: text for name, text in texts().items() if "/" not in name}, "content", [])
    assert read is not None
    return read


def found_in(file: str, text: str) -> list[Finding]:
    """Findings of one notice after one of its files became another text."""
    slug = file.split("/")[1]
    found: list[Finding] = []
    notice = notice_of({**texts(), file: text}, slug, found)
    return found + (check_notice(cases()[slug]._replace(notice=notice)) if notice else [])


def lines_with(form: re.Pattern[str], name: str) -> list[tuple[str, int]]:
    files = [file for file in texts() if file.startswith("notices/") and file.endswith(name)]
    return [(file, n) for file in files for n, line in enumerate(texts()[file].split("\n")) if form.match(line)]


def changed(file: str, number: int, line: str) -> str:
    lines = texts()[file].split("\n")
    lines[number] = line
    return "\n".join(lines)


QUOTED = lines_with(_QUOTE, "ledger.yaml")
DAYS = lines_with(_DAY, "ledger.yaml") + lines_with(_DAY, "notice.md")


def test_the_demonstration_has_no_error() -> None:
    assert errors(findings_of(texts())) == []


def test_there_is_enough_to_break() -> None:
    assert len(QUOTED) > 100
    assert len(DAYS) > 80


@pytest.mark.parametrize(
    "place", part(enumerate(QUOTED), lambda each: each[0] // 8, lambda each: f"{each[1][0]}-{each[1][1]}")
)
def test_a_word_changed_in_a_quotation(place: tuple[int, tuple[str, int]]) -> None:
    file, number = place[1]
    line = texts()[file].split("\n")[number]
    lead, words = _QUOTE.match(line).groups()  # type: ignore[union-attr]
    middle = len(words) // 2
    found = found_in(file, changed(file, number, f'{lead}"{words[:middle]}鑫{words[middle:]}"'))
    at = [(f.at.path, f.at.line, f.at.column) for f in found if f.code == "B001"]
    assert at == [(f"content/{file}", number + 1, len(lead) + 1)]


@pytest.mark.parametrize(
    "place", part(enumerate(DAYS), lambda each: each[0] // 4, lambda each: "{}-{}".format(*each[1]))
)
def test_a_day_that_cannot_be(place: tuple[int, tuple[str, int]]) -> None:
    file, number = place[1]
    line = texts()[file].split("\n")[number]
    lead = _DAY.match(line)[1]  # type: ignore[index]
    found = found_in(file, changed(file, number, f'{lead}"2026-02-30"'))
    at = [(f.at.path, f.at.line, f.at.column) for f in found if f.code == "R005"]
    assert at == [(f"content/{file}", number + 1, len(lead) + 1)]

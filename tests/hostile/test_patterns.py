"""Every regular expression of the program is fed its own worst repetitions: four times the text takes about four times the time.

`make test` takes the first ten texts of every pattern, `make audit` 150; of the judge's own cases those of a kind that another shows are left to it.
"""

import re
from pathlib import Path

import pytest

import site_builder
from tests.hostile.patterns import SIZES, Found, every_pattern, in_functions, modules, slowest, slowness, worst

ROOMS = sorted(path.stem for path in Path(site_builder.__path__[0]).iterdir() if path.stem[0].isalpha())
# Words that only a call knows, and why they are linear.
ONLY_A_CALL_KNOWS = {
    "claims.clauses: '|'.join((f'(?P<g{number}>{row})' for number, row in enumerate(rows)))": "called once, its pattern is kept and tried",
    "claims.verbs: pattern": "called for a table, whose patterns are kept and tried",
    "importing.structure.heads: f'(?<=[由对向,。;:])(?:中共)?[^\\\\s由对向组,。;:、()]{{2,8}}{re.escape(fold(named))}'": "words of the text",
    "importing.suggest.quantity: f'{_BEFORE}{number}{_SCALE}(?P<unit>{units}){_AFTER}'": "called for patterns that are kept and tried",
    "importing.suggest.totals: pattern": "signs of the text itself, with blanks between them",
    "rules.personal_numbers: f'[{digits}](?:[{re.escape(_BETWEEN)}\\\\u200b]*[{digits}]){{{_LEAST - 1},}}'": "called for two patterns that are kept and tried",
    'views.text_pages: f\'<a href="{re.escape(base)}notices/([^/"<>]+)/?[^"<>]*"[^<>]*>(.*?)</a>\'': "on our own HTML, where every <a> ends",
    "reader.seen_clauses: f'[^{re.escape(marks + figures)}]+'": "one class, of which runs are taken one after the other",
    "records.convert: m.pattern": "patterns of the types of records, which are tried",
    "records.scalars: pattern": "patterns of the types of records, which are tried",
}


def slow_ones(room: str, most: int, sizes: tuple[int, ...]) -> list[str]:
    """What grows faster than its text among the patterns of a room, each with its worst text."""
    slow = []
    for found in of_room(room):
        case = next((bad for case in worst(found.pattern, most) if (bad := slowness(found, case, sizes))), None)
        if case:
            slow.append(f"{found.place} {found.pattern.pattern!r}: {case}")
    return slow


def of_room(room: str) -> list[Found]:
    return [found for found in every_pattern() if found.place.split(".")[0].split(":")[0] == room]


def test_all_patterns_are_tried() -> None:
    assert len(every_pattern()) > 900
    assert {unknown for module in modules() for unknown in in_functions(module)[1]} == set(ONLY_A_CALL_KNOWS)


@pytest.mark.parametrize("room", ROOMS)
def test_time_grows_with_the_text(room: str) -> None:
    assert slow_ones(room, 6, SIZES) == []


@pytest.mark.audit
@pytest.mark.parametrize("room", ROOMS)
def test_time_grows_with_many_more_texts(room: str) -> None:
    assert slow_ones(room, 150, SIZES) == []


@pytest.mark.audit
@pytest.mark.parametrize("room", ROOMS)
def test_time_grows_with_much_longer_texts(room: str) -> None:
    """With 10,000 and 100,000 signs: of each pattern the texts that take longest at 1,500, for a square shows there already."""
    slow = []
    for found in of_room(room):
        cases = slowest(found, worst(found.pattern, 150), SIZES[-1], 3)
        bad = next((bad for case in cases if (bad := slowness(found, case, (10_000, 100_000)))), None)
        if bad:
            slow.append(f"{found.place} {found.pattern.pattern!r}: {bad}")
    assert slow == []


@pytest.mark.parametrize(
    ("words", "slow"),
    [(r"\s*\{", True), (r"(?<!\s)\s*+\{", False), (r"(a+)+$", True),
     pytest.param(r"(?:ab?)++$", True, marks=pytest.mark.audit), (r"(?<!a)a++$", False),
     pytest.param("《[^》]*(?:〈[^〉]*〉[^》]*)*》", True, marks=pytest.mark.audit),
     (r"[^x]{0,40}x", False), pytest.param(r"\d+元", True, marks=pytest.mark.audit),
     (r"(?<!\d)\d++元", False), (r"^\s*:?\s*;", True), (rb"<a[^>]*b[^>]*c", True)],
)  # fmt: skip
def test_what_is_slow_is_told(words: str | bytes, slow: bool) -> None:
    """The judge itself: squares, cubes and worse are found, what is linear or bounded is not."""
    found = Found("here", re.compile(words))
    assert any(slowness(found, case, SIZES) for case in worst(found.pattern, 30)) == slow

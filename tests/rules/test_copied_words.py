"""How much of two passages is the same, and how much that weighs."""

import pytest

from site_builder.reader.prints import SIZE, places_of_prints
from site_builder.records.findings import Span
from site_builder.rules import copied_words as own
from site_builder.rules.rule import OtherFiles

WORDS = "".join(chr(0x4E00 + 7 * number) for number in range(60))  # sixty characters, no two the same


def passage(words: str, item: str = "p1", order: int = 1) -> own.ItemWords:
    return own.ItemWords(item, words, Span(path="n", line=3), words, order)


@pytest.mark.parametrize(
    ("mine", "at", "theirs", "there", "run"),
    [
        (WORDS, 0, WORDS, 0, (0, 60)),
        (WORDS, 10, WORDS, 10, (0, 60)),
        (WORDS, 10, "乙" + WORDS, 11, (0, 60)),
        ("甲" + WORDS, 1, "乙" + WORDS, 1, (1, 60)),
        ("甲乙" + WORDS, 7, WORDS, 5, (2, 60)),
        (WORDS + "甲", 5, WORDS + "乙", 5, (0, 60)),
        (WORDS, 5, WORDS[:30], 5, (0, 30)),
        (WORDS[:30], 5, WORDS, 5, (0, 30)),
        (WORDS[:21], 5, WORDS[:21], 5, (0, 21)),
    ],
)
def test_the_run_around_a_print(mine: str, at: int, theirs: str, there: int, run: tuple[int, int]) -> None:
    assert own._run(mine, at, theirs, there) == run


@pytest.mark.parametrize(
    ("words", "start", "length", "weight"),
    [
        (WORDS, 0, 40, 40),
        (WORDS, 0, 39, 0),  # too short
        (WORDS, 5, 50, 50),
        (f"《{WORDS[:10]}》{WORDS[10:]}", 0, 62, 50),  # a name weighs nothing
        (f"《{WORDS[:10]}》{WORDS[10:]}", 11, 50, 49),
        (f"“{WORDS[:10]}”{WORDS}", 0, 60, 48),
    ],
)
def test_what_a_run_weighs(words: str, start: int, length: int, weight: float) -> None:
    assert own._Weights([]).of(words, start, length) == weight


@pytest.mark.parametrize(("notices", "share"), [(3, 2 / 3), (4, 2 / 4), (6, 2 / 6), (9, 2 / 9), (17, 2 / 17)])
def test_a_phrase_weighs_the_less_the_more_notices_have_it(notices: int, share: float) -> None:
    words = "，".join(WORDS[n : n + 20] for n in (0, 20, 40))
    [(number, at), *_] = places_of_prints(words)
    weights = own._Weights([(number, notices)])
    assert weights.of(words, 0, len(words)) == pytest.approx(len(words) - SIZE * (1 - share), abs=0.1)
    assert at >= 0


@pytest.mark.parametrize(
    ("text", "words", "places"),
    [("abcabcab", "ab", [0, 3, 6]), ("b", "a", []), ("a" * 20, "a", [0, 1, 2, 3, 4, 5, 6, 7])],
)
def test_the_first_places_of_words(text: str, words: str, places: list[int]) -> None:
    assert list(own._places_in(text, words)) == [(text, place) for place in places]


def test_words_are_sought_in_files_as_they_are_written() -> None:
    words = WORDS[:16]
    files = OtherFiles(f"甲，{WORDS[:8]} {WORDS[8:]}", f"乙：{WORDS}", "n")
    assert [text[at : at + 16] for text, at in own._there(files, words[:8] + words[8:])] == [words]
    assert list(own._there(OtherFiles("甲", "乙", "n"), words)) == []


@pytest.mark.parametrize(
    ("mine", "theirs", "found"),
    [
        (WORDS, WORDS, [(0, 60, 60)]),
        (WORDS[:40], WORDS, [(0, 40, 40)]),
        (WORDS[:39], WORDS, []),
        (WORDS, WORDS[1:], []),  # the print is another one
        ("《" + WORDS + "》", "《" + WORDS + "》", []),
    ],
)
def test_what_two_passages_share(mine: str, theirs: str, found: list[tuple[int, int, float]]) -> None:
    first, second = passage(mine), passage(theirs, "p2")
    shared = list(own._common(own=first, at=2, other=second, there=2, slug="s", weights=own._Weights([])))
    assert [(each.start, each.length, each.weight) for each in shared] == found
    assert {(each.own, each.other, each.slug) for each in shared} <= {(first, second, "s")}

"""Set phrases: a slip of one or two characters is found, the phrase itself never, whatever stands around it."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.reader import lexicon, near_search
from site_builder.reader.lexicon import Lexicon
from site_builder.reader.near_misses import TWO_FROM
from site_builder.reader.seeds import Seed
from site_builder.reader.word_lists import WordRow
from tests.cases import cases, either

PHRASES = ("以人民为中心", "供水服务质量考核办法", "一网通办", "应查必查应改必改", "三公经费")
OTHER = "坡骑袜镰"  # stands in no phrase
ROWS = [WordRow("", phrase, "warning", "", "all") for phrase in PHRASES]
LEXICON = Lexicon(ROWS)
AROUND = st.text("井表更新滞后，。、2", max_size=6)  # none of a phrase: with one, another slip could be as near


def near(text: str) -> list[tuple[str, str, int]]:
    return [(hit.words, hit.right, hit.column) for hit in LEXICON.hits(text, "n") if hit.kind == "near"]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(PHRASES), st.data(), AROUND, AROUND)
def test_a_slip_is_found_at_its_place(phrase: str, data: st.DataObject, before: str, after: str) -> None:
    at = data.draw(st.integers(0, len(phrase) - 1))
    kinds = ["exchanged", "swapped"] + (["lost", "added"] if len(phrase) >= 6 and 0 < at < len(phrase) - 1 else [])
    kind = data.draw(st.sampled_from(kinds))
    if kind == "exchanged":
        words = phrase[:at] + OTHER[0] + phrase[at + 1 :]
    elif kind == "swapped":
        at = min(max(at, 1), len(phrase) - 3) if len(phrase) > 3 else at
        words = phrase[:at] + phrase[at + 1] + phrase[at] + phrase[at + 2 :]
    elif kind == "lost":
        words = phrase[:at] + phrase[at + 1 :]
    else:
        words = phrase[:at] + OTHER[0] + phrase[at:]
    if words != phrase:
        assert near(before + words + after) == [(words, phrase, len(before) + 1)]


def test_where_two_slips_are_as_near_the_longer_words_are_told() -> None:
    """水 before 供服务…: one character lost, or two that changed places."""
    assert near("水供服务质量考核办法") == [("水供服务质量考核办法", "供水服务质量考核办法", 1)]


@settings(max_examples=200, deadline=None)
@given(st.data(), AROUND, AROUND)
def test_two_slips_in_a_long_phrase(data: st.DataObject, before: str, after: str) -> None:
    phrase = next(each for each in PHRASES if len(each) >= TWO_FROM)
    first = data.draw(st.integers(1, len(phrase) - 3))
    second = data.draw(st.integers(first + 1, len(phrase) - 2))
    words = phrase[:first] + OTHER[0] + phrase[first + 1 : second] + OTHER[1] + phrase[second + 1 :]
    assert near(before + words + after) == [(words, phrase, len(before) + 1)]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PHRASES) | AROUND, max_size=6))
def test_phrases_themselves_are_never_found(parts: list[str]) -> None:
    assert near("，".join(parts)) == []


def test_what_is_another_thing_said() -> None:
    assert near("供水服务质量考核要求，供水服务质量，以人民群众为中心，以人民的利益为中心") == []
    assert near("以人民，为中心") == []


def test_places_are_characters_whatever_the_script() -> None:
    known = Lexicon([*ROWS, WordRow("布署", "部署", "error", "错字", "text")])
    found = known.hits("𠀀𠀁甲\n𠀂已布署，再布署以人名为中心\n", "n")
    assert [(hit.line, hit.column, hit.words, hit.times) for hit in found] == [
        (2, 3, "布署", 2),
        (2, 9, "以人名为中心", 1),
    ]
    assert known.hits("", "n") == Lexicon().hits("布署", "n") == ()


def _each_character(size: int, tolerated: int) -> Sequence[Seed]:
    """The slow reference: a phrase is compared wherever any one of its characters stands."""
    return [Seed(1, (place,)) for place in range(size)]


FEW = st.sampled_from("甲乙丙丁戊")
SLIPS = st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["change", "lose", "add", "swap"]), FEW), max_size=2)


def _slipped(phrase: str, slips: list[tuple[int, str, str]]) -> str:
    for place, kind, char in slips:
        at = place % len(phrase)
        before, after = phrase[:at], phrase[at + 1 :]
        words = {"change": char, "lose": "", "add": char + phrase[at], "swap": after[:1] + phrase[at]}[kind]
        phrase = before + words + (after[1:] if kind == "swap" else after)
    return phrase


@settings(max_examples=either(150, 900), deadline=None)
@given(
    st.lists(st.text(FEW, min_size=4, max_size=13), min_size=1, max_size=12, unique=True),
    st.text(FEW, max_size=4),
    st.data(),
)
def test_what_is_looked_for_first_changes_nothing(phrases: list[str], begin: str, data: st.DataObject) -> None:
    """Many phrases, some with the same beginning: from their seeds the same is found as by the slow reference."""
    phrases = list(dict.fromkeys([*phrases, *((begin + each)[:16] for each in phrases[:6])]))
    rows = [WordRow("", phrase, "warning", "", "all") for phrase in phrases]
    around = st.text(st.sampled_from("甲乙丙丁戊，己"), max_size=5)
    parts = [_slipped(data.draw(st.sampled_from(phrases)), data.draw(SLIPS)) + data.draw(around) for _ in range(4)]
    text = "".join(parts)
    quick = Lexicon(rows).hits(text, "n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(near_search, "seeds", _each_character)
        assert Lexicon(rows).hits(text, "n") == quick


@pytest.mark.parametrize("phrases", [("丁丙丁乙", "丁丁丙丁"), ("丁丁丙丁", "丁丙丁乙")])
def test_of_two_phrases_that_are_as_near_the_first_of_the_list_is_told(phrases: tuple[str, str]) -> None:
    """Two characters of one change places, one character of the other is another one."""
    known = Lexicon([WordRow("", phrase, "warning", "", "all") for phrase in phrases])
    text = "，".join([phrases[0], "丁丁丙乙", phrases[1]])
    assert [(hit.words, hit.right) for hit in known.hits(text, "n")] == [("丁丁丙乙", phrases[0])]


def test_a_name_of_no_letters_is_looked_for_nowhere() -> None:
    assert Lexicon(names={"": "organs.yaml"}).hits("云州市", "n") == ()


LISTED = ("布署", "“二次”供水", "是，在次", "第2次")


@settings(max_examples=cases(100), deadline=None)
@given(st.data())
def test_what_was_read_before_changes_nothing(data: st.DataObject) -> None:
    """With a long list, which remembers clauses, the same is said of each text as with a new one that does not."""
    slipped = st.builds(_slipped, st.sampled_from((*PHRASES, "一网，通办")), SLIPS)
    part = st.lists(slipped | st.sampled_from(LISTED) | AROUND, min_size=1, max_size=3).map("".join)
    texts = ["，".join(each) for each in data.draw(st.lists(st.lists(part, max_size=4), min_size=2, max_size=4))]
    rows = [
        *ROWS,
        WordRow("", "一网，通办", "warning", "", "all"),
        *(WordRow(each, "", "error", "", "all") for each in LISTED),
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lexicon, "MANY", 0)
        known = Lexicon(rows)
    assert [known.hits(each, "n") for each in texts] == [Lexicon(rows).hits(each, "n") for each in texts]

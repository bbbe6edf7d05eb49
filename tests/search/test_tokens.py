"""The words Pagefind is fed with: a run of characters is in a text exactly when its words follow each other."""

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.search.tokens import GAP, TITLE, code, gaps, is_letter, normalize, page_tokens, pairs

TEXT = st.text(st.sampled_from("整改双随机一公开、，。《》“”20+8.%aB １　é\u200b𠮷①"), max_size=30)


def test_folding_keeps_what_a_reader_sees() -> None:
    assert normalize("“２０＋８”　产业\u200b集群 PDCA") == "“20+8”产业集群pdca"


def test_a_pair_is_one_word_of_letters_and_the_last_character_stands_alone() -> None:
    assert [len(word) for word in pairs("整改 ")] == [8, 8, 4]
    assert all(word.isascii() and word.isalpha() for word in pairs("整、1é𠮷"))


def test_only_punctuation_makes_a_gap_and_a_number_stays_whole() -> None:
    assert gaps("双随机、一公开") == {code("机") + code("一") + GAP}
    assert gaps("“20+8”") == set()
    assert gaps("5.关于") == {code("5") + code("关") + GAP}


@pytest.mark.parametrize(
    "first", [0x20000, 0x2A700, 0x2B740, 0x2B820, 0x2CEB0, 0x2EBF0, 0x2F800, 0x30000, 0x31350, 0x323B0, 0x3FFFD]
)
def test_rare_characters_are_letters_whatever_this_python_knows_of_them(first: int) -> None:
    """Extensions B to I of Unicode, and what is not assigned yet: a Python that is older than they must give the same words."""
    with patch(
        "site_builder.search.tokens.unicodedata.category",
        lambda char: "Cn" if ord(char) > 0xFFFF else "Lo" if char != "、" else "Po",
    ):
        is_letter.cache_clear()
        rare = chr(first)
        assert gaps(f"甲、{rare}") == {code("甲") + code(rare) + GAP}
        assert list(pairs(normalize(f"甲{rare}乙")))[:2] == [
            code("甲") + code(normalize(rare)),
            code(normalize(rare)) + code("乙"),
        ]
    is_letter.cache_clear()
    assert (
        len({code(chr(first)), code(chr(first - 1)), code(chr(first + 1))}) == 3
    )  # far below what four letters can spell


def test_title_words_are_told_from_the_text() -> None:
    made = page_tokens("整改", ["整改情况"]).split()
    assert code("整") + code("改") + TITLE in made
    assert made[:4] == [*pairs("整改情况")]


def test_no_phrase_crosses_the_end_of_a_block() -> None:
    asked = " ".join([code("甲") + code("乙"), code("乙") + code("丙")])
    assert asked in page_tokens("", ["甲乙丙"])
    assert asked not in page_tokens("", ["甲乙", "乙丙"])


@given(st.text(max_size=20), st.text(max_size=20))
def test_different_texts_have_different_words(left: str, right: str) -> None:
    left, right = normalize(left), normalize(right)
    if max(map(ord, left + right), default=0) < 0x40000:
        assert (list(pairs(left)) == list(pairs(right))) == (left == right)


@given(TEXT, TEXT)
def test_a_phrase_of_words_is_a_substring(text: str, term: str) -> None:
    text, term = normalize(text), normalize(term)
    if len(term) > 1:
        asked = " ".join(list(pairs(term))[:-1])
        assert (f" {asked} " in f" {' '.join(pairs(text))} ") == (term in text)


@given(TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)

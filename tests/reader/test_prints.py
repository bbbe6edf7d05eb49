"""Words that two texts share are found whatever stands around them: the promise on which the search for copies rests."""

from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.reader.prints import (
    RUN,
    SIZE,
    folded_lines,
    folded_text,
    packed,
    places_in_texts,
    places_of_prints,
    prints_of,
    reach,
)
from site_builder.reader.shared_prints import PrintSheet, all_holders, readings

# Few characters, many of them marks or joints: more accidents of place than real texts have.
WORDS = st.text("管网巡查记录维修单位资料核对台账水表更新阀门的和了在为，。、；：", min_size=0, max_size=90)
ALIKE = st.text("管网巡查记录维修单位资料核对台账水表更新阀门的和了在为，。、；：", min_size=RUN, max_size=RUN + 30)
PLAIN = st.text("管网巡查记录维修单位资料核对台账水表更新阀门", min_size=RUN, max_size=RUN + 30)


def runs_on(words: str) -> bool:
    """Whether marks stand one by one, as they do in texts."""
    return not any(a in "，。、；：" and b in "，。、；：" for a, b in zip(words, words[1:], strict=False))


@settings(max_examples=400, deadline=None)
@given(WORDS, WORDS, WORDS, WORDS, ALIKE.filter(runs_on) | PLAIN)
def test_forty_characters_in_a_row_have_a_print_in_common(a: str, b: str, c: str, d: str, common: str) -> None:
    first, _ = prints_of(f"甲{a}{common}{b}乙\n")
    second, _ = prints_of(f"丙{c}{common}{d}丁\n")
    assert first & second


@settings(max_examples=400, deadline=None)
@given(WORDS, WORDS, WORDS, WORDS, ALIKE.filter(runs_on) | PLAIN)
def test_what_another_text_may_have_is_never_taken_for_less(a: str, b: str, c: str, d: str, common: str) -> None:
    text, other = folded_text(f"甲{a}{common}{b}乙"), folded_text(f"丙{c}{common}{d}丁")
    at, stop = text.index(folded_text(common)), text.index(folded_text(common)) + len(folded_text(common))
    theirs, _ = prints_of(other + "\n")
    for each, place in places_of_prints(text):
        if each in theirs and at <= place and place + SIZE <= stop:
            first, length = reach(text, place, theirs)
            assert first <= at and stop <= first + length


def test_words_end_where_a_print_is_not_the_others() -> None:
    text = "逐户核对用水档案与现场水表登记簿,补登漏登的用户二百余户并逐一说明,把结果报送营业部存档备查并公布"
    known = {each for each, place in places_of_prints(text) if place == 17}
    assert reach(text, 17, known) == (0, text.index("把") + SIZE - 1)


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=4))
def test_a_block_has_the_prints_that_its_file_has(blocks: list[str]) -> None:
    text = "\n\n".join(f"- {block}" for block in blocks)
    of_blocks = {each for block in blocks for each, _ in places_of_prints(folded_text(block))}
    assert of_blocks <= prints_of(text)[0]


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=4))
def test_prints_of_several_blocks_are_those_of_each(blocks: list[str]) -> None:
    each = [(number, *found) for number, block in enumerate(blocks) for found in places_of_prints(block)]
    assert [(number, print, at) for print, number, at in places_in_texts(blocks)] == each


def test_marks_of_the_text_and_widths_do_not_matter() -> None:
    plain = "逐户核对用水档案与现场水表，补登漏登的用户二百余户，并把结果报送营业部存档备查。"
    wrapped = "- 逐户核对用水档案与现场水表,补登漏登的用户二百余户,\n  并把结果报送营业部存档备查。"
    assert prints_of(plain)[0] == prints_of(wrapped)[0] != set()
    assert prints_of(f"#### {plain}\n| {plain} |")[0] == set()
    assert folded_lines(wrapped) == "\n逐户核对用水档案与现场水表,补登漏登的用户二百余户,并把结果报送营业部存档备查。"


def sheet(slug: str, *prints: int) -> PrintSheet:
    return PrintSheet((slug, slug), packed(prints), (), ())


def test_a_formula_is_no_copy() -> None:
    few = {f"n{n}": sheet(f"n{n}", 1, 2, 3) for n in range(5)}
    assert readings(all_holders(few), few)["n4"].shared[0].slugs == ("n0", "n1", "n2", "n3")
    many = {f"n{n}": sheet(f"n{n}", 1, 2, 3) for n in range(12)}
    assert readings(all_holders(many), many) == {}

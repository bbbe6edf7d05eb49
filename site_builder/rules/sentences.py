"""The whole sentence around a quotation, in the text of an item, a cited file, its cell or page, or another notice."""

from typing import NamedTuple

from site_builder.records.quotes import find, first_holding, sentence
from site_builder.rules.quotations import Scope, text_outside
from site_builder.rules.rule import Case


class Around(NamedTuple):
    """A sentence, and the text that contains it: of a block and the one after it, a file or a notice.

    For a cell or a page it is followed by the whole file: what a row says of one cell may stand in the next.
    """

    sentence: str
    text: str


def around(case: Case, words: str, scope: Scope) -> Around:
    """The sentence around a quotation. Words that are not found count as the sentence, with an empty text; B001 reports them."""
    outline = case.notice.outline
    if scope.outside:
        whole = (text_outside(case, Scope("file", scope.id)) or "") if scope.kind in ("cell", "page") else ""
        return _in_text(words, text_outside(case, scope) or "", whole)
    problem = outline.problem(scope.item or scope.id)
    start, stop = 0, len(outline.blocks)
    if problem:
        measure = problem.measure(scope.id) if scope.kind == "measure" else None
        start, stop = (measure.start, measure.stop) if measure else (problem.start + 1, problem.stop)
    texts = [block.text for block in outline.blocks]
    order = [*range(start, stop), *([problem.start] if problem and scope.kind == "item" else [])]
    there = first_holding(words, texts, order)
    if there is None:
        return Around(words, "")
    index, found = there
    after = texts[index + 1] if index + 1 < stop else ""
    return Around(texts[index][slice(*sentence(texts[index], found))], f"{texts[index]}\n{after}")


def _in_text(words: str, text: str, whole: str) -> Around:
    found = find(words, text) if text else None
    if found is None:
        return Around(words, "")
    return Around(text[slice(*sentence(text, found))].strip(), f"{text}\n{whole}" if whole else text)

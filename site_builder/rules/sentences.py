"""The whole sentence around a quotation, in the text of an item, a cited file or another notice."""

from typing import NamedTuple

from site_builder.records.quotes import find, first_holding, sentence
from site_builder.rules.quotations import Scope
from site_builder.rules.rule import Case


class Around(NamedTuple):
    """A sentence, and the text that contains it: of a block and the one after it, a file or a notice."""

    sentence: str
    text: str


def around(case: Case, words: str, scope: Scope) -> Around:
    """The sentence around a quotation. Words that are not found count as the sentence, with an empty text; B001 reports them."""
    outline = case.notice.outline
    if scope.kind in ("file", "linked"):
        return _in_text(words, _text_of(case, scope))
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


def _text_of(case: Case, scope: Scope) -> str:
    if scope.kind == "file":
        info = case.files.get(scope.id)
        return (info.text if info else None) or ""
    return next((k.text for k in case.context.links if k.slug == scope.id and k.text is not None), None) or ""


def _in_text(words: str, text: str) -> Around:
    found = find(words, text) if text else None
    if found is None:
        return Around(words, "")
    return Around(text[slice(*sentence(text, found))].strip(), text)

"""Notice text → HTML, block by block, with anchors on items and measures and marks on quoted words.

The only place, beside pages/*.md, where HTML is made from content: everything is escaped here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import NamedTuple

from site_builder.records.outline import Block, Outline
from site_builder.records.quotes import sentences


class Html(str):
    """Finished HTML; templates show it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


class Mark(NamedTuple):
    """A range of a text that is quoted, and the ids that name it."""

    start: int
    stop: int
    ids: tuple[str, ...]


Highlight = tuple[int, int, str]  # half-open range of characters, URL fragment of the entry that quotes it


def anchors_of(outline: Outline) -> dict[int, str]:
    """Block index → its id in the notice's text: p3, p3-m1, and s1, s2 … for other headings."""
    anchors: dict[int, str] = {}
    for problem in outline.problems:
        anchors[problem.start] = problem.id
        anchors.update({m.start: f"{problem.id}-{m.id}" for m in problem.measures})
    others = (i for i, block in enumerate(outline.blocks) if block.kind == "heading" and i not in anchors)
    anchors.update({index: f"s{number}" for number, index in enumerate(others, 1)})
    return anchors


Counted = Mapping[int, tuple[str, int]]  # block index → the start of its sentences' ids, and the number of the first


def sentences_of(outline: Outline, anchors: Mapping[int, str]) -> dict[int, tuple[str, int]]:
    """Where the sentences of a notice's text have their addresses: p3-m1-s2 is the second sentence of a measure.

    Counted within a measure, else within an item, else below a heading (s1-s2; s0 before the first). Headings and tables
    have their own.
    """
    inside = {i: f"{p.id}-{m.id}" for p in outline.problems for m in p.measures for i in range(m.start, m.stop)}
    own = {i: p.id for p in outline.problems for i in range(p.start, p.stop)}
    around, counts, found = "s0", dict[str, int](), dict[int, tuple[str, int]]()
    for index, block in enumerate(outline.blocks):
        if block.kind == "heading" and index not in own:
            around = anchors.get(index, around)
        if block.kind in ("heading", "row"):
            continue
        place = inside.get(index) or own.get(index) or around
        found[index] = (place, counts.get(place, 0) + 1)
        counts[place] = counts.get(place, 0) + len(sentences(block.text))
    return found


def html_of(
    blocks: Sequence[Block],
    first: int,
    anchors: Mapping[int, str],
    highlights: Mapping[int, Sequence[Highlight]],
    links: Mapping[int, str] | None = None,
    shift: int = 0,
    counted: Counted | None = None,
) -> Html:
    """HTML of a run of blocks whose first has index `first`.

    Takes   links: heading index → URL that the heading leads to
            shift: how many levels headings move down (negative: up)
            counted: of `sentences_of`; without it no sentence has an address
    """
    return Html(
        "".join(
            _pieces(
                blocks=blocks,
                first=first,
                anchors=anchors,
                highlights=highlights,
                links=links or {},
                shift=shift,
                counted=counted or {},
            )
        )
    )


def _pieces(
    blocks: Sequence[Block],
    first: int,
    anchors: Mapping[int, str],
    highlights: Mapping[int, Sequence[Highlight]],
    links: Mapping[int, str],
    shift: int,
    counted: Counted,
) -> Iterator[str]:
    depth = 0
    table = False
    above = ""
    for offset, block in enumerate(blocks):
        index = first + offset
        if table and (block.kind != "row" or block.header):
            yield "</tbody></table></div>\n"
            table = False
        if block.kind != "item" and depth:
            yield "</li></ul>" * depth + "\n"
            depth = 0
        words = _sentences(block.text, highlights.get(index, ()), counted.get(index))
        mark = f' id="{anchors[index]}"' if index in anchors else ""
        if block.kind in ("item", "paragraph") and (names := _set(block)):
            mark += f' class="{names}"'
        if block.kind == "heading":
            words = together(words)
            above = block.text
            level = min(6, max(2, block.level + shift))
            inner = f'<a href="{escape(links[index])}">{words}</a>' if index in links else words
            yield f"<h{level}{mark}>{inner}</h{level}>\n"
        elif block.kind == "row":
            yield from _row(block, not table, above, highlights.get(index, ()))
            table = True
        elif block.kind == "item":
            opened, depth = _item(block, depth, mark, words)
            yield opened
        else:
            yield f"<p{mark}>{words}</p>\n"
    yield "</li></ul>" * depth + ("</tbody></table></div>\n" if table else "")


def _item(block: Block, depth: int, mark: str, words: str) -> tuple[str, int]:
    if block.part:
        return "</li></ul>" * (depth - block.level) + f"<p>{words}</p>", block.level
    if block.level > depth:
        return "<ul><li>" * (block.level - depth - 1) + f"<ul><li{mark}>{words}", block.level
    return "</li></ul>" * (depth - block.level) + f"</li><li{mark}>{words}", block.level


def _row(block: Block, first: bool, above: str, highlights: Sequence[Highlight]) -> Iterator[str]:
    """A row; the first opens its table, which is labelled by the heading above it: a caption would add words to the text."""
    tag, scope = ("th", ' scope="col"') if block.header else ("td", "")
    cells = "".join(f"<{tag}{scope}>{words}</{tag}>" for words in _cells(block, highlights))
    if first:
        columns = "、".join(block.cells) if block.header else "表格"
        name = escape(f"{above}：{columns}" if above else columns)
        yield f'<div class="table-scroll" tabindex="0" role="region" aria-label="左右滚动：{name}">'
        yield f'<table aria-label="{name}">'
        yield f"<thead><tr>{cells}</tr></thead><tbody>" if block.header else f"<tbody><tr>{cells}</tr>"
    else:
        yield f"<tr>{cells}</tr>"


def _cells(block: Block, highlights: Sequence[Highlight]) -> Iterator[str]:
    """Cells with the quoted words in them marked: the text of a row is its cells, joined by a tab."""
    begin = 0
    for cell in block.cells:
        end = begin + len(cell)
        inside = [(max(a, begin) - begin, min(b, end) - begin, to) for a, b, to in highlights if a < end and b > begin]
        yield _words(cell, inside)
        begin = end + 1


def _set(block: Block) -> str:
    """How a paragraph is set: ragged, for justified the line before a long number or address would be pulled apart; with
    no indent but its own, where its text begins with white space."""
    names = ["ragged"] if _UNBREAKABLE.search(block.text) else []
    return " ".join([*names, *(["flush"] if block.kind == "paragraph" and block.text[:1].isspace() else [])])


_UNBREAKABLE = re.compile("[A-Za-z0-9@:/._-][A-Za-z0-9@:/._-]{7}")  # a set first: it is searched for thrice as fast
_TOGETHER = re.compile("《[^《》<>]{2,9}》|（[^（）<>]{2,9}）|“[^“”<>]{2,9}”")


@lru_cache(maxsize=256)  # the heading of an item stands on several pages of its notice
def together(html: str) -> str:
    """Escaped words of a heading whose short 《titles》, （asides） and “quotations” do not break over two lines."""
    return _TOGETHER.sub(r'<span class="together">\g<0></span>', html)


def heading(text: str) -> Html:
    return Html(together(escape(text, quote=False)))


def _sentences(text: str, highlights: Sequence[Highlight], counted: tuple[str, int] | None) -> str:
    """As `_words`, each sentence in an element that has its address."""
    if counted is None:
        return _words(text, highlights)
    place, number = counted
    out = []
    for at, (start, stop) in enumerate(sentences(text), number):
        inside = [
            (max(a, start) - start, min(b, stop) - start, to) for a, b, to in highlights if a < stop and b > start
        ]
        out.append(f'<span id="{place}-s{at}">{_words(text[start:stop], inside)}</span>')
    return "".join(out)


def _words(text: str, highlights: Sequence[Highlight]) -> str:
    """Escaped text with quoted words marked; overlapping quotations are marked once."""
    if not highlights:
        return escape(text, quote=False)
    out: list[str] = []
    at = 0
    for start, stop, target in sorted(highlights):
        if start < at:
            continue
        out.append(escape(text[at:start], quote=False))
        out.append(f'<a class="quoted" href="{escape(target)}">{escape(text[start:stop], quote=False)}</a>')
        at = stop
    out.append(escape(text[at:], quote=False))
    return "".join(out)


def marked(text: str, start: int, marks: Sequence[Mark]) -> Html:
    """Escaped text with what is quoted in it marked; a mark that begins here has its ids.

    Takes   start: where the text begins in that which `marks`, in order and apart, speak of

    >>> marked("甲乙丙", 5, [Mark(3, 6, ("a",)), Mark(6, 7, ("b", "c"))])
    '<mark>甲</mark><mark id="b"><span id="c"></span>乙</mark>丙'
    """
    out: list[str] = []
    at, end = start, start + len(text)
    for mark in marks:
        if mark.start >= end or mark.stop <= start:
            continue
        own, *others = mark.ids if mark.start >= start else ("",)
        begin, stop = max(mark.start, start), min(mark.stop, end)
        out.append(escape(text[at - start : begin - start], quote=False))
        out.append("<mark" + (f' id="{escape(own)}"' if own else "") + ">")
        out.extend(f'<span id="{escape(other)}"></span>' for other in others)
        out.append(escape(text[begin - start : stop - start], quote=False) + "</mark>")
        at = stop
    out.append(escape(text[at - start :], quote=False))
    return Html("".join(out))

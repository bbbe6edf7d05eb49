"""Undoes hard wraps: a text wrapped at any width gives the same lines as the unwrapped text."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from site_builder.importing.lines.edges import Edges
from site_builder.importing.lines.fold import fold
from site_builder.importing.lines.manuscript import Aside, Line
from site_builder.importing.lines.numbering import Marker, Rank, marker
from site_builder.importing.structure.evidence import heading_like, is_meta, named_organ
from site_builder.importing.structure.page_width import (
    ENDED,
    HEADING_END,
    PAGE_NUMBER,
    SLACK,
    WIDE,
    PageWidth,
    is_indented,
    labelled,
    page_of,
)

_STOPPED: Final = re.compile(r"[。!?]['”’)》]*$")  # used where paragraphs are indented: there a colon does not end one
_ADDRESS_END: Final = re.compile(r"[@/][A-Za-z0-9._/-]{0,50}$")
_WITHIN: Final = re.compile(r"[,;、]|[(“《][^)”》]*$")
# Below such a line nothing was moved on for want of room: it ends by itself, or in a number, which stays whole.
_WHOLE: Final = re.compile(f"{ENDED.pattern}|{HEADING_END.pattern}|[A-Za-z0-9】]$")
_SHORT: Final = 4  # 问题: may be the rest of a heading
_OF: Final = tuple("的和与及、,:(")
_OPENING: Final = "“‘《〈（(【「"


def unwrapped(lines: Sequence[Line], raw: Mapping[int, str]) -> tuple[list[Line], list[Aside]]:
    """Joins the lines of each paragraph. Gives the joined lines, and page numbers found inside paragraphs.

    Takes   raw     number of a line → the raw line of the file, with its indentation

    A wrapped text is recognised by its width: no line is wider, and most lines that do not end a paragraph are about as wide.
    """
    pages = [line for line in lines if PAGE_NUMBER.fullmatch(line.folded.strip())]
    words = [line for line in lines if not PAGE_NUMBER.fullmatch(line.folded.strip())]
    page = page_of(words, raw)
    if page is None:
        return list(lines), []
    indented = sum(is_indented(raw[line.number]) for line in words if not line.cells) >= 3
    whole: list[tuple[list[Line], list[str]]] = []  # the lines of each paragraph, and the words of all of them
    before: Line | None = None
    for line in words:
        if before is not None and _goes_on(
            before=before,
            line=line,
            raw=raw,
            page=page,
            indented=indented,
            so_far=fold("".join(whole[-1][1][-4:])),
        ):
            cut, apart = _cut(raw[before.number], line.text, page), _apart(raw[before.number], raw[line.number])
            glue = _kept_between(before) or _glue(before.text, line.text, cut=cut, apart=apart)
            whole[-1][0].append(line)
            whole[-1][1].append(glue + line.text)
        else:
            whole.append(([line], [line.text]))
        before = line
    paragraphs = [_paragraph(held, parts) for held, parts in whole]
    return paragraphs, [Aside(line.number, line.text, "页码") for line in pages]


def _goes_on(before: Line, line: Line, raw: Mapping[int, str], page: PageWidth, indented: bool, so_far: str) -> bool:
    """Whether a line continues the paragraph of the preceding line."""
    if before.cells or line.cells:
        return False
    between = range(before.number + 1, line.number)
    paged = len(between) > 2 and any(
        PAGE_NUMBER.fullmatch(fold(raw[number]).strip()) and not raw[number - 1].strip() and not raw[number + 1].strip()
        for number in between[1:-1]
    )
    if not paged and any(not raw[number].strip() for number in between):
        return False  # blank lines around a page number do not separate paragraphs
    if is_indented(raw[line.number]) and (indented or not is_indented(raw[before.number])):
        return False
    span, following, number = page.span(raw[before.number]), raw[line.number].lstrip(), marker(line.folded)
    if number is None and not _WHOLE.search(before.folded):
        span += page.needs(following) - page.width(following[:1])
    fits = span + page.width(following[:1]) <= page.columns  # there was room for what the next line begins with
    if span <= page.columns - SLACK or (
        fits and (_STOPPED if indented else ENDED).search(before.folded) and following[:1] not in _OPENING
    ):
        return False
    if HEADING_END.search(before.folded.rstrip()) and is_meta(line):
        return False  # the data of the publication below a title that fills its line
    if named_organ(line.text) if _STOPPED.search(before.folded) else _begins_anew(before, line):
        return False
    found = marker(before.folded)
    if fits and found and found.rank <= Rank.DOT and heading_like(before) and not _WITHIN.search(before.folded):
        return False
    if number and number.rank >= Rank.PAREN and number.value > 1 and not fits and _before(number) in so_far:
        return True  # …;②…: the number continues a series in the same paragraph
    # Where paragraphs are indented, an unindented line continues one; elsewhere a number starts a new one.
    return indented or number is None or not ENDED.search(before.folded)


def _begins_anew(before: Line, line: Line) -> bool:
    """Whether a line begins with a label that no clause goes on with: …台账不全 / 整改措施：, but not …不全的 / 整改措施：."""
    return labelled(line.folded[:40], _SHORT) and before.folded[-1:] not in _OF


def _before(number: Marker) -> str:
    """The character that precedes an enclosed number: ① for ②."""
    return (
        chr(ord(number.number) - 1)
        if len(number.number) == 1 and ord(number.number) > 0x2000 and number.rank <= Rank.CIRCLE
        else "\0"
    )


def _paragraph(lines: Sequence[Line], parts: Sequence[str]) -> Line:
    first = lines[0]
    if len(lines) == 1:
        return first
    around, layout = (Edges(first.edges[0].before, lines[-1].edges[0].after),), _left_out(lines)
    return Line(first.number, "".join(parts), first.cells, first.level, edges=around, layout=layout)


def _kept_between(line: Line) -> str:
    """White space at the end of a line that is the text's, where another one goes on with it."""
    return line.edges[0].kept.after if line.edges else ""


def _left_out(lines: Sequence[Line]) -> tuple[Edges, ...]:
    """White space of the file where the lines of a paragraph meet, but for what is kept."""
    around = [line.edges[0] for line in lines if line.edges]
    ends = [Edges("", each.layout.after) for each in around[:-1]] + [Edges(each.before) for each in around[1:]]
    return tuple(each for each in ends if any(each))


def joined(line: Line, following: Line) -> Line:
    """Joins two lines of a paragraph, without a blank between Chinese characters."""
    words = line.text + (_kept_between(line) or _glue(line.text, following.text)) + following.text
    around = (Edges(line.edges[0].before, following.edges[0].after),) if line.edges and following.edges else line.edges
    layout = (*line.layout, *_left_out((line, following)))
    return Line(line.number, words, line.cells, line.level, edges=around, layout=layout)


def _glue(text: str, following: str, *, cut: bool = False, apart: bool = False) -> str:
    """The separator between two joined lines of a paragraph: a blank or nothing.

    Takes   cut     the first line was cut because it was full, so there was nothing between the two
            apart   there was a blank
    """
    if apart:
        return " "
    return "" if cut or WIDE.search(text[-1:]) or WIDE.search(following[:1]) else " "


def _apart(raw: str, following: str) -> bool:
    """Whether there was a blank at the line break."""
    bare = raw.rstrip("\r\n")
    return bare != bare.rstrip() or (following[:1] == " " and following[1:2] not in " \u3000")


def _cut(raw: str, following: str, page: PageWidth) -> bool:
    """Whether a line was cut because it was full; a blank at the break would still be there."""
    bare = raw.rstrip("\r\n")
    word = bare[-1:].isascii() and bare[-1:].isalpha() and following[:1].isascii() and following[:1].isalpha()
    if word and _ADDRESS_END.search(bare[-60:]):
        return True  # cut within an address: someone@mail.e / xample
    return bare == bare.rstrip() and not (word and page.span(bare) < page.columns)

"""Undoes hard wraps: a text wrapped at any width gives the same lines as the unwrapped text."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from site_builder.importing.lines.edges import Edges
from site_builder.importing.lines.fold import fold
from site_builder.importing.lines.manuscript import Aside, Line
from site_builder.importing.lines.numbering import Marker, Rank, marker
from site_builder.importing.structure.evidence import (
    CONTACT,
    DONE_LABEL,
    FOUND_LABEL,
    heading_like,
    is_meta,
    named_organ,
)
from site_builder.importing.structure.phrases import opens_item_unnumbered
from site_builder.records.outline import FIELD

_WIDE: Final = re.compile("[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“”‘’—…·\u2460-\u24ff\u25a0-\u26ff]")
_PAGE: Final = re.compile(
    r"(?:-|—|–|·){1,3}\s*+\d{1,3}\s*+(?:-|—|–|·){1,3}|第\s*+\d{1,3}\s*+页(?:\s*+共\s*+\d{1,3}\s*+页)?"
)
_ENDED: Final = re.compile(r"[。!?;:]['”’)》]*$")
_STOPPED: Final = re.compile(r"[。!?]['”’)》]*$")  # used where paragraphs are indented: there a colon does not end one
_HEADING_END: Final = re.compile(
    r"(?:通报|公告|公示|报告|方案|公开|公布|通知|党组|党委|支部|委员会|局|整改|办理|落实|问题|方面|情况|措施|要求|工作|责任|打算)$"
)
_ADDRESS_END: Final = re.compile(r"[@/][A-Za-z0-9._/-]{0,50}$")
_PROSE: Final = re.compile(r"[,;。](?!\d)")
_WITHIN: Final = re.compile(r"[,;、]|[(“《][^)”》]*$")
_DATED: Final = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\])]?$")
_BULLETS: Final = tuple("·•▪●◆■")
_OPENING: Final = "“‘《〈（(【「"
_NARROWEST, _WIDEST = 24, 200  # range of page widths, in columns
_SLACK: Final = (
    6  # columns by which a full line may be short, for a wide character or punctuation that may not start a line
)


def width(text: str) -> int:
    """The width of a text in columns; a Chinese character takes two."""
    return len(text) + len(_WIDE.findall(text))


def unwrapped(lines: Sequence[Line], raw: Mapping[int, str]) -> tuple[list[Line], list[Aside]]:
    """Joins the lines of each paragraph. Gives the joined lines, and page numbers found inside paragraphs.

    Takes   raw     number of a line → the raw line of the file, with its indentation

    A wrapped text is recognised by its width: no line is wider, and most lines that do not end a paragraph are about as wide.
    """
    pages = [line for line in lines if _PAGE.fullmatch(line.folded.strip())]
    words = [line for line in lines if not _PAGE.fullmatch(line.folded.strip())]
    columns = _columns(words, raw)
    if columns is None:
        return list(lines), []
    indented = sum(raw[line.number][:1] in "\u3000 \t\u00a0" for line in words if not line.cells) >= 3
    whole: list[tuple[list[Line], list[str]]] = []  # the lines of each paragraph, and the words of all of them
    before: Line | None = None
    for line in words:
        if before is not None and _goes_on(
            before=before,
            line=line,
            raw=raw,
            columns=columns,
            indented=indented,
            so_far=fold("".join(whole[-1][1][-4:])),
        ):
            cut, apart = _cut(raw[before.number], line.text, columns), _apart(raw[before.number], raw[line.number])
            glue = _kept_between(before) or _glue(before.text, line.text, cut=cut, apart=apart)
            whole[-1][0].append(line)
            whole[-1][1].append(glue + line.text)
        else:
            whole.append(([line], [line.text]))
        before = line
    paragraphs = [_paragraph(held, parts) for held, parts in whole]
    return paragraphs, [Aside(line.number, line.text, "页码") for line in pages]


def _span(text: str) -> int:
    """The width of a raw line in columns, with its indentation but without trailing blanks."""
    return width(text.rstrip())


def _columns(lines: Sequence[Line], raw: Mapping[int, str]) -> int | None:
    """The width at which a text was wrapped; None for one that was not."""
    plain = [line for line in lines if not line.cells]
    if len(plain) < 4:
        return None
    spans = sorted(_span(raw[line.number]) for line in plain)
    # A title or a link may exceed the width of the page.
    for widest in dict.fromkeys((spans[-1], spans[-2], spans[-1 - len(spans) // 50])):
        if _NARROWEST <= widest <= _WIDEST and _broken_at(widest, plain, raw):
            return widest
    return None


def _broken_at(widest: int, plain: Sequence[Line], raw: Mapping[int, str]) -> bool:
    """Whether the text was wrapped at this width."""
    brims = [line for line in plain if widest - _SLACK < _span(raw[line.number]) <= widest]
    followed = _followed(plain, raw)
    open_ended = {line.number for line in brims if line.number in followed and _open_ended(line, raw[line.number + 1])}
    # A line of words alone that has no other full line beside it may be a heading that happens to be as long as the longest.
    telling = [line for line in brims if _PROSE.search(line.folded) or {line.number - 1, line.number + 1} & open_ended]
    broken_off = [line for line in telling if line.number in open_ended]
    if len(brims) >= max(4, len(plain) // 8) and len(broken_off) >= max(2, len(telling) * 0.6):
        return True
    # Few lines reach the width, but these break off within a sentence that the next line continues.
    brims = [line for line in brims if _span(raw[line.number]) >= widest - 1 and "http" not in line.text]
    broken = [
        line
        for line in brims
        if _breaks_off(line, following := raw.get(line.number + 1, "")) or _rest(line, following, telling)
    ]
    return bool(broken) and len(broken) * 2 >= len(brims)


def _open_ended(line: Line, following: str) -> bool:
    """Whether a line ends neither a sentence nor a heading, and the next one starts with neither a number nor a label."""
    if _ENDED.search(line.folded) or _HEADING_END.search(line.folded) or line.folded[-1:] in ")】”》":
        return False
    head = fold(following.lstrip(" \u3000\t"))[:60]
    if _DATED.search(line.folded) or head[:1] in _BULLETS:
        return False  # a list of links or bullets
    return marker(head) is None and not any(label.match(head) for label in (DONE_LABEL, FOUND_LABEL, FIELD))


def _breaks_off(line: Line, following: str) -> bool:
    """Whether a line of prose ends within a sentence and the next one starts without a number or indentation."""
    found = marker(line.folded)
    comma = re.search(r",(?!\d)", line.folded)
    within = re.search(r"[。;]", line.folded) or (comma and (found is None or found.rank >= Rank.SMALL))
    return (
        bool(within)
        and not CONTACT.search(line.folded)
        and not named_organ(following)
        and not opens_item_unnumbered(line.folded[found.end if found else 0 :])
        and not any(label.match(fold(following)[:40]) for label in (DONE_LABEL, FOUND_LABEL, FIELD))
        and not re.search(r"[。!?;:)》”]$", line.folded)
        and following[:1] not in "\u3000 \t\u00a0"
        and marker(fold(following)[:60]) is None
    )


def _rest(line: Line, following: str, telling: Sequence[Line]) -> bool:
    """Whether the next line can only be the rest of this one: below a heading that happens to be longest 已整改。 is a sentence."""
    return _remnant(line, following) and (line in telling or len(following.strip()) <= 2)


def _remnant(line: Line, following: str) -> bool:
    """Whether the next line is only the last few characters of a paragraph: …情况的公 / 示."""
    words = fold(following).strip()
    return (
        (len(words) == 1 or (1 < len(words) <= 6 and words.endswith("。")))
        and _WIDE.match(words[:1]) is not None
        and not _ENDED.search(line.folded)
        and marker(words) is None
        and not named_organ(words)
        and re.search(r"\d|[\[【(]|:$|附|^目录|^正文", words) is None
    )


def _followed(lines: Sequence[Line], raw: Mapping[int, str]) -> set[int]:
    """The numbers of lines directly followed by another line, without a blank line between; page numbers are skipped."""
    found = set()
    for line in lines:
        number = line.number + 1
        while number in raw and _PAGE.fullmatch(fold(raw[number]).strip()):
            number += 1
        if raw.get(number, "").strip():
            found.add(line.number)
    return found


def _goes_on(before: Line, line: Line, raw: Mapping[int, str], columns: int, indented: bool, so_far: str) -> bool:
    """Whether a line continues the paragraph of the preceding line."""
    if before.cells or line.cells:
        return False
    between = range(before.number + 1, line.number)
    paged = len(between) > 2 and any(
        _PAGE.fullmatch(fold(raw[number]).strip()) and not raw[number - 1].strip() and not raw[number + 1].strip()
        for number in between[1:-1]
    )
    if not paged and any(not raw[number].strip() for number in between):
        return False  # blank lines around a page number do not separate paragraphs
    if raw[line.number][:1] in "\u3000 \t\u00a0" and (indented or raw[before.number][:1] not in "\u3000 \t\u00a0"):
        return False
    span, following = _span(raw[before.number]), raw[line.number].lstrip()
    fits = span + width(following[:1]) <= columns  # there was room for the next character
    if span <= columns - _SLACK or (
        fits and (_STOPPED if indented else _ENDED).search(before.folded) and following[:1] not in _OPENING
    ):
        return False
    if _HEADING_END.search(before.folded.rstrip()) and is_meta(line):
        return False  # the data of the publication below a title that fills its line
    found = marker(before.folded)
    if fits and found and found.rank <= Rank.DOT and heading_like(before) and not _WITHIN.search(before.folded):
        return False
    number = marker(line.folded)
    if number and number.rank >= Rank.PAREN and number.value > 1 and not fits and _before(number) in so_far:
        return True  # …;②…: the number continues a series in the same paragraph
    # Where paragraphs are indented, an unindented line continues one; elsewhere a number starts a new one.
    return indented or marker(line.folded) is None or not _ENDED.search(before.folded)


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
    return "" if cut or _WIDE.search(text[-1:]) or _WIDE.search(following[:1]) else " "


def _apart(raw: str, following: str) -> bool:
    """Whether there was a blank at the line break."""
    bare = raw.rstrip("\r\n")
    return bare != bare.rstrip() or (following[:1] == " " and following[1:2] not in " \u3000")


def _cut(raw: str, following: str, columns: int) -> bool:
    """Whether a line was cut because it was full; a blank at the break would still be there."""
    bare = raw.rstrip("\r\n")
    word = bare[-1:].isascii() and bare[-1:].isalpha() and following[:1].isascii() and following[:1].isalpha()
    if word and _ADDRESS_END.search(bare[-60:]):
        return True  # cut within an address: someone@mail.e / xample
    return bare == bare.rstrip() and not (word and _span(bare) < columns)

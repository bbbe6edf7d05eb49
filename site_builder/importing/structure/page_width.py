"""At which width the lines of a text were broken, if at any."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise
from typing import Final, NamedTuple

from site_builder.importing.lines.fold import fold
from site_builder.importing.lines.manuscript import Line
from site_builder.importing.lines.numbering import MEASURES_ONLY, Rank, marker
from site_builder.importing.structure.evidence import (
    CONTACT,
    DONE_LABEL,
    FOUND_LABEL,
    heading_like,
    named_organ,
)
from site_builder.importing.structure.phrases import opens_item_unnumbered
from site_builder.records.outline import FIELD

WIDE: Final = re.compile("[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“”‘’—…·\u2460-\u24ff\u25a0-\u26ff]")
PAGE_NUMBER: Final = re.compile(
    r"(?:-|—|–|·){1,3}\s*+\d{1,3}\s*+(?:-|—|–|·){1,3}|第\s*+\d{1,3}\s*+页(?:\s*+共\s*+\d{1,3}\s*+页)?"
)
ENDED: Final = re.compile(r"[。!?;:]['”’)》]*$")
HEADING_END: Final = re.compile(
    r"(?:通报|公告|公示|报告|方案|公开|公布|通知|党组|党委|支部|委员会|局|整改|办理|落实|问题|方面|情况|措施|要求|工作|责任|打算)$"
)
_PROSE: Final = re.compile(r"[,;。](?!\d)")
_DATED: Final = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\])]?$")
_LABEL: Final = re.compile(r"[\u4e00-\u9fff]{2,6}:\s*+\S")
_HANGING: Final = "，。；、：！？）》”’,;:)"  # over the edge of a page; nothing begins with it
_BLANKS: Final = "\u3000 \t\u00a0"  # that indent a line
_BULLETS: Final = tuple("·•▪●◆■")
_NARROWEST, _WIDEST = 24, 200  # range of widths, in columns
SLACK: Final = 6  # columns by which a full line may be short: for a wide character, or punctuation that starts no line
# What stands on one line: a word or number in Latin letters (not an address, which is cut), or a character, with what may not begin a line.
_UNIT: Final = re.compile(r"(?:[!-~]{1,16}(?![!-~])|.)[，。；：、！？）”’》】]{0,2}", re.DOTALL)


class PageWidth(NamedTuple):
    """How wide the lines of a text are.

    columns: a Chinese character takes two
    signs: lines were cut by their number of signs, so a Latin letter or digit takes two as well
    """

    columns: int
    signs: bool = False

    def width(self, text: str) -> int:
        return 2 * len(text) if self.signs else len(text) + len(WIDE.findall(text))

    def span(self, raw: str) -> int:
        """The width of a raw line with its indentation but without trailing blanks."""
        return self.width(raw.rstrip())

    def needs(self, following: str) -> int:
        """How much room of a line what the following one begins with would have taken."""
        unit = _UNIT.match(following)
        return self.width(unit[0]) if unit else 0


def page_of(lines: Sequence[Line], raw: Mapping[int, str]) -> PageWidth | None:
    """The width at which a text was wrapped; None for one that was not. Of the two measures the one that more lines fill exactly."""
    plain = [line for line in lines if not line.cells]
    if len(plain) < 4:
        return None
    ends = _Ends(plain, raw)
    found = [each for signs in (False, True) for each in _pages(ends, signs=signs)]
    return max(found, key=lambda each: each[1], default=(None, 0))[0]


class _Ends:
    """How the lines of a text end: the same for each width that is tried."""

    def __init__(self, plain: Sequence[Line], raw: Mapping[int, str]) -> None:
        self.plain, self.raw = plain, raw
        self._followed = _followed(plain, raw)
        self._open: dict[int, bool] = {}

    def is_open(self, line: Line) -> bool:
        """Whether a line ends nothing, and goes on with the next as far as both show."""
        if line.number not in self._open:
            self._open[line.number] = line.number in self._followed and _open_ended(line, self.raw[line.number + 1])
        return self._open[line.number]


def _pages(ends: _Ends, *, signs: bool) -> Iterator[tuple[PageWidth, int]]:
    """The widths at which a text may have been wrapped, each with how many lines fill it."""
    measure = PageWidth(0, signs)
    spans = {line.number: measure.span(ends.raw[line.number]) for line in ends.plain}
    widths = sorted(spans.values())
    # A title or a link may exceed the width of the page, and punctuation hang over its edge.
    inside = max(measure.span(ends.raw[number].rstrip().rstrip(_HANGING)) for number in spans)
    for widest in dict.fromkeys((widths[-1], widths[-2], widths[-1 - len(widths) // 50], inside)):
        if _NARROWEST <= widest <= _WIDEST and _broken_at(PageWidth(widest, signs), ends, spans):
            yield PageWidth(widest, signs), sum(widest - 1 <= width <= widest for width in widths)


def _broken_at(page: PageWidth, ends: _Ends, spans: Mapping[int, int]) -> bool:
    """Whether the text was wrapped at this width. Takes   spans: number of a line → its width"""
    plain, raw = ends.plain, ends.raw
    brims = [line for line in plain if page.columns - SLACK < spans[line.number] <= page.columns]
    open_ended = {line.number for line in brims if ends.is_open(line)}
    telling = [line for line in brims if _tells(line, raw, open_ended)]
    broken_off = [line for line in telling if line.number in open_ended]
    if len(brims) >= max(4, len(plain) // 8) and len(broken_off) >= max(2, len(telling) * 0.6):
        return True
    if page.signs:
        return False
    # Few lines reach the width, but these break off within a sentence that the next line continues.
    brims = [line for line in brims if spans[line.number] >= page.columns - 1 and "http" not in line.text]
    hanging = _begins_indented(page, plain, raw)
    broken = [
        line
        for line in brims
        if _goes_over(line, raw, open_ended, hanging=hanging) or _rest(line, raw.get(line.number + 1, ""), telling)
    ]
    return bool(broken) and len(broken) * 2 >= len(brims)


def labelled(head: str, least: int = 0) -> bool:
    """Whether a line begins with a label of what stands below an item: 整改措施：. Takes   least: signs that one of what was found has more than"""
    found = FOUND_LABEL.match(head)
    return bool((found and found.end() > least) or DONE_LABEL.match(head) or FIELD.match(head))


def _open_ended(line: Line, following: str) -> bool:
    """Whether a line ends neither a sentence nor a heading, and the next one starts with neither a number nor a label."""
    if ENDED.search(line.folded) or HEADING_END.search(line.folded) or line.folded[-1:] in ")】”》":
        return False
    head = fold(following.lstrip(" \u3000\t"))[:60]
    if _DATED.search(line.folded) or head[:1] in _BULLETS:
        return False  # a list of links or bullets
    return marker(head) is None and not labelled(head)


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
        and not labelled(fold(following)[:40])
        and not re.search(r"[。!?;:)》”]$", line.folded)
        and not is_indented(following)
        and marker(fold(following)[:60]) is None
    )


def _tells(line: Line, raw: Mapping[int, str], open_ended: Set[int]) -> bool:
    """Whether a full line says anything of the width: one of words alone may be a heading that happens to be as long as the longest.

    Not so with another full line beside it, or where the next begins with what begins no line.
    """
    if line.number not in open_ended:
        return line.number - 1 not in open_ended and _PROSE.search(line.folded) is not None
    beside = {line.number - 1, line.number + 1} & open_ended
    return bool(beside) or _PROSE.search(line.folded) is not None or raw[line.number + 1][:1] in _HANGING


def _goes_over(line: Line, raw: Mapping[int, str], open_ended: Set[int], *, hanging: bool) -> bool:
    """Whether the next line goes on with this one.

    Takes   open_ended: numbers of the full lines that end nothing
            hanging: the lines that begin a paragraph are indented, so one that is not goes on with another
    """
    following = raw.get(line.number + 1, "")
    if hanging and line.number in open_ended and is_indented(raw[line.number]) and not is_indented(following):
        return True
    beside = {line.number - 1, line.number + 1} & open_ended
    return _breaks_off(line, following) and (bool(beside) or not _headed(line, following))


def is_indented(raw: str) -> bool:
    return raw[:1] in _BLANKS


def _begins_indented(page: PageWidth, plain: Sequence[Line], raw: Mapping[int, str]) -> bool:
    """Whether lines below short ones, which begin paragraphs, are indented, all but a title and a signature."""
    begin = [b for a, b in pairwise(plain) if page.span(raw[a.number]) <= page.columns - SLACK]
    return sum(is_indented(raw[line.number]) for line in begin) >= len(begin) * 0.75 > 0


def _headed(line: Line, following: str) -> bool:
    """Whether a line may be a heading and the next one what stands below it: 3.底数不清，台账不全 / 已补录58处; or both of them fields."""
    found = marker(line.folded)
    return (found is not None and found.rank not in MEASURES_ONLY and heading_like(line)) or _LABEL.match(
        fold(following)
    ) is not None


def _rest(line: Line, following: str, telling: Sequence[Line]) -> bool:
    """Whether the next line can only be the rest of this one: below a heading that happens to be longest 已整改。 is a sentence."""
    return _remnant(line, following) and (line in telling or len(following.strip()) <= 2)


def _remnant(line: Line, following: str) -> bool:
    """Whether the next line is only the last few characters of a paragraph: …情况的公 / 示."""
    words = fold(following).strip()
    return (
        (len(words) == 1 or (1 < len(words) <= 6 and words.endswith("。")))
        and WIDE.match(words[:1]) is not None
        and not ENDED.search(line.folded)
        and marker(words) is None
        and not named_organ(words)
        and re.search(r"\d|[\[【(]|:$|附|^目录|^正文", words) is None
    )


def _followed(lines: Sequence[Line], raw: Mapping[int, str]) -> set[int]:
    """The numbers of lines directly followed by another line, without a blank line between; page numbers are skipped."""
    found = set()
    for line in lines:
        number = line.number + 1
        while number in raw and PAGE_NUMBER.fullmatch(fold(raw[number]).strip()):
            number += 1
        if raw.get(number, "").strip():
            found.add(line.number)
    return found

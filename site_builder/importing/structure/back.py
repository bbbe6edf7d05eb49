"""The end of a document: the last body line, the signature, and what follows; robust against single unknown lines."""

import re
from dataclasses import dataclass
from typing import Final

from site_builder.importing.lines.dates import FoundDate, dates
from site_builder.importing.lines.fold import cut_squeezed, squeeze
from site_builder.importing.lines.manuscript import Aside, Line
from site_builder.importing.lines.numbering import marker
from site_builder.importing.structure.choice import Choice
from site_builder.importing.structure.evidence import (
    ATTACHED,
    CLOSING,
    CONTACT,
    NOTE,
    REGION,
    chrome_of,
    ends_with_date,
    footer,
    is_meta,
    link_list,
    named_organ,
    only_date,
    prose,
    split_names,
)

_LIST_OF_ATTACHED: Final = re.compile(r"\d{1,2}\s*+[.、]\s*[^。;:,]{2,60}$")
_CONTACT_LABEL: Final = re.compile(
    r"(?:联系|监督|举报|咨询|办公|通[讯信]|邮寄|来信|电子)?(?:电\s*+话|传\s*+真|地\s*+址|邮\s*+箱|信\s*+箱|邮\s*+编|邮政编码|邮件|联系人)[^:。]{0,8}:"
)
_PARAGRAPH: Final = 500  # characters; closing words are shorter
_SIGNERS: Final = 12  # organs that sign together at most
_REACH: Final = 80  # lines before the end of the prose that are searched for closing words


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, when, and on which lines of the source."""

    by: tuple[str, ...] = ()
    date: FoundDate | None = None
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Back:
    """The document split at its end: `body`, `closing` lines up to the signature, lines `behind` it, page chrome (`aside`).

    `behind`    notes, attachments and anything else that follows the signature
    """

    body: tuple[Line, ...]
    closing: tuple[Line, ...]
    behind: tuple[Line, ...]
    aside: tuple[Aside, ...]
    signed: Signature
    choice: Choice


def read_back(lines: tuple[Line, ...], organs: frozenset[str] = frozenset()) -> Back:
    """Finds the end of a document.

    Takes   lines   everything after the front
            organs  names of organs known from the title, squeezed
    """
    kept, aside = _without_page(lines)
    at = _signature_at(kept, organs)
    if at is None:
        stop = _attachments_at(kept)
        start = _closing_start(kept, stop)
        closing, behind, signed = kept[start:stop], kept[stop:], Signature()
        why = ("没有落款", f"结尾共 {len(closing)} 行")
    else:
        first, last = at
        start = _closing_start(kept, first)
        closing, behind = kept[start:last], kept[last:]
        signed = _signed(kept[first:last])
        why = (f"落款在第 {kept[first].number} 行", f"其后还有 {len(behind)} 行")
    choice = Choice(
        "结尾", kept[start].number if start < len(kept) else 0, kept[start].text[:60] if start < len(kept) else "", why
    )
    return Back(body=kept[:start], closing=closing, behind=behind, aside=aside, signed=signed, choice=choice)


def organs_among(lines: tuple[Line, ...]) -> frozenset[str]:
    """Organs that may have signed: names alone on a line near the end, squeezed."""
    names = set()
    for line in lines[-80:]:
        if len(line.text) > 64 or line.cells:
            continue
        words = squeeze(line.text)
        found = dates(words)
        if found and found[-1].end == len(words):
            words = words[: found[-1].start]
        if named_organ(words) and not chrome_of(line):
            names.add(words)
    return frozenset(names)


def _without_page(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Aside, ...]]:
    """Separates lines of the text from page chrome below and between them."""
    last = max(
        (i for i, line in enumerate(lines) if len(line.text) > 40 and "。" in line.text and not footer(line)),
        default=-1,
    )
    foot = next((index for index in range(last + 1, len(lines)) if footer(lines[index])), len(lines))
    # The website's own address is part of its footer, even above the words that identify the footer.
    above = foot
    while last + 1 < above < len(lines) and CONTACT.search(lines[above - 1].folded):
        above -= 1
    if any(
        CONTACT.search(line.folded) or only_date(line) or ends_with_date(line) for line in lines[max(0, last) : above]
    ):
        foot = above
    links = _links_start(lines[:foot])
    kept: list[Line] = []
    aside: list[Aside] = []
    for index, line in enumerate(lines):
        why = "页脚" if index >= foot else "相关链接" if index >= links else chrome_of(line)
        if why:
            aside.append(Aside(line.number, line.text, why))
        else:
            kept.append(line)
    return tuple(kept), tuple(aside)


def _links_start(lines: tuple[Line, ...]) -> int:
    """The index where a list of related links begins: a label after which only short lines follow."""
    for index in range(len(lines) - 1, max(-1, len(lines) - 15), -1):
        if len(lines[index].text) > 60 or "。" in lines[index].text:
            break
        if link_list(lines[index]):
            return index
    return len(lines)


def _signature_at(lines: tuple[Line, ...], organs: frozenset[str]) -> tuple[int, int] | None:
    """The range of lines of the signature: the candidate with the best score."""
    best: tuple[float, int, int] | None = None
    size = len(lines)
    trailing = _quiet_tail(lines)
    for index in range(max(0, size - 400), size):
        line = lines[index]
        if len(line.text) > 64 or line.cells or marker(line.folded):
            continue
        first, last, worth = index, index + 1, 0.0
        if ends_with_date(line):
            worth = 4.0
        elif only_date(line):
            while (
                first > 0
                and index - first < _SIGNERS
                and named_organ(lines[first - 1].text)
                and not lines[first - 1].cells
            ):
                first -= 1
            # a name broken over two lines: 中共甲市 / 乙局党组
            first -= bool(0 < first < index and REGION.fullmatch(squeeze(lines[first - 1].text)))
            worth = 4.0 if first < index else 1.5
        elif named_organ(line.text):
            while last < size and last - index < _SIGNERS and named_organ(lines[last].text):
                last += 1
            if last < size and only_date(lines[last]):
                continue  # its date is a candidate as well
            worth = 1.2
        else:
            continue
        names = {squeeze(each) for row in lines[first:last] for each in re.split(r"\s{2,}|\u3000+", row.text)}
        worth += (
            2.0
            if any(name and (name in other or other in name) for name in names for other in organs if len(name) > 3)
            else 0.0
        )
        worth += 1.5 if first and CLOSING.search(lines[first - 1].folded) else 0.0
        worth += 1.0 if last < size and ATTACHED.match(lines[last].folded) else 0.0
        worth += 2.5 if last >= trailing else -1.5 if last < size - 25 else 0.0
        worth -= 3.0 if index < 4 and size > 8 else 0.0
        # Of equal ones the last, but not the lower part of the same: organs that sign together, without a day.
        if worth >= 3.5 and (best is None or worth > best[0] or (worth == best[0] and first >= best[2])):
            best = worth, first, last
    return (best[1], best[2]) if best else None


def _quiet_tail(lines: tuple[Line, ...]) -> int:
    """The start of the longest tail without numbered paragraphs and with at most three long lines."""
    long = 0
    attached = _lists_of_attachments(lines)
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        long += prose(line) and not CLOSING.search(line.folded)
        found = marker(line.folded)
        counts = found and index not in attached and not _CONTACT_LABEL.match(line.folded[found.end :])
        if counts or long > 3:
            return index + 1
    return 0


def _closing_start(lines: tuple[Line, ...], stop: int) -> int:
    """The start of the closing words before `stop`.

    Each line has a score, positive for closing words and negative for body; the run up to `stop` with the highest sum is taken.
    """
    best, start, total = 0.0, stop, 0.0
    attached = _lists_of_attachments(lines[:stop])
    for index in range(stop - 1, max(-1, stop - _REACH), -1):
        total += 0.5 if index in attached else _closing_worth(lines[index])
        if total < -3.0:
            break
        if total > best:
            best, start = total, index
    return start


def _attachments_at(lines: tuple[Line, ...]) -> int:
    """The start of attached documents in a text without a signature; the number of lines where there are none."""
    for index in range(max(0, len(lines) - 12), len(lines)):
        words = lines[index].folded.strip()
        if re.fullmatch(r"附\s*+件\s*+\d{0,2}\s*+:?", words) and not any(marker(line.folded) for line in lines[index:]):
            return index
    return len(lines)


def _lists_of_attachments(lines: tuple[Line, ...]) -> set[int]:
    """The indexes of lines that belong to a list of attachments: 附件:1.清单, 2.流程图."""
    found: set[int] = set()
    listing = False
    for index, line in enumerate(lines):
        listing = bool(ATTACHED.match(line.folded)) or (listing and bool(_LIST_OF_ATTACHED.match(line.folded)))
        if listing:
            found.add(index)
    return found


def _closing_worth(line: Line) -> float:
    text = line.folded
    if (found := marker(text)) and not ATTACHED.match(text) and _CONTACT_LABEL.match(text[found.end :]):
        return 1.5
    if (found := marker(text)) and not ATTACHED.match(text):
        return -9.0 if not (CLOSING.search(text[found.end :]) and len(text) < 120) else -4.0
    if line.level:
        return -9.0
    if len(text) > _PARAGRAPH:
        return -4.0  # a text of one paragraph that ends with an invitation
    if CLOSING.search(text):
        return 3.0 if len(text) <= 260 else 1.0
    if CONTACT.search(text) or ATTACHED.match(text) or NOTE.match(text):
        return 2.0
    if is_meta(line) and not line.cells:
        return 1.5
    if named_organ(line.text) or only_date(line) or ends_with_date(line):
        return 1.0
    if prose(line):
        return -4.0
    return -0.6 if len(line.text) <= 60 and not text.endswith(("。", ";")) else -2.5


def _signed(lines: tuple[Line, ...]) -> Signature:
    by: list[str] = []
    day: FoundDate | None = None
    for line in lines:
        words = squeeze(line.text)
        found = dates(words)
        raw = line.text
        if only_date(line):
            day = next(each for each in found if each.start == 0)
            continue
        if found and found[-1].end == len(words):
            day = found[-1]
            raw = cut_squeezed(line.text, day.start).rstrip()  # the digits of a date may be spread: 2 0 2 4 年
        by += [
            re.sub(r"[(\uff08](?:盖章|章|公章|代章|印)[)\uff09]$", "", part).strip()
            for part in re.split(r"\s{2,}|[\u3000]+", raw)
            if part.strip()
        ]
    return Signature(tuple(split_names(by)), day, tuple(line.number for line in lines))

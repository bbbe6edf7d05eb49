"""Parser for the numbering of Chinese documents: the numbering system and the value. Nesting depends on the whole document."""

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from string import ascii_uppercase
from typing import Final

from site_builder.records.numerals import COUNTED, chinese_number


class Rank(IntEnum):
    """Numbering systems, in their usual nesting order from the outermost inwards."""

    PART = 0  # 第一部分
    COMMA = 1  # 一、
    BRACKET = 2  # (一)
    PROJECT = 3  # 项目1.1, 问题1:, 第3项:
    CASE = 4  # 受理编号:… without a number in the series
    UNNUMBERED = 5  # 关于“…”问题 without a number
    DOT = 6  # 1.  1、
    DOTTED = 7  # 1.1
    INNER_DOTTED = 8  # 1.1.1
    INMOST_DOTTED = 9  # 1.1.1.1
    INNER_DOT = 10  # 1. nested inside 1、, where a text has both
    SMALL = 11  # (1)  1)
    HALF = 12  # 1) nested inside (1), where a text has both
    PAREN = 13  # ⑴
    DISC = 14  # ❶
    CIRCLE = 15  # ①
    IS = 16  # 一是
    ORDINAL = 17  # 第一,


MEASURES_ONLY: Final = frozenset({Rank.IS, Rank.ORDINAL})


@dataclass(frozen=True, slots=True)
class Marker:
    """A number at the start of a line: its system, its value (0 where it is not part of a count), its words, the offset after it."""

    rank: Rank
    value: int
    number: str
    end: int


_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_CN: Final = "[一二三四五六七八九十]{1,3}"
_UNIT: Final = "[万亿元%倍个项米吨亩公千人年月日级版代期°℃折分次件处家户名条天岁周]"
_PATTERNS: Final = (
    (Rank.PART, re.compile(rf"第({_CN})(?:部分|章|篇)[\s、:]*")),
    (Rank.PART, re.compile(r"([壹贰叁肆伍陆柒捌玖拾]{1,3})\s*+[、.:]\s*+")),
    (Rank.PART, re.compile(r"\(\s*+([壹贰叁肆伍陆柒捌玖拾]{1,3})\s*+\)\s*+[、.]?\s*+")),
    (Rank.PART, re.compile(rf"([{_STEMS}])\s*+[、.:]\s*+(?![{_STEMS}])(?=[^。;、和]{{4,40}}$)")),
    (Rank.PART, re.compile(r"([Ⅰ-Ⅻ])\s*+[、.:]?\s*+")),
    (Rank.PROJECT, re.compile(rf"第({_CN}|\d{{1,3}})(?:项|个问题|条|件)(?:\s*+[:、]\s*+|\s+(?=[^\s,。;:]))")),
    (Rank.PROJECT, re.compile(rf"({_CN}|\d{{1,2}})问\s*+[:、]\s*+|问({_CN}|\d{{1,2}})\s*+[:、]\s*+")),
    (Rank.PROJECT, re.compile(r"(?:№|No\.?|Issue|Finding|Item|Problem)\s*+\.?\s*+(\d{1,2})(?:\s*+[:、.]\s*+|\s+|(?=[\u4e00-\u9fff“]))(?=\S)", re.IGNORECASE)),
    (Rank.COMMA, re.compile(rf"({_CN})\s*+[、.]\s*+(?![一二三四五六七八九十]{{1,2}}[季月年、组号届])")),
    (Rank.COMMA, re.compile(rf"({_CN})\s+(?=[\u4e00-\u9fff“])(?=[^。;:,]{{4,40}}$)")),
    (Rank.BRACKET, re.compile(r"([A-Z])\s*+类\s*+[:、.]?\s*+(?=[\u4e00-\u9fff“][^。;]{2,40}$)")),
    (Rank.DOTTED, re.compile(r"([A-Z][-—.]?\d{1,2})(?:\s*+[:、.]\s*+|\s+)(?=[\u4e00-\u9fff“])")),
    (Rank.BRACKET, re.compile(rf"\(\s*+({_CN})\s*+\)\s*+[、.]?\s*+")),
    (Rank.BRACKET, re.compile(r"([㈠-㈩㊀-㊉])\s*+")),
    (Rank.BRACKET, re.compile(rf"\(\s*+([{_STEMS}])\s*+\)\s*+[、.]?\s*+")),
    (Rank.PROJECT, re.compile(r"(?:任务|问题|事项|项目|清单)编号\s*+:\s*+([A-Z]{1,4}[-—.]?\d{1,4})\s+(?=\S)")),
    (Rank.PROJECT, re.compile(r"【\s*+(\d{1,3})\s*+】\s*+(?=\S)")),
    (Rank.PROJECT, re.compile(r"项目\s*+([l\d]{1,2}(?:[.-][l\d]{1,2})*)\s*+[:、.]?\s*+(?=[^\s\d个项])")),
    (Rank.PROJECT, re.compile(rf"(?:任务|序号|问题|事项)\s*+({_CN}|\d{{1,2}}(?:[.-]\d{{1,2}})*)(?:\s*+[:、.]\s*+|\s+)(?=\S)")),
    (Rank.PROJECT, re.compile(rf"[【\[(]?(?:反馈|整改|具体|巡察|共性|个性)?(?:问题|任务|事项)\s*+({_CN}|\d{{1,3}})\s*+[】\])]?\s*+[:、.]\s*+")),
    (Rank.PROJECT, re.compile(rf"[【\[](?:反馈|整改|具体|共性|个性)?(?:问题|任务|事项)\s*+({_CN}|\d{{1,3}})\s*+[】\]]\s*+")),
    (Rank.DOT, re.compile(rf"(\d{{1,2}})[.、](?={COUNTED})")),
    (Rank.INMOST_DOTTED, re.compile(rf"(\d{{1,2}}(?:\.\d{{1,2}}){{3}})(?:\s*+[.、]\s*+|\s+|(?!{_UNIT}|[\d.\-/,~]))(?=\S)")),
    (Rank.INNER_DOTTED, re.compile(rf"(\d{{1,2}}(?:\.\d{{1,2}}){{2}})(?:\s*+[.、]\s*+|\s+|(?!{_UNIT}|[\d.\-/,~]))(?=\S)")),
    (Rank.DOTTED, re.compile(r"(\d{1,2}(?:[-—]+\d{1,2}){1,2})(?:\s*+[.、:]\s*+|\s+)(?=[^\s\d]|" + COUNTED + ")")),
    (Rank.DOT, re.compile(rf"(\d{{1,2}})\s+(?=[\u4e00-\u9fff“])(?!{_UNIT}|至|到|、)(?=[^。;:]{{4,40}}$)")),
    (Rank.DOTTED, re.compile(rf"(\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})(?:\s*+[.、]\s*+|\s+|(?!{_UNIT}|[\d.\-/,~]))(?=\S)")),
    (Rank.DOT, re.compile(r"([0-9]{1,3}|l)\s*+[.、]\s*+(?![0-9])")),
    (Rank.DOT, re.compile(r"([⒈-⒛])\s*+")),
    (Rank.SMALL, re.compile(r"\(\s*+([0-9]{1,3}|l)\s*+\)\s*+[、.]?\s*+")),
    (Rank.SMALL, re.compile(r"([0-9]{1,3}|l)\s*+\)\s*+[、.]?\s*+")),
    (Rank.PAREN, re.compile(r"([⑴-⒇])\s*+")),
    (Rank.CIRCLE, re.compile(r"([①-⑳㉑-㉟㊱-㊿⓵-⓾➀-➉])\s*+")),
    (Rank.DISC, re.compile(r"([❶-❿⓫-⓴➊-➓])\s*+")),
    (Rank.IS, re.compile(rf"({_CN})是(?![否非])")),
    (Rank.ORDINAL, re.compile(rf"第({_CN}),\s*+")),
)  # fmt: skip
_BULLET: Final = re.compile(r"[◆●■▲★※◇□•☆◎○▌▍▎▊█▪◼▶►▷➤]\s*+(?=\S)")
_BULLETED: Final = re.compile(r"(\d{1,2})\s+(?=\S)")  # after such a sign a bare number is numbering: ▌1 项目…
_CASE: Final = re.compile(
    r"(?:案件|信访件?|受理|交办|转办|举报|群众举报|投诉)?\s*+(?:受理|交办|转办|信访|举报)?编号\s*+:\s*+\S"
)
_REACH: Final = 60  # characters at the start of a line that are searched for a number
_INLINE: Final = re.compile(rf"(?:^|(?<=[。;:!]))\s*+(?={_CN}是(?![否非])|第{_CN},)")
_CIRCLES: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_FIGURES: Final = (
    re.compile(rf"(?:^|(?<=[。;:!】]))\s*+(?P<at>(?P<n>[{_CIRCLES}]))"),
    re.compile(r"(?:^|(?<=[。;:!】]))\s*+(?P<at>(?P<n>[⑴-⒇]))"),
    re.compile(rf"(?:^|(?<=[。;:!】]))\s*+(?P<at>\((?P<n>{_CN})\))"),
    re.compile(r"(?:^|(?<=[。;:!】]))\s*+(?P<at>\(?(?P<n>\d{1,2}|l)\))"),
    re.compile(r"(?:^|(?<=[。;:!】]))\s*+(?P<at>(?P<n>\d{1,2}|l)[.、](?!\d))"),
)


def marker(folded: str) -> Marker | None:
    """The number at the start of a line; None without one.

    >>> found = marker("(十一)加强管理"); (found.rank.name, found.value, found.number)
    ('BRACKET', 11, '十一')
    >>> marker("2024年工作安排"), marker("1.5万元"), marker("三、四季度")
    (None, None, None)
    """
    start = bullet.end() if (bullet := _BULLET.match(folded)) else 0
    head = folded[start : start + _REACH]
    if start and (found := _BULLETED.match(head)):
        return Marker(Rank.INNER_DOT, int(found[1]), found[1], start + found.end())
    for rank, pattern in _PATTERNS:
        if (found := pattern.match(head)) and found.end() < len(head.rstrip()):
            number = next(filter(None, found.groups()))
            return Marker(rank, value_of(number), number, start + found.end())
    if _CASE.match(head):
        return Marker(Rank.CASE, 0, "", start)
    return None


_CAPITALS: Final = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")


def value_of(number: str) -> int:
    """The value of a number: of 1.3 that of the last part; the letter l counts as 1.

    >>> value_of("1.3"), value_of("l"), value_of("B"), value_of("ZG012"), value_of("拾贰"), value_of("丙"), value_of("⑶")
    (3, 1, 2, 12, 12, 3, 3)
    """
    last = re.split(r"[.\-—]", number)[-1].replace("l", "1")
    if last[:1].isascii() and last[:1].isupper():  # A类, B2, ZG001
        last = last.lstrip(ascii_uppercase) or str(ord(last[0]) - ord("A") + 1)
    if last in _STEMS:
        return _STEMS.index(last) + 1
    last = last.translate(_CAPITALS)
    if len(last) == 1 and not last.isdecimal() and (value := unicodedata.numeric(last, None)) is not None:
        return int(value)  # ① ❶ ⑴ ㈠ Ⅳ
    return int(last) if last.isdigit() else chinese_number(last) or 0


def inline_markers(folded: str) -> list[int]:
    """The offsets at which inline numbers (一是, 二是 …; else ① ② …, (1) (2) … or 1. 2. …) begin measures in a paragraph.

    一是 is a number only at the start of a paragraph or after a stop, and the other systems only where they count from one.

    >>> inline_markers("整改情况:一是甲。二是乙,其中之一是丙")
    [5, 9]
    >>> inline_markers("整改情况:①甲。②乙。"), inline_markers("包括①甲、②乙两类。"), inline_markers("①甲。")
    ([5, 8], [], [])
    """
    starts = [found.end() for found in _INLINE.finditer(folded)]
    return starts or next((found for pattern in _FIGURES if len(found := _counted(folded, pattern)) > 1), [])


def _counted(folded: str, pattern: re.Pattern[str]) -> list[int]:
    """The offsets of the numbers 1, 2, 3 … in sequence; a number out of sequence counts as plain text."""
    starts: list[int] = []
    for found in pattern.finditer(folded):
        after_colon = folded[max(0, found.start() - 1) : found.start()] == ":"
        if value_of(found["n"]) == len(starts) + 1 and not (starts and after_colon):
            starts.append(found.start("at"))
    return starts

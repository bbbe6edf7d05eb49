"""The numbers Chinese documents count with, and how deep each one stands."""

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Final


class Rank(IntEnum):
    """Kinds of number, from the outermost inwards."""

    PART = 0  # 第一部分
    COMMA = 1  # 一、
    BRACKET = 2  # (一)
    PROJECT = 3  # 项目1.1, 问题1:
    DOT = 4  # 1.  1、
    SMALL = 5  # (1)  1)
    CIRCLE = 6  # ①
    IS = 7  # 一是


@dataclass(frozen=True, slots=True)
class Marker:
    """A number at the start of a line: its kind, its words, and where the text after it begins."""

    rank: Rank
    number: str
    end: int


_CN: Final = "[一二三四五六七八九十]{1,3}"
_PATTERNS: Final = (
    (Rank.PART, re.compile(rf"第({_CN})(?:部分|章|篇)[\s、:]*")),
    (Rank.COMMA, re.compile(rf"({_CN})\s*、\s*")),
    (Rank.BRACKET, re.compile(rf"\(\s*({_CN})\s*\)\s*[、.]?\s*")),
    (Rank.PROJECT, re.compile(r"项目\s*(\d{1,2}(?:[.-]\d{1,2})*)\s*[:、.]?\s*")),
    (Rank.PROJECT, re.compile(rf"(?:反馈|整改|具体)?(?:问题|任务|事项)\s*({_CN}|\d{{1,2}})\s*[:、.]\s*")),
    (Rank.DOT, re.compile(r"([0-9]{1,2}|l)\s*[.、]\s*(?![0-9])")),
    (Rank.SMALL, re.compile(r"\(?\s*([0-9]{1,2}|l)\s*\)\s*[、.]?\s*")),
    (Rank.CIRCLE, re.compile(r"([①-⑳])\s*")),
    (Rank.IS, re.compile(rf"({_CN})是(?![否非])")),
    (Rank.IS, re.compile(rf"第({_CN}),\s*")),
)
_BULLET: Final = re.compile(r"[◆●■▲★※◇□•]\s*(?=\S)")
# 一是 counts a measure at the start of a paragraph or after a stop; within a clause it is just words.
_INLINE: Final = re.compile(rf"(?:^|(?<=[。;:!]))\s*(?={_CN}是(?![否非])|第{_CN},)")
_CIRCLES: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# The same for figures: after a full stop or semicolon, the first one also after a colon. After a comma they only list words.
_FIGURES: Final = (
    re.compile(rf"(?:^|(?<=[。;:!]))\s*(?P<at>(?P<n>[{_CIRCLES}]))"),
    re.compile(r"(?:^|(?<=[。;:!]))\s*(?P<at>\(?(?P<n>\d{1,2}|l)\))"),
    re.compile(r"(?:^|(?<=[。;:!]))\s*(?P<at>(?P<n>\d{1,2}|l)[.、](?!\d))"),
)


def marker(folded: str) -> Marker | None:
    """The number a line begins with, if it begins with one.

    >>> marker("(十一)加强管理").rank.name, marker("2024年工作安排")
    ('BRACKET', None)
    """
    start = bullet.end() if (bullet := _BULLET.match(folded)) else 0
    for rank, pattern in _PATTERNS:
        if found := pattern.match(folded, start):
            return Marker(rank, found.group(1), found.end())
    return None


def inline_markers(folded: str) -> list[int]:
    """Where in a paragraph 一是, 二是 … begin a measure; else ① ② …, (1) (2) … or 1. 2. … that count from one.

    >>> inline_markers("整改情况:一是甲。二是乙,其中之一是丙")
    [5, 9]
    >>> inline_markers("整改情况:①甲。②乙。"), inline_markers("包括①甲、②乙两类。"), inline_markers("①甲。")
    ([5, 8], [], [])
    """
    starts = [found.end() for found in _INLINE.finditer(folded)]
    return starts or next((found for pattern in _FIGURES if len(found := _counted(folded, pattern)) > 1), [])


def _counted(folded: str, pattern: re.Pattern[str]) -> list[int]:
    """Places of the numbers 1, 2, 3 … in their order; a number out of turn is taken for words."""
    starts: list[int] = []
    for found in pattern.finditer(folded):
        number = 1 if found["n"] == "l" else _CIRCLES.find(found["n"]) + 1 or int(found["n"])
        after_colon = folded[: found.start()].endswith(":")
        if number == len(starts) + 1 and not (starts and after_colon):
            starts.append(found.start("at"))
    return starts

"""An item below whose heading stand only a few words (已整改, 正在整改中): their reading as a whole is the item's status."""

import re
from typing import Final, Literal, cast, get_args

from site_builder.claims.forms import as_statement
from site_builder.claims.status import Reading, reading
from site_builder.importing.lines.fold import fold
from site_builder.importing.suggest.passage import Passage

Said = Literal["done", "partial", "ongoing", "not-started"]
SAID: Final = frozenset(get_args(Said))
_FEW: Final = 30  # characters; what is longer tells of deeds, and which of them is the whole only its words say
_STATE_LABEL: Final = re.compile(r"(?:整改|办理|完成|落实)?(?:情况|状态|进度|进展|结果|成效):")
_LABEL: Final = re.compile(r"[^:,。;]{1,12}:")  # 整改类型:持续整改类
_FOR_LONG: Final = re.compile(r"(?:已|并|需|要)?(?:长期|持续|常态化)(?:坚持|整改|推进)?[。.!…]*")
_MAXIM: Final = re.compile(r"不[^,。;]{1,8}不")  # 问题不解决不放过
# 已完成80%, 12个问题已整改9个; 拆除违建2处,清运垃圾40吨 names no whole
_OF_ALL: Final = re.compile(r"%|(?<![\d.])\d++([个项户笔家件条处起宗名人])\D*+\d++\1")
_UNDER_WAY: Final = re.compile(
    r"(?:在|正在)(?:对|将|草拟|修订|制定|推进|起草|办理|开展|编制|建设)(?P<object>[^,。;]{2,30}?)(?:进一步|进行|(?<!工)作|$|[,。;])"
)


def few(passage: Passage) -> bool:
    """Whether below an item's heading stands nothing but a few words."""
    return passage.sole and len(passage.text) <= _FEW


def stated(passage: Passage) -> tuple[Said, str] | None:
    """The status of the whole item that its few words certainly state, and the quotation for it; None where they state none."""
    if not few(passage):
        return None
    text = passage.text
    read = reading(text, text, text)
    status = "done" if read.status == "closed" else read.status  # who closed it, these words do not say
    if not read.certain or status not in SAID or not _of_the_whole(passage, read):
        return None
    spans = (span for span in passage.clauses if reading(text[slice(*span)], text, text)[:2] == read[:2])
    quote = passage.quote(*next(spans, (0, len(text))))
    return (cast(Said, status), quote) if quote else None


def _of_the_whole(passage: Passage, read: Reading) -> bool:
    words = fold(as_statement(passage.text))
    if (_LABEL.match(words) and not _STATE_LABEL.match(words)) or _MAXIM.search(words):
        return False
    if read.status == "partial":
        return read.scope in ("whole", "part") or bool(_OF_ALL.search(words))
    if read.status == "ongoing" and (
        _FOR_LONG.fullmatch(words) or any(under_way(passage, *s) for s in passage.clauses)
    ):
        return False
    return read.scope == "whole"


def under_way(passage: Passage, start: int, end: int) -> str | None:
    """What is being worked on, where a clause names it: 布点规划 of 目前在对布点规划进行修订."""
    named = _UNDER_WAY.search(passage.folded, start, end)
    return passage.words(*named.span("object")) if named else None

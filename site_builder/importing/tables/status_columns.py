"""Cells that consist of a status only: 是, 已完成, 整改中, 阶段性办结."""

import re
from typing import Final

from site_builder.importing.lines.fold import fold
from site_builder.records.vocabulary import Status
from site_builder.sheets.grid import flat

LONGEST_STATUS: Final = 16  # longest cell, in characters, that may be a bare status
# The whole words of such cells.
_DONE: Final = re.compile(
    r"(?:是|√|✓|☑|对|y|yes|true|(?:已|均已|均|全部)?(?:全部|全面|基本)?(?:完成|办结|整改|整改到位|整改完成|整改完毕|完成整改|落实到位|落实)(?:到位|完毕)?)",
    re.IGNORECASE,
)
_PARTIAL: Final = re.compile(
    r"已?(?:基本|部分|阶段性|初步|取得阶段性)(?:已)?(?:完成|办结|整改|成果|成效|整改到位|完成整改)+"
)
_ONGOING: Final = re.compile(
    r"(?:正在|仍在|持续|加快|正)?(?:整改|推进|办理|进行|实施|落实)中|(?:正在|持续|正有序)(?:整改|推进|办理|进行|落实|开展)(?:中)?"
)
_NOT_STARTED: Final = re.compile(r"(?:尚未|未)(?:启动|开展|开始|实施|动工)(?:整改)?|尚未整改")
NOT_DONE: Final = re.compile(
    r"否|×|✗|n|no|false|(?:尚?未|没有?|还没)(?:全部|完全)?(?:完成|办结|整改|整改到位|整改完成|完成整改|落实)+(?:到位)?",
    re.IGNORECASE,
)
_CONTINUING: Final = re.compile(
    r"(?:(?<![,，、;；并且(（])[,，、;；并且(（]++)?(?:长期坚持|持续坚持|长期推进|常态化推进)[)）]?"
)


def status_word(text: str) -> tuple[Status | None, bool]:
    """The status that a cell consists of, and whether it is marked as continuing (长期坚持).

    >>> status_word("是"), status_word("已完成并长期坚持"), status_word("整改中"), status_word("否"), status_word("阶段性办结")
    (('done', False), ('done', True), ('ongoing', False), (None, False), ('partial', False))
    """
    words = fold(flat(text)).strip("。.;")
    bare_words = _CONTINUING.sub("", words)
    continuing = bare_words != words
    statuses: tuple[tuple[Status, re.Pattern[str]], ...] = (
        ("partial", _PARTIAL),
        ("not-started", _NOT_STARTED),
        ("ongoing", _ONGOING),
        ("done", _DONE),
    )
    if not bare_words or len(bare_words) > LONGEST_STATUS:
        return None, False
    said = next((status for status, pattern in statuses if pattern.fullmatch(bare_words)), None)
    return said, continuing and said is not None

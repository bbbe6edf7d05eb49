"""Words of forms: a yes-or-no question with its answer (是否完成：是), and boxes of which some are ticked (☑已完成 □未完成).

Many ledgers have columns headed by such a question, and import quotes the column's name together with the cell's answer. Of boxes
the words beside a ticked one are said, and nothing else is.
"""

import re
from typing import Final

_ANSWERED: Final = re.compile(
    r"是否(?:已经?)?(?P<matter>[^:：,，。;；]{2,16}?)(?:\s*+[:：]\s*+|\s+)(?:(?P<yes>是|√|✓|☑)|否|×|✗|☒)[。.]?"
)
_TICKED, _EMPTY = "☑✓✔√■●", "□☐○"
_MARKS = _TICKED + _EMPTY
BOXES: Final = frozenset(_MARKS)
_OPTION: Final = rf"\s*+(?:[{_MARKS}]\s*+[^{_MARKS}:：。]{{1,16}})"
_BOXES: Final = re.compile(rf"(?:[^{_MARKS}:：,，。]{{1,12}}[:：])?(?P<options>{_OPTION}{{1,8}})[。.]?")
_TICK: Final = re.compile(rf"[{_TICKED}]\s*+([^{_MARKS}]+)")


def as_statement(words: str) -> str:
    """An answered question turned into the statement it amounts to; all other words are returned unchanged.

    >>> as_statement("是否已完成整改：是"), as_statement("是否完成 √"), as_statement("是否完成：否"), as_statement("已完成")
    ('已完成整改', '已完成', '未完成', '已完成')
    """
    found = _ANSWERED.fullmatch(words.strip())
    return ("已" if found["yes"] else "未") + found["matter"] if found else words


def ticked(words: str) -> str | None:
    """The words beside ticked boxes; '' where none is ticked, None where the words are no boxes.

    >>> ticked("☑已完成 □未完成"), ticked("整改状态：□已完成 □未完成"), ticked("√ 已完成"), ticked("已完成")
    ('已完成', '', '已完成', None)
    """
    found = _BOXES.fullmatch(words.strip())
    return "，".join(each.strip(" ,，;；、") for each in _TICK.findall(found["options"])) if found else None

"""A yes-or-no question with its answer: 是否完成：是 states what the question asks, 是否完成：否 negates it.

Many ledgers have columns headed by such a question, and import quotes the column's name together with the cell's answer.
"""

import re
from typing import Final

_ANSWERED: Final = re.compile(
    r"是否(?:已经?)?(?P<matter>[^:：,，。;；]{2,16}?)(?:\s*+[:：]\s*+|\s+)(?:(?P<yes>是|√|✓|☑)|否|×|✗|☒)[。.]?"
)


def as_statement(words: str) -> str:
    """An answered question turned into the statement it amounts to; all other words are returned unchanged.

    >>> as_statement("是否已完成整改：是"), as_statement("是否完成 √"), as_statement("是否完成：否"), as_statement("已完成")
    ('已完成整改', '已完成', '未完成', '已完成')
    """
    found = _ANSWERED.fullmatch(words.strip())
    return ("已" if found["yes"] else "未") + found["matter"] if found else words

"""A question that its cell answers: 是否完成：是 states what the question asks, 是否完成：否 denies it.

Ledgers of offices have columns of such questions, and what import quotes of them is the name of the column with its answer.
"""

import re
from typing import Final

_ANSWERED: Final = re.compile(
    r"是否(?:已经?)?(?P<matter>[^:：,，。;；]{2,16}?)(?:\s*+[:：]\s*+|\s+)(?:(?P<yes>是|√|✓|☑)|否|×|✗|☒)[。.]?"
)


def as_statement(words: str) -> str:
    """A question with its answer as what that states; other words, and a question without an answer, as they are.

    >>> as_statement("是否已完成整改：是"), as_statement("是否完成 √"), as_statement("是否完成：否"), as_statement("已完成")
    ('已完成整改', '已完成', '未完成', '已完成')
    """
    found = _ANSWERED.fullmatch(words.strip())
    return ("已" if found["yes"] else "未") + found["matter"] if found else words

"""是 under 是否完成: a cell that only answers says something together with the name of its column."""

import re
from typing import Final

from site_builder.sheets.grid import flat

_ANSWERS: Final = frozenset(("是", "否", "√", "✓", "×", "✗", "对", "有", "无", "y", "n", "yes", "no", "true", "false"))
_ASKED: Final = re.compile(r"是否(?:已经?)?(?P<matter>[^:：,，。;；]{2,16}?)\s*[:：\s]\s*(?:是|√|✓)[。.]?")


def answered(name: str, text: str) -> str:
    """The words of a cell as evidence: where they only answer what the column asks, with its name.

    >>> answered("是否完成", "是"), answered("整改状态", "整改中"), answered("备注", "无")
    ('是否完成：是', '整改中', '无')
    """
    return f"{name}：{text}" if "是否" in name and flat(text).lower() in _ANSWERS else text


def as_statement(words: str) -> str:
    """A question with its yes as what it states, for those who read what words claim; other words as they are.

    >>> as_statement("是否已完成整改：是"), as_statement("是否完成 √"), as_statement("是否完成：否"), as_statement("已完成")
    ('已完成整改', '已完成', '是否完成：否', '已完成')
    """
    found = _ASKED.fullmatch(words.strip())
    return f"已{found['matter']}" if found else words

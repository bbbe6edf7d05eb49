"""是 under 是否完成: a cell that only answers says something together with the name of its column."""

from typing import Final

from site_builder.sheets.grid import flat

_ANSWERS: Final = frozenset(("是", "否", "√", "✓", "×", "✗", "对", "有", "无", "y", "n", "yes", "no", "true", "false"))


def answered(name: str, text: str) -> str:
    """The words of a cell as evidence: where they only answer what the column asks, with its name.

    >>> answered("是否完成", "是"), answered("整改状态", "整改中"), answered("备注", "无")
    ('是否完成：是', '整改中', '无')
    """
    return f"{name}：{text}" if "是否" in name and flat(text).lower() in _ANSWERS else text

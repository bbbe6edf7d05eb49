"""Yes-or-no cells: 是 below 是否完成 is evidence only together with the name of its column."""

from typing import Final

from site_builder.sheets.grid import flat

_ANSWERS: Final = frozenset(("是", "否", "√", "✓", "×", "✗", "对", "有", "无", "y", "n", "yes", "no", "true", "false"))


def answered(name: str, text: str) -> str:
    """The text of a cell as evidence; a mere yes or no is preceded by the name of its column.

    >>> answered("是否完成", "是"), answered("整改状态", "整改中"), answered("备注", "无")
    ('是否完成：是', '整改中', '无')
    """
    return f"{name}：{text}" if "是否" in name and flat(text).lower() in _ANSWERS else text

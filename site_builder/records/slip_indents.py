"""Lines of YAML that stand a little beside their neighbours: what their indentation was meant to be."""

import re
from collections.abc import Iterator

from site_builder.records.findings import Edit
from site_builder.records.slip import KEY, YamlSlip, indent_of


def indent_slips(lines: list[str], number: int, first_line: int, even: bool) -> Iterator[YamlSlip]:
    """A line that stands a little beside the keys above and below it, which stand in line.

    Takes   even: whether nearly all lines of the file have an even number of spaces before them
    """
    line, place = lines[number], first_line + number
    own = KEY.match(line)
    if own is None or not line[own.end() :].startswith(":") or not 0 < number < len(lines) - 1:
        return
    here, listed = indent_of(line), line.lstrip(" ").startswith("-")
    if listed and here % 2 == 0:
        return
    meant, where = _meant(lines, number, listed)
    if meant is not None and abs(here - meant) == 1:
        why, mend = f"前面有 {here} 个空格，照{where}该是 {meant} 个", f"改成 {meant} 个空格"
        yield _slip(
            line=place,
            length=here,
            code="Y016",
            what=f"缩进与{where}不齐",
            why=why,
            mend=mend,
            edit=_spaces(place, here, meant),
        )
    elif even and here % 2:
        right = _child_column(lines, number)
        why, mend = f"前面有 {here} 个空格，别的行都是双数", f"改成 {here - 1} 个或 {here + 1} 个空格，与同一组的键对齐"
        yield _slip(
            line=place,
            length=here,
            code="Y016",
            what="缩进不齐",
            why=why,
            mend=mend,
            edit=None if right is None else _spaces(place, here, right),
        )
    elif not listed and _is_list(lines, number, here) and (parent := _parent(lines, number)):
        why, mend = f"{parent} 之下是列表，后面的各条都以 - 开头", "在前面加上 - 和一个空格"
        dash = Edit(line=place, column=here - 1, length=2, text="- ")
        yield _slip(line=place, length=1, code="Y011", what="列表的一条少了 -", why=why, mend=mend, edit=dash)._replace(
            column=here + 1
        )


def _meant(lines: list[str], number: int, listed: bool) -> tuple[int | None, str]:
    """The column that the neighbours of a line say it should have, None where they do not; and which neighbours these are."""
    above, below = _key_column(lines[number - 1]), _key_column(lines[number + 1])
    if listed:
        return (None if below is None else below - 2), "下一行"
    return (above if above == below else None), "上下两行"


def _spaces(line: int, here: int, wanted: int) -> Edit:
    return Edit(line=line, column=1, length=here, text=" " * wanted)


def _slip(line: int, length: int, code: str, what: str, why: str, mend: str, edit: Edit | None) -> YamlSlip:
    """A slip at the beginning of a line. Takes   edit: what mends it, None = nobody can tell"""
    edits = (edit,) if edit else ()
    return YamlSlip(line=line, column=1, length=length, code=code, what=what, why=why, mend=mend, edits=edits)


def _child_column(lines: list[str], number: int) -> int | None:
    """Where the only key below another one stands that has its value there; None where nobody can tell."""
    above = KEY.match(lines[number - 1])
    here = indent_of(lines[number])
    if above is None or not lines[number - 1].rstrip().endswith(":"):
        return None
    right = above.end(1) + 2
    return right if abs(here - right) == 1 else None


def _parent(lines: list[str], number: int) -> str | None:
    """The key in the line above, where its value stands below it."""
    above = KEY.match(lines[number - 1])
    return above[2] if above and lines[number - 1][above.end() :].strip() == ":" else None


def _is_list(lines: list[str], number: int, here: int) -> bool:
    """Whether an element of a list follows two columns to the left, before the block ends."""
    for line in lines[number + 1 :]:
        indent = indent_of(line)
        if line.strip() and indent < here:
            return indent == here - 2 and line.lstrip(" ").startswith("- ")
    return False


def _key_column(line: str) -> int | None:
    """The column on which a key begins that has its value in its own line."""
    found = KEY.match(line)
    return found.end(1) if found and re.match(r": +\S", line[found.end() :]) else None

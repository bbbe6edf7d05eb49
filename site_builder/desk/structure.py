"""Edits the structure of a notice's text: what a line is (section, category, item, measure …), whether it is in the text at all.

The words never change, only the markup that says what they are and where a block ends.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple, get_args

from site_builder.desk.edits import RefusedError
from site_builder.records.escapes import escaped
from site_builder.records.notice_parts import split_notice
from site_builder.records.outline import Block, Outline, read_outline
from site_builder.records.quotes import comparable
from site_builder.records.vocabulary import States

Shape = Literal["section", "category", "item", "measure", "continuation", "paragraph", "aside"]
SHAPES: dict[Shape, str] = {
    "section": "部分",
    "category": "方面（类别）",
    "item": "事项",
    "measure": "措施",
    "continuation": "上一行的继续",
    "paragraph": "普通段落",
    "aside": "不是正文，放到一边",
}
assert tuple(SHAPES) == get_args(Shape)
_MARK = re.compile(r"(?<![ \t])[ \t]*+(?<!\\)\{[^{}]*+\}[ \t]*+$")
_SIGN = re.compile(r"\s*+(?:#{1,6} +|- +)?")


class Range(NamedTuple):
    """A half-open range of lines, counted from 0."""

    start: int
    stop: int


def outline_of(text: str, states: States = "problem") -> Outline:
    parts = split_notice(text)
    if parts is None:
        raise RefusedError("notice.md 没有基本信息")
    return read_outline(parts.body, "", parts.body_line, states, [])


def block_lines(text: str, outline: Outline, index: int) -> Range:
    """The lines of the file that a block takes up."""
    lines = text.split("\n")
    start = outline.blocks[index].line - 1
    last = outline.blocks[index + 1].line - 1 if index + 1 < len(outline.blocks) else len(lines)
    stop = start + 1
    if outline.blocks[index].kind in ("paragraph", "item"):
        while stop < last and lines[stop].strip() and not lines[stop].lstrip().startswith("#"):
            stop += 1
    return Range(start, stop)


def reshaped(text: str, index: int, shape: Shape, states: States = "problem") -> str:
    """The text of notice.md with block `index` marked up as something else. Raises RefusedError where words would be lost.

    Takes   text: the whole file; index: of the block; states: what headings without a mark of their own state
    """
    outline = outline_of(text, states)
    if not 0 <= index < len(outline.blocks) or outline.blocks[index].kind == "row":
        raise RefusedError("表格里的行不能这样改")
    block, place = outline.blocks[index], block_lines(text, outline, index)
    lines = text.split("\n")
    if shape == "aside":
        new = _without(lines, place)
    elif shape == "continuation":
        new = _joined(lines, outline, index, place)
    else:
        new = _apart(lines, place, _written(block, shape, outline))
    made = "\n".join(new)
    _same_words(outline, outline_of(made, states), block.text if shape == "aside" else "")
    return made


_STATES = re.compile(r"(?:^|\s)states=\S*")


def with_states(text: str, index: int, says: States, states: States = "problem") -> str:
    """The text of notice.md with what the heading of an item states written into its mark. Raises RefusedError for other blocks.

    Takes   text: the whole file; index: of the block; states: what headings without a mark of their own state

    >>> with_states("---\\ntitle: a\\n---\\n#### 1. 清理往来款 {#p1}\\n", 0, "measure").split("\\n")[3]
    '#### 1. 清理往来款 {#p1 states=measure}'
    """
    outline = outline_of(text, states)
    problem = next((each for each in outline.problems if each.start == index), None)
    lines = text.split("\n")
    line = lines[outline.blocks[index].line - 1] if problem else ""
    mark = _MARK.search(line)
    if mark is None:
        raise RefusedError("这一行不是事项的标题")
    said = _STATES.sub("", mark[0].strip()[1:-1]).strip()
    lines[outline.blocks[index].line - 1] = f"{line[: mark.start()]} {{{f'{said} '.lstrip()}states={says}}}"
    made = "\n".join(lines)
    _same_words(outline, outline_of(made, states), "")
    return made


def _same_words(before: Outline, after: Outline, gone: str) -> None:
    old, new = comparable(before.text), comparable(after.text)
    if len(old) - len(comparable(gone)) != len(new) or (not gone and old != new):
        raise RefusedError("这样改会丢字，没有改")


def _written(block: Block, shape: Shape, outline: Outline) -> str:
    words = block.text
    if shape == "measure":
        return "- " + escaped(words)
    if shape == "paragraph":
        return escaped(words)
    mark = ""
    if shape == "item":
        mark = f" {{#{free_id(outline)}}}"
    elif shape == "section":
        mark = " {role=other}"
    elif words.rstrip().endswith("}"):
        mark = " {}"
    return "#" * _level(shape, outline) + f" {escaped(words, starts=False)}{mark}"


def _level(shape: Shape, outline: Outline) -> int:
    if shape != "item":
        return {"section": 2, "category": 3}[shape]
    levels = [outline.blocks[problem.start].level for problem in outline.problems]
    return max(set(levels), key=levels.count) if levels else 4


def free_id(outline: Outline) -> str:
    """The next id after the highest one in use, so that the gap left by a removed item is not filled."""
    return f"p{max((int(problem.id[1:]) for problem in outline.problems), default=0) + 1}"


def _apart(lines: Sequence[str], place: Range, line: str) -> list[str]:
    """Writes the block as a line of its own, with blank lines around it where they are missing."""
    before, after = list(lines[: place.start]), list(lines[place.stop :])
    together = line.startswith("- ")
    gap = [""] if before and before[-1].strip() and not (together and before[-1].startswith("- ")) else []
    tail = [""] if after and after[0].strip() and not (together and after[0].startswith("- ")) else []
    return [*before, *gap, line, *tail, *after]


def _without(lines: Sequence[str], place: Range) -> list[str]:
    before, after = list(lines[: place.start]), list(lines[place.stop :])
    if before and not before[-1].strip() and after and not after[0].strip():
        after = after[1:]
    return [*before, *after]


def _joined(lines: Sequence[str], outline: Outline, index: int, place: Range) -> list[str]:
    """Appends the block to the one above it."""
    if index == 0:
        raise RefusedError("它是第一行，前面没有可以接的")
    above = outline.blocks[index - 1]
    if above.kind == "row" or (above.kind == "item" and above.level > 1):
        raise RefusedError("上一行是表格或者下一层的列表，接不上")
    words = outline.blocks[index].text
    end = block_lines("\n".join(lines), outline, index - 1)
    kept, after = list(lines[: end.stop]), list(lines[place.stop :])
    if above.kind == "heading":
        mark = _MARK.search(kept[-1])
        sign = _SIGN.match(kept[-1])
        head = (sign[0] if sign else "# ") + escaped(above.text, starts=False)
        kept[-1] = head + escaped(words, starts=False) + (mark[0].rstrip() if mark else "")
    else:
        inner = escaped(words, starts=False)
        kept.append("  " + inner if above.kind == "item" else inner)
        if inner != escaped(words):
            raise RefusedError("这一行以符号开头，接不上")
    if after and after[0].strip() and above.kind != "item":
        after = ["", *after]
    return [*kept, *after]


def brought_back(text: str, words: str, after: int | None, states: States = "problem") -> str:
    """Inserts a line that had been set aside as a paragraph after block `after`; None for the beginning of the text.

    Takes   text: the whole file; words: the line; states: what headings without a mark of their own state
    """
    outline = outline_of(text, states)
    lines = text.split("\n")
    if after is None or not outline.blocks:
        parts = split_notice(text)
        at = (parts.body_line if parts else 1) - 1
    else:
        at = block_lines(text, outline, min(after, len(outline.blocks) - 1)).stop
        while at < len(lines) and lines[at].lstrip().startswith("|"):
            at += 1
    made = "\n".join(_apart(lines, Range(at, at), escaped(words)))
    if len(comparable(outline_of(made, states).text)) != len(comparable(outline.text)) + len(comparable(words)):
        raise RefusedError("放回这一处会打断别的文字，没有改")
    return made

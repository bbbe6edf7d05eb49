"""The grammar of notice text: markdown-it's block parser held to headings, `- ` lists, pipe tables and paragraphs.

Notice text is text: everything else in it is characters. So inline parsing is not run at all, and three block rules are
ours: a heading keeps its closing ##, a list begins with `- ` only, a table keeps every cell and its \\|.
Source: design.md, section 4.
"""

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.list import list_block
from markdown_it.token import Token

_HEADING = re.compile(r"(#{1,6}) +(?=\S)")
_ITEM = re.compile(r"- +\S")
_DELIMITER = re.compile(r"\|(?: *:?-+:? *\|)+ *")
_CELL = re.compile(r"(?<!\\)\|")


def parse_blocks(text: str) -> list[Token]:
    """Block tokens of notice text; `inline` tokens carry their characters in `content`."""
    tokens: list[Token] = []
    _PARSER.block.parse(text, _PARSER, {}, tokens)
    return tokens


def _begins(state: StateBlock, line: int, sign: str) -> bool:
    """Asked first everywhere: nearly every line is a paragraph, and need not be cut out to be known as one."""
    return state.src.startswith(sign, state.bMarks[line] + state.tShift[line])


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _outside_lists(state: StateBlock, line: int) -> bool:
    """Whether a line is at top level: not inside a list, or further left than the list it would end."""
    return state.level == 0 or state.sCount[line] < state.blkIndent


def _heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """ATX heading outside lists; a closing run of # is part of its words."""
    if not _begins(state, start, "#") or not _outside_lists(state, start):
        return False
    found = _HEADING.match(_line(state, start))
    if not found:
        return False
    if silent:
        return True
    level = len(found[1])
    _emit(state, f"h{level}", _line(state, start)[found.end() :].rstrip(), start, start + 1, found[1])
    state.line = start + 1
    return True


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """markdown-it's list, for lines that begin with `- ` and have words."""
    if not _begins(state, start, "- ") or not _ITEM.match(_line(state, start)):
        return False
    return bool(list_block(state, start, end, silent))


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Pipe table: a row, a delimiter row, rows. Cells beyond the header's stay; a \\| neither splits nor is eaten."""
    if not _begins(state, start, "|") or start + 1 >= end or not _outside_lists(state, start):
        return False
    if not _DELIMITER.fullmatch(_line(state, start + 1)):
        return False
    if silent:
        return True
    line = start
    while line < end and _begins(state, line, "|"):
        if line != start + 1:
            token = state.push("row", "tr", 0)
            token.map = [line, line + 1]
            token.meta = {"cells": _cells(_line(state, line)), "header": line == start}
        line += 1
    state.line = line
    return True


def _cells(line: str) -> tuple[str, ...]:
    inner = line.rstrip()[1:]
    cells = _CELL.split(inner)
    if len(cells) > 1 and not cells[-1].strip():
        cells.pop()
    return tuple(cell.strip() for cell in cells)


def _emit(state: StateBlock, tag: str, content: str, start: int, end: int, markup: str) -> None:
    for kind, nesting in (("heading_open", 1), ("inline", 0), ("heading_close", -1)):
        token = state.push(kind, "" if kind == "inline" else tag, nesting)  # type: ignore[arg-type]
        token.map = [start, end]
        token.markup = markup
        if kind == "inline":
            token.content = content
            token.children = []


def _held() -> MarkdownIt:
    parser = MarkdownIt("zero")
    rules: Any = parser.block.ruler
    interrupts = {"alt": ["paragraph"]}
    rules.at("heading", _heading, interrupts)
    rules.at("list", _list, interrupts)
    rules.at("table", _table, interrupts)
    rules.enable(["heading", "list", "table"])
    return parser


_PARSER = _held()

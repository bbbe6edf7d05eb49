"""The grammar of notice text: markdown-it's block parser held to headings, `- ` lists, pipe tables and paragraphs.

Notice text is text: everything else in it is characters. So inline parsing is not run at all, and the block rules are
ours: a heading keeps its closing ##, a list begins with `- ` only, a table keeps every cell, and \\| is |. Blanks and tabs
around a block are the file's, all other white space is the text's (decision 0021). Paragraphs of one line and lists of such
lines are nearly all there is, so they take a short cut; a test compares it with markdown-it's rules.
Source: docs/content-format.md, notice.md.
"""

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, paragraph
from markdown_it.rules_block.list import list_block
from markdown_it.token import Token

LAYOUT = " \t"  # what stands at the ends of a line for the file's sake
_HEADING = re.compile(r"(#{1,6}) ++(?=(?![ \t])\s*+\S)")
_ITEM = re.compile(r"- ++(?=(?![ \t])\s*+\S)")
_FLAT = re.compile(r"- (?![ \t-])[^\S\n]*+\S")
_BLANK = re.compile(r"^[^\S\n]++$", re.MULTILINE)
DELIMITER = re.compile(r"\|(?: *:?-+:? *\|)+ *")
_CELL = re.compile(r"(?<!\\)\|")


def parse_blocks(text: str) -> list[Token]:
    """Block tokens of notice text: `heading`, `item`, `inline`, which carry their characters in `content`, and `row`.

    `item` is one of a list at the left; what belongs to another stands between `list_item_open` and `list_item_close`.
    """
    tokens: list[Token] = []
    _PARSER.block.parse(_BLANK.sub("", text), _PARSER, {}, tokens)
    return tokens


def _begins(state: StateBlock, line: int, sign: str) -> bool:
    """Whether a line begins with a sign. Cheap, for nearly every line is a paragraph and fails here."""
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
    heading = _push(state, "heading", _line(state, start)[found.end() :].rstrip(LAYOUT), start)
    heading.tag = f"h{len(found[1])}"
    state.line = start + 1
    return True


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """markdown-it's list, for lines that begin with `- ` and have words."""
    if not _begins(state, start, "- ") or not _ITEM.match(_line(state, start)):
        return False
    if not silent and state.level == 0 and (lines := _lines_of_list(state, start, end)):
        for line in lines:
            _push(state, "item", _line(state, line)[2:].strip(LAYOUT), line)
        state.line = lines[-1] + 1
        return True
    return bool(list_block(state, start, end, silent))


def _lines_of_list(state: StateBlock, start: int, end: int) -> list[int]:
    """The items of a list of which each is one line at the left; none where there is more to it."""
    lines: list[int] = []
    line = start
    while line < end:
        if state.isEmpty(line):
            line += 1
        elif not state.tShift[line] and _FLAT.match(state.src, state.bMarks[line]):
            lines.append(line)
            line += 1
        elif state.isEmpty(line - 1) and not state.tShift[line] and not _begins(state, line, "-"):
            break
        else:
            return []
    return lines


def _paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """markdown-it's paragraph, of which it would take all white space away at both ends."""
    if not state.isEmpty(start + 1):
        found = paragraph(state, start, end, silent)
        words = state.getLines(start, state.line, state.blkIndent, False)
        state.tokens[-2].content = words.strip(LAYOUT + "\n")
        return found
    _push(state, "inline", _line(state, start).strip(LAYOUT), start)
    state.line = start + 1
    return True


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Pipe table: a row, a delimiter row, rows. Cells beyond the header's stay; a \\| is the sign itself."""
    if not _begins(state, start, "|") or start + 1 >= end or not _outside_lists(state, start):
        return False
    if not DELIMITER.fullmatch(_line(state, start + 1)):
        return False
    if silent:
        return True
    line = start
    while line < end and _begins(state, line, "|"):
        if line != start + 1:
            token = _push(state, "row", "", line)
            token.meta = {"cells": _cells(_line(state, line)), "header": line == start}
        line += 1
    state.line = line
    return True


def _cells(line: str) -> tuple[str, ...]:
    inner = line.rstrip(LAYOUT)[1:]
    cells = _CELL.split(inner)
    if len(cells) > 1 and not cells[-1].strip(LAYOUT):
        cells.pop()
    return tuple(cell.strip(LAYOUT).replace("\\|", "|") for cell in cells)


def _push(state: StateBlock, kind: str, content: str, line: int) -> Token:
    token = state.push(kind, "", 0)
    token.map = [line, line + 1]
    token.content = content
    return token


def _held() -> MarkdownIt:
    parser = MarkdownIt("zero")
    rules: Any = parser.block.ruler
    interrupts = {"alt": ["paragraph"]}
    rules.at("heading", _heading, interrupts)
    rules.at("list", _list, interrupts)
    rules.at("table", _table, interrupts)
    rules.at("paragraph", _paragraph)
    rules.enable(["heading", "list", "table"])
    return parser


_PARSER = _held()

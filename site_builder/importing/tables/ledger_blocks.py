"""A ledger in a table → blocks of notice text: one item for each row, with cells labelled by their column's name."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from site_builder.importing.lines.fold import fold, sentence_end, visible
from site_builder.importing.lines.manuscript import Aside
from site_builder.importing.lines.numbering import inline_markers, marker
from site_builder.importing.structure.blocks import DraftBlock
from site_builder.importing.structure.phrases import states_of
from site_builder.importing.structure.settled import accusing_nobody
from site_builder.importing.tables.status_columns import status_word
from site_builder.records.vocabulary import States
from site_builder.sheets.grid import Grid
from site_builder.sheets.items import Item, RowWords, TableLedger
from site_builder.sheets.person_columns import public_part

LONGEST_TITLE: Final = 80  # longest heading of an item, in characters; longer cells are cut
_PROSE: Final = frozenset({"measure", "progress", "problem", "cause", "goal", "note"})
_GENERIC: Final = re.compile(r"(?:sheet|工作表|表格?|table)\s*+\d*", re.IGNORECASE)
_FIGURE: Final = re.compile(r"(?:^|(?<=[\s。;:]))(?P<at>\(?(?P<n>\d{1,2})(?:[.、)](?!\d)))")


@dataclass(frozen=True, slots=True)
class BlockWords:
    """A cell of an item as it was written to the text.

    `quote` the column's name with the words, as one quotation; '' where each line became a block of its own
    `lines` the words of the blocks, without the name
    """

    said: RowWords
    quote: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """The blocks of ledgers, and the written cells of each item."""

    blocks: tuple[DraftBlock, ...]
    items: tuple[tuple[BlockWords, ...], ...]
    aside: tuple[Aside, ...]


@dataclass(slots=True)
class _Writing:
    blocks: list[DraftBlock] = field(default_factory=list)
    items: list[tuple[BlockWords, ...]] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    heading: tuple[str, ...] = ()


def write_ledgers(ledgers: list[TableLedger]) -> Written:
    """The blocks of all items of all tables, numbered consecutively."""
    writing = _Writing()
    for ledger in ledgers:
        _table(writing, ledger, several=len(ledgers) > 1)
    return Written(tuple(accusing_nobody(writing.blocks)), tuple(writing.items), tuple(writing.aside))


def _table(writing: _Writing, ledger: TableLedger, *, several: bool) -> None:
    grid = ledger.grid
    if (name := _section_name(grid, several=several)) and ledger.items:
        writing.blocks.append(DraftBlock("heading", name, grid.line(ledger.header.top), 2, role="problems"))
    writing.heading = ()
    sections = _grouping(ledger)
    named = _names_differ(ledger)
    for item in ledger.items:
        above = (*item.above, *(said.text for said in sections.get(item.rows[0], ())))
        _category(writing, above, grid.line(item.rows[0]))
        _item(writing, ledger, item, level=3 + len(above), named=named)
    for row, words, why in ledger.aside:
        writing.aside.append(Aside(grid.line(row), words, f"{why}（{grid.name}）" if grid.name else why))


def _section_name(grid: Grid, *, several: bool) -> str | None:
    """The heading of a table's section: its sheet's name, unless that is generic and there is only one table."""
    name = visible(grid.name)
    if name and not _GENERIC.fullmatch(name):
        return name
    return name if several else None


def _grouping(ledger: TableLedger) -> dict[int, tuple[RowWords, ...]]:
    """First row of an item → the cells that name its groups; a grouping column has equal values in consecutive rows."""
    found: dict[int, list[RowWords]] = {}
    rows = len(ledger.items)
    for column in ledger.header.of("section"):
        said = [item.first_of(column) for item in ledger.items]
        values = [" ".join(each.text.split()) if each else "" for each in said]
        runs = [value for before, value in zip(["", *values], values, strict=False) if value != before]
        if not all(values) or len(set(values)) != len(runs) or (len(runs) == rows and rows > 1):
            continue
        if max(map(len, values)) > 60:
            continue
        for item, each in zip(ledger.items, said, strict=True):
            if each and len(found.setdefault(item.rows[0], [])) < 2:
                found[item.rows[0]].append(each)
    return {row: tuple(each) for row, each in found.items()}


def _names_differ(ledger: TableLedger) -> bool:
    """Whether the column of names tells the items apart. 审计项目 says the same in every row: then the problem names the item."""
    names = [" ".join(named.text.split()) for item in ledger.items if (named := item.first("title"))]
    return len(set(names)) == len(names)


def _category(writing: _Writing, above: tuple[str, ...], line: int) -> None:
    """Writes headings for the groups that start with an item."""
    same = 0
    while same < min(len(above), len(writing.heading)) and above[same] == writing.heading[same]:
        same += 1
    for level, words in enumerate(above[same:], 3 + same):
        writing.blocks.append(DraftBlock("heading", " ".join(words.split()), line, level))
    writing.heading = above


def _item(writing: _Writing, ledger: TableLedger, item: Item, *, level: int, named: bool) -> None:
    """Writes the blocks of an item.

    Takes   level   of its heading
            named   whether its column of names names it, rather than the problem
    """
    number = len(writing.items) + 1
    line = ledger.grid.line(item.rows[0])
    title, states = _title(item, named)
    writing.blocks.append(DraftBlock("heading", title, line, min(6, level), id=f"p{number}", states=states))
    written: list[BlockWords] = []
    listed = _list_column(item)
    for said in item.said:
        text = said.text
        if said.column.meaning in ("person", "phone"):
            text, private = public_part(said)
            if private:
                why = "是电话号码" if said.column.meaning == "phone" else "是人名"
                place = f"第 {number} 项 {said.place}"
                kept_back = f"{said.column.name}：{' '.join(private.split())}"
                writing.aside.append(Aside(ledger.grid.line(said.row), kept_back, f"{place} {why}，没有收入"))
        if not any(map(visible, text.split("\n"))):
            continue
        blocks, words = _cell(said, text, ledger.grid.line(said.row), listed)
        writing.blocks += blocks
        written.append(words)
    writing.items.append(tuple(written))


def _list_column(item: Item) -> RowWords | None:
    """The cell whose lines are the item's measures: that of the measures column, else that of progress unless it is only a status."""
    done = item.first("progress")
    return item.first("measure") or (done if done and status_word(done.text)[0] is None else None)


def _title(item: Item, by_name: bool) -> tuple[str, States]:
    """The heading of an item (its number and shortened words) and its `states`."""
    number = item.first("number")
    named = item.first("title", "problem") if by_name else item.first("problem", "title")
    words = " ".join((named.text if named else item.said[0].text).split())
    short = _shortened(words)
    states = _states(named, words)
    counted = " ".join(number.text.split()) if number else ""
    if not counted or len(counted) > 24 or marker(fold(short)) or short.startswith(counted):
        return short, states
    return counted + ("" if re.search(r"[)）、.．]$", counted) else "、" if len(counted) <= 12 else " ") + short, states


def _states(named: RowWords | None, words: str) -> States:
    """What the heading states: a problem if the column is called 问题, otherwise by its words."""
    if (
        named
        and named.column.meaning == "problem"
        and re.search("问题|表现|发现|反馈|意见|指出", "".join(named.column.parts))
    ):
        return "problem"
    return states_of(words)


def _shortened(words: str) -> str:
    """The first sentence, cut after a clause if it is too long for a heading."""
    end = sentence_end(words) or len(words)
    first = words[:end].strip()
    if len(first) <= LONGEST_TITLE:
        return first
    cut = max(fold(first[:LONGEST_TITLE]).rfind(stop) for stop in (",", ";", ":", "、"))
    return first[:cut] if cut >= 10 else first[: LONGEST_TITLE - 1] + "…"


def _cell(said: RowWords, text: str, line: int, listed: RowWords | None) -> tuple[list[DraftBlock], BlockWords]:
    """The blocks of one cell, and its words as written."""
    name = said.column.name
    lines = [shown for raw in text.split("\n") if (shown := visible(raw))]
    if listed is None:
        flat = " ".join(lines)
        return [DraftBlock("row", f"{name}\t{flat}", line, cells=(name, flat))], BlockWords(
            said, f"{name} {flat}".strip(), (flat,)
        )
    if said.column.meaning == "measure" or said is listed:
        blocks = [DraftBlock("paragraph", f"{name}：", line)] if name else []
        items = list(_measures(lines))
        blocks += [DraftBlock("item", words, line, depth) for depth, words in items]
        return blocks, BlockWords(said, "", tuple(words for _, words in items))
    label = f"{name}：" if name else ""
    if said.column.meaning in _PROSE or sum(map(len, lines)) > 200:
        blocks = [DraftBlock("paragraph", (label if at == 0 else "") + words, line) for at, words in enumerate(lines)]
        whole = label + lines[0] if len(lines) == 1 else ""
        return blocks, BlockWords(said, whole, tuple(lines))
    flat = label + " ".join(lines)
    return [DraftBlock("paragraph", flat, line)], BlockWords(said, flat, tuple(lines))


def _measures(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The measures of a cell: one for each line or inline number; lines without a number continue the previous measure."""
    pieces = [piece for line in lines for piece in _parted(line)]
    marks = [marker(fold(piece)) for piece in pieces]
    ranks = Counter(found.rank for found in marks if found)
    counted = ranks.total() >= 2
    first = next((found.rank for found in marks if found), None)
    begun = False
    for piece, found in zip(pieces, marks, strict=True):
        inner = begun and counted and (found is None or (first is not None and found.rank > first and ranks[first] > 1))
        begun = begun or not counted or found is not None
        yield (2 if inner else 1), piece


def _parted(line: str) -> Iterator[str]:
    starts = inline_markers(fold(line))
    starts = starts if len(starts) > 1 else _counted(fold(line))
    if len(starts) < 2:
        yield line
        return
    if lead := line[: starts[0]].strip():
        yield lead
    for start, stop in zip(starts, [*starts[1:], len(line)], strict=True):
        yield line[start:stop].strip()


def _counted(folded: str) -> list[int]:
    """The offsets of 1. 2. 3. in sequence within a line, each after a blank or a stop."""
    starts: list[int] = []
    for found in _FIGURE.finditer(folded):
        if int(found["n"]) == len(starts) + 1:
            starts.append(found.start("at"))
    return starts

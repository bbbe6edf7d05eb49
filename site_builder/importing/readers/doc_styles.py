"""Styles and lists of a Word binary file.

Source: [MS-DOC] 2.9.271 (STSH), 2.9.260 (STD), 2.9.131 (LFO), 2.9.147 (LSTF), 2.9.150 (LVLF).
"""

import struct
from dataclasses import dataclass
from typing import Final

from site_builder.importing.readers.doc_records import (
    LISTS,
    OUTLINE,
    OVERRIDES,
    STSH,
    Properties,
    Records,
    properties,
    u16,
    u32,
)
from site_builder.importing.readers.list_counter import LEVELS, ListLevel
from site_builder.importing.readers.number_forms import MSONFC

_STYLES: Final = 4096
_LISTS: Final = 10_000
_TITLE: Final = 62  # sti of the built-in style Title; 1 to 9 are the headings
_CONTENTS: Final = range(19, 28)  # sti of toc 1 to toc 9
_NONE: Final = 0xFFF


_Own = tuple[int, Properties, Properties, int, bool]


@dataclass(frozen=True, slots=True)
class Style:
    """A style with its own and its inherited properties.

    `heading`   1 to 9 for heading styles; 1 for the title; else 0
    `contents`  whether it is a style of a table of contents
    """

    paragraph: Properties
    character: Properties
    heading: int
    contents: bool = False


def styles_of(records: Records) -> dict[int, Style]:
    """The styles by index; empty where the table is damaged."""
    raw = records.part(STSH)
    found: dict[int, _Own] = {}
    try:
        header = u16(raw, 0)
        count, base = u16(raw, 2), u16(raw, 4)
        at = 2 + header
        for index in range(min(count, _STYLES)):
            size = u16(raw, at)
            if size:
                found[index] = _style(raw[at + 2 : at + 2 + size], base, records.data)
            at += 2 + size
    except struct.error:
        pass  # keep what was read before the damage
    return {index: _whole(index, found) for index in found}


def _style(raw: bytes, base: int, data: bytes) -> "_Own":
    """One style: its base, paragraph and character properties, heading level, and whether it is for a table of contents."""
    sti, kind, based = u16(raw, 0) & 0xFFF, u16(raw, 2) & 0xF, u16(raw, 2) >> 4
    sets = u16(raw, 4) & 0xF
    at = base + 2 + 2 * u16(raw, base) + 2
    paragraph: Properties = {}
    character: Properties = {}
    for index in range(sets):
        at += at & 1
        if at + 2 > len(raw):
            break
        size = u16(raw, at)
        own = raw[at + 2 : at + 2 + size]
        if kind == 1 and index == 0:
            paragraph = properties(own[2:], data)
        elif (kind == 1 and index == 1) or (kind == 2 and index == 0):
            character = properties(own, data)
        at += 2 + size
    heading = sti if 1 <= sti <= 9 else 1 if sti == _TITLE else 0
    return based, paragraph, character, heading, sti in _CONTENTS


def _whole(index: int, found: dict[int, _Own]) -> Style:
    paragraph: Properties = {}
    character: Properties = {}
    heading, contents = 0, False
    for _ in range(12):  # Word does not allow longer chains
        if index not in found:
            break
        based, own, letters, number, listed = found[index]
        contents = contents or listed
        paragraph, character, heading = own | paragraph, letters | character, heading or number
        if based == _NONE:
            break
        index = based
    if not heading and (level := paragraph.get(OUTLINE)) and level[0] < LEVELS:
        heading = level[0] + 1
    return Style(paragraph, character, heading, contents)


@dataclass(frozen=True, slots=True)
class DocList:
    """A list that paragraphs refer to. `group`: lists with the same group share a counter; `starts`: level → restart value."""

    group: int
    levels: dict[int, ListLevel]
    starts: dict[int, int]


def lists_of(records: Records) -> dict[int, DocList]:
    """The lists by the index used in paragraphs (from 1); where the tables are damaged, those before the damage."""
    lists: dict[int, dict[int, ListLevel]] = {}
    raw = records.table
    try:
        if not records.part(LISTS):
            return {}
        at = records.place(LISTS)
        count = u16(raw, at)
        heads = [raw[at + 2 + 28 * n : at + 30 + 28 * n] for n in range(min(count, _LISTS))]
        at += 2 + 28 * count
        for head in heads:
            levels: dict[int, ListLevel] = {}
            for level in range(1 if head[26] & 1 else LEVELS):
                levels[level], at = _level(raw, at)
            lists[u32(head, 0)] = levels
    except (struct.error, IndexError):
        pass
    found: dict[int, DocList] = {}
    try:
        if not records.part(OVERRIDES):
            return {}
        at = records.place(OVERRIDES)
        count = u32(raw, at)
        heads = [raw[at + 4 + 16 * n : at + 20 + 16 * n] for n in range(min(count, _LISTS))]
        at += 4 + 16 * count
        for number, head in enumerate(heads, 1):
            identifier = u32(head, 0)
            own, starts = dict(lists.get(identifier, {})), dict[int, int]()
            at += 4
            for _ in range(head[12]):
                start, flags = u32(raw, at), u32(raw, at + 4)
                at += 8
                level = flags & 15
                if flags & 32:
                    own[level], at = _level(raw, at)
                if flags & 16:
                    starts[level] = own[level].start if flags & 32 else start
            found[number] = DocList(identifier, own, starts)
    except (struct.error, IndexError):
        pass
    return found


def _level(raw: bytes, at: int) -> tuple[ListLevel, int]:
    """One level, and the offset of the next."""
    start, form, flags = u32(raw, at), raw[at + 4], raw[at + 5]
    places, follow = raw[at + 6 : at + 15], at + 15
    characters, paragraph, restart = raw[at + 24], raw[at + 25], raw[at + 26]
    at += 28 + characters + paragraph
    length = u16(raw, at)
    text = raw[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    shown = "".join(
        f"%{ord(char) + 1}" if place in places and ord(char) < LEVELS else char for place, char in enumerate(text, 1)
    )
    level = ListLevel(
        form=MSONFC.get(form, f"nfc{form}"),
        text=shown,
        start=start,
        restart=restart if flags & 8 else None,
        legal=bool(flags & 4),
        tight=raw[follow] == 2,
    )
    return level, at + 2 + 2 * length

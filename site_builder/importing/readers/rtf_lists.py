"""Lists of an RTF file: computes automatic numbers where the file has no fallback text.

Source: Rich Text Format Specification 1.9.1, list table and list override table.
"""

from dataclasses import dataclass, field, replace
from typing import Final

from site_builder.importing.readers.list_counter import LEVELS, ListCounter, ListLevel
from site_builder.importing.readers.number_forms import MSONFC

WORDS: Final = frozenset(
    """list listlevel levelnfc levelnfcn levelstartat levelfollow levellegal levelnorestart leveltext levelnumbers listid listname
    listoverride lfolevel listoverridestartat listoverrideformat ls u uc""".split()  # noqa: SIM905
)
_LISTS: Final = 10_000
_NOTHING_FOLLOWS: Final = 2  # \levelfollow


@dataclass(slots=True)
class _Entry:
    """A list, or an override of one. `levels`: those defined so far; `starts`: level → restart value."""

    identifier: int = 0
    number: int = 0  # the value of \ls, by which paragraphs refer to an override
    levels: list[ListLevel] = field(default_factory=list)
    own: dict[int, ListLevel] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)
    restarts: bool = False
    level: int = -1  # of an override: the level being defined


class RtfLists:
    """Parses the list table and the list override table, then computes the numbers of paragraphs."""

    def __init__(self) -> None:
        self.counter = ListCounter()
        self.page = "cp1252"
        self._lists: dict[int, _Entry] = {}
        self._overrides: dict[int, _Entry] = {}
        self._groups: list[str] = []  # the kinds of the open groups: list, listlevel, leveltext …; '' for any other
        self._entry = _Entry()
        self._level = ListLevel()
        self._text: list[str | int] = []  # characters, and levels as placeholders for their numbers
        self._raw = bytearray()
        self._skip, self._unicode_skip = 0, 1

    def open(self) -> None:
        self._groups.append("")

    def close(self) -> None:
        """Ends a group and stores what it defined."""
        ended = self._groups.pop() if self._groups else ""
        if ended == "leveltext":
            self._flush()
            shown = "".join(f"%{each + 1}" if isinstance(each, int) else each for each in self._text[1:])
            self._level = replace(self._level, text=shown.removesuffix(";"))
        elif ended == "listlevel" and "lfolevel" in self._groups:
            self._entry.own[self._entry.level] = self._level
        elif ended == "listlevel" and len(self._entry.levels) < LEVELS:
            self._entry.levels.append(self._level)
        elif ended == "lfolevel" and self._entry.restarts:
            entry = self._entry
            entry.starts[entry.level] = entry.own.get(entry.level, self._level).start
        elif ended == "list" and len(self._lists) < _LISTS:
            self._lists[self._entry.identifier] = self._entry
        elif ended == "listoverride" and len(self._overrides) < _LISTS:
            self._overrides[self._entry.number] = self._entry

    def word(self, word: str, number: int | None) -> None:
        """Handles a control word in the tables."""
        value = number or 0
        if word in ("list", "listoverride", "listlevel", "lfolevel", "leveltext", "levelnumbers", "listname"):
            self._begin(word)
        elif word == "u" and self._within("leveltext"):
            self._flush()
            self._text.append(chr(value & 0xFFFF))
            self._skip = self._unicode_skip
        elif word == "uc":
            self._unicode_skip = max(0, min(value, 32))
        elif word in ("levelnfc", "levelnfcn"):
            self._level = replace(self._level, form=MSONFC.get(value, f"nfc{value}"))
        elif word == "levelstartat":
            self._level = replace(self._level, start=value)
        elif word == "levelfollow":
            self._level = replace(self._level, tight=value == _NOTHING_FOLLOWS)
        elif word == "levellegal":
            self._level = replace(self._level, legal=number != 0)
        elif word == "levelnorestart":
            self._level = replace(self._level, restart=None if number == 0 else 0)
        elif word == "listoverridestartat":
            self._entry.restarts = True
        elif word == "listid":
            self._entry.identifier = value
        elif word == "ls":
            self._entry.number = value

    def _begin(self, word: str) -> None:
        if self._groups:
            self._groups[-1] = word
        if word in ("list", "listoverride"):
            self._entry = _Entry()
        elif word == "listlevel":
            self._level = ListLevel()
        elif word == "lfolevel":
            self._entry.level += 1
            self._entry.restarts = False
            self._level = ListLevel()
        elif word == "leveltext":
            self._text, self._skip = [], 0

    def character(self, raw: bytes, *, coded: bool = False) -> None:
        """Handles bytes of text. Takes coded: whether a byte was written as \\'hh; if below nine it is a placeholder for a level."""
        if not self._within("leveltext"):
            return
        if self._skip:
            dropped = min(self._skip, len(raw))
            self._skip -= dropped
            raw = raw[dropped:]
        if coded and raw and (not self._text or raw[0] < LEVELS):
            self._flush()
            self._text.append(raw[0])  # the first byte is the length of the text
        else:
            self._raw += raw

    def _within(self, group: str) -> bool:
        return bool(self._groups) and self._groups[-1] == group

    def _flush(self) -> None:
        self._text += self._raw.decode(self.page, "replace")
        self._raw.clear()

    def label(self, number: int, level: int) -> str:
        """Counts a paragraph of a list and gives its number as displayed; '' for none and for bullets."""
        override = self._overrides.get(number)
        held = self._lists.get(override.identifier) if override else None
        if override is None or held is None:
            return ""
        levels = dict(enumerate(held.levels)) | override.own
        for depth, start in override.starts.items():
            if depth in levels:
                levels[depth] = replace(levels[depth], start=start)
        if level not in levels:
            return ""
        return self.counter.label(override.identifier, levels, level, override.starts, number)

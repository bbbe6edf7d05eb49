"""Counters of automatic numbering with the semantics of Word: a list has one counter for each level, and a number restarts the deeper levels."""

import re
from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Final

from site_builder.importing.readers.number_forms import shown_number

LEVELS: Final = 9
_PLACE: Final = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list.

    `form`      a value of ST_NumberFormat, such as chineseCounting
    `text`      the template, with %1 to %9 for the numbers of levels one to nine, as in （%2）
    `start`     the first number
    `restart`   None: restarts after any higher level; 0: never; n: only after a level up to n (counted from 1)
    `legal`     all numbers in its text are shown in digits (isLgl)
    `tight`     there is no separator between the number and the words
    """

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    tight: bool = False


class ListCounter:
    """The counters of all lists of a document; paragraphs must be passed in order."""

    def __init__(self) -> None:
        self._counts: dict[Hashable, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[Hashable, int]] = set()
        self.unknown: list[str] = []
        self.bullets = 0

    def label(
        self,
        group: Hashable,
        levels: Mapping[int, ListLevel],
        level: int,
        overrides: Mapping[int, int] | None = None,
        instance: Hashable = None,
    ) -> str:
        """Counts a paragraph and gives its number as displayed, with a blank if needed to separate it from the words.

        '' for a bullet or a level without text.

        Takes   group       identifies lists with a common counter (in Word: one abstract list)
                overrides   level → number at which this instance restarts, once
                instance    the list instance that has these overrides
        """
        counts = self._counts[group]
        definition = levels.get(level, ListLevel())
        again = (overrides or {}).get(level)
        if again is not None and (instance, level) not in self._begun:
            self._begun.add((instance, level))
            counts[level] = again
        else:
            counts[level] = counts[level] + 1 if level in counts else definition.start
        for depth in [each for each in counts if each > level]:
            restart = levels.get(depth, ListLevel()).restart
            if restart is None or (restart and level < restart):
                del counts[depth]
        if definition.form == "bullet":
            self.bullets += 1
            return ""
        label = _PLACE.sub(
            lambda found: self._shown(levels, counts, int(found[1]) - 1, definition.legal), definition.text
        )
        return label + " " if label[-1:].isalnum() and not definition.tight else label

    def _shown(self, levels: Mapping[int, ListLevel], counts: dict[int, int], level: int, legal: bool) -> str:
        definition = levels.get(level, ListLevel())
        number = counts.get(level, definition.start)  # a skipped level shows its first number
        form = "decimal" if legal and definition.form not in ("none", "bullet") else definition.form
        words = shown_number(form, number)
        if words is None:
            self.unknown.append(form)
            return str(number)
        return words

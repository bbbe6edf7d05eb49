"""How much the wording of a text is that of a notice: a linear classifier of groups of up to three characters.

Rules for single kinds of text fit the texts that they were written for, and not the next: scored on texts that nobody had seen they
refused 75 to 90 % of other texts and a quarter of unusual notices. The weights of this classifier are learned from the texts in
tests/importing/likeness by tools/train_likeness.py; docs/decisions/0024 has its scores.
"""

import math
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

LONGEST: Final = 3  # characters of a group
READ: Final = 60_000  # characters of a text, at most: what a text is shows long before
_WEIGHTS: Final = "likeness.tsv"
_BREAK: Final = "⏎"


def plain(text: str) -> str:
    """A text as its groups of characters are counted: one width, every digit 0, no blanks, no empty lines.

    >>> plain("２０２４年　3月\\n已 完成")
    '0000年0月\\n已完成'
    """
    one_width = unicodedata.normalize("NFKC", text[:READ])
    signs = "".join("0" if char.isdigit() else char for char in one_width if char == "\n" or not char.isspace())
    return re.sub(r"\n{2,}", "\n", signs)


def groups(words: str) -> Iterator[str]:
    """Every group of one to three characters of a plain text."""
    for size in range(1, LONGEST + 1):
        for start in range(len(words) - size + 1):
            yield words[start : start + size]


def likeness(text: str) -> float:
    """How much the wording of a text is that of a notice, in log-odds: above 0 for a notice."""
    weights, bias = _learned()
    found = {group for group in groups(plain(text)) if group in weights}
    length = math.sqrt(len(found)) or 1.0  # a long text has more of everything
    return bias + sum(weights[group] for group in sorted(found)) / length


@cache
def _learned() -> tuple[dict[str, float], float]:
    """The weight of each group, and the score of an empty text."""
    lines = (files("site_builder.importing") / _WEIGHTS).read_text("utf-8").splitlines()[1:]
    pairs = (line.split("\t") for line in lines)
    weights = {group.replace(_BREAK, "\n"): float(weight) for group, weight in pairs}
    return weights, weights.pop("")


def learned(weights: dict[str, float], bias: float) -> str:
    """The file of the weights, as `likeness` reads it."""
    lines = [
        "# Made by tools/train_likeness.py from tests/importing/likeness: group of characters, weight.",
        f"\t{bias:.4f}",
    ]
    lines += [f"{group.replace(chr(10), _BREAK)}\t{weight:.4f}" for group, weight in sorted(weights.items())]
    return "\n".join(lines) + "\n"

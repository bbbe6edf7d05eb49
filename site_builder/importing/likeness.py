"""How much the wording of a text is that of a notice: a linear classifier of groups of up to three characters.

Rules for single kinds of text fit the texts that they were written for, and not the next: scored on texts that nobody had seen they
refused 75 to 90 % of other texts and a quarter of unusual notices. The weights of this classifier are learned from the texts in
tests/importing/likeness by tools/train_likeness.py; docs/decisions/0024 has its scores.
"""

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

LONGEST: Final = 3  # characters of a group
READ: Final = 60_000  # characters of a text, at most: what a text is shows long before
# What is weighed, and how many characters of it: the whole, and its beginning, where a title and a lead say what a text is.
TEXT, HEAD = "text", "head"
READ_OF: Final[Mapping[str, int]] = {TEXT: READ, HEAD: 300}
Weights = dict[str, dict[str, float]]  # by what is weighed, the weight of each group
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
    return scored(plain(text), *_learned())


def scored(words: str, weights: Weights, bias: float) -> float:
    """The log-odds of a plain text by some weights. Each part counts alike, however long it is."""
    total = bias
    for where, length in READ_OF.items():
        own = weights[where]
        found = {group for group in groups(words[:length]) if group in own}
        total += sum(own[group] for group in sorted(found)) / (math.sqrt(len(found)) or 1.0)
    return total


@cache
def _learned() -> tuple[Weights, float]:
    """The weight of each group, and the score of an empty text."""
    rows = (files("site_builder.importing") / _WEIGHTS).read_text("utf-8").splitlines()[1:]
    weights: Weights = {where: {} for where in READ_OF}
    bias = 0.0
    for row in rows:
        where, group, weight = row.split("\t")
        if where:
            weights[where][group.replace(_BREAK, "\n")] = float(weight)
        else:
            bias = float(weight)
    return weights, bias


def learned(weights: Weights, bias: float) -> str:
    """The file of the weights, as `likeness` reads it."""
    lines = [
        "# Made by tools/train_likeness.py from tests/importing/likeness: where (text, or its head), group of characters, weight.",
        f"\t\t{bias:.4f}",
    ]
    lines += [
        f"{where}\t{group.replace(chr(10), _BREAK)}\t{weight:.4f}"
        for where, own in weights.items()
        for group, weight in sorted(own.items())
    ]
    return "\n".join(lines) + "\n"

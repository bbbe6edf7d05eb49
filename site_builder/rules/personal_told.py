"""Reads a cell as it would be read right behind its label."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from site_builder.rules.personal_cells import TextCell
from site_builder.rules.personal_rows import Told

Places = Iterator[tuple[str, int, int, bool]]
_LENGTHS: Final = frozenset((11, 15, 16, 17, 18, 19))  # of mobile, identity and card numbers
_LIKE_AN_ACCOUNT: Final = re.compile(r"(?=[^\d]*\d)(?=[^A-Za-z]*[A-Za-z]).+|1[3-9]\d{9}")  # neither a word nor a count
_FIGURE: Final = re.compile(r"[\d,]+\.\d+")
_DIGITS_ALONE: Final = re.compile(r"QQ|qq|扣|企鹅")
_MORE: Final = re.compile(r"[0-9A-Za-z]")


def behind_its_label(text: str, told: Told, looks: Sequence[Callable[[str], Places]]) -> Places:
    """What a cell holds of its label's kind, with offsets in the text.

    Takes   looks: what is searched for, in this order; the first that finds something is all
    """
    found = list(_behind(text, told, looks))
    if not found and told.whose == "person":  # whose it is makes a cell's number somebody's, never less so
        found = list(_behind(text, told._replace(whose=""), looks))
    yield from found


def _behind(text: str, told: Told, looks: Sequence[Callable[[str], Places]]) -> Places:
    head = ("本人" if told.whose == "person" else "") + told.by.label + ":"
    start = told.cells[0].start - len(head)
    for stop in _ends(told.cells):
        words = head + _joined(text, told.cells, stop)
        for look in looks:
            found = [each for each in look(words) if each[2] > len(head)]
            places = [(max(len(head), first), last) for _, first, last, _ in found]
            held = [
                (kind, start + first, start + last, certain and not _may_be_a_count(kind, words[first:last], told))
                for (kind, _, _, certain), (first, last) in zip(found, places, strict=True)
                if _holds(kind, words[first:last], _rest(words, len(head), places), told)
            ]
            yield from held
            if held:
                return


def _joined(text: str, cells: Sequence[TextCell], stop: int) -> str:
    """The words of cells up to an offset, with a tab for whatever parts them, of the same length."""
    pieces = [text[cells[0].start : min(stop, cells[0].stop)]]
    for before, cell in pairwise(cells):
        if cell.stop > stop:
            break
        pieces += ("\t", "\u200b" * (cell.start - before.stop - 1), text[cell.start : cell.stop])
    return "".join(pieces)


def _ends(cells: Sequence[TextCell]) -> Iterator[int]:
    """Where a value may end: with its cell, or with one that makes its digits as many as a number has."""
    yield cells[0].stop
    digits = 0
    for cell in cells:
        digits += len(cell.words)
        if cell is not cells[0] and digits in _LENGTHS:
            yield cell.stop


def _rest(words: str, start: int, places: Sequence[tuple[int, int]]) -> str:
    """What of a cell is not found."""
    pieces: list[str] = []
    for first, last in sorted(places):
        pieces.append(words[start:first])
        start = max(start, last)
    return "".join((*pieces, words[start:]))


def _holds(kind: str, own: str, rest: str, told: Told) -> bool:
    """Whether it is the value, where only the label tells. What has a shape of its own may stand among other words."""
    if kind == "passport" and own.isdigit():
        return told.sure
    if told.whose in ("unit", "office") and kind in ("card", "address"):
        return False
    if kind in ("number", "account", "landline") or (kind == "card" and told.whose == "person"):
        return told.whose != "unit" and not _MORE.search(rest) and (kind != "account" or _is_account(own, told))
    return True


def _may_be_a_count(kind: str, own: str, told: Told) -> bool:
    """Below QQ alone, short figures may count members: then it is no error."""
    return kind == "account" and not told.sure and own.isdigit() and len(own) < 8


def _is_account(own: str, told: Told) -> bool:
    """Whether it is an account, and neither a figure nor a mere word or count below a header like 微信."""
    return not _FIGURE.fullmatch(own) and bool(
        told.sure or _LIKE_AN_ACCOUNT.fullmatch(own) or (own.isdigit() and _DIGITS_ALONE.search(told.by.label))
    )

"""Whether corrections account for a difference: replacing each one's `before` by its `after` gives exactly the new words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from site_builder.records.ledger_model import Correction

_PLACES = 1000  # replacements tried in one comparison
_HIDDEN = 400  # characters that one mask may hide, where there are corrections behind it
_AGREES = 200  # characters behind a mask that are compared
_MASK = re.compile(r"(?:[*＊×□■█]|某|〔[^〔〕\n]{0,40}〕)+")


def counted(fresh: Iterable[Correction], since: date | None, day: date | None) -> tuple[Correction, ...]:
    """The corrections that count: dated no earlier than what is already public and not in the future.

    Takes   fresh: the new corrections; since: the latest date already public; day: today
    """
    return tuple(each for each in fresh if (since is None or each.date >= since) and (day is None or each.date <= day))


def accounted(old: str, new: str, corrections: Sequence[Correction]) -> bool:
    """Whether the corrections, and nothing else, turn the old words into the new ones.

    One correction may apply to the same mistake in several places. Each time the whole of `before` is replaced. A redaction
    masks words wherever they stand, before or behind what others correct.

    >>> slip = Correction(date=date(2026, 1, 2), kind="correction", what="数字", before="12台", after="21台")
    >>> accounted("共12台。另12台。", "共21台。另21台。", [slip]), accounted("共12台。", "共21台，已完成。", [slip])
    (True, False)
    """
    stated = [each for each in corrections if each.kind != "redaction" and (each.before or "") != (each.after or "")]
    redacted = any(each.kind == "redaction" for each in corrections)
    before = unmasked = old  # `unmasked`: corrected as far as nothing was masked
    left = _PLACES
    at = 0
    while before != new and left:
        at = _same(before, new, at)
        steps = [step for each in stated for step in _steps(before, new, at, each)]
        corrected = bool(steps) and unmasked == before
        steps = steps or (list(_mask_steps(before, new, at)) if redacted else [])
        if not steps:
            break
        at, before = max(steps, key=lambda step: (step[1] == new, step[0]))
        unmasked = before if corrected else unmasked
        left -= 1
    return before == new or (redacted and any(masked(each, new) for each in (old, unmasked, before)))


def _same(old: str, new: str, at: int) -> int:
    """Where two texts first differ, from `at` on; by binary search, since comparing long slices is fast."""
    low, high = at, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _steps(old: str, new: str, at: int, correction: Correction) -> Iterator[tuple[int, str]]:
    """Ways to apply a correction across the first difference: (how far the result then agrees, the old text corrected there)."""
    before, after = correction.before or "", correction.after or ""
    for start in range(max(0, at - max(len(before), len(after))), at + 1):
        if old.startswith(before, start) and new.startswith(after, start):
            changed = old[:start] + after + old[start + len(before) :]
            same = _same(changed, new, start)
            if same > at or len(changed) < len(old) or changed == new:
                yield same, changed


def _mask_steps(old: str, new: str, at: int) -> Iterator[tuple[int, str]]:
    """The way, if any, to mask words across the first difference: how far the result then agrees, the old text masked there.

    Other words of the line have to be left. Of several ways the one counts after which the line agrees farthest.
    """
    first = new.rfind("\n", 0, at) + 1
    line, whole = _line_from(new, first), _line_from(old, first)
    mask = next((each for each in _MASK.finditer(line) if each.start() <= at - first <= each.end()), None)
    if mask is None or not _MASK.sub("", line).strip():
        return
    behind = line[mask.end() :]
    start = mask.start()
    if behind:
        stops = [stop for stop in range(start + 1, start + 1 + _HIDDEN) if whole.startswith(behind[0], stop)]
    else:
        stops = [len(whole)] if len(whole) > start else []
    if stops:
        stop = max(stops, key=lambda each: _same(whole[each : each + _AGREES], behind[:_AGREES], 0))
        changed = old[: first + start] + mask[0] + old[first + stop :]
        yield _same(changed, new, at), changed


def _line_from(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start : end if end >= 0 else len(text)]


def masked(old: str, new: str) -> bool:
    """Whether the new text is the old one with words masked in place: each leaves a mark, and no paragraph vanishes.

    >>> masked("联系张三丰，电话13700000002。", "联系张**，电话〔删去〕。"), masked("甲\\n乙", "甲")
    (True, False)
    """
    then, now = old.split("\n"), new.split("\n")
    return len(then) == len(now) and all(a == b or _line_masked(a, b) for a, b in zip(then, now, strict=True))


def _line_masked(old: str, new: str) -> bool:
    kept = _MASK.split(new)
    if len(kept) < 2 or not old.startswith(kept[0]) or not old.endswith(kept[-1]):
        return False
    at, stop = len(kept[0]), len(old) - len(kept[-1])
    for piece in kept[1:-1]:
        found = old.find(piece, at + 1, stop)
        if found < 0:
            return False
        at = found + len(piece)
    return at < stop and any(piece.strip() for piece in kept)

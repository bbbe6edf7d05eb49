"""The differences between a record and its published state that the table of changes (changes.TABLE) does not allow."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from site_builder.records.ledger_model import Correction
from site_builder.records.partial_dates import PartialDate
from site_builder.rules.accounting import accounted
from site_builder.rules.changes import ENTRIES, IN_ORDER, INSIDE, TABLE, Change
from site_builder.rules.public_tree import Tree

Step = str | int


class Unaccounted(NamedTuple):
    """A forbidden difference.

    path    keys and list indexes, from the notice down
    change  the key's rule in the table
    how     altered; removed; placed: a record inserted before published ones; late: a new record dated before published ones;
            afterwards: a new record without a date of its own after the publication
    """

    path: tuple[Step, ...]
    change: Change
    how: str
    old: Any
    new: Any


def differences(
    record: str, old: Tree, new: Tree, corrections: Sequence[Correction], published: date | None = None
) -> Iterator[Unaccounted]:
    """All forbidden differences of a record. Keys that the old tree lacks are not compared.

    Takes   record: its name in the table; old, new: the two trees; published: the notice's day of publication
    """
    for key, change in TABLE[record].items():
        if key not in old or change == "free":
            continue
        was, is_ = old[key], new.get(key)
        if (record, key) in ENTRIES:
            found = _by_id(ENTRIES[record, key], was, is_ or {}, corrections, published)
        elif (record, key) in INSIDE and isinstance(was, list | tuple):
            found = _listed((record, key), was, is_ or [], corrections, published)
        elif (record, key) in INSIDE and isinstance(was, dict) and isinstance(is_, dict):
            found = differences(INSIDE[record, key], was, is_, corrections, published)
        elif key == "files" and record == "Notice":
            found = _files(was, is_ or {}, corrections)
        else:
            found = _value(change, was, is_, corrections)
        yield from (each._replace(path=(key, *each.path)) for each in found)


def _value(change: Change, old: Any, new: Any, corrections: Sequence[Correction]) -> Iterator[Unaccounted]:
    was, is_ = words(old), words(new)
    if was == is_ or (change == "appended" and not was):
        return
    if change == "never" or not accounted(was, is_, corrections):
        yield Unaccounted((), change, "altered" if is_ else "removed", old, new)


def words(value: Any) -> str:
    """A value as text, as corrections quote it: empty values are '', lists are joined by 、, records by ；.

    >>> words(["甲", "乙"]), words(None), words({"kind": "publication", "quote": None}), words(False)
    ('甲、乙', '', 'publication', '')
    """
    if value is None or value is False:
        return ""
    if isinstance(value, dict):
        return "；".join(filter(None, map(words, value.values())))
    if isinstance(value, list | tuple):
        return "、".join(map(words, value))
    return "true" if value is True else str(value)


def _by_id(
    record: str, old: Mapping[str, Tree], new: Mapping[str, Tree], corrections: Sequence[Correction], day: date | None
) -> Iterator[Unaccounted]:
    for key, was in old.items():
        if key not in new:
            yield Unaccounted((key,), "never", "removed", was, None)
        else:
            for each in differences(record, was, new[key], corrections, day):
                yield each._replace(path=(key, *each.path))


def _files(old: Mapping[str, str], new: Mapping[str, str], corrections: Sequence[Correction]) -> Iterator[Unaccounted]:
    for name, was in old.items():
        if name in new and new[name] != was and not accounted(was, new[name], corrections):
            yield Unaccounted((name,), "corrected", "altered", was, new[name])


def _listed(
    place: tuple[str, str],
    old: Sequence[Tree],
    new: Sequence[Tree],
    corrections: Sequence[Correction],
    published: date | None,
) -> Iterator[Unaccounted]:
    """Forbidden differences of a list: published records must remain, in order; new ones are only allowed in certain places.

    Takes   place: (record, key) of the list
    """
    inner, ordered, change, key = INSIDE[place], place in IN_ORDER, TABLE[place[0]][place[1]], place[1]
    at, met = 0, set[int]()
    for number, was in enumerate(old):
        last = at + 1 if ordered else len(new)
        same = next((n for n in range(at, min(last, len(new))) if _same(inner, was, new[n], corrections)), None)
        if same is not None:
            met.add(same)
            at = same + 1
        elif change == "never" or not _removal(was, corrections):
            later = next((n for n in range(at, len(new)) if _same(inner, was, new[n], corrections)), None)
            if later is not None:
                silent = [n for n in range(at, later) if not _addition(new[n], corrections)]
                yield from (Unaccounted((n,), change, "placed", was, new[n]) for n in silent)
                met.update(range(at, later + 1))
                at = later + 1
                continue
            here = min(at, len(new) - 1) if new else number
            yield Unaccounted(
                (here,), change, "altered" if at < len(new) else "removed", was, new[at] if at < len(new) else None
            )
            met.add(at)
            at += 1
    if ordered and key != "corrections":
        added = [(n, each) for n, each in enumerate(new) if n not in met]
        yield from _late(old, added, corrections, published)


def _same(record: str, old: Tree, new: Tree, corrections: Sequence[Correction]) -> bool:
    if record == "Correction":
        return old == new
    return old == new or not any(differences(record, old, new, corrections))


def _removal(record: Tree, corrections: Sequence[Correction]) -> bool:
    name = named(record)
    return bool(name) and any(each.before == name and not each.after for each in corrections)


def _addition(record: Tree, corrections: Sequence[Correction]) -> bool:
    name = named(record)
    return bool(name) and any(each.after == name and not each.before for each in corrections)


def named(record: Tree) -> str:
    """The words by which a correction identifies a record that it adds or removes."""
    quotes = record.get("quotes") or [None]
    candidates = (
        record.get("quote"),
        quotes[0],
        record.get("note"),
        record.get("file"),
        record.get("label"),
        record.get("by"),
    )
    return next((str(each) for each in candidates if each), "")


def _late(
    old: Sequence[Tree], added: list[tuple[int, Tree]], corrections: Sequence[Correction], published: date | None
) -> Iterator[Unaccounted]:
    """Findings for new records dated before published ones, or not dated after the publication: history added retroactively.

    Takes   added: the new records with their indexes
    """
    for number, record in added:
        day = _day(record, published)
        last = max((each for each in (_day(was, published) for was in old) if each), default=None)
        own = [was for was in old if was.get("about") == record.get("about")]
        if _addition(record, corrections):
            continue
        if last and day and day < last and own:
            yield Unaccounted((number,), "appended", "late", None, record)
        elif not record.get("as_of") or (published and day and day <= published):
            yield Unaccounted((number,), "appended", "afterwards", None, record)


def _day(record: Tree, published: date | None) -> date | None:
    return PartialDate(record["as_of"]).latest if record.get("as_of") else published

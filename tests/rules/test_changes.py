"""What may change once it is public: every key of the table, altered, removed, added to, with the right correction and a wrong one."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import fields

from site_builder.records.ledger_model import Correction
from site_builder.records.model import Record
from site_builder.records.record_types import RECORD_TYPES
from site_builder.rules.accounting import accounted
from site_builder.rules.changes import ENTRIES, IN_ORDER, INSIDE, TABLE, changes_page
from site_builder.rules.key_descriptions import KEYS, RECORDS
from site_builder.rules.record_differences import differences, named, words

Tree = dict[str, Any]
ROOT = Path(__file__).parents[2]
ABOVE = {inner: (outer, key) for (outer, key), inner in {**INSIDE, **ENTRIES}.items() if inner != "OrganName"}
IN_LISTS = {key for key in INSIDE if key[1] in ("sections", "attachments", "corrections", "milestones", "names")} | {
    (record, key) for record, key in INSIDE if record == "Item" and key != "closing"
}
DAYS = ("as_of", "date", "published")


def sample(record: str, mark: str = "甲") -> Tree:
    """A record with something at every key."""
    made: Tree = {}
    for key in TABLE[record]:
        inner = INSIDE.get((record, key)) or ENTRIES.get((record, key))
        value: Any = sample(inner, mark) if inner else f"{record} {key} {mark}"
        if key in DAYS and not inner:
            value = "2026-10-12" if mark == "甲" else "2026-10-13"
        if (record, key) in IN_LISTS:
            value = [value]
        if (record, key) in ENTRIES:
            value = {"x1": value}
        made[key] = value
    if record == "Notice":
        made["files"] = {"甲.pdf": "0" * 64}
    return made


def way(record: str) -> Iterator[str | int]:
    """The steps from a notice (or an organ) down to the first record of a kind."""
    if record in ABOVE:
        outer, key = ABOVE[record]
        yield from way(outer)
        yield key
        yield from [0] if (outer, key) in IN_LISTS else ["x1"] if (outer, key) in ENTRIES else []


def at(tree: Tree, record: str) -> Tree:
    place: Any = tree
    for step in way(record):
        place = place[step]
    assert isinstance(place, dict)
    return place


def found(old: Tree, new: Tree, before: str = "", after: str = "") -> list[tuple[str, str]]:
    given = [Correction(date=date(2026, 11, 1), kind="correction", what="", before=before or None, after=after or None)]
    return [(each.how, each.change) for each in differences("Notice", old, new, given if before or after else [])]


LEAVES = [
    (record, key)
    for record, keys in TABLE.items()
    if record in ("Notice", "Section", "Item", *ABOVE)
    for key in keys
    if (record, key) not in INSIDE and (record, key) not in ENTRIES and (record, key) != ("Notice", "files")
]


@pytest.mark.parametrize(("record", "key"), LEAVES)
def test_a_value(record: str, key: str) -> None:
    change, old = TABLE[record][key], sample("Notice")
    if record in ("Ledger", "NoticeLedger", "Correction"):
        change = "never" if record == "Correction" else change
    was = at(old, record)[key]
    new = deepcopy(old)
    at(new, record)[key] = "2026-10-14" if key in DAYS else "乙"
    is_ = at(new, record)[key]
    assert bool(found(old, new)) == (change != "free")
    assert bool(found(old, new, was, is_)) == (change == "never")
    assert bool(found(old, new, was, is_ + "丙")) == (change != "free")
    assert bool(found(old, new, "别处", "另处")) == (change != "free")
    at(new, record)[key] = None
    assert bool(found(old, new)) == (change != "free")
    if key not in DAYS and named(was_record := at(old, record)) != words(was_record.get(key)):
        assert bool(found(old, new, was)) == (change == "never")
    assert bool(found(new, old)) == (change in ("corrected", "never"))  # what was not there is put there


LISTS = [(record, key) for record, key in sorted(IN_LISTS) if record != "Organ"]


@pytest.mark.parametrize(("record", "key"), LISTS)
def test_a_list(record: str, key: str) -> None:
    old, more = sample("Notice"), sample(INSIDE[record, key], "乙")
    new = deepcopy(old)
    at(new, record)[key].append(more)
    assert found(old, new) == [], "what is appended is right"
    at(new, record)[key].reverse()
    assert bool(found(old, new)) == ((record, key) in IN_ORDER)
    at(new, record)[key] = [more]
    assert found(old, new) != []
    at(new, record)[key] = []
    assert found(old, new) != []
    told = named(at(old, record)[key][0])
    if told:
        assert bool(found(old, new, told)) == (INSIDE[record, key] == "Correction")


@pytest.mark.parametrize("key", [key for _, key in ENTRIES])
def test_an_id(key: str) -> None:
    old = sample("Notice")
    new = deepcopy(old)
    new[key]["x2"] = new[key].pop("x1")
    assert found(old, new) == [("removed", "never")]


def test_a_file() -> None:
    old = sample("Notice")
    new = deepcopy(old)
    new["files"] = {"甲.pdf": "1" * 64, "乙.pdf": "2" * 64}
    assert found(old, new) == [("altered", "corrected")]
    assert found(old, new, "0" * 64, "1" * 64) == []
    assert found(old, new, "0" * 64, "2" * 64) != []


@pytest.mark.parametrize("name", ["entries", "due"])
@pytest.mark.parametrize(("day", "how"), [("2026-10-11", "late"), ("2026-10-12", "afterwards"), ("2026-10-13", "")])
def test_what_is_added_with_an_old_day(name: str, day: str, how: str) -> None:
    old = sample("Notice")
    new = deepcopy(old)
    item = new["items"]["x1"]
    item[name].append({**item[name][0], "as_of": day, "quote": "又一句"})
    told = differences("Notice", old, new, [], date(2026, 10, 12))
    assert [each.how for each in told] == ([how] if how else [])


def test_every_key_of_every_record_is_in_the_table() -> None:
    for kind in RECORD_TYPES.values():
        if kind is not Record:
            keys = {info.encode_name for info in fields(kind)}
            assert keys <= TABLE[kind.__name__].keys(), kind.__name__


def test_the_page_is_the_table() -> None:
    assert (ROOT / "docs" / "changes.md").read_text("utf-8") == changes_page(RECORDS, KEYS)


# -- corrections that account for exactly the difference

LETTERS = st.text("甲乙丙\n", max_size=30)


@given(head=LETTERS, tail=LETTERS, before=LETTERS, after=LETTERS)
def test_a_correction_accounts_for_its_own_change(head: str, tail: str, before: str, after: str) -> None:
    slip = Correction(date=date(2026, 11, 1), kind="correction", what="", before=before, after=after)
    old, new = head + before + tail, head + after + tail
    assert accounted(old, new, [slip]) or before + after == ""
    other = new + "丁"
    assert not accounted(old, other, [slip])


@given(st.lists(st.sampled_from(["甲", "乙", "12", "。"]), min_size=1, max_size=40))
def test_one_slip_in_many_places(parts: list[str]) -> None:
    slip = Correction(date=date(2026, 11, 1), kind="correction", what="", before="12", after="21")
    old = "".join(parts).replace("1212", "12")
    assert accounted(old, old.replace("12", "21"), [slip])


@pytest.mark.parametrize(
    ("old", "new", "right"),
    [
        ("联系张三丰。", "联系张**。", True),
        ("联系张三丰。\n次日", "联系〔删去姓名〕。\n次日", True),
        ("联系张三丰。\n次日", "联系。\n次日", False),  # no mark is left
        ("联系张三丰。\n次日", "次日", False),
        ("联系张三丰。", "*", False),
        ("联系张三丰。", "联系李**。", False),
        ("已完成3项", "已完成*项，全部办结", False),
    ],
)
def test_a_redaction_leaves_a_mark_where_the_words_stood(old: str, new: str, right: bool) -> None:
    assert accounted(old, new, [Correction(date=date(2026, 11, 1), kind="redaction", what="姓名")]) == right

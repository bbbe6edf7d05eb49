"""Published records and what became of them: one by one, in lists with and without an order, dated before and after the publication."""

from datetime import date
from typing import Any

import pytest

from site_builder.records.ledger_model import Correction
from site_builder.rules.record_differences import differences, named, words

PUBLISHED = date(2026, 10, 12)
Told = list[tuple[str, str, str, str]]


def correction(before: str | None, after: str | None) -> Correction:
    return Correction(date=date(2026, 11, 1), kind="correction", what="", before=before, after=after)


def told(
    record: str, old: dict[str, Any], new: dict[str, Any], *given: tuple[str, str], published: date | None = PUBLISHED
) -> Told:
    """The path, how, and what the old and the new record are named, of each difference."""
    corrections = [correction(before or None, after or None) for before, after in given]
    found = differences(record, old, new, corrections, published)
    return [(".".join(map(str, each.path)), each.how, name(each.old), name(each.new)) for each in found]


def name(value: Any) -> str:
    return named(value) if isinstance(value, dict) else words(value)


def listed(key: str, old: str, new: str, *given: tuple[str, str]) -> Told:
    """What is told of a list of records, each written as one letter: its words."""
    return told("Item", {key: [record(each) for each in old]}, {key: [record(each) for each in new]}, *given)


def record(letter: str) -> dict[str, Any]:
    """A record of the day after the publication; a letter in upper case has another `reason` than that in lower case."""
    return {"as_of": "2026-10-13", "about": None, "quote": letter.lower(), "reason": "A" if letter.isupper() else "a"}


ADDED, GONE = ("", "x"), ("b", "")


@pytest.mark.parametrize(
    ("old", "new", "given", "found"),
    [
        ("abc", "abc", [], []),
        ("abc", "abcx", [], []),
        ("", "x", [], []),
        ("abc", "xabc", [], [("0", "placed", "a", "x")]),
        ("abc", "axbc", [], [("1", "placed", "b", "x")]),
        ("abc", "abxc", [], [("2", "placed", "c", "x")]),
        ("abc", "xyabc", [], [("0", "placed", "a", "x"), ("1", "placed", "a", "y")]),
        ("abc", "xabyc", [], [("0", "placed", "a", "x"), ("3", "placed", "c", "y")]),
        ("abc", "xabc", [ADDED], []),
        ("abc", "xyabc", [ADDED], [("1", "placed", "a", "y")]),
        ("abc", "yxabc", [ADDED], [("0", "placed", "a", "y")]),
        ("abc", "yxabc", [ADDED, ("", "y")], []),
        ("abc", "xabc", [("q", "x")], [("0", "placed", "a", "x")]),  # a correction of words, not an addition
        ("abc", "ab", [], [("1", "removed", "c", "")]),
        ("abc", "", [], [("0", "removed", "a", ""), ("1", "removed", "b", ""), ("2", "removed", "c", "")]),
        ("abc", "ac", [GONE], []),
        ("abc", "c", [GONE, ("a", "")], []),
        ("abc", "acx", [GONE], []),
        ("abc", "ab", [("c", "q")], [("1", "removed", "c", "")]),
        ("abc", "aBc", [], [("1", "altered", "b", "b")]),
        ("abc", "aBc", [("a", "A")], []),  # the reason is corrected
        ("abc", "aBcx", [], [("1", "altered", "b", "b")]),
        ("abc", "Abx", [], [("0", "altered", "a", "a"), ("2", "altered", "c", "x")]),
        ("ab", "abxy", [], []),
        ("aab", "aab", [], []),  # the same words twice
        ("aab", "aaab", [], [("2", "placed", "b", "a")]),
    ],
)
@pytest.mark.parametrize("key", ["entries", "due"])
def test_a_list_in_order(key: str, old: str, new: str, given: list[tuple[str, str]], found: Told) -> None:
    assert listed(key, old, new, *given) == [(f"{key}.{at}", *rest) for at, *rest in found]


@pytest.mark.parametrize(
    ("old", "new", "given", "found"),
    [
        ("abc", "abc", [], []),
        ("abc", "xabc", [], []),
        ("abc", "axbyc", [], []),
        ("abc", "xyzabc", [], []),
        ("abc", "abcx", [], []),
        ("abc", "ab", [], [("1", "removed", "c", "")]),
        ("abc", "ac", [GONE], []),
        ("abc", "xaBc", [], [("2", "altered", "b", "b")]),
        ("abc", "xaBc", [("a", "A")], []),
        ("abc", "", [], [("0", "removed", "a", ""), ("1", "removed", "b", ""), ("2", "removed", "c", "")]),
        ("ab", "ba", [], [("1", "removed", "b", "")]),  # the published ones keep their order
    ],
)
@pytest.mark.parametrize("key", ["facts", "responsible", "assessments"])
def test_a_list_to_which_something_may_be_added_anywhere(
    key: str, old: str, new: str, given: list[tuple[str, str]], found: Told
) -> None:
    def quoted(letters: str) -> list[dict[str, Any]]:  # with a key that each of these kinds of records has
        extra = {"facts": "kind", "responsible": "role", "assessments": "verdict"}[key]
        return [{"quote": e.lower(), "quotes": [e.lower()], extra: "A" if e.isupper() else "a"} for e in letters]

    assert told("Item", {key: quoted(old)}, {key: quoted(new)}, *given) == [
        (f"{key}.{at}", *rest) for at, *rest in found
    ]


def dated(day: str | None, letter: str = "x", about: str | None = None) -> dict[str, Any]:
    return {"as_of": day, "about": about, "quote": letter}


@pytest.mark.parametrize(
    ("old", "added", "given", "found"),
    [
        ([], dated("2026-10-13"), [], ""),
        ([], dated("2026-10-12"), [], "afterwards"),  # the day of the publication itself
        ([], dated("2026-10-01"), [], "afterwards"),
        ([], dated("2026-10"), [], ""),  # its last day counts
        ([], dated("2026-09"), [], "afterwards"),
        ([], dated(None), [], "afterwards"),
        ([], dated(None), [ADDED], ""),
        ([dated("2026-10-20", "a")], dated("2026-10-20"), [], ""),
        ([dated("2026-10-20", "a")], dated("2026-10-21"), [], ""),
        ([dated("2026-10-20", "a")], dated("2026-10-19"), [], "late"),
        ([dated("2026-10-20", "a")], dated("2026-10-19"), [ADDED], ""),
        ([dated("2026-10-20", "a")], dated("2026-10-19"), [("q", "x")], "late"),
        ([dated("2026-10-20", "a")], dated(None), [], "late"),  # its day is that of the publication
        ([dated(None, "a")], dated(None), [], "afterwards"),
        ([dated(None, "a")], dated("2026-10-12"), [], "afterwards"),
        ([dated(None, "a")], dated("2026-10-11"), [], "late"),
        ([dated(None, "a")], dated("2026-10-13"), [], ""),
        ([dated("2026-10-20", "a", "m1")], dated("2026-10-19"), [], ""),  # nothing of the same part comes later
        ([dated("2026-10-20", "a", "m1")], dated("2026-10-19", "x", "m2"), [], ""),
        ([dated("2026-10-20", "a", "m1")], dated("2026-10-19", "x", "m1"), [], "late"),
        ([dated("2026-10-20", "a", "m1")], dated("2026-10-11", "x", "m2"), [], "afterwards"),
        ([dated("2026-10-14", "a"), dated("2026-10-20", "b")], dated("2026-10-19"), [], "late"),
        ([dated("2026-10-20", "a"), dated("2026-10-14", "b")], dated("2026-10-19"), [], "late"),
        ([dated("2026-10", "a")], dated("2026-10-30"), [], "late"),  # until the end of its month
        ([dated("2026-10", "a")], dated("2026-10-31"), [], ""),
    ],
)  # fmt: skip
def test_the_day_of_what_is_added(
    old: list[dict[str, Any]], added: dict[str, Any], given: list[tuple[str, str]], found: str
) -> None:
    right = [(f"entries.{len(old)}", found, "", "x")] if found else []
    assert told("Item", {"entries": old}, {"entries": [*old, added]}, *given) == right


def test_one_addition_with_an_old_day_after_another() -> None:
    old = [dated("2026-10-20", "a")]
    new = [*old, dated("2026-10-19"), dated("2026-10-18", "y"), dated("2026-10-21", "z"), dated("2026-10-17", "w")]
    assert told("Item", {"entries": old}, {"entries": new}, ADDED) == [
        ("entries.2", "late", "", "y"),
        ("entries.4", "late", "", "w"),
    ]


def test_what_was_placed_or_altered_is_not_told_of_again_for_its_day() -> None:
    old = [dated("2026-10-20", "a")]
    assert told("Item", {"entries": old}, {"entries": [dated("2026-10-01"), *old]}) == [
        ("entries.0", "placed", "a", "x")
    ]
    assert told("Item", {"entries": old}, {"entries": [dated("2026-10-01", "a")]}) == [
        ("entries.0", "altered", "a", "a")
    ]


def test_what_is_added_after_one_that_was_placed() -> None:
    old = [dated("2026-10-20", "a")]
    assert told("Item", {"entries": old}, {"entries": [dated("2026-10-13"), *old, dated("2026-10-14", "y")]}) == [
        ("entries.0", "placed", "a", "x"),
        ("entries.2", "late", "", "y"),
    ]


@pytest.mark.parametrize(
    ("record", "old", "new", "change"),
    [
        ("Item", {"entries": [dated("2026-10-20", "a")]}, {"entries": [dated("2026-10-20"), dated("2026-10-20", "a")]}, "appended"),
        ("Item", {"entries": [dated("2026-10-20", "a")]}, {"entries": [dated("2026-10-20", "a"), dated("2026-10-19")]}, "appended"),
        ("Item", {"entries": []}, {"entries": [dated(None)]}, "appended"),
        ("Item", {"entries": [dated(None, "a")]}, {"entries": [dated(None, "b")]}, "appended"),
        ("Item", {"review_by": "2027"}, {"review_by": "2028"}, "appended"),
        ("Head", {"organ": "甲"}, {"organ": "乙"}, "corrected"),
        ("Head", {"draft": False}, {"draft": True}, "never"),
        ("Notice", {"sections": [{"heading": "一", "role": "other"}]}, {"sections": []}, "corrected"),
        ("Notice", {"targets": {"t1": {}}}, {"targets": {}}, "never"),
        ("Notice", {"files": {"a": "1"}}, {"files": {"a": "2"}}, "corrected"),
    ],
)  # fmt: skip
def test_the_rule_of_the_key_that_changed(record: str, old: dict[str, Any], new: dict[str, Any], change: str) -> None:
    assert [each.change for each in differences(record, old, new, [], PUBLISHED)] == [change]


def test_a_notice_without_a_day_of_publication() -> None:
    """What has a day of its own may be added; what has none came afterwards."""
    old: list[dict[str, Any]] = [dated(None, "a")]
    for day, how in (("2020-01-01", ""), (None, "afterwards")):
        found = told("Item", {"entries": old}, {"entries": [*old, dated(day)]}, published=None)
        assert found == ([("entries.1", how, "", "x")] if how else [])


def test_corrections_are_only_added_at_the_end() -> None:
    """Whatever their days; those that do not count account for nothing."""
    said = {"date": "2026-10-20", "kind": "correction", "what": "一", "before": "甲", "after": "乙"}
    more = {**said, "date": "2026-10-13"}
    assert told("NoticeLedger", {"corrections": [said]}, {"corrections": [said, more]}) == []
    [found] = told("NoticeLedger", {"corrections": [said]}, {"corrections": [more, said]})
    assert found[:2] == ("corrections.0", "placed")


@pytest.mark.parametrize("given", [[], [("一", "二")], [("甲", "")], [("", "甲")]])
def test_a_correction_is_not_corrected(given: list[tuple[str, str]]) -> None:
    said = {"date": "2026-10-20", "kind": "correction", "what": "一", "before": "甲", "after": "乙"}
    altered = told("NoticeLedger", {"corrections": [said]}, {"corrections": [{**said, "what": "二"}]}, *given)
    assert [each[:2] for each in altered] == [("corrections.0", "altered")]
    gone = told("NoticeLedger", {"corrections": [said]}, {"corrections": []}, *given)
    assert [each[:2] for each in gone] == [("corrections.0", "removed")]


# -- keys and values

CLOSING = {"date": "2026-10", "by": "督改办", "ref": None}


@pytest.mark.parametrize(
    ("record", "old", "new", "given", "found"),
    [
        ("Head", {"organ": "甲"}, {"organ": "甲"}, [], []),
        ("Head", {"organ": "甲"}, {"organ": "乙"}, [], [("organ", "altered", "甲", "乙")]),
        ("Head", {"organ": "甲"}, {"organ": "乙"}, [("甲", "乙")], []),
        ("Head", {"organ": "甲"}, {}, [], [("organ", "removed", "甲", "")]),
        ("Head", {"organ": "甲"}, {}, [("甲", "")], []),
        ("Head", {"organ": None}, {"organ": "乙"}, [], [("organ", "altered", "", "乙")]),
        ("Head", {"follows": None}, {"follows": "乙"}, [], []),  # may be put there
        ("Head", {"follows": "甲"}, {"follows": "乙"}, [], [("follows", "altered", "甲", "乙")]),
        ("Head", {}, {"organ": "乙"}, [], []),  # what the older state does not know
        ("Head", {"after_close": "keep", "organ": "甲"}, {"after_close": "noindex"}, [], [("organ", "removed", "甲", "")]),
        ("Head", {"draft": False}, {"draft": True}, [("", "true")], [("draft", "altered", "", "true")]),
        ("Head", {"window": {"opens": "1"}}, {"window": {"opens": "2"}}, [], [("window.opens", "altered", "1", "2")]),
        ("Head", {"window": {"opens": "1"}}, {"window": "none"}, [], [("window", "altered", "", "none")]),
        ("Head", {"window": {"opens": "1"}}, {}, [], [("window", "removed", "", "")]),
        ("Head", {"window": "none"}, {"window": {"opens": "1"}}, [], [("window", "altered", "none", "")]),
        ("Head", {"window": "none"}, {"window": {"opens": "1"}}, [("none", "1")], []),
        ("Item", {"closing": None}, {"closing": CLOSING}, [], []),
        ("Item", {"closing": CLOSING}, {"closing": None}, [], [("closing", "removed", "督改办", "")]),
        ("Item", {"closing": CLOSING}, {"closing": None}, [("2026-10；督改办", "")], []),
        ("Item", {"closing": CLOSING}, {"closing": {**CLOSING, "by": "巡察办"}}, [], [("closing.by", "altered", "督改办", "巡察办")]),
        ("Item", {"facts": [{"label": "甲"}]}, {}, [], [("facts.0", "removed", "甲", "")]),
        ("Item", {"facts": [{"label": "甲"}]}, {"facts": None}, [], [("facts.0", "removed", "甲", "")]),
        ("Item", {"facts": ({"label": "甲"},)}, {"facts": ({"label": "乙"},)}, [], [("facts.0", "altered", "甲", "乙")]),
        ("Notice", {"targets": {"t1": {"value": "9"}}}, {"targets": {"t1": {"value": "8"}}}, [], [("targets.t1.value", "altered", "9", "8")]),
        ("Notice", {"targets": {"t1": {"value": "9"}}}, {}, [("9", "")], [("targets.t1", "removed", "", "")]),
        ("Notice", {"targets": {"t1": {"value": "9"}}}, {"targets": {"t2": {"value": "9"}, "t1": {"value": "9"}}}, [], []),
        ("Notice", {"items": {"p1": {"review_by": "甲"}, "p2": {"review_by": "甲"}}}, {"items": {"p2": {"review_by": "乙"}}}, [],
         [("items.p1", "removed", "", ""), ("items.p2.review_by", "altered", "甲", "乙")]),
        ("Notice", {"items": {"p1": {"due": [dated(None, "a")]}}}, {"items": {"p1": {"due": [dated(None, "a"), dated("2026-10-01")]}}}, [],
         [("items.p1.due.1", "late", "", "x")]),
        ("Notice", {"notice": {"milestones": [{"label": "甲"}]}}, {"notice": {"milestones": [{"label": "乙"}]}}, [],
         [("notice.milestones.0", "altered", "甲", "乙")]),
        ("Notice", {"files": {"a": "1", "b": "1", "c": "1"}}, {"files": {"a": "1", "b": "2", "c": "3"}}, [],
         [("files.b", "altered", "1", "2"), ("files.c", "altered", "1", "3")]),
        ("Notice", {"files": {"a": "1", "b": "1"}}, {"files": {"b": "2"}}, [], [("files.b", "altered", "1", "2")]),  # the name is told of elsewhere
        ("Notice", {"files": {"a": "1"}}, {}, [], []),
        ("Notice", {"files": {"a": "1", "b": "2"}}, {"files": {"a": "3", "b": "4"}}, [("1", "3")], [("files.b", "altered", "2", "4")]),
    ],
)  # fmt: skip
def test_a_record(
    record: str, old: dict[str, Any], new: dict[str, Any], given: list[tuple[str, str]], found: Told
) -> None:
    assert told(record, old, new, *given) == found


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, ""),
        (False, ""),
        (True, "true"),
        (0, "0"),
        (3, "3"),
        ("甲", "甲"),
        ([], ""),
        (["甲"], "甲"),
        (("甲", "乙", 3), "甲、乙、3"),
        ({}, ""),
        ({"a": "甲", "b": None, "c": False, "d": True, "e": ["乙", "丙"]}, "甲；true；乙、丙"),
        ([{"a": "甲", "b": "乙"}, {"a": "丙"}], "甲；乙、丙"),
    ],
)
def test_a_value_in_words(value: object, said: str) -> None:
    assert words(value) == said


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"quote": "话", "quotes": ["又一句"], "note": "注", "file": "件", "label": "名", "by": "谁"}, "话"),
        ({"quote": "", "quotes": ["又一句", "三"], "note": "注", "file": "件", "label": "名", "by": "谁"}, "又一句"),
        ({"quote": None, "quotes": [], "note": "注", "file": "件", "label": "名", "by": "谁"}, "注"),
        ({"note": None, "file": "件", "label": "名", "by": "谁"}, "件"),
        ({"label": "名", "by": "谁"}, "名"),
        ({"by": "谁"}, "谁"),
        ({"by": "2026", "date": "2027"}, "2026"),
        ({"date": "2027"}, ""),
        ({}, ""),
    ],
)
def test_the_words_by_which_a_record_is_named(record: dict[str, Any], said: str) -> None:
    assert named(record) == said


def test_a_record_without_words_is_neither_added_nor_removed_by_a_correction() -> None:
    """Such as a link to an item that quotes nothing: an empty `before` does not name it."""
    link = {"notice": "n", "item": "p1"}
    assert told("Item", {"same_as": [link]}, {"same_as": []}, ("", "x")) == [("same_as.0", "removed", "", "")]
    bare = {"as_of": "2026-10-20"}
    found = told("Item", {"entries": [bare]}, {"entries": [{"as_of": "2026-10-19"}, bare]}, ("x", ""))
    assert found == [("entries.0", "placed", "", "")]

"""Dates of several records one after another: whatever the first one is, the next is looked at, in its own place and by its own source."""

import pytest

from site_builder.records.model import Window
from site_builder.rules.date_words import due_day_is_in_the_words, other_days_are_in_the_words
from tests.rules.space import BASE, Edit
from tests.rules.test_date_words import CASE, NO_DATE, NOWHERE, told
from tests.rules.test_quotations import L, N, case_of

N_HEAD = BASE[N]
OLD = "余下800只计划于2026年12月底前更换完毕。"
TEXT = Edit(N, OLD, f"{OLD}2028年列入计划，12月底前完成。尽快收尾。计划2026年11月，尽快办结。争取年底前，尽快复核。")
SOURCE = 'source: {file: "复查意见.txt"}'


def dues(*given: str) -> Edit:
    """Due dates of p2, before its own."""
    return Edit(L, "p2:\n  due:\n", "p2:\n  due:\n" + "".join(f"    - {{{each}}}\n" for each in given))


@pytest.mark.parametrize(
    "first",
    [
        'by: "2026-12", quote: "计划于2026年12月底前更换完毕"',  # in its words
        'by: "2028-12", quote: "12月底前完成"',  # of a year that the item names
        'by: "2026-11", quote: "尽快办结"',  # in the sentence
        'by: "2026-12", quote: "尽快复核"',  # there, counted from the publication
        'by: "2027", quote: "没有这句话"',
        'by: "2027", quote: "〔待填〕"',
        f'by: "2027-03", quote: "两处漏点应于2027年3月前消除", {SOURCE}',
    ],
)
def test_a_due_day_after_another(first: str) -> None:
    wrong = 'by: "2027-05", quote: "尽快收尾"'
    found = told(due_day_is_in_the_words, TEXT, dues(first, wrong, first, wrong))
    assert [each[:3] for each in found] == [
        (f"p2.due.{number}.by", "时限 2027-05 不在引语里", NO_DATE) for number in (1, 3)
    ]


@pytest.mark.parametrize(
    ("due", "wrong"),
    [
        ('by: "2027-05", quote: "尽快收尾"', True),
        ('by: "2027-05", quote: "尽快收尾", about: m1', True),
        (f'by: "2027-05", quote: "尽快收尾", {SOURCE}', False),  # not found there: B001 says so
        (f'by: "2027-05", quote: "管网改造重新列入整改事项", {SOURCE}', True),
        ('by: "2027-05", quote: "管网改造重新列入整改事项"', False),
    ],
)
def test_where_a_due_day_is_looked_for(due: str, wrong: bool) -> None:
    found = [each[0] for each in told(due_day_is_in_the_words, TEXT, dues(due)) if each[0] == "p2.due.0.by"]
    assert bool(found) == wrong


def test_words_of_another_measure() -> None:
    due = '  due:\n    - {by: "2027-05", quote: "每月巡查一次", about: m1}\n    - {by: "2027-05", quote: "每月巡查一次", about: m2}\n'
    edit = Edit(L, "p1:\n  responsible:\n", f"p1:\n{due}  responsible:\n")
    assert [each[0] for each in told(due_day_is_in_the_words, edit)] == ["p1.due.1.by"]


@pytest.mark.parametrize(
    ("by", "quote", "wrong"),
    [
        ("2026-12", "计划于2026年12月底前更换完毕", False),
        ("2030-12", "12月底前完成", False),
        ("2030-11", "12月底前完成", True),
    ],
)
def test_a_notice_without_a_day_of_publication(by: str, quote: str, wrong: bool) -> None:
    """A day without a year may be of any."""
    none = Edit(N, 'published: "2026-10-12"', "published: null")
    found = told(due_day_is_in_the_words, TEXT, none, dues(f'by: "{by}", quote: "{quote}"'))
    assert [each[0] for each in found] == (["p2.due.0.by"] if wrong else [])


def test_items_that_are_not_there_are_passed_over() -> None:
    gone = 'p9:\n  due: [{by: "2027", quote: "甲"}]\n  entries: [{happened: "2027", quote: "甲"}]\n  closing: {date: "2027", by: "甲"}\n'
    edits = (
        TEXT,
        Edit(L, "p1:\n  responsible:\n", f"{gone}p1:\n  responsible:\n"),
        dues('by: "2027-05", quote: "尽快收尾"'),
        Edit(L, '      status: partial\n', '      status: partial\n      happened: "2027-05"\n'),
        Edit(L, "p3:\n  entries:\n", '  closing: {date: "2027-05", by: "督改办"}\np3:\n  entries:\n'),
    )  # fmt: skip
    assert [each[0] for each in told(due_day_is_in_the_words, *edits)] == ["p2.due.0.by"]
    found = [each[0] for each in told(other_days_are_in_the_words, *edits)]
    assert found == ["p2.entries.0.happened", "p2.closing.date"]


@pytest.mark.parametrize(
    "first",
    [
        'quote: "已更换水表3200只"',  # no day at all
        'happened: "2026-12", quote: "计划于2026年12月底前更换完毕"',
        'happened: "2026-08", quote: "〔待填〕"',
        'happened: "2026-12", basis: editor, note: "登记"',
        'happened: "2026-08", basis: editor, note: "2026年8月登记", quote: "已更换水表3200只"',
        'happened: "2026-08", quote: "没有这句话"',
    ],
)
def test_what_happened_after_another(first: str) -> None:
    wrong = 'happened: "2026-07", quote: "已更换水表3200只"'
    given = "".join(f"    - {{{each}}}\n" for each in (first, wrong, first, wrong))
    old = '  entries:\n    - as_of: "2026-10-12"\n      status: partial\n'
    edit = Edit(L, old, f"  entries:\n{given}" + old.partition("\n")[2])
    found = told(other_days_are_in_the_words, edit)
    assert [(each[0], each[2]) for each in found] == [(f"p2.entries.{n}.happened", NO_DATE) for n in (1, 3)]


def test_an_entry_of_the_notice_may_name_a_file() -> None:
    """Its words are looked for in the text all the same; those of a report, in the file."""
    for basis, wrong in (("notice", True), ("report", False)):
        entry = f'    - {{happened: "2026-07", basis: {basis}, {SOURCE}, quote: "已更换水表3200只"}}\n'
        old = '  entries:\n    - as_of: "2026-10-12"\n      status: partial\n'
        found = told(other_days_are_in_the_words, Edit(L, old, f"  entries:\n{entry}" + old.partition("\n")[2]))
        assert [each[0] for each in found] == (["p2.entries.0.happened"] if wrong else [])


@pytest.mark.parametrize(
    "first",
    [
        '{date: "2026-05-20", label: "甲"}',
        '{date: "2026-05-20", label: "甲", quote: "2026年5月20日市委第二巡察组反馈意见后"}',
        '{date: "2026-07", label: "甲", quote: "〔待填〕"}',
        '{date: "2026-07", label: "甲", quote: "没有这句话"}',
        '{date: "2026-07", label: "2026年7月会议"}',
    ],
)
def test_a_milestone_after_another(first: str) -> None:
    wrong = '{date: "2026-06-19", label: "甲"}'
    given = "".join(f"    - {each}\n" for each in (first, wrong, first, wrong))
    found = told(other_days_are_in_the_words, Edit(L, "  milestones:\n", f"  milestones:\n{given}"))
    assert [(each[0], each[2]) for each in found] == [(f"notice.milestones.{n}.date", NOWHERE) for n in (1, 3)]


@pytest.mark.parametrize(
    "first",
    [
        'date: "2026-09", by: "甲"',  # in the item
        'date: "2026-07", by: "甲", quote: "〔待填〕"',
        'date: "2026-07", by: "甲", ref: "临督〔2026〕3号"',
        'date: "2026-07", by: "甲", notice: 2026-fangan',
        'date: "2026-07", by: "甲", quote: "没有这句话"',
        'date: "2026-09", by: "甲", quote: "截至2026年9月底，管网改造已全部完成整改"',
        "",
    ],
)
def test_a_closing_after_another(first: str) -> None:
    edits = [Edit(L, "p3:\n  entries:\n", '  closing: {date: "2026-07", by: "督改办"}\np3:\n  entries:\n')]
    edits += [Edit(L, "p2:\n  due:\n", f"  closing: {{{first}}}\np2:\n  due:\n")] if first else []
    found = told(other_days_are_in_the_words, *edits)
    assert [(each[0], each[2], each[4]) for each in found] == [("p2.closing.date", NOWHERE, "warning")]


@pytest.mark.parametrize(
    ("day", "found"),
    [("2026-06-10", True), ("2026-06-20", False), ("2026-06-15", True), ("2026-06-25", False), ("2026-06", False)],
)
def test_a_closing_within_the_window_of_its_notice(day: str, found: bool) -> None:
    """The first and the last day on which the notice that closes was on show."""
    closing = (
        f'  closing: {{date: "{day}", by: "督改办", notice: 2026-fangan, quote: "分批更换到期水表"}}\np3:\n  entries:\n'
    )
    window = 'window:\n  kind: publication\n  opens: "2026-06-20"\n  closes: "2026-06-25"\n  quote: "甲"\n'
    fangan = "notices/2026-fangan/notice.md"
    at_p3 = "p3:\n  entries:\n"
    case = case_of(Edit(L, at_p3, closing), Edit(fangan, "window: none\n", window))
    assert any(isinstance(each.window, Window) for each in case.context.links)
    slips = [f for f in other_days_are_in_the_words.findings(case) if f.what.startswith("date")]
    assert bool(slips) == found


# -- the days from which words count


def happened(day: str, more: str) -> Edit:
    old = '  entries:\n    - as_of: "2026-10-12"\n      status: partial\n'
    return Edit(L, old, f'  entries:\n    - {{happened: "{day}", {more}}}\n' + old.partition("\n")[2])


WRITTEN = 'quote: "已更换水表3200只"'


@pytest.mark.parametrize(
    ("day", "entry", "line", "wrong"),
    [
        ("2026-08", 'basis: editor, note: "今年8月登记"', "", False),
        ("2025-08", 'basis: editor, note: "今年8月登记"', "", True),
        ("2025-08", 'basis: editor, note: "去年8月登记"', "", False),
        ("2025-08", WRITTEN, "去年8月起停用。", False),  # elsewhere in the item
        ("2024-08", WRITTEN, "去年8月起停用。", True),
        ("2026-08", WRITTEN, "去年8月起停用。", True),
        ("2025-08", 'quote: "去年8月起停用"', "去年8月起停用。", False),
        ("2024-08", 'quote: "去年8月起停用"', "去年8月起停用。", True),
    ],
)
def test_words_that_count_from_the_publication(day: str, entry: str, line: str, wrong: bool) -> None:
    edits = Edit(N, OLD, f"{OLD}\n\n{line}"), happened(day, entry)
    found = [each[0] for each in told(other_days_are_in_the_words, *edits)]
    assert found == (["p2.entries.0.happened"] if wrong else [])


@pytest.mark.parametrize("entry", ['basis: editor, note: "登记"', WRITTEN, 'quote: "计划于2026年12月底前更换完毕"'])
@pytest.mark.parametrize(("day", "wrong"), [("2026-12", False), ("2026-07", True)])
def test_what_happened_by_a_notice_without_a_day(entry: str, day: str, wrong: bool) -> None:
    none = Edit(N, 'published: "2026-10-12"', "published: null")
    found = [each[0] for each in told(other_days_are_in_the_words, none, happened(day, entry))]
    assert found == (["p2.entries.0.happened"] if wrong else [])


def milestone(day: str) -> Edit:
    return Edit(L, "  milestones:\n", f'  milestones:\n    - {{date: "{day}", label: "甲"}}\n')


WINDOW = N_HEAD[N_HEAD.index("window:\n") : N_HEAD.index("contacts:\n")]
INSPECTED = N_HEAD[N_HEAD.index("inspection:\n") : N_HEAD.index("published:")]


@pytest.mark.parametrize(
    ("edits", "day", "wrong"),
    [
        ([Edit(N, 'published: "2026-10-12"', 'published: "2026-10-11"')], "2026-10-11", False),
        ([Edit(N, 'published: "2026-10-12"', 'published: "2026-10-11"')], "2026-10-09", True),
        ([Edit(N, 'published: "2026-10-12"', "published: null")], "2026-10-12", False),  # the first day of the window
        ([Edit(N, 'published: "2026-10-12"', "published: null")], "2026-10-11", True),
        ([Edit(N, 'signed:\n  by: ["临溪水务集团"]\n  date: "2026-10-10"\n', "")], "2026-10-10", True),
        ([Edit(N, '  date: "2026-10-10"\n', "")], "2026-10-10", True),
        ([Edit(N, '  opens: "2026-10-12"', '  opens: "2026-10-13"')], "2026-10-13", False),
        ([Edit(N, '  closes: "2026-10-16"', '  closes: "2026-10-17"')], "2026-10-17", False),
        ([Edit(N, WINDOW, "window: none\n")], "2026-10-14", True),
        ([Edit(N, WINDOW, "window: none\n")], "2026-10-10", False),
        ([Edit(N, "states: problem\n", 'states: problem\nwritten: "2026-10-09"\n')], "2026-10-09", False),
        ([Edit(N, "states: problem\n", 'states: problem\nwritten: "2026-10-09"\n')], "2026-10-08", True),
        ([Edit(N, INSPECTED, "inspection: r3\n")], "2026-03-02", False),  # of the list of inspections
        ([Edit(N, INSPECTED, "inspection: r3\n")], "2026-05-20", False),
        ([Edit(N, INSPECTED, "inspection: r3\n")], "2026-03-03", True),
        ([Edit(N, INSPECTED, "")], "2026-03-02", True),
        ([Edit(N, '  ended: "2026-04-30"\n', "")], "2026-04-30", True),
    ],
)
def test_the_days_of_the_head(edits: list[Edit], day: str, wrong: bool) -> None:
    case = case_of(*edits) if edits[0].old == INSPECTED else CASE
    found = [each[0] for each in told(other_days_are_in_the_words, *edits, milestone(day), case=case)]
    assert found == (["notice.milestones.0.date"] if wrong else [])


@pytest.mark.parametrize(
    ("by", "sentence", "published", "wrong"),
    [
        ("2025-08", "去年8月列入，尽快复验。", True, False),
        ("2026-08", "去年8月列入，尽快复验。", True, True),
        ("2026-11", "争取11月，尽快复验。", True, False),
        ("2030-11", "争取11月，尽快复验。", True, True),
        ("2030-11", "争取11月，尽快复验。", False, False),  # of any year
        ("2030-10", "争取11月，尽快复验。", False, True),
    ],
)
def test_a_sentence_around_a_due_day(by: str, sentence: str, published: bool, wrong: bool) -> None:
    edits = [Edit(N, OLD, OLD + sentence), dues(f'by: "{by}", quote: "尽快复验"')]
    edits += [] if published else [Edit(N, 'published: "2026-10-12"', "published: null")]
    assert [each[0] for each in told(due_day_is_in_the_words, *edits)] == (["p2.due.0.by"] if wrong else [])


def test_a_closing_that_quotes_the_heading() -> None:
    edit = Edit(
        L, "p3:\n  entries:\n", '  closing: {date: "2026-07", by: "督改办", quote: "水表更新滞后"}\np3:\n  entries:\n'
    )
    assert [(each[0], each[2], each[4]) for each in told(other_days_are_in_the_words, edit)] == [
        ("p2.closing.date", NO_DATE, "warning")
    ]

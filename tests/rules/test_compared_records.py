"""Two states of one notice, both edited: the rule, place and words for records that the sound content has not, and for several changes at once."""

from datetime import date

import pytest

from site_builder.records.findings import Finding
from site_builder.rules.compared import Then, compared
from tests.rules.space import BASE, Edit, Texts, edited
from tests.rules.test_compared import ENTRY4, ITEM4, RESTORE, SLUG, L, N, changed, read, told

Change = tuple[str, str, str]
AT_P3 = "p3:\n  entries:\n"


def between(
    then: list[Change], now: list[Change], day: date | None = None, moved: tuple[str, ...] = ()
) -> list[Finding]:
    """What is told after the edits of `now`, of what was public after those of `then`."""
    first = edited([Edit(*each) for each in then])[0]
    second = edited([Edit(*each) for each in now], first)[0]
    return compare(first, second, day, moved)


def compare(first: Texts, second: Texts, day: date | None = None, moved: tuple[str, ...] = ()) -> list[Finding]:
    _, tree = read(first)
    notice, now = read(second)
    return list(compared(Then(SLUG, tree, "v1"), notice, now, day, lambda url: url in moved))


def places(found: list[Finding]) -> list[tuple[str, str, int, int]]:
    return [(f.code, f.at.path.rpartition("/")[2], f.at.line, f.at.column) for f in found]


CLOSING = '  closing: {date: "2026-10", by: "督改办"}\n'
FEEDBACK = '  feedback: {received: 3, adopted: 1, quote: "意见3条"}\n'
WITH_CLOSING = (L, AT_P3, f"{CLOSING}{AT_P3}")
WITH_FEEDBACK = (L, "  milestones:\n", f"{FEEDBACK}  milestones:\n")
WITH_REVIEW = (L, AT_P3, f'  review_by: "2027"\n{AT_P3}')
WITH_ORIGIN = (N, "{#p4 states=demand}", "{#p4 states=demand origin=a}")
DUE = '  due:\n    - by: "2026-12"\n      quote: "计划于2026年12月底前更换完毕"\n'
LINK = "  same_as:\n    - notice: 2026-fangan\n      item: p1\n"
WINDOW = BASE[N][BASE[N].index("window:\n") : BASE[N].index("contacts:\n")]
CORRECTION = '  corrections:\n    - date: "2026-10-20"\n'
EARLIER = '  corrections:\n    - {date: "2026-10-19", kind: correction, what: "甲", before: "乙", after: "丙"}\n    - date: "2026-10-20"\n'


@pytest.mark.parametrize(
    ("then", "now", "place", "what", "why", "mend"),
    [
        ([], (L, DUE, ""), ("H002", "ledger.yaml", 23, 1), changed(" p2 的时限"),
         "v1 里是“2026-12；计划于2026年12月底前更换完毕”，现在没有了", told("计划于2026年12月底前更换完毕")),
        ([WITH_CLOSING], (L, CLOSING, ""), ("H002", "ledger.yaml", 23, 1), changed(" p2 的销号"),
         "v1 里是“2026-10；督改办”，现在没有了", told("2026-10；督改办")),
        ([WITH_CLOSING], (L, 'by: "督改办"', 'by: "巡察办"'), ("H002", "ledger.yaml", 42, 34), changed(" p2 的销号"),
         "v1 里是“督改办”，现在是“巡察办”", told("督改办", "巡察办")),
        ([WITH_REVIEW], (L, '  review_by: "2027"', '  review_by: "2028"'), ("H002", "ledger.yaml", 42, 3), changed(" p2 的 review_by"),
         "v1 里是“2027”，现在是“2028”", told("2027", "2028")),
        ([WITH_REVIEW], (L, '  review_by: "2027"\n', ""), ("H002", "ledger.yaml", 23, 1), changed(" p2 的 review_by"),
         "v1 里是“2027”，现在没有了", told("2027")),
        ([WITH_FEEDBACK], (L, "received: 3", "received: 4"), ("H002", "ledger.yaml", 69, 24), changed("收到的意见"),
         "v1 里是“3”，现在是“4”", told("3", "4")),
        ([WITH_FEEDBACK], (L, FEEDBACK, ""), ("H002", "ledger.yaml", 61, 1), changed("收到的意见"),
         "v1 里是“3；1；意见3条”，现在没有了", told("3；1；意见3条")),
        ([WITH_ORIGIN], (N, " origin=a}", " origin=b}"), ("H007", "notice.md", 76, 1), changed(" p4 的 origin"),
         "v1 里是“a”，现在是“b”", told("a", "b")),
        ([WITH_ORIGIN], (N, " origin=a}", "}"), ("H007", "notice.md", 76, 1), changed(" p4 的 origin"), "v1 里是“a”，现在没有了", told("a")),
        ([], WITH_ORIGIN, ("H007", "notice.md", 76, 1), changed(" p4 的 origin"), "v1 里是“”，现在是“a”", told("", "a")),
        ([], (N, "organ: linxi-water", "organ: linxi-city"), ("H007", "notice.md", 4, 8), changed(" organ"),
         "v1 里是“linxi-water”，现在是“linxi-city”", told("linxi-water", "linxi-city")),
        ([(N, 'published: "2026-10-12"', 'published: "2026-10-12 09:00"')], (N, '"2026-10-12 09:00"', '"2026-10-12 10:00"'),
         ("H004", "notice.md", 12, 12), changed(" published"), "v1 里是“2026-10-12 09:00”，现在是“2026-10-12 10:00”",
         told("2026-10-12 09:00", "2026-10-12 10:00")),
        ([], (L, CORRECTION, EARLIER), ("H008", "ledger.yaml", 63, 7), "更正插在了公开过的前面",
         "v1 里没有“2026-10-19；correction；甲；乙；丙”", "移到这一列的最后，as_of 写它公开的日子"),
        ([(L, '      item: p1\n      quote: "管网漏损率偏高"\n', "      item: p1\n")], (L, LINK, ""), ("H002", "ledger.yaml", 1, 1),
         changed(" p1 的同一事项"), "v1 里是“2026-fangan；p1”，现在没有了", RESTORE),
        ([(N, WINDOW, "window: none\n")], (N, "window: none\n", WINDOW), ("H004", "notice.md", 18, 3), changed(" window"),
         "v1 里是“none”，现在是“publication；2026-10-12；2026-10-16；公开期限为…”",
         told("none", "publication；2026-10-12；2026-10-16；公开期限为5个工作日，自2026年10月12日至10月16日")),
        ([], (N, "states: problem\n", "states: problem\ndraft: true\n"), ("H007", "notice.md", 31, 8), "公开过的 draft不能改",
         "v1 里是“”，现在是“true”", RESTORE),
    ],
)  # fmt: skip
def test_a_change(
    then: list[Change], now: Change, place: tuple[str, str, int, int], what: str, why: str, mend: str
) -> None:
    [found] = between(then, [now])
    assert places([found]) == [place]
    assert (found.what, found.why, found.mend, found.severity) == (what, why, mend, "error")


def gone(ledger: str) -> Texts:
    return {**BASE, L: ledger}


def test_a_ledger_that_is_gone() -> None:
    """Its records are told of at their items, or at its beginning; its targets have lost their addresses."""
    found = compare(BASE, gone(""))
    assert places(found) == [
        ("H002", "notice.md", 47, 1), ("H002", "notice.md", 47, 1), ("H002", "notice.md", 47, 1), ("H002", "notice.md", 47, 1),
        ("H002", "notice.md", 57, 1), ("H002", "notice.md", 57, 1), ("H002", "notice.md", 57, 1), ("H002", "notice.md", 57, 1),
        ("H002", "notice.md", 63, 1), ("H002", "notice.md", 63, 1), ("H002", "notice.md", 76, 1),
        ("H008", "ledger.yaml", 1, 1), ("H002", "ledger.yaml", 1, 1), ("H006", "ledger.yaml", 1, 1), ("H002", "ledger.yaml", 1, 1),
    ]  # fmt: skip
    assert [f.what for f in found[-2:]] == ["网址 /notices/2026-shuiwu/t1/ 没有了", "公开过的 c1 的承诺不能改"]


WITHOUT_P4: list[Change] = [(N, ITEM4, ""), (L, "p4:\n" + ENTRY4, "")]
ITEM3 = BASE[N][BASE[N].index("#### 3.") : BASE[N].index("#### 4.")]
LEDGER3 = BASE[L][BASE[L].index("p3:\n") : BASE[L].index("p4:\n")]
WITHOUT_P3: list[Change] = [(N, ITEM3, ""), (L, LEDGER3, "")]
PROMISE = '    every: "6M"'


@pytest.mark.parametrize(
    ("now", "moved", "codes"),
    [
        ([*WITHOUT_P3, *WITHOUT_P4], (), ["H001", "H006", "H006"]),
        ([*WITHOUT_P3, *WITHOUT_P4], ("/notices/2026-shuiwu/p3/",), ["H001", "H006"]),
        ([*WITHOUT_P3, *WITHOUT_P4], ("/notices/2026-shuiwu/p3/", "/notices/2026-shuiwu/p4/"), ["H001"]),
        ([*WITHOUT_P4, (L, PROMISE, '    every: "3M"')], (), ["H001", "H006", "H002"]),
        ([*WITHOUT_P4, (L, "commitments:\n  c1:", "commitments:\n  c2:")], (), ["H001", "H006", "H002"]),
        ([(L, "targets:\n  t1:", "targets:\n  t2:"), (L, "commitments:\n  c1:", "commitments:\n  c2:")], (), ["H006", "H002"]),
        ([(L, "targets:\n  t1:", "targets:\n  t2:")], ("/notices/2026-shuiwu/t1/",), []),
        ([(L, "commitments:\n  c1:", "commitments:\n  c2:")], ("/notices/2026-shuiwu/c1/",), ["H002"]),  # it has no page
        ([(L, "targets:\n  t1:", "targets:\n  t2:"), (L, PROMISE, '    every: "3M"')], (), ["H006", "H002"]),
    ],
)  # fmt: skip
def test_several_changes(now: list[Change], moved: tuple[str, ...], codes: list[str]) -> None:
    assert [f.code for f in between([], now, moved=moved)] == codes


@pytest.mark.parametrize(
    ("now", "found"),
    [
        ([(N, "{#p4 states=demand}", "{#p7 states=demand}"), (L, "p4:\n", "p7:\n")], [("p4", "p7", "抢修车辆不足", 76)]),
        ([(N, "4. 抢修车辆不足 {#p4", "4. 抢修车辆短缺 {#p7"), (L, "p4:\n", "p7:\n")], []),  # another item
        ([(N, "4. 抢修车辆不足 {#p4", "4. 水表更新滞后 {#p4")], []),
        ([(N, "{#p4 states=demand}", "{#p7 states=demand}"), (N, "{#p3}", "{#p4}")],
         [("p3", "p4", "工程款拖欠", 63), ("p4", "p7", "抢修车辆不足", 76)]),
    ],
)  # fmt: skip
def test_items_with_other_ids(now: list[Change], found: list[tuple[str, str, str, int]]) -> None:
    told = [f for f in between([], now) if f.code == "H005"]
    assert [(f.at.path.rpartition("/")[2], f.at.line, f.what, f.why, f.mend) for f in told] == [
        ("notice.md", line, f"事项编号从 {old} 变成 {new}", f"v1 里“{title}”是 {old}，现在是 {new}", f"改回 {{#{old}}}")
        for old, new, title, line in found
    ]


def test_an_id_is_told_of_once_and_other_addresses_are_not() -> None:
    """The item is still there: only that its id changed is told, and then of no address."""
    renamed: list[Change] = [(N, "{#p4 states=demand}", "{#p7 states=demand}"), (L, "p4:\n", "p7:\n")]
    assert [f.code for f in between([], renamed)] == ["H005"]
    found = between([], [*renamed, (L, PROMISE, '    every: "3M"')])
    assert [f.code for f in found] == ["H005", "H002"]


def test_a_state_that_names_no_titles() -> None:
    _, tree = read(BASE)
    notice, now = read(BASE)
    del tree["titles"]
    assert list(compared(Then(SLUG, tree, "v1"), notice, now, None, lambda url: False)) == []


def test_two_items_of_one_title() -> None:
    """Which of them it was cannot be known."""
    twice: list[Change] = [(N, "3. 工程款拖欠", "3. 抢修车辆不足")]
    renamed: Change = (N, "{#p4 states=demand}", "{#p7 states=demand}")
    assert [f.code for f in between(twice, [renamed])] == ["H006"]


def test_a_long_title_is_cut() -> None:
    title = "甲" * 25
    then: list[Change] = [(N, "4. 抢修车辆不足", f"4. {title}")]
    [found] = between(then, [(N, "{#p4 states=demand}", "{#p7 states=demand}"), (L, "p4:\n", "p7:\n")])
    assert found.why == f"v1 里“{'甲' * 20}”是 p4，现在是 p7"


@pytest.mark.parametrize(("count", "shown"), [(40, "甲" * 40), (41, "甲" * 39 + "…"), (60, "甲" * 39 + "…")])
def test_long_words_are_cut(count: int, shown: str) -> None:
    [found] = between([(N, '  level: "市委"', f'  level: "{"甲" * count}"')], [(N, "甲" * count, "市委")])
    assert found.why == f"v1 里是“{shown}”，现在是“市委”"


def test_words_of_several_lines_are_shown_in_one() -> None:
    note = '      note: "甲\\n乙"\n'
    [found] = between([(L, '      note: "本站编者根据采购公告登记。"\n', note)], [(L, note, '      note: "甲\\n丙"\n')])
    assert found.why == "v1 里是“2026-11-01；editor；甲 乙”，现在是“2026-11-01；editor；甲 丙”"


# -- which corrections count


def one_more(day: str, before: str = "逐项整改", after: str = "逐项抓好整改") -> Change:
    last = '      after: "改造老旧管网12公里"\n'
    more = f'    - {{date: "{day}", kind: correction, what: "x", before: "{before}", after: "{after}"}}\n'
    return (L, last, last + more)


TEXT: Change = (N, "逐项整改。", "逐项抓好整改。")
WITHOUT_CORRECTION: Change = (L, BASE[L][BASE[L].index("  corrections:\n") : BASE[L].index("  milestones:\n")], "")


@pytest.mark.parametrize(
    ("then", "correction", "day", "accounted"),
    [
        ([], "2026-10-20", None, True),  # the day of the last one
        ([], "2026-10-19", None, False),
        ([], "2026-11-01", date(2026, 11, 1), True),
        ([], "2026-11-01", date(2026, 10, 31), False),
        ([(N, 'published: "2026-10-12"', 'published: "2026-10-25"')], "2026-10-24", None, False),  # before the publication
        ([(N, 'published: "2026-10-12"', 'published: "2026-10-25"')], "2026-10-25", None, True),
        ([(N, 'published: "2026-10-12"', 'published: "2026-10-25 09:00"')], "2026-10-25", None, True),
        ([(N, 'published: "2026-10-12"', "published: null")], "2026-10-20", None, True),
        ([(N, 'published: "2026-10-12"', "published: null")], "2026-10-19", None, False),
    ],
)  # fmt: skip
def test_the_day_of_a_correction(then: list[Change], correction: str, day: date | None, accounted: bool) -> None:
    found = between(then, [TEXT, one_more(correction)], day)
    assert [f.code for f in found] == ([] if accounted else ["H001"])


def test_the_first_correction_of_a_notice() -> None:
    first = '  corrections:\n    - {date: "2026-10-12", kind: correction, what: "x", before: "逐项整改", after: "逐项抓好整改"}\n  milestones:\n'
    for day, codes in (("2026-10-12", []), ("2026-10-11", ["H001"])):
        now: list[Change] = [TEXT, (L, "  milestones:\n", first.replace("2026-10-12", day))]
        assert [f.code for f in between([WITHOUT_CORRECTION], now)] == codes
        unpublished: Change = (N, 'published: "2026-10-12"', "published: null")
        assert between([WITHOUT_CORRECTION, unpublished], now) == []  # whatever its day


# -- where a text differs


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ((N, "## 一、整改情况", "## 一、整改的情况"), 41),
        ((N, "逐项整改。", "逐项整改了。"), 43),
        ((N, "#### 1. 管网漏损率偏高", "#### 1. 管网漏损率较高"), 47),
        ((N, "每月巡查一次。", "每周巡查一次。"), 52),
        ((N, "欢迎来电0000-8200000、13900000001反映。\n", ""), 82),
        ((N, "欢迎来电0000-8200000、13900000001反映。", "欢迎来电。"), 84),
    ],
)
def test_the_line_from_which_a_text_differs(change: Change, line: int) -> None:
    found = [f for f in between([], [change]) if f.code == "H001"]
    assert [(f.at.path.rpartition("/")[2], f.at.line) for f in found] == [("notice.md", line)]


def test_a_text_of_which_nothing_is_left() -> None:
    head = BASE[N][: BASE[N].index("\n---\n") + 5]
    found = compare(BASE, {**BASE, N: head, L: ""})
    assert [(f.at.line, f.why) for f in found if f.code == "H001"] == [
        (40, "从这里起与 v1 不同：原来 433 字，现在 0 字")
    ]

"""A record's date against the words it rests on: due dates, what happened when, milestones, closings."""

import pytest

from site_builder.rules.date_words import due_day_is_in_the_words, other_days_are_in_the_words
from site_builder.rules.rule import Case, Rule
from tests.rules.space import Edit, rewritten
from tests.rules.test_agreement import steps_at
from tests.rules.test_quotations import L, N, case_of

CASE = case_of()
REWRITE = "，或换一句写明日期的引语"
NO_DATE = "引语里没有日期"
ONLY_LENGTH = "引语里只有多长时间，从公开、反馈的日子数起都不是这一天"


def told(rule: Rule, *edits: Edit, case: Case = CASE) -> list[tuple[str, str, str, str, str]]:
    """The path of the date, what, why, how to mend it, and severity."""
    case = rewritten(case, *edits)
    tree = case.notice.ledger_tree
    return [(steps_at(tree, f.at.line, f.at.column), f.what, f.why, f.mend, f.severity) for f in rule.findings(case)]


@pytest.mark.parametrize(
    ("by", "words", "sentence", "why", "mend"),
    [
        ("2026-12", "2026年12月底前完成", "", "", ""),
        ("2026-12-31", "2026年12月底前完成", "", "", ""),
        ("2026", "2026年12月底前完成", "", "", ""),
        ("2027", "2026年12月底前完成", "", "引语里是 2026年12月底", "把 by 改成 2026-12"),
        ("2027-03-01", "2026年12月15日前完成", "", "引语里是 2026年12月15日", "把 by 改成 2026-12-15"),
        ("2027-03", "2026年第四季度完成", "", "引语里是 2026年第四季度", "把 by 改成 2026-12"),
        ("2028", "2026年完成", "", "引语里是 2026年", "把 by 改成 2026"),
        ("2028", "2026年、2027年完成", "", "引语里是 2026年、2027年", "把 by 改成 2027"),
        ("2028", "2026年1月至2027年12月完成", "", "引语里是 2026年1月、2027年12月", "把 by 改成 2027-12"),
        ("2027", "2026年11月15日、12月完成", "", "引语里是 2026年11月15日、12月", "把 by 改成 2026-12"),
        ("2026-06", "明年6月完成", "", "引语里是 明年、6月", "把 by 改成 2027-06"),
        ("2027-06", "明年6月完成", "", "", ""),
        ("2026-12", "年底前完成", "", "", ""),
        ("2025-12", "12月底前完成", "", "", ""),  # the year of the publication, or one beside it
        ("2026-12", "12月底前完成", "", "", ""),
        ("2027-12", "12月底前完成", "", "", ""),
        ("2024-12", "12月底前完成", "", "引语里是 12月底", f"改正 by{REWRITE}"),
        ("2028-12", "12月底前完成", "", "引语里是 12月底", f"改正 by{REWRITE}"),
        ("2028-12", "12月底前完成", "2028年列入计划，12月底前完成", "", ""),  # or one that the item names
        ("2026-12-10", "两个月内完成", "", "", ""),  # counted from the signature
        ("2026-12-12", "两个月内完成", "", "", ""),  # or from the publication
        ("2026-12-20", "两个月内完成", "", ONLY_LENGTH, f"改正 by{REWRITE}"),
        ("2026-12", "尽快完成", "", NO_DATE, f"改正 by{REWRITE}"),
        ("2026-12", "尽快完成", "计划2026年12月，尽快完成", "", ""),
        ("2027-12", "尽快完成", "计划12月，尽快完成", "", ""),
        ("2028-12", "尽快完成", "计划12月，尽快完成", NO_DATE, f"改正 by{REWRITE}"),
        ("2026-12", "尽快完成", "计划2026年12月。尽快完成", NO_DATE, f"改正 by{REWRITE}"),  # another sentence
        ("2026-12", "没有这句话", "x", "", ""),  # not found: B001 says so
        ("2026-12", "〔待填〕", "〔待填〕", "", ""),
    ],
)
def test_a_due_day(by: str, words: str, sentence: str, why: str, mend: str) -> None:
    old = "计划于2026年12月底前更换完毕"
    edits = (
        Edit(N, f"余下800只{old}", sentence or words),
        Edit(L, f'"{old}"', f'"{words}"'),
        Edit(L, 'by: "2026-12"', f'by: "{by}"'),
    )
    what = f"时限 {by} {'不在引语里' if why == NO_DATE else '与引语不一致'}"
    right = [("p2.due.0.by", what, why, f"照引语{mend}", "error")] if why else []
    assert told(due_day_is_in_the_words, *edits) == right  # fmt: skip


@pytest.mark.parametrize(
    ("by", "as_of", "wrong"),
    [("2027-01-15", "2026-11-15", False), ("2027-02-15", "2026-11-15", True), ("2027-01-15", "2026-08-15", True)],
)
def test_a_length_counts_from_the_day_of_the_change(by: str, as_of: str, wrong: bool) -> None:
    old = "计划于2026年12月底前更换完毕"
    due = f'    - {{by: "2027", quote: "〔待填〕"}}\n    - {{by: "{by}", quote: "两个月内完成", as_of: "{as_of}", suggested: true}}\n'
    edits = Edit(N, old, f"{old}，两个月内完成"), Edit(L, '    - by: "2026-12"', f'{due}    - by: "2026-12"')
    found = [(each[0], each[2], each[4]) for each in told(due_day_is_in_the_words, *edits)]
    assert found == ([("p2.due.1.by", ONLY_LENGTH, "warning")] if wrong else [])


WHOLE = 'quote: "管网改造已全部完成整改"'
OF_FILE = 'basis: report, source: {file: "复查意见.txt"}, quote: "管网改造重新列入整改事项"'
NOWHERE = "没有引语，note 和正文里也没有这个日期"


@pytest.mark.parametrize(
    ("happened", "entry", "line", "why"),
    [
        ("2026-09", WHOLE, "", ""),
        ("2026-09-30", WHOLE, "", ""),
        ("2026", WHOLE, "", ""),
        ("2026-08", WHOLE, "", "引语里是 2026年9月底"),
        ("2026-09-15", WHOLE, "", "引语里是 2026年9月底"),
        ("2026-08", 'quote: "〔待填〕"', "", ""),
        ("2026-08", 'quote: "没有这句话"', "", ""),  # not found: B001 says so
        ("2026-08", 'basis: editor, note: "2026年8月登记"', "", ""),
        ("2026-07", 'basis: editor, note: "2026年8月登记"', "", NOWHERE),
        ("2026-09", 'basis: editor, note: "登记"', "", ""),  # in the item
        ("2026-07", 'basis: editor, note: "登记"', "", NOWHERE),
        ("2026-08", f'basis: editor, note: "2026年8月登记", {WHOLE}', "", ""),
        ("2026-08", f'note: "2026年8月登记", {WHOLE}', "", "引语里是 2026年9月底"),
        ("2026-08", 'quote: "每周巡查", about: m2', "2026年8月起每周巡查。", ""),  # in the sentence
        ("2026-07", 'quote: "每周巡查", about: m2', "2026年8月起每周巡查。", "引语里是 2026年8月"),
        ("2026-07", 'quote: "每周巡查", about: m1', "2026年8月起每周巡查。", ""),  # not found there
        ("2026-09", 'quote: "每周巡查"', "每周巡查。", ""),  # elsewhere in the item
        ("2026-07", 'quote: "每周巡查"', "每周巡查。", NO_DATE),
        ("2026-08", 'quote: "自8月起每周巡查"', "自8月起每周巡查。", ""),
        ("2026-07", 'quote: "自8月起每周巡查"', "自8月起每周巡查。", "引语里是 8月"),
        ("2026-09", OF_FILE, "", ""),
        ("2027-03", OF_FILE, "", ""),  # elsewhere in the file
        ("2026-07", OF_FILE, "", NO_DATE),
        ("2026-07", f"basis: report, {WHOLE}", "", "引语里是 2026年9月底"),
    ],
)
@pytest.mark.parametrize("suggested", [False, True])
def test_the_day_on_which_it_happened(happened: str, entry: str, line: str, why: str, suggested: bool) -> None:
    both = f'{{as_of: "2026-10-12", suggested: {str(suggested).lower()}, happened: "{happened}", {entry}}}'
    edits = (
        Edit(N, "每月巡查一次。", f"每月巡查一次。{line}"),
        Edit(L, '    - as_of: "2026-11-03"', f'    - {both}\n    - as_of: "2026-11-03"'),
    )
    says = {NOWHERE: "不知从何而来", NO_DATE: "不在引语里"}.get(why, "与引语不一致")
    mend = "补上写明这一天的 quote；查不到的，删去这个日期" if why == NOWHERE else f"照原文改正日期{REWRITE}"
    right = ("p1.entries.1.happened", f"happened {happened} {says}", why, mend, "warning" if suggested else "error")
    assert told(other_days_are_in_the_words, *edits) == ([right] if why else [])


FEEDBACK = 'quote: "2026年5月20日市委第二巡察组反馈意见后"'


@pytest.mark.parametrize(
    ("day", "rest", "why"),
    [
        *((day, 'label: "甲"', "") for day in ("2026-05-20", "2026-05", "2026-03-02", "2026-04-30", "2026-10-10", "2026-10-12", "2026-10-16")),
        *((day, 'label: "甲"', NOWHERE) for day in ("2026-05-19", "2026-05-21", "2026-06", "2026-10-14")),  # none of the head's days
        ("2026-06-20", 'label: "2026年6月20日会议"', ""),
        ("2026-09-30", 'label: "甲"', ""),  # in the text
        ("2026-05-20", f'label: "甲", {FEEDBACK}', ""),
        ("2026-06-20", f'label: "甲", {FEEDBACK}', "引语里是 2026年5月20日"),
        ("2026-04-30", f'label: "甲", {FEEDBACK}', ""),  # a day of the head
        ("2026-06-20", 'label: "甲", quote: "〔待填〕"', ""),
        ("2026-06-20", 'label: "甲", quote: "没有这句话"', ""),
        ("2026-07", 'label: "甲", quote: "集团对巡察反馈的4项问题逐项整改"', "引语里是 2026年5月20日"),
        ("2026-12", 'label: "甲", quote: "已更换水表3200只"', ""),
        ("2026-07", 'label: "甲", quote: "已更换水表3200只"', NO_DATE),
    ],
)  # fmt: skip
def test_a_milestone(day: str, rest: str, why: str) -> None:
    edit = Edit(L, "  milestones:\n", f'  milestones:\n    - {{date: "{day}", {rest}}}\n')
    found = [(each[0], each[2], each[4]) for each in told(other_days_are_in_the_words, edit)]
    assert found == ([("notice.milestones.0.date", why, "error")] if why else [])


@pytest.mark.parametrize(
    ("day", "rest", "why", "severity"),
    [
        ("2026-12", "", "", ""),  # in the item
        ("2026-11", "", NOWHERE, "warning"),
        ("2026-11", 'ref: "临督〔2026〕3号"', "", ""),  # it rests on a paper, or on another notice
        ("2026-11", "notice: 2026-fangan", "", ""),
        ("2026-11", 'quote: "〔待填〕"', "", ""),
        ("2026-11", 'quote: "没有这句话"', "", ""),
        ("2026-12", 'quote: "余下800只"', "", ""),
        ("2026-11", 'quote: "余下800只"', "引语里是 2026年12月底", "warning"),  # maybe that of the work
        ("2026-11", 'quote: "计划于2026年12月底前更换完毕"', "引语里是 2026年12月底", "error"),
        ("2026-12", 'quote: "已更换水表3200只"', "", ""),
        ("2026-11", 'quote: "已更换水表3200只"', NO_DATE, "warning"),
        ("2026-11", 'quote: "目前正在与其余施工单位对账"', "", ""),  # not in this item: B001 says so
        ("2025-11", 'notice: 2026-fangan, quote: "分批更换到期水表"', NO_DATE, "warning"),
        ("2025-11", 'notice: 2026-fangan, quote: "水表更新滞后"', NO_DATE, "warning"),
        ("2026-12", 'notice: 2026-fangan, quote: "年内完成"', "", ""),
        ("2025-12", 'notice: 2026-fangan, quote: "年内完成"', "引语里是 年内", "error"),
    ],
)
def test_a_closing(day: str, rest: str, why: str, severity: str) -> None:
    closing = ", ".join(filter(None, ('by: "督改办"', f'date: "{day}"', rest)))
    edit = Edit(L, "p3:\n", f"  closing: {{{closing}}}\np3:\n")
    linked = CASE._replace(
        context=case_of(Edit(L, "p3:\n", '  closing: {by: "督改办", date: "2026", notice: 2026-fangan}\np3:\n')).context
    )
    found = [(each[0], each[2], each[4]) for each in told(other_days_are_in_the_words, edit, case=linked)]
    assert found == ([("p2.closing.date", why, severity)] if why else [])  # fmt: skip

"""Several records one after another whose values do not agree with their words; how to mend each; papers of the notice that closes an item."""

import pytest

from site_builder.rules.agreement import (
    comparator_and_period_are_in_the_words,
    continuing_is_in_the_words,
    unit_is_in_the_words,
    verifier_and_paper_are_in_the_words,
)
from site_builder.rules.rule import Case, Rule
from tests.rules.space import Edit, rewritten
from tests.rules.test_agreement import FILE, steps_at
from tests.rules.test_quotations import L, N, case_of

CASE = case_of()
F = "notices/2026-fangan/notice.md"
Told = tuple[str, str, str, str, str]


def told(rule: Rule, *edits: Edit, case: Case = CASE) -> list[Told]:
    """The path of the value, what, why, how to mend it, and severity."""
    case = rewritten(case, *edits)
    tree = case.notice.ledger_tree
    return [(steps_at(tree, f.at.line, f.at.column), f.what, f.why, f.mend, f.severity) for f in rule.findings(case)]


SEVERITIES = [("", "error"), (", suggested: true", "warning")]


@pytest.mark.parametrize(("more", "severity"), SEVERITIES)
def test_units(more: str, severity: str) -> None:
    given = (
        'unit: "甲", quote: "甲牵头"',
        'unit: "乙", quote: "甲牵头"',
        'unit: "乙", quote: "〔待填〕"',
        'unit: "丙", quote: "甲牵头"',
    )
    old = "p1:\n  responsible:\n"
    edit = Edit(L, old, old + "".join(f"    - {{{each}{more}}}\n" for each in given))
    mend = "照引语写单位名称，或换一句引语"
    assert told(unit_is_in_the_words, edit) == [
        ("p1.responsible.1.unit", "责任单位不在引语里", "引语里没有“乙”", mend, severity),
        ("p1.responsible.3.unit", "责任单位不在引语里", "引语里没有“丙”", mend, severity),
    ]  # fmt: skip


@pytest.mark.parametrize(("more", "severity"), SEVERITIES)
def test_targets(more: str, severity: str) -> None:
    given = (
        ('">="', "漏损率不超过9%", "不高于"),
        ('"<="', "漏损率不低于9%", "不低于"),
        ('"<"', "漏损率不低于9%", "不低于"),
        ('">"', "漏损率不超过9%", "不高于"),
        ('"<="', "漏损率不超过9%", ""),
        ('"<="', "漏损率〔待填〕不低于9%", ""),
        ('">="', "不超过9%", "不高于"),
        ('"<="', "不低于9%", "不低于"),
        ('"<="', "x不下9%", "不低于"),
        ('">="', "降至9%，降到8%", "不高于"),
    )
    targets = "".join(
        f'  t{number}: {{item: p1, metric: "甲", comparator: {sign}, quote: "{words}"{more}}}\n'
        for number, (sign, words, _) in enumerate(given, 2)
    )
    assert told(comparator_and_period_are_in_the_words, Edit(L, "targets:\n", f"targets:\n{targets}")) == [
        (f"targets.t{number}.comparator", f"比较词 {sign[1:-1]} 与引语不一致", f"引语里说的是{said}", "照引语改 comparator", severity)
        for number, (sign, _, said) in enumerate(given, 2)
        if said
    ]  # fmt: skip


@pytest.mark.parametrize(("more", "severity"), SEVERITIES)
def test_commitments(more: str, severity: str) -> None:
    given = (
        ("6M", "每半年清理一次", ""),
        ("1Y", "每半年清理一次", "引语里是每 180 天左右一次"),
        ("x", "每半年清理一次", ""),
        ("1Y", "〔待填〕", ""),
        ("1Y", "定期清理", "引语里没有说多久一次"),
    )
    promises = "".join(
        f'  c{number}: {{item: p3, every: "{every}", quote: "{words}"{more}}}\n'
        for number, (every, words, _) in enumerate(given, 2)
    )
    edit = Edit(L, "commitments:\n", f"commitments:\n{promises}")
    assert told(comparator_and_period_are_in_the_words, edit) == [
        (f"commitments.c{number}.every", f"周期 {every} 与引语不一致", why, "照引语改 every，或删去", severity)
        for number, (every, _, why) in enumerate(given, 2)
        if why
    ]


def test_a_promise_without_a_period() -> None:
    edit = Edit(L, '    every: "6M"\n', "")
    assert told(comparator_and_period_are_in_the_words, edit) == []


LONG = ("没有说长期坚持", "引语所在的那句话没有说长期坚持", "删去 continuing，或引用说明长期坚持的那一句")


@pytest.mark.parametrize(("more", "severity"), SEVERITIES)
def test_what_goes_on_for_long(more: str, severity: str) -> None:
    given = (
        ('quote: "管网改造已全部完成整改"', True),
        ('quote: "管网改造已全部〔待填〕"', False),
        ('quote: "长期每周巡查"', False),
        ('quote: "没有这句话"', False),
        ('note: "甲"', False),
        (f'quote: "管网改造已全部完成整改", source: {{file: "{FILE}"}}', True),  # of the notice all the same
        (f'quote: "管网改造重新列入整改事项", source: {{file: "{FILE}"}}, basis: report', True),
        ('quote: "每月巡查一次", about: m1', False),  # not there: B001 says so
        ('quote: "每月巡查一次", about: m2', True),
        ('quote: "每月巡查一次"', True),
    )
    lines = "".join(f"    - {{continuing: true, {entry}{more}}}\n" for entry, _ in given)
    old = "  entries:\n" + '    - as_of: "2026-10-12"\n      happened'
    edits = (
        Edit(N, "每月巡查一次。", "每月巡查一次。长期每周巡查。"),
        Edit(L, old, f"  entries:\n{lines}" + old.partition("\n")[2]),
    )
    assert told(continuing_is_in_the_words, *edits) == [
        (f"p1.entries.{number}.continuing", *LONG, severity) for number, (_, wrong) in enumerate(given) if wrong
    ]


def test_what_goes_on_in_an_item_that_is_not_there() -> None:
    gone = 'p9:\n  entries: [{continuing: true, quote: "甲"}]\n  assessments: [{by: "本集团", quote: "甲"}]\np1:\n  responsible:\n'
    edits = (
        Edit(L, "p1:\n  responsible:\n", gone),
        Edit(L, "      status: done\n", "      status: done\n      continuing: true\n"),
        Edit(L, "  same_as:\n", '  assessments:\n    - {by: "本集团", quote: "管网改造已全部完成整改"}\n  same_as:\n'),
    )
    assert [each[0] for each in told(continuing_is_in_the_words, *edits)] == ["p1.entries.0.continuing"]
    assert [each[0] for each in told(verifier_and_paper_are_in_the_words, *edits)] == ["p1.assessments.0.by"]


def test_assessments() -> None:
    given = (
        'by: "本集团", quote: "〔待填〕"',
        'by: "本集团", quote: "管网改造已全部完成整改", verdict: "合格"',
        f'by: "督改办", quote: "管网改造重新列入整改事项", source: {{file: "{FILE}"}}, verdict: "重新出现"',
        f'by: "督改办", quote: "管网改造重新列入整改事项", source: {{file: "{FILE}"}}, verdict: "合格"',
        'by: "督改办", quote: "管网漏损率", verdict: "偏高"',  # of the heading of the item
    )
    edit = Edit(
        L, "  same_as:\n", "  assessments:\n" + "".join(f"    - {{{each}}}\n" for each in given) + "  same_as:\n"
    )
    other = ("核查结论不在引语里", "引语所在的那句话没有“合格”", "结论用原文的话，或删去 verdict", "error")
    mend = "改成核查的单位；自查的，写进 entries"
    assert told(verifier_and_paper_are_in_the_words, edit) == [
        ("p1.assessments.1.by", "核查的单位是发布单位自己", "“本集团”就是发布单位临溪水务集团", mend, "error"),
        ("p1.assessments.1.verdict", *other),
        ("p1.assessments.3.verdict", *other),
    ]  # fmt: skip


AT = ("p2:\n", "p3:\n", "p4:\n")
BODY = "notice: 2026-fangan"


def closed(*closings: str) -> list[Edit]:
    """Closings of p1, p2 and p3; '' for none."""
    return [Edit(L, at, f"  closing: {{{each}}}\n{at}") for at, each in zip(AT, closings, strict=False) if each]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("由督改办督办，见临督〔2026〕5号", "临督〔2026〕5号"),
        ("由督改办根据临督〔2026〕5号", "临督〔2026〕5号"),
        ("由督改办督办，文号为临督〔2026〕5号", "临督〔2026〕5号"),
        ("由督改办按临督〔2026〕5号", "临督〔2026〕5号"),
        ("由督改办督办（临经信〔2026〕5号）", "临经信〔2026〕5号"),
        ("由督改办督办（见〔2026〕5号）", "见〔2026〕5号"),  # nothing else is left
    ],
)
def test_a_paper_without_the_words_before_it(words: str, shown: str) -> None:
    case = case_of(
        Edit(F, "分批更换到期水表。", f"分批更换到期水表，{words}。"),
        *closed(f'date: "2026-10", by: "督改办", {BODY}, ref: "临督〔2026〕7号"'),
    )
    found = [each.why for each in verifier_and_paper_are_in_the_words.findings(case) if each.what == PAPER[0]]
    assert found == [f"通报 2026-fangan 里的文号是 {shown}"]


LINKED = case_of(
    Edit(F, "分批更换到期水表。", "分批更换到期水表，由督改办督办（临督〔2026〕5号、临督〔2026〕6号）。"),
    *closed(f'date: "2026-10", by: "督改办", {BODY}'),
)
WHO = (
    "销号的单位不在所引的通报里",
    "通报 2026-fangan 里没有“{}”",
    "照那份通报改正；那份通报就是它发布的，写进 acknowledged",
    "warning",
)
PAPER = (
    "文号不是所引通报里的",
    "通报 2026-fangan 里的文号是 临督〔2026〕5号、临督〔2026〕6号",
    "照那份通报改正；另有文件的，写进 acknowledged",
    "warning",
)


def by(name: str) -> tuple[str, ...]:
    return (WHO[0], WHO[1].format(name), *WHO[2:])


@pytest.mark.parametrize(
    ("closing", "found"),
    [
        (f'by: "督改办", {BODY}', []),
        (f'by: "督改办", {BODY}, ref: "临督〔2026〕5号"', []),
        (f'by: "督改办", {BODY}, ref: "临督〔2026〕6号"', []),
        (f'by: "督改办", {BODY}, ref: "临督〔2026〕7号"', [("ref", *PAPER)]),
        (f'by: "巡察办", {BODY}', [("by", *by("巡察办"))]),
        (f'by: "巡察办", {BODY}, ref: "临督〔2026〕7号"', [("by", *by("巡察办")), ("ref", *PAPER)]),
        ('by: "巡察办", ref: "临督〔2026〕7号"', []),
        ('by: "巡察办", notice: 2026-none, ref: "临督〔2026〕7号"', []),
    ],
)
def test_a_closing_by_another_notice(closing: str, found: list[tuple[str, ...]]) -> None:
    first = told(verifier_and_paper_are_in_the_words, *closed(f'date: "2026-10", {closing}'), case=LINKED)
    assert first == [(f"p1.closing.{key}", *rest) for key, *rest in found]
    for before in ("", 'date: "2026-10", by: "甲"', f'date: "2026-10", by: "督改办", {BODY}'):
        later = told(
            verifier_and_paper_are_in_the_words, *closed(before, "", f'date: "2026-10", {closing}'), case=LINKED
        )
        assert later == [(f"p3.closing.{key}", *rest) for key, *rest in found]  # fmt: skip


def test_a_notice_that_names_no_paper() -> None:
    linked = case_of(*closed(f'date: "2026-10", by: "督改办", {BODY}'))
    edits = closed(f'date: "2026-10", by: "水表更新滞后", {BODY}, ref: "临督〔2026〕7号"')
    assert told(verifier_and_paper_are_in_the_words, *edits, case=linked) == []

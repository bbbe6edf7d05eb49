"""Values beside a quotation and its words: bounds, periods, what goes on for long, who verified and what they said."""

import pytest

from site_builder.records.source import Field, Mapping
from site_builder.rules.agreement import (
    comparator_and_period_are_in_the_words,
    continuing_is_in_the_words,
    unit_is_in_the_words,
    verifier_and_paper_are_in_the_words,
)
from site_builder.rules.rule import Rule
from tests.rules.space import Edit, rewritten
from tests.rules.test_quotations import L, N, case_of

CASE = case_of()
FILE = "复查意见.txt"


def told(rule: Rule, *edits: Edit) -> list[tuple[str, str, str, str]]:
    """The path of the value that is underlined, what, why and severity of each finding of one rule."""
    case = rewritten(CASE, *edits)
    tree = case.notice.ledger_tree
    return [(steps_at(tree, f.at.line, f.at.column), f.what, f.why, f.severity) for f in rule.findings(case)]


def steps_at(tree: Field, line: int, column: int, steps: str = "") -> str:
    """The path to the value that begins at a place of a ledger; '' for none."""
    if isinstance(tree.value, Mapping):
        below: list[tuple[str | int, Field]] = [*tree.value.items()]
    else:
        below = [*enumerate(tree.value)] if isinstance(tree.value, list) else []
    if not below:
        return steps if (tree.at.line, tree.at.column) == (line, column) else ""
    return "".join(steps_at(field, line, column, f"{steps}.{key}".strip(".")) for key, field in below)


@pytest.mark.parametrize(
    ("comparator", "words", "said"),
    [
        ("<=", "降至9.4%", ""),
        ("<", "降至9.4%", ""),
        (">=", "降至9.4%", "不高于"),
        (">", "降至9.4%", "不高于"),
        ("=", "降至9.4%", ""),
        ("~", "降至9.4%", ""),
        ("<=", "不低于9.4%", "不低于"),
        (">=", "不低于9.4%", ""),
        ("<=", "低于9.4%", ""),
        (">=", "低于9.4%", "不高于"),
        ("<=", "9.4%以上", "不低于"),
        (">=", "不超过9.4%", "不高于"),
        ("<=", "超过9.4%", "不低于"),
        ("<=", "不少于9.4%", "不低于"),
        (">=", "不大于9.4%", "不高于"),
        ("<=", "不小于9.4%", "不低于"),
        (">=", "是9.4%", ""),  # no words for either side
        (">=", "降至9.4%、超过去年", ""),  # words for both
        ("<=", "降至9.4%、超过去年", ""),
        (">=", "不高于9.4%，低于去年", "不高于"),
        (">=", "降至〔待填〕", ""),
    ],
)
def test_the_side_of_a_bound(comparator: str, words: str, said: str) -> None:
    edits = Edit(L, 'quote: "漏损率降至9.4%"', f'quote: "漏损率{words}"'), Edit(L, '"<="', f'"{comparator}"')
    found = told(comparator_and_period_are_in_the_words, *edits)
    what = f"比较词 {comparator} 与引语不一致"
    assert found == ([("targets.t1.comparator", what, f"引语里说的是{said}", "error")] if said else [])


def test_a_bound_that_is_only_implied_or_suggested() -> None:
    wrong = Edit(L, '"<="', '">="')
    rule = comparator_and_period_are_in_the_words
    assert told(rule, wrong, Edit(L, '    unit: "%"\n', '    unit: "%"\n    implied: true\n')) == []
    assert [each[3] for each in told(rule, wrong, Edit(L, "  t1:\n", "  t1:\n    suggested: true\n"))] == ["warning"]


@pytest.mark.parametrize(
    ("every", "words", "days"),  # None where the period agrees, else the days that are said to be in the words
    [
        ("6M", "每半年至少清理一次", None),
        ("5M", "每半年至少清理一次", "180"),
        ("7M", "每半年至少清理一次", "180"),
        ("1Y", "每半年清理两次", "180、90"),
        ("3M", "每半年清理两次", None),
        ("6M", "每年清理2次", None),
        ("1Y", "每年清理2次", None),
        ("4M", "每年清理三次", None),
        ("3M", "每年清理三次", "360、120"),
        ("1M", "每月清理", None),
        ("1W", "每周清理", None),
        ("7D", "每星期清理", None),
        ("1D", "每日清理", None),
        ("1D", "每天清理", None),
        ("10D", "每旬清理", None),
        ("10D", "每9天清理", None),  # a tenth more or less
        ("10D", "每11天清理", None),
        ("10D", "每8天清理", "8"),
        ("10D", "每12天清理", "12"),
        ("3M", "每季清理", None),
        ("3M", "每季度清理", None),
        ("2M", "每两个月清理", None),
        ("2M", "每2个月清理", None),
        ("2Y", "每隔两年清理", None),
        ("15D", "每半个月清理", None),
        ("10M", "每十个月清理", None),
        ("3M", "按季清理", None),
        ("3M", "逐季清理", None),
        ("1M", "按月清理", None),
        ("1M", "逐月清理", None),
        ("1Y", "按年清理", None),
        ("1Y", "年度清理", None),
        ("6M", "半年清理", None),
        ("1Y", "每月清理、每季度清理", "30、90"),
        ("1Y", "每月清理、按月清理", "30"),
        ("3M", "每月清理、每季度清理", None),
        ("1Y", "定期清理", ""),
        ("12", "定期清理", None),  # no period: L008 says so
        ("1Y", "〔待填〕清理", None),
    ],
)
def test_a_period(every: str, words: str, days: str | None) -> None:
    edits = Edit(L, "每半年至少清理一次", words), Edit(L, '"6M"', f'"{every}"')
    why = f"引语里是每 {days} 天左右一次" if days else "引语里没有说多久一次"
    right = [("commitments.c1.every", f"周期 {every} 与引语不一致", why, "error")]
    assert told(comparator_and_period_are_in_the_words, *edits) == ([] if days is None else right)


PROMISES = (
    'commitments:\n  c0: {item: p3, quote: "财务部", every: x}\n  c9: {item: p3, quote: "〔待填〕", every: "1M"}\n'
)


def test_a_promise_after_others() -> None:
    edits = Edit(L, "commitments:\n", PROMISES), Edit(L, '"6M"', '"1M"\n    suggested: true')
    found = told(comparator_and_period_are_in_the_words, *edits)
    assert [(each[0], each[3]) for each in found] == [("commitments.c1.every", "warning")]


@pytest.mark.parametrize(
    ("unit", "quote", "why"),
    [
        ("管网部", "由管网部牵头", None),
        ("管网", "由管网部牵头", None),
        ("管网处", "由管网部牵头", "引语里没有“管网处”"),
        ("", "由管网部牵头", "unit 是空的"),
        (" ", "由管网部牵头", "unit 是空的"),
        ("管网处", "〔待填〕", None),
    ],
)
def test_a_unit(unit: str, quote: str, why: str | None) -> None:
    responsible = f'    - {{unit: "财务部", quote: "财务部"}}\n    - {{unit: "{unit}", quote: "{quote}"}}\n'
    edit = Edit(L, '    - unit: "管网部"\n', f'{responsible}    - unit: "管网部"\n')
    right = ("p1.responsible.1.unit", "责任单位不在引语里", why, "error")
    assert told(unit_is_in_the_words, edit) == ([] if why is None else [right])


LONG = "引语所在的那句话没有说长期坚持"


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ('quote: "管网改造已全部完成整改"', [LONG]),
        ('quote: "每月巡查一次", about: m2', [LONG]),
        ('quote: "长期每周巡查", about: m2', []),
        ('quote: "每周巡查", about: m2', []),  # in a sentence that says so
        ('quote: "每周巡查"', []),
        ('quote: "每周巡查", about: m1', []),  # not found there: B001 says so
        ('quote: "管网改造已全部〔待填〕"', []),
        ('note: "编者的话", basis: editor', []),
        (f'quote: "管网改造重新列入整改事项", basis: report, source: {{file: "{FILE}"}}', [LONG]),
        ('quote: "管网改造已全部完成整改", basis: report', [LONG]),
        ('quote: "没有这句话"', []),
    ],
)
def test_what_goes_on_for_long(entry: str, found: list[str]) -> None:
    edits = (
        Edit(N, "每月巡查一次。", "每月巡查一次。长期每周巡查。"),
        Edit(L, '    - as_of: "2026-11-03"', f'    - {{as_of: "2026-10-12", continuing: true, {entry}}}\n    - as_of: "2026-11-03"'),
    )  # fmt: skip
    right = [("p1.entries.1.continuing", "没有说长期坚持", why, "error") for why in found]
    assert told(continuing_is_in_the_words, *edits) == right


SELF = "核查的单位是发布单位自己"
OTHER = "核查结论不在引语里"


@pytest.mark.parametrize(
    ("verdict", "found"),
    [
        ('by: "督改办", quote: "管网改造已全部完成整改", verdict: "完成整改"', []),
        ('by: "督改办", quote: "管网改造已", verdict: "完成整改"', []),  # in the sentence around it
        ('by: "督改办", quote: "管网改造已全部完成整改", verdict: "合格"', [("verdict", OTHER, "引语所在的那句话没有“合格”")]),
        ('by: "督改办", quote: "管网改造已全部完成整改"', []),
        ('by: "督改办", quote: "〔待填〕", verdict: "合格"', []),
        ('by: "水务集团", quote: "〔待填〕", verdict: "合格"', []),
        ('by: "本集团", quote: "管网改造已全部完成整改"', [("by", SELF, "“本集团”就是发布单位临溪水务集团")]),
        ('by: "临溪自来水公司", quote: "管网改造已全部完成整改"', [("by", SELF, "“临溪自来水公司”就是发布单位临溪自来水公司")]),
        ('by: "本集团", quote: "管网改造已全部完成整改", verdict: "合格"',
         [("by", SELF, "“本集团”就是发布单位临溪水务集团"), ("verdict", OTHER, "引语所在的那句话没有“合格”")]),
        (f'by: "督改办", quote: "管网改造重新列入整改事项", source: {{file: "{FILE}"}}, verdict: "重新列入"', []),
        (f'by: "督改办", quote: "管网改造重新列入整改事项", source: {{file: "{FILE}"}}, verdict: "完成"', [("verdict", OTHER, "引语所在的那句话没有“完成”")]),
        ('by: "督改办", quote: "已更换水表", verdict: "八成"', [("verdict", OTHER, "引语所在的那句话没有“八成”")]),  # of another item
    ],
)  # fmt: skip
def test_who_verified_and_what_they_said(verdict: str, found: list[tuple[str, str, str]]) -> None:
    first = '  assessments:\n    - {by: "督改办", quote: "管网改造已全部完成整改"}\n'
    edit = Edit(L, "  same_as:\n", f"{first}    - {{{verdict}}}\n  same_as:\n")
    right = [(f"p1.assessments.1.{key}", what, why, "error") for key, what, why in found]
    assert told(verifier_and_paper_are_in_the_words, edit) == right


@pytest.mark.parametrize(
    ("closing", "found"),
    [
        ("notice: 2026-fangan", [("by", "通报 2026-fangan 里没有“督改办”")]),
        ("notice: 2026-other", []),
        ('ref: "临督〔2026〕3号"', []),
        ('notice: 2026-fangan, ref: "临督〔2026〕3号"', [("by", "通报 2026-fangan 里没有“督改办”")]),  # no paper there
    ],
)
def test_who_closed_by_another_notice(closing: str, found: list[tuple[str, str]]) -> None:
    context = case_of(
        Edit(L, "p3:\n", '  closing: {date: "2026-10", by: "督改办", notice: 2026-fangan}\np3:\n')
    ).context
    case = rewritten(CASE, Edit(L, "p3:\n", f'  closing: {{date: "2026-10", by: "督改办", {closing}}}\np3:\n'))
    told = list(verifier_and_paper_are_in_the_words.findings(case._replace(context=context)))
    assert [(steps_at(case.notice.ledger_tree, f.at.line, f.at.column), f.why) for f in told] == [
        (f"p2.closing.{key}", why) for key, why in found
    ]
    assert {f.severity for f in told} <= {"warning"}

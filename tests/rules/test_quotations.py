"""Every quotation of a notice with the place where its words must stand; how often words stand there."""

import pytest

from site_builder.records.registers import read_registers
from site_builder.rules.quotations import NOTICE, Scope, ScopeTexts, _count, quotations
from site_builder.rules.rule import Case
from tests.rules.space import Edit, cases_of, edited

L, N = "notices/2026-shuiwu/ledger.yaml", "notices/2026-shuiwu/notice.md"


def case_of(*edits: Edit) -> Case:
    texts = edited(list(edits))[0]
    registers = read_registers({name: text for name, text in texts.items() if "/" not in name}, "content", [])
    assert registers is not None
    return cases_of(texts, registers, [])["2026-shuiwu"]


@pytest.mark.parametrize(
    ("scope", "label"),
    [
        (NOTICE, "正文"),
        (Scope("item", "p1"), "事项 p1"),
        (Scope("measure", "m2", "p1"), "事项 p1 的措施 m2"),
        (Scope("file", "a.pdf"), "文件 a.pdf"),
        (Scope("cell", "a.xlsx", "B2"), "文件 a.xlsx 的单元格 B2"),
        (Scope("page", "a.pdf", "3"), "文件 a.pdf 的第 3 页"),
        (Scope("linked", "2026-fangan"), "通报 2026-fangan"),
    ],
)
def test_a_place_has_a_name(scope: Scope, label: str) -> None:
    assert scope.label == label


@pytest.mark.parametrize(
    ("needle", "straw", "count"),
    [("a", "aba", 2), ("aa", "aaa", 2), ("", "abc", 0), ("x", "abc", 0), ("abc", "abc", 1), ("c", "abc", 1)],
)
def test_occurrences_are_counted(needle: str, straw: str, count: int) -> None:
    assert _count(needle, straw) == count


def test_every_quotation_and_where_it_must_stand() -> None:
    p1, p2, p3, p4 = (Scope("item", f"p{n}") for n in range(1, 5))
    found = [(each.words, each.scope, each.steps, each.in_head) for each in quotations(case_of())]
    assert found == [
        ("公开期限为5个工作日，自2026年10月12日至10月16日", NOTICE, ("window", "quote"), True),
        ("巡察反馈的4项问题", NOTICE, ("stated", "quote"), True),
        ("由管网部牵头，改造老旧管网12公里", Scope("measure", "m1", "p1"), ("p1", "responsible", 0, "quote"), False),
        ("管网改造已全部完成整改", p1, ("p1", "entries", 0, "quote"), False),
        ("管网改造重新列入整改事项", Scope("file", "复查意见.txt"), ("p1", "entries", 1, "quote"), False),
        ("管网漏损率偏高", p1, ("p1", "same_as", 0, "quote"), False),
        ("计划于2026年12月底前更换完毕", p2, ("p2", "due", 0, "quote"), False),
        ("已更换水表3200只", p2, ("p2", "entries", 0, "quote"), False),
        ("已更换水表3200只", p2, ("p2", "facts", 0, "quotes", 0), False),
        ("占应换的4000只的八成", p2, ("p2", "facts", 0, "quotes", 1), False),
        ("目前正在与其余施工单位对账", p3, ("p3", "entries", 0, "quote"), False),
        ("已支付工程款16.1万元中的0.2万元，涉及9笔中的1笔", Scope("measure", "m1", "p3"), ("p3", "facts", 0, "quotes", 0), False),
        ("因预算尚未批复，该项整改尚未启动", p4, ("p4", "entries", 0, "quote"), False),
        ("2026年5月20日市委第二巡察组反馈意见后", NOTICE, ("notice", "milestones", 0, "quote"), False),
        ("漏损率降至9.4%", p1, ("targets", "t1", "quote"), False),
        ("财务部每半年至少清理一次往来款", p3, ("commitments", "c1", "quote"), False),
    ]  # fmt: skip


def test_quotations_of_what_the_sound_notice_has_not() -> None:
    """Of a signature, an inspection, an assessment, a closing, feedback, a target's first and last value; words to be filled in are none."""
    case = case_of(
        Edit(N, '  date: "2026-10-10"\n', '  date: "2026-10-10"\n  quote: "落款的话"\n'),
        Edit(N, '  feedback: "2026-05-20"\n', '  feedback: "2026-05-20"\n  quote: "巡察的话"\n'),
        Edit(N, '  quote: "巡察反馈的4项问题"\n', '  quotes: ["总数的话", "又一句"]\n'),
        Edit(L, "p4:\n", 'p4:\n  assessments:\n    - by: "巡察办"\n      quote: "核查的话"\n'
             '  closing:\n    date: "2026-10-21"\n    by: "巡察办"\n    notice: 2026-fangan\n    quote: "销号的话"\n'),
        Edit(L, "  milestones:\n", '  feedback:\n    received: 3\n    quote: "意见的话"\n  milestones:\n'),
        Edit(L, '    unit: "%"\n', '    unit: "%"\n    before: {value: "12", quote: "原先的话"}\n    result: {value: "9", quote: "后来的话"}\n'),
        Edit(L, '      quote: "计划于2026年12月底前更换完毕"', '      quote: "〔待填〕"'),
    )  # fmt: skip
    found = {each.words: (each.scope, each.in_head) for each in quotations(case)}
    assert {words: found.get(words) for words in ("落款的话", "巡察的话", "总数的话", "又一句")} == dict.fromkeys(
        ("落款的话", "巡察的话", "总数的话", "又一句"), (NOTICE, True)
    )
    assert found.get("核查的话") == (Scope("item", "p4"), False)
    assert found.get("销号的话") == (Scope("linked", "2026-fangan"), False)
    assert {found.get(words) for words in ("意见的话", "原先的话", "后来的话")} == {(NOTICE, False)}


@pytest.mark.parametrize(
    ("words", "scope", "count"),
    [
        ("管网改造已全部完成整改", Scope("item", "p1"), 1),
        ("管网漏损率偏高", Scope("item", "p1"), 1),  # the heading is searched where the text has no such words
        ("管网", Scope("item", "p1"), 4),
        ("管网", Scope("measure", "m2", "p1"), 1),
        ("管网", Scope("measure", "m9", "p1"), 4),  # no such measure: its whole item
        ("水表", Scope("item", "p2"), 1),
        ("水表", Scope("item", "p1"), 0),
        ("水表", Scope("item", "p9"), None),
        ("巡察反馈的4项问题逐项整改", NOTICE, 1),
        ("管网改造重新列入", Scope("file", "复查意见.txt"), 1),
        ("管网", Scope("file", "没有.txt"), None),
        ("管网", Scope("cell", "复查意见.txt", "A1"), 0),
        ("管网", Scope("cell", "没有.xlsx", "A1"), None),
        ("管网", Scope("page", "没有.pdf", "1"), None),
        ("管网", Scope("linked", "没有"), None),
        ("", NOTICE, 0),
    ],
)
def test_how_often_words_stand_in_a_place(words: str, scope: Scope, count: int | None) -> None:
    assert ScopeTexts(case_of()).count(words, scope) == count

"""What was found is no measure: sections of findings, and sections that look like them and tell of deeds."""

import pytest

from site_builder.importing.draft import Draft, draft_of
from site_builder.importing.names import organ_id
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.refusal import refusal_of
from site_builder.importing.writer import notice_file
from site_builder.records.findings import Finding
from site_builder.records.notice import read_notice

FINDINGS = [
    "保证金206万元滞留超过五年，对应单位已注销7家。",
    "场地出租收入19.8万元存放在工会账户。",
    "3本未按期核销，印章由出纳一人保管。",
]
TITLES = ["往来款项清理不及时", "收入未纳入统一核算", "印章票据管理松弛"]


def text_of(heading: str, bodies: list[str], form: str = "run in") -> str:
    """A notice of findings and demands; the finding behind its heading, on a line of its own, or divided by 一是."""
    lines = [
        "云州市财政局关于2025年度会计信息质量检查情况和整改要求的通报",
        "各有关单位：",
        "现将检查情况通报如下。",
        f"一、{heading}",
    ]
    for number, (title, body) in enumerate(zip(TITLES, bodies, strict=True), 1):
        apart = [f"{number}.{title}。", body]
        listed = [f"{number}.{title}。", f"一是{body}二是凭证不全。"]
        lines += {"run in": ["".join(apart)], "apart": apart, "listed": listed}[form]
    lines += [
        "二、整改要求",
        "（一）限期整改。各单位自收到通报之日起30日内报送整改报告。",
        "云州市财政局",
        "2026年5月22日",
    ]
    return "\n".join(lines)


def notice(text: str) -> Draft:
    return draft_of(read_manuscript(text.encode(), "a.txt"), organ_id)


@pytest.mark.parametrize("form", ["run in", "apart", "listed"])
@pytest.mark.parametrize(
    "heading", ["检查发现的主要问题", "存在的主要问题", "督查发现的突出问题", "存在问题", "审计查出的问题"]
)
def test_findings(heading: str, form: str) -> None:
    text = text_of(heading, FINDINGS, form)
    draft = notice(text)
    assert [(problem.title, problem.measures) for problem in draft.outline.problems] == [(f"{t}。", ()) for t in TITLES]
    for problem, words in zip(draft.outline.problems, FINDINGS, strict=True):
        assert words in problem.text
    assert draft.suggested.ledgers.items == {}, "已注销 is not what was done about it"
    assert refusal_of(draft, read_manuscript(text.encode(), "a.txt").lines) is None
    written = notice_file(draft.head, draft.blocks)
    assert written.count("measures=none}") == 3
    findings: list[Finding] = []
    again = read_notice("n", written, "", "n", findings)
    assert again is not None and [each.measures for each in again.outline.problems] == [(), (), ()]
    assert not [each for each in findings if each.code == "R006"]


@pytest.mark.parametrize(
    ("heading", "bodies"),
    [
        ("发现问题整改情况", FINDINGS),  # its heading says that it tells of the rectification
        ("存在问题及整改措施", FINDINGS),
        ("问题怎么改的", FINDINGS),
        ("检查发现的主要问题", [FINDINGS[0] + "已完成清退。", *FINDINGS[1:]]),  # a deed in one of them
        ("检查发现的主要问题", ["整改情况：已退还保证金206万元。", *FINDINGS[1:]]),
        ("检查发现的主要问题", [FINDINGS[0], FINDINGS[1] + "正在整改。", FINDINGS[2]]),
        ("检查发现的主要问题", ["加强往来款项管理，逐笔核对。", "完善收入核算办法。", "规范印章保管。"]),
    ],
)
def test_near_misses_stay_measures(heading: str, bodies: list[str]) -> None:
    draft = notice(text_of(heading, bodies))
    assert [len(problem.measures) for problem in draft.outline.problems] == [1, 1, 1]
    assert "measures=none" not in notice_file(draft.head, draft.blocks)

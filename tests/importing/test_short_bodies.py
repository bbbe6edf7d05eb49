"""Headings with a short line below each, in plain text: whatever their lengths, a heading is not a line that broke off."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from site_builder.importing.lines.fold import visible
from site_builder.importing.structure.wraps import unwrapped
from site_builder.records.ledger_model import Ledger
from site_builder.records.notice import Notice
from site_builder.rules.registry import NOTICE_RULES
from tests.cases import cases
from tests.importing.structure.test_wraps import read
from tests.importing.test_properties import imported, written
from tests.rules.neighbours import sound

HEADS = [
    "食堂采购管理程序不规范", "公务用车台账登记内容不全", "档案移交不及时", "财务报销审核把关不严的问题", "关于会议记录要素不全的问题",
    "考勤登记制度执行不严格且长期无人过问", "关于“三重一大”事项集体研究不充分问题", "值班值守有空岗", "对下属单位指导监督不够有力",
]  # fmt: skip
BODIES = [
    "已整改。", "已完成整改。", "长期坚持。", "完成。", "已整改完成", "已全部整改到位。", "已完成整改，建立了台账。", "正在推进，预计年底前完成。",
    "制定办法3项，开展检查5次，发现的问题全部整改。", "已完成", "清退2万元。已整改。", "完善# 号。",
]  # fmt: skip
MARKS = ["{}.", "{}、", "（{}）", "({})", "{}. "]


@settings(max_examples=cases(60), deadline=None)
@given(
    st.sampled_from(MARKS),
    st.lists(
        st.tuples(st.sampled_from(HEADS), st.sampled_from(BODIES)), min_size=2, max_size=9, unique_by=lambda x: x[0]
    ),
    st.sampled_from(["", "中共云州市园林局党组关于巡察整改进展情况的通报\n"]),
)
def test_each_heading_keeps_its_words(mark: str, items: list[tuple[str, str]], title: str) -> None:
    lines = [f"{mark.format(number)}{head}\n{body}" for number, (head, body) in enumerate(items, 1)]
    outline = imported((title + "一、整改落实情况\n" + "\n".join(lines)).encode()).outline
    assert [(each.title, [measure.text for measure in each.measures]) for each in outline.problems] == [
        (head, [body]) for head, body in items
    ]


@settings(max_examples=cases(60), deadline=None)
@given(st.lists(st.tuples(st.sampled_from(HEADS), st.sampled_from(BODIES)), min_size=2, max_size=9))
def test_lines_without_numbers_stay_lines(items: list[tuple[str, str]]) -> None:
    lines = [line for item in items for line in item]
    assert [line.text for line in unwrapped(*read("\n".join(lines)))[0]] == [visible(line) for line in lines]


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("many", [2, 4, 6])
def test_headings_of_one_length(body: str, many: int) -> None:
    heads = ["食堂采购管理程序很不规范", "公务用车台账登记内容不全", "机关档案移交工作很不及时", "财务报销审核把关不够严格",
             "会议记录要素不全不够规范", "干部考勤登记制度执行不严"][:many]  # fmt: skip
    text = "\n".join(f"{number}.{head}\n{body}" for number, head in enumerate(heads, 1))
    assert [each.title for each in imported(f"一、整改落实情况\n{text}".encode()).outline.problems] == heads


STATES = {
    "已整改": "done", "已完成": "done", "已完成整改": "done", "已全部整改到位": "done", "整改完成": "done", "整改到位": "done", "已办结": "done",
    "已销号": "done", "已解决": "done", "已纠正": "done", "基本完成": "partial", "部分完成": "partial", "正在整改": "ongoing", "整改中": "ongoing",
    "正在办理": "ongoing", "持续推进": "ongoing", "未整改": "not-started", "尚未整改": "not-started",
    "长期坚持": None, "无": None, "已退还": None, "2024年底": None, "50万元": None,
}  # fmt: skip


@pytest.mark.parametrize("stop", ["。", ""])
@pytest.mark.parametrize(("body", "status"), STATES.items())
def test_a_paragraph_of_few_words_is_quoted_whole(body: str, status: str | None, stop: str) -> None:
    text = f"一、整改落实情况\n1.食堂采购管理程序不规范\n{body}{stop}\n2.公务用车台账登记不全\n已修订办法3项，开展检查5次，加强日常管理。"
    notice = written(imported(text.encode()))
    said = [(each.status, each.about, (each.quote or "").rstrip("。")) for each in notice.ledger("p1").entries]
    assert said == ([(status, None, body)] if status else [])
    assert of_quotations(notice) == []


def of_quotations(notice: Notice) -> list[str]:
    """Errors that the rules of quotations find in a draft's ledger once an editor has accepted it."""
    accepted = {item: accept(ledger) for item, ledger in notice.ledgers.items.items()}
    notice = notice._replace(ledgers=structs.replace(notice.ledgers, items=accepted))
    case = sound()["2026-shuiwu"]._replace(notice=notice)
    found = [each for rule in NOTICE_RULES if rule.code[0] == "B" for each in rule.findings(case)]
    return [f"{each.code} {each.what} {each.why}" for each in found if each.severity == "error"]


def accept(ledger: Ledger) -> Ledger:
    return structs.replace(ledger, entries=tuple(structs.replace(each, suggested=False) for each in ledger.entries))

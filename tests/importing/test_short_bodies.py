"""Headings with a short line below each, in plain text: whatever their lengths, a heading is not a line that broke off."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.importing.lines.fold import visible
from site_builder.importing.structure.wraps import unwrapped
from tests.cases import cases
from tests.importing.structure.test_wraps import read
from tests.importing.test_properties import imported

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

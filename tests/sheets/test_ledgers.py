"""Rows that belong together, several sheets, totals, units and days above a table, persons in its cells."""

import io

import openpyxl
import pytest

from site_builder.importing.readers.unreadable import UnreadableError
from site_builder.records.vocabulary import ColumnMeaning
from site_builder.sheets.columns import words
from tests.sheets.books import Rows, drafted, saved, xlsx

HEADER = ["序号", "反馈问题", "整改措施", "责任单位", "责任人", "整改时限", "整改金额", "是否完成"]


def test_rows_under_one_merged_number_are_one_item() -> None:
    rows: Rows = [
        HEADER,
        ["1", "河道巡查不到位", "制定办法。", "河道科", "赵某", "2026年6月", "3", "是"],
        ["", "", "按月通报。", "办公室", "孙某", "", "", ""],
        ["2", "收缴不及时", "建立台账。", "财务科", "周某", "2026年7月", "", "整改中"],
    ]
    merged = drafted(xlsx(rows, [(1, 0, 2, 0), (1, 1, 2, 1)])).draft
    assert [[m.text for m in p.measures] for p in merged.outline.problems] == [
        ["制定办法。", "按月通报。"],
        ["建立台账。"],
    ]
    assert [r.unit for r in merged.suggested.ledgers.items["p1"].responsible] == ["河道科", "办公室"]
    flat = drafted("\n".join(",".join(row) for row in rows).encode(), "台账.csv").draft
    assert [[m.text for m in p.measures] for p in flat.outline.problems] == [
        ["制定办法。", "按月通报。"],
        ["建立台账。"],
    ]


def test_several_sheets_are_sections_and_count_on() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(xlsx([HEADER, [1, "甲问题", "改甲", "甲科", "", "2026年6月", "", "是"]], name="党建方面"))
    )
    for name, title in (("业务方面", "乙问题"), ("Sheet3", "丙问题")):
        sheet = book.create_sheet(name)
        for row in (HEADER, [1, title, "改", "乙科", "", "2026年6月", "", "是"]):
            sheet.append(row)
    book.create_sheet("填表说明").append(["请各科室据实填写"])
    book.create_sheet("通讯录").append(["姓名", "电话"])
    draft = drafted(saved(book)).draft
    assert [(p.id, p.title) for p in draft.outline.problems] == [("p1", "甲问题"), ("p2", "乙问题"), ("p3", "丙问题")]
    assert [s.heading for s in draft.outline.sections if s.role == "problems"] == ["党建方面", "业务方面", "Sheet3"]
    told = " ".join(each.why for each in draft.doubts)
    assert "请各科室据实填写" in draft.outline.text and "“填表说明”不像台账，照原样收在正文末尾" in told
    assert "姓名" not in draft.outline.text and "“通讯录”不像台账，里面有电话等个人信息" in told


def test_what_stands_above_and_below_a_table_is_kept_and_understood() -> None:
    rows: Rows = [
        ["附件2"],
        ["中共云州市水务局党组巡察整改台账"],
        ["填报单位：云州市水务局", "", "", "截至2026年10月31日", "", "", "单位：万元"],
        HEADER,
        ["（1）", "（2）", "（3）", "（4）", "（5）", "（6）", "（7）", "（8）"],
        ["一、作风方面"],
        ["1", "学习不经常", "定期学习", "办公室", "", "2026年6月", "1,200.50", "是"],
        ["二、业务方面"],
        ["2", "收缴不及时", "清收", "财务科", "", "#REF!", "0", "否"],
        ["合计", "", "", "", "", "", "1,200.50", ""],
        ["注：金额为已整改金额。"],
        ["填表人：赵某", "", "联系电话：0000-8300001"],
    ]
    wide = [(r, 0, r, 7) for r in (0, 1, 5, 7, 10)]
    draft = drafted(xlsx(rows, wide)).draft
    assert draft.head.title == "中共云州市水务局党组巡察整改台账" and draft.organ_name == "云州市水务局"
    assert draft.head.published is None, "as of which day a table tells is not the day it was published"
    assert [(p.title, p.category) for p in draft.outline.problems] == [
        ("学习不经常", "一、作风方面"),
        ("收缴不及时", "二、业务方面"),
    ]
    (fact,) = draft.suggested.ledgers.items["p1"].facts
    assert (fact.value, fact.unit, fact.quotes) == ("1200.50", "万元", ("整改金额：1,200.50",))
    last = draft.suggested.ledgers.items["p2"]
    assert last.entries == () and last.due == () and last.facts == ()
    told = " ".join(f"{each.text} {each.why}" for each in draft.doubts)
    assert "只说没有完成" in told and "公式算错的值" in told and "没有当作发布日期" in told
    for kept in ("附件2", "截至2026年10月31日", "合计", "注：金额为已整改金额。"):
        assert kept in draft.outline.text
        assert all(kept not in problem.text for problem in draft.outline.problems)
    assert any(each.why.startswith("只是列的编号") for each in draft.aside)


@pytest.mark.parametrize(
    ("cell", "kept", "aside"),
    [
        ("赵某某", "", "赵某某"),
        ("办公室主任", "办公室主任", ""),
        ("赵某（局长）", "", "赵某（局长）"),
        ("市水务局 赵某某", "市水务局", "赵某某"),
        ("分管副局长", "分管副局长", ""),
        ("管护站 赵小科", "管护站", "赵小科"),
        ("纪检组", "纪检组", ""),
    ],
)
def test_units_and_posts_stay_names_do_not(cell: str, kept: str, aside: str) -> None:
    draft = drafted(
        xlsx([HEADER, ["1", "巡察发现学习不经常", "定期学习", "办公室", cell, "2026年6月", "", "是"]])
    ).draft
    text = draft.outline.problems[0].text
    assert (f"责任人：{kept}" in text) is bool(kept)
    assert [each.text for each in draft.aside] == ([f"责任人：{aside}"] if aside else [])
    assert not aside or aside not in text


def test_the_table_of_words_is_one_meaning_a_word() -> None:
    from typing import get_args

    assert set(words().values()) <= set(get_args(ColumnMeaning)) and len(words()) > 200


def test_a_binary_workbook_is_refused_by_its_name() -> None:
    import zipfile

    out = io.BytesIO()
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Target="xl/workbook.bin" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
    )
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("_rels/.rels", relation)
        archive.writestr("xl/workbook.bin", b"\x00")
    with pytest.raises(UnreadableError, match="xlsb"):
        drafted(out.getvalue(), "台账.xlsx")

"""Rows under a header: which are items, which go together, and what the others are."""

import pytest

from site_builder.sheets.cell_words import shown_cells
from site_builder.sheets.filled import Claim, Filling, read_filled
from site_builder.sheets.grid import Cell, Grid
from site_builder.sheets.header import find_header
from site_builder.sheets.items import TableLedger, read_ledger_table
from tests.sheets.units.tables import grid

HEAD = "序号|问题|措施|进展"


def read(made: Grid) -> TableLedger:
    header = find_header(made)
    assert header is not None
    return read_ledger_table(made, header)


def said(ledger: TableLedger) -> list[tuple[tuple[int, int], str, tuple[str, ...]]]:
    """Of each item its rows, its words (a column's name, then its cells apart by /), and the headings above it."""
    return [
        (item.rows, " ".join(f"{each.column.name}={'/'.join(each.texts)}" for each in item.said), item.above)
        for item in ledger.items
    ]


@pytest.mark.parametrize(
    ("made", "items"),
    [
        (grid(HEAD, "1|甲|修补|完成", "2|乙|加灯|"), [
            ((1, 1), "序号=1 问题=甲 措施=修补 进展=完成", ()), ((2, 2), "序号=2 问题=乙 措施=加灯", ())]),
        (grid(HEAD, "1|甲|修补|完成", "||加灯|", "2|乙||"), [
            ((1, 2), "序号=1 问题=甲 措施=修补/加灯 进展=完成", ()), ((3, 3), "序号=2 问题=乙", ())]),
        (grid(HEAD, "1|甲|修补|完成", "|乙|加灯|"), [
            ((1, 1), "序号=1 问题=甲 措施=修补 进展=完成", ()), ((2, 2), "问题=乙 措施=加灯", ())]),
        (grid(HEAD, "1|甲|修补|完成", "||加灯|", spans=((1, 0, 2, 0), (1, 1, 2, 1))), [
            ((1, 2), "序号=1 问题=甲 措施=修补/加灯 进展=完成", ())]),
        (grid(HEAD, "1|甲|修补|完成", "|||", "|||", "2|乙||"), [
            ((1, 1), "序号=1 问题=甲 措施=修补 进展=完成", ()), ((4, 4), "序号=2 问题=乙", ())]),
        (grid(HEAD, "一、政治方面|||", "1|甲||", "二、财务方面|||", "2|乙||"), [
            ((2, 2), "序号=1 问题=甲", ("一、政治方面",)), ((4, 4), "序号=2 问题=乙", ("二、财务方面",))]),
        (grid(HEAD, "政治⏎方面|||", "1|甲||", spans=((1, 0, 1, 2),)), [((2, 2), "序号=1 问题=甲", ("政治 方面",))]),
        (grid(HEAD, "政治方面|||", "1|甲||", spans=((1, 0, 2, 2),)), [((1, 2), "序号=政治方面", ())]),
        (grid(HEAD, "1|甲同乙||丁", spans=((1, 1, 1, 2),)), [((1, 1), "序号=1 问题=甲同乙 进展=丁", ())]),
        (grid(HEAD, "1|甲同乙||丁", spans=((1, 1, 1, 2),), hidden_columns=frozenset({1})), [((1, 1), "序号=1 措施=甲同乙 进展=丁", ())]),
        (grid("序号|问题|进展|", "1|甲||另有说明"), [((1, 1), "序号=1 问题=甲 =另有说明", ())]),
        (grid(HEAD, "1|甲|修补|完成", hidden_columns=frozenset({2})), [((1, 1), "序号=1 问题=甲 进展=完成", ())]),
        (grid(HEAD, "1|甲|修补|完成", "2|乙||", hidden_rows=frozenset({1})), [((2, 2), "序号=2 问题=乙", ())]),
        (grid(HEAD, "1|2|3|4", "1|甲||"), [((2, 2), "序号=1 问题=甲", ())]),
        (grid(HEAD, "1|甲||", "1|2|3|4"), [((1, 1), "序号=1 问题=甲", ()), ((2, 2), "序号=1 问题=2 措施=3 进展=4", ())]),
        (grid("问题|措施|进展", "甲|修补|", "|加灯|"), [((1, 2), "问题=甲 措施=修补/加灯", ())]),
        (grid(HEAD, "1|甲|修补|完成", "2|乙|加灯|", hidden_columns=frozenset({0, 1})), [
            ((1, 1), "措施=修补 进展=完成", ()), ((2, 2), "措施=加灯", ())]),
    ],
)  # fmt: skip
def test_items(made: Grid, items: list[tuple[tuple[int, int], str, tuple[str, ...]]]) -> None:
    assert said(read(made)) == items


def test_rows_that_are_no_items() -> None:
    made = grid("云州市台账||截至|2026年", HEAD, "1|2|3|4", "1|甲| 修 补 |完", HEAD, "合计|两项||9", "2|乙|加灯|", "注：以上属实||合 计|",
                "|||", "填表人：|某||", name="表", hidden_rows=frozenset({6}), hidden_columns=frozenset({3}))  # fmt: skip
    ledger = read(made)
    assert ledger.above == ((0, "云州市台账　截至"),)
    assert ledger.below == ((7, "注：以上属实　合 计"), (9, "填表人：　某"))
    assert ledger.totals == ((5, (("序号", "合计"), ("问题", "两项"))),)
    assert ledger.aside == (
        (6, "2\t乙\t加灯", "隐藏的行，没有收入"),
        (0, "2026年\n进展\n4\n完\n进展\n9", "隐藏的列 表!D，没有收入"),
        (2, "1\t2\t3\t4", "只是列的编号"),
        (4, "序号\t问题\t措施\t进展", "重复的表头"),
    )
    assert [item.rows for item in ledger.items] == [(3, 3)]


@pytest.mark.parametrize(
    ("last", "below"),
    [
        ("注：以上属实|||", True), ("说明如下：|||", True), ("填表人某某：|||", True), ("联系人及电话：|9||", True), ("注1、甲|||", False),
        ("只有一格|||", False), ("|只有一格||", False), ("||只有一格|", True), ("合计|||", False), ("2026年10月|某局||", False), ("|||", False),
    ],
)  # fmt: skip
def test_notes_below_a_table(last: str, below: bool) -> None:
    assert bool(read(grid(HEAD, "1|甲|修补|完成", last)).below) is below


def test_a_note_over_two_rows_is_one() -> None:
    made = read(grid(HEAD, "1|甲|修补|完成", "以上无误|||", "|||", spans=((2, 0, 3, 3),)))
    assert (said(made), made.below) == ([((1, 1), "序号=1 问题=甲 措施=修补 进展=完成", ())], ((2, "以上无误"),))


def test_one_cell_over_the_whole_width_is_a_note_and_a_title_alone_an_item() -> None:
    assert read(grid(HEAD, "1|甲|修补|完成", "以上无误|||", spans=((2, 0, 2, 3),))).below == ((2, "以上无误"),)
    assert len(read(grid("序号|任务名称|措施|进展", "1|甲|修补|完成", "|乙||")).items) == 2


def test_what_an_item_says() -> None:
    (item,) = read(grid(HEAD, "1|甲|修补|完成", "||加灯|又完成", name="表")).items
    measure = item.first("措施", "measure")
    assert measure is not None
    assert (measure.text, measure.place, measure.places, measure.row) == ("修补\n加灯", "表!C2", ("表!C2", "表!C3"), 1)
    assert [each.text for each in item.of("problem", "number")] == ["1", "甲"]
    assert item.first("due") is None
    assert item.first_of(measure.column) is measure


# ---- workbooks that were filled in ---------------------------------------------------------------------------------------

FORM = "序号|编号|问题|本次进展|本次状态|本次日期|依据材料"


def row(**given: object) -> Filling:
    return Filling(**{"line": 2, "item": "", "number": "", "words": (), **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "filled"),
    [
        ("1|p 1|甲|已修补|已完成|2027-01-15|照片", [row(item="p1", number="1", words=("甲",), progress=Claim("已修补", "D2"), status=Claim("已完成", "E2"),
         day=Claim("2027-01-15", "F2"), evidence=Claim("照片", "G2"))]),
        ("1||甲||||", [row(number="1", words=("甲",))]),
        ("|p1|||||", [row(item="p1")]),
        ("|||完成|||", [row(progress=Claim("完成", "D2"))]),
        ("|||||昨日|", [row(day=Claim("昨日", "F2"))]),
        ("||||||照片", [row(evidence=Claim("照片", "G2"))]),
        ("9||||||", []),
        ("|||  |||", []),
    ],
)  # fmt: skip
def test_rows_of_our_own_workbook(line: str, filled: list[Filling]) -> None:
    told = read_filled([grid(FORM, line)])
    assert told is not None
    assert (told.ours, list(told.rows), told.until) == (True, filled, None)


@pytest.mark.parametrize("turned", [False, True])
def test_a_hidden_column_is_named_though_cells_of_it_are_merged(turned: bool) -> None:
    """A title across the whole table says nothing of where its columns are."""
    title = () if turned else ((0, 0, 0, 3),)
    table = grid(
        "台账|||", HEAD, "1|甲|修补|完成", name="表", spans=title, hidden_columns=frozenset({2}), turned=turned
    )
    assert [why for _, words, why in read(table).aside if words] == [
        "隐藏的行 表!3，没有收入" if turned else "隐藏的列 表!C，没有收入"
    ]


def test_our_own_workbook_with_its_columns_in_another_order() -> None:
    told = read_filled([grid("本次进展|编号|本次日期", "甲|p1|"), grid("本次进展|编号", "乙|p2")])
    assert told is not None
    assert [(each.item, each.progress) for each in told.rows] == [("p1", Claim("甲", "A2"))]


def test_our_own_workbook_without_some_columns_and_with_hidden_rows() -> None:
    told = read_filled([grid("||", "编号|本次进展|x", "p1|甲|", "p2|乙|", "p3||", hidden_rows=frozenset({3}))])
    assert told is not None
    assert [(each.item, each.progress, each.status, each.says) for each in told.rows] == [
        ("p1", Claim("甲", "B3"), None, True), ("p3", None, None, False)]  # fmt: skip
    assert told.hidden == ("工作表“”有 1 行是隐藏的（或被筛选掉），没有读",)


def test_a_workbook_of_the_office() -> None:
    table = grid("台账（截至2026年10月31日）||||||", "序号|问题|任务名称|进展|是否完成|责任人|电话", "1|甲|乙|去年修补|否|赵某|", "|||今年加灯|是||",
                 "填报日期：2026-1-2||||||", name="表")  # fmt: skip
    dated = Grid(
        "乙",
        (
            (Cell("问题"), Cell("整改进展")),
            (Cell("丙"), Cell("2026/3/1", "date", "2026-03-01")),
            (Cell("丁"), Cell("")),
        ),
    )
    hidden = grid("问题|进展", "a|b", name="丙", hidden=True)
    told = read_filled([table, dated, hidden])
    assert told is not None
    assert (told.ours, told.until, told.private) == (False, "2026-10-31", ("责任人",))
    assert told.hidden == ("工作表“丙”是隐藏的，没有读",)
    assert told.rows == (
        Filling(
            3,
            "",
            "1",
            ("甲", "乙"),
            Claim("今年加灯", "表!D4", None, "今年加灯"),
            Claim("是", "表!E4", None, "是否完成：是"),
        ),
        Filling(2, "", "", ("丙",), Claim("2026/3/1", "乙!B2", "2026-03-01", "2026/3/1")),
        Filling(3, "", "", ("丁",)),
    )


@pytest.mark.parametrize(
    ("words", "until"),
    [("截止 2026 年 1 月 2 日", "2026-01-02"), ("填表时间：2026.10.31", "2026-10-31"), ("填报日期2026/1/2", "2026-01-02"),
     ("截至2026年13月1日", None), ("2026年1月2日", None)],
)  # fmt: skip
def test_the_day_as_of_which_a_table_tells(words: str, until: str | None) -> None:
    told = read_filled([grid(f"{words}|", "问题|进展", "甲|乙")])
    assert told is not None
    assert told.until == until


@pytest.mark.parametrize("made", [grid("甲|乙", "丙|丁"), grid("问题|进展", "甲|乙", hidden=True), grid("问题|进展")])
def test_workbooks_that_are_no_ledger(made: Grid) -> None:
    assert read_filled([made]) is None


def test_the_words_of_a_workbook() -> None:
    told = shown_cells(
        [
            grid(
                "某台账|否|",
                "问题|是否 完成|备注",
                "丁|否|",
                "甲⏎乙|是| 见附件",
                "丙||无",
                name="表",
                hidden_rows=frozenset({2}),
            ),
            grid("隐|藏", hidden=True),
            grid("甲|", "|乙", hidden_columns=frozenset({1})),
            grid("问题|是否完成|", "甲|是|否", name="另"),
        ]
    )
    assert (
        told.text
        == "表\n某台账\t否\n问题\t是否 完成\t备注\n甲 乙\t是\t见附件\n丙\t无\n甲\n另\n问题\t是否完成\n甲\t是\t否"
    )
    assert told.cells == {
        "表!A1": "某台账", "表!B1": "否", "表!A2": "问题", "表!B2": "是否 完成", "表!C2": "备注", "表!A4": "甲\n乙", "表!B4": "是否完成：是",
        "表!C4": " 见附件", "表!A5": "丙", "表!C5": "无", "A1": "甲",
        "另!A1": "问题", "另!B1": "是否完成", "另!A2": "甲", "另!B2": "是否完成：是", "另!C2": "否",
    }  # fmt: skip

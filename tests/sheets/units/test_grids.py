"""A grid: cells of merged ranges, names of places, rows as columns; and the header that is found in it."""

import pytest

from site_builder.sheets.grid import EMPTY, Address, CellSpan, Grid, Unread, address, column_of, letters
from site_builder.sheets.header import (
    Header,
    SheetColumn,
    find_header,
    is_column_numbers,
    is_repeated,
    is_total,
)
from site_builder.sheets.items import read_ledger_table
from site_builder.sheets.read_columns import columns_in, columns_of
from tests.sheets.units.tables import grid


def test_a_merged_range_shows_the_same_in_each_cell() -> None:
    made = grid("甲||丙", "||丁", spans=((0, 0, 1, 1),))
    assert [[made.at(r, c).text for c in range(3)] for r in range(2)] == [["甲", "甲", "丙"], ["甲", "甲", "丁"]]
    assert [[made.own(r, c).text for c in range(3)] for r in range(2)] == [["甲", "", "丙"], ["", "", "丁"]]
    assert (made.filled(0), made.filled(1)) == (2, 2)
    assert (made.span(1, 1), made.span(1, 2)) == (CellSpan(0, 0, 1, 1), CellSpan(1, 2, 1, 2))


@pytest.mark.parametrize(("row", "column"), [(-1, 0), (0, -1), (2, 0), (0, 3), (1, 2)])
def test_beyond_the_table_is_nothing(row: int, column: int) -> None:
    assert grid("甲|乙|丙", "丁|戊").own(row, column) is EMPTY


def test_ranges_are_cut_where_the_table_ends_and_stop_where_they_overlap() -> None:
    far = grid("甲|乙", "丙|丁", spans=((1, 1, 900, 900),))
    assert (far.at(1, 1).text, far.at(2, 2).text, far.span(1, 1)) == ("丁", "", CellSpan(1, 1, 900, 900))
    over = grid("甲|乙", "丙|丁", spans=((0, 0, 1, 1), (0, 1, 0, 1)))
    assert over.at(0, 1).text == "甲"  # the second one finds no room


@pytest.mark.parametrize(
    ("made", "row", "column", "line", "place"),
    [
        (grid("甲|乙", "丙|丁"), 1, 1, 2, "B2"),
        (grid("甲|乙", name="台账"), 0, 1, 1, "台账!B1"),
        (grid("甲|乙", "丙|丁", lines=(7, 9)), 1, 0, 9, "A2"),
        (grid("甲|乙", spans=((0, 0, 0, 1),)), 0, 1, 1, "A1"),
        (grid("甲|乙", "丙|丁", turned=True), 1, 0, 1, "B1"),
    ],
)
def test_how_a_cell_is_called(made: Grid, row: int, column: int, line: int, place: str) -> None:
    assert (made.line(row), made.place(row, column)) == (line, place)


def test_rows_as_columns() -> None:
    made = grid("标题||", "名称|甲|乙", "问题|丙", spans=((0, 0, 0, 2), (1, 1, 2, 1)), name="表", hidden=True,
                hidden_rows=frozenset({1}), hidden_columns=frozenset({2}), unread=(Unread(1, "A1", "", "x"),))  # fmt: skip
    turned = made.turn(skip=1)
    assert [[cell.text for cell in row] for row in turned.rows] == [
        ["", "名称", "问题"],
        ["", "甲", "丙"],
        ["", "乙", ""],
    ]
    assert turned.spans == (CellSpan(1, 1, 1, 2),)
    assert (turned.name, turned.hidden, turned.turned, turned.unread) == ("表", True, True, made.unread)
    assert (turned.hidden_rows, turned.hidden_columns) == (frozenset({2}), frozenset({1}))
    assert (turned.place(2, 1), turned.turn().turned) == ("表!C2", False)
    assert made.turn().rows[0][0].text == "标题"


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (16383, "XFD")])
def test_names_of_columns(column: int, name: str) -> None:
    assert (letters(column), column_of(name)) == (name, column)


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("B3", Address("", 2, 1)), (" $B$3 ", Address("", 2, 1)), ("台账!F12", Address("台账", 11, 5)),
        ("'甲 乙'!A1", Address("甲 乙", 0, 0)), ("b3", None), ("B0", None), ("ABCD1", None), ("12", None), ("", None),
    ],
)  # fmt: skip
def test_addresses(place: str, found: Address | None) -> None:
    assert address(place) == found


# ---- headers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "top", "bottom", "names"),
    [
        (grid("序号|问题|整改措施", "1|甲|乙"), 0, 0, ["序号", "问题", "整改措施"]),
        (grid("云州市台账||", "序号|问题|整改 措施", "1|甲|乙", spans=((0, 0, 0, 2),)), 1, 1, ["序号", "问题", "整改措施"]),
        (grid("序号|问题|整改金额||备注", "|||追缴|上缴|", "1|甲|2|3|",
              spans=((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3))), 0, 1, ["序号", "问题", "整改金额", "整改金额·追缴", "备注·上缴"]),
        (grid("序号|问题|整改金额||备注", "||追缴|上缴|", "1|甲|2|3|",
              spans=((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 1, 4))), 0, 1,
         ["序号", "问题", "整改金额·追缴", "整改金额·上缴", "备注"]),
        (grid("序号|问题|整改金额||备注", "||追缴|上缴|", "1|甲|2|3|", "2|乙|4|5|"), 0, 1,
         ["序号", "问题", "整改金额·追缴", "整改金额·上缴", "备注"]),
        (grid("序号|问题|整改金额||备注", "1|甲|1200|3400|", "2|乙|4|5|", spans=((0, 2, 0, 3),)), 0, 0,
         ["序号", "问题", "整改金额", "整改金额", "备注"]),
        (grid("序号|问题|整改金额||备注", "||追缴|追缴|", "1|甲|2|3|", spans=((0, 2, 0, 3),)), 0, 0,
         ["序号", "问题", "整改金额", "整改金额", "备注"]),
        (grid("序号|问题|整改金额||备注", "||追缴。|上缴|", "1|甲|2|3|", spans=((0, 2, 0, 3),)), 0, 0,
         ["序号", "问题", "整改金额", "整改金额", "备注"]),
        (grid("序号|问题|措施", *["||"] * 5, "1|甲|2", spans=((0, 0, 4, 0), (0, 1, 4, 1))), 0, 2, ["序号", "问题", "措施"]),
        (grid("序号|问题", "|"), 0, 0, ["序号", "问题"]),
        (grid("序号|问题|整改金额||备注", "||追缴|上缴|", "1|甲|2|3|", spans=((0, 2, 0, 3),)), 0, 1,
         ["序号", "问题", "整改金额·追缴", "整改金额·上缴", "备注"]),
        (grid("序号|问题|整改金额|", "||追缴|上缴", "1|甲|2|3"), 0, 1, ["序号", "问题", "整改金额·追缴", "整改金额·上缴"]),
        (grid("序号|问题|状态", "乙|丙|丁"), 0, 0, ["序号", "问题", "状态"]),
        (grid("|问题|整改金额||备注", "序号||追缴|上缴|", "1|甲|2|3|", spans=((0, 2, 0, 3),)), 0, 1,
         ["序号", "问题", "整改金额·追缴", "整改金额·上缴", "备注"]),
        (grid("序号|责任单位", "1|甲局"), 0, 0, ["序号", "责任单位"]),
        (grid("问题|备注", "甲|乙"), 0, 0, ["问题", "备注"]),
    ],
)  # fmt: skip
def test_where_a_header_is(made: Grid, top: int, bottom: int, names: list[str]) -> None:
    header = find_header(made)
    assert header is not None
    assert (header.top, header.bottom, [column.name for column in header.columns]) == (top, bottom, names)


@pytest.mark.parametrize(
    "made",
    [
        grid("问题"),
        grid("甲|乙", "丙|丁"),
        grid("序号|甲|乙"),
        grid("问题和措施已经说明。|措施如下|序号"),
        grid(*["|"] * 30, "序号|问题|整改措施"),
        grid("序" * 61 + "序号|问题|措施"),
    ],
    ids=["one cell", "nothing known", "one meaning", "a sentence", "too far down", "too long"],
)
def test_what_is_no_header(made: Grid) -> None:
    assert find_header(made) is None


def test_the_row_that_means_most_and_of_equal_ones_the_first() -> None:
    header = find_header(grid("序号|问题|x", "序号|问题|状态", "序号|问题|状态"))
    assert header is not None
    assert header.top == 1
    assert find_header(grid("甲|乙", "序号|问题|丙类事"), {"丙类事": "measure"}).columns[2].meaning == "measure"  # type: ignore[union-attr]


def test_what_makes_a_ledger() -> None:
    columns = {name: SheetColumn(n, (name,), name) for n, name in enumerate(("problem", "title", "due", "note"))}  # type: ignore[arg-type]

    def of(*names: str) -> Header:
        return Header(0, 0, tuple(columns[name] for name in names))

    assert [of("problem", "due").is_ledger, of("title", "due").is_ledger, of("problem", "note").is_ledger, of("due").is_ledger] == [
        True, True, False, False]  # fmt: skip
    assert of("problem", "title").first("title", "problem") == columns["title"]
    assert of("problem").first("title") is None
    assert of("problem", "title", "due").of("title", "problem") == (columns["problem"], columns["title"])


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("1|2|3", True), ("(1)|（2）|(3)", True), ("甲|乙|丙", True), ("一|二|十二", True), ("1|2|3=1+2", True),
        ("1|2", False), ("1|1|2", False), ("1|2|路面", False), ("1||2|3", True), ("123|1|2", False),
    ],
)  # fmt: skip
def test_rows_that_count_columns(row: str, told: bool) -> None:
    assert is_column_numbers(grid(row), 0) is told


@pytest.mark.parametrize(
    ("row", "told"),
    [("合计|5", True), ("|总计|5", True), ("小 计：|", True), ("合计共计若干|1", True), ("合计" + "数" * 13, False),
     ("1|合计", False), ("||||合计", False), ("|||合计", True), ("累计|", False), ("|", False)],
)  # fmt: skip
def test_rows_of_sums(row: str, told: bool) -> None:
    assert is_total(grid(row), 0) is told


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("序号|问题|整改金额", True),
        ("序号|问题|追缴", True),
        ("序 号||追缴", True),
        ("序号||", False),
        ("序号|问题|甲", False),
    ],
)
def test_a_header_that_is_said_again(row: str, told: bool) -> None:
    header = Header(
        0,
        1,
        (
            SheetColumn(0, ("序号",), "number"),
            SheetColumn(1, ("问题",), "problem"),
            SheetColumn(2, ("整改金额", "追缴"), "amount"),
        ),
    )
    assert is_repeated(grid(row), 0, header) is told


def test_what_became_of_each_column() -> None:
    made = grid(
        "序号|问题|责任人||措施|", "1|甲|赵某||修补|另", "2|乙|||修补|", name="台账", hidden_columns=frozenset({4})
    )
    header = find_header(made)
    assert header is not None
    told = [(c.place, c.name, c.means, c.rows, c.kept) for c in columns_in(read_ledger_table(made, header))]
    assert told == [
        ("台账!A", "序号", "number", 2, "text"),
        ("台账!B", "问题", "problem", 2, "text"),
        ("台账!C", "责任人", "person", 1, "checked"),
        ("台账!E", "措施", "measure", 2, "aside"),
        ("台账!F", "", "other", 1, "text"),
    ]
    turned = grid("序号|1", "问题|甲", "措施|乙", name="表").turn()
    header = find_header(turned)
    assert header is not None
    ledger = read_ledger_table(turned, header)
    assert [c.place for c in columns_in(ledger)] == ["表!A1", "表!A2", "表!A3"]
    assert columns_of([ledger, ledger]) == (*columns_in(ledger), *columns_in(ledger))

"""What a number shows by its format, a row each: the value, the format, and the cell."""

import pytest

from site_builder.sheets.grid import Cell
from site_builder.sheets.numbers import general, is_date, shown

DAY = 45657.0  # 2024-12-31
AFTERNOON = 45657 + (15 * 3600 + 4 * 60 + 5) / 86400  # 15:04:05 of that day
MORNING = 45657 + (9 * 3600 + 8 * 60 + 7) / 86400


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (DAY, "yyyy/m/d", "2024/12/31"),
        (DAY, "yyyy-mm-dd", "2024-12-31"),
        (45296, "yyyy-mm-dd", "2024-01-05"),
        (45296, "yyyy/m/d", "2024/1/5"),
        (DAY, "yy.m", "24.12"),
        (DAY, "yyy", "2024"),
        (45296, "d-mmm-yy", "5-Jan-24"),
        (DAY, "mmmm", "Dec"),
        (DAY, 'yyyy"年"m"月"', "2024年12月"),
        (DAY, 'm"月"d"日";@', "12月31日"),
        (DAY, r"yyyy\.m", "2024.12"),
        (DAY, "[$-804]yyyy/m/d", "2024/12/31"),
        (DAY, '[DBNum1]yyyy"年"m"月"d"日"', "二〇二四年十二月三十一日"),
        (45296, '[dbnum1]m"月"d"日"', "一月五日"),
        (45301, '[dbnum1]d"日"', "十日"),
        (45311, '[dbnum1]d"日"', "二十日"),
        (AFTERNOON, "h:mm", "15:04"),
        (AFTERNOON, "hh:m:s", "15:4:5"),
        (AFTERNOON, "mm:ss", "04:05"),
        (AFTERNOON, "h:mm AM/PM", "3:04 PM"),
        (MORNING, "hh:mm AM/PM", "09:08 AM"),
        (MORNING, "h:mm:ss a/p", "9:08:07 AM"),
        (AFTERNOON, '上午/下午h"时"', "下午3时"),
        (MORNING, '上午/下午h"时"mm"分"', "上午9时08分"),
        (45657.5, "h AM/PM", "12 PM"),
        (45657.5, '上午/下午h"时"', "下午12时"),
        (45657.0, "h AM/PM", "12 AM"),
        (45657.0, "h:mm", "0:00"),
        (AFTERNOON, "yyyy/m/d h:mm", "2024/12/31 15:04"),
        (45296, "yyyy/mm/dd hh:mm", "2024/01/05 00:00"),
        (DAY, "yyyy/m/d_)", "2024/12/31"),
        (DAY, "yyyy/m/d;;;@", "2024/12/31"),
        (DAY, 'yyyy";"m', "2024;12"),
        (DAY, r"[$-F800]dddd\,\ mmmm\ dd\,\ yyyy", "2024年12月31日"),
        (DAY, r"[$-x-sysdate]dddd, mmmm dd, yyyy", "2024年12月31日"),
        (AFTERNOON, r"[$-F400]h:mm:ss\ AM/PM", "15:04:05"),
        (DAY, 'yyyy"年"m"月"d"日" aaaa', "2024年12月31日 星期二"),
        (DAY, "m/d(aaa)", "12/31(二)"),
        (DAY, "ddd d", "Tue 31"),
        (DAY, "dddd", "Tuesday"),
        (DAY, "[$-804]m/d dddd", "12/31 星期二"),
        (DAY, "[$-804]ddd", "周二"),
        (1.5, "[h]:mm", "36:00"),
        (0.25, "[hh]:mm:ss", "06:00:00"),
        (1 / 24, "[mm]:ss", "60:00"),
    ],
)
def test_days_and_times(value: float, code: str, text: str) -> None:
    cell = shown(value, code)
    assert (cell.text, cell.kind) == (text, "date")


@pytest.mark.parametrize(
    ("value", "code", "since_1904", "day"),
    [
        (DAY, "yyyy/m/d", False, "2024-12-31"),
        (44195, "yyyy/m/d", True, "2024-12-31"),
        (60, "yyyy/m/d", False, "1900-02-28"),
        (59, "yyyy/m/d", False, "1900-02-28"),
        (1, "yyyy/m/d", False, "1900-01-01"),
        (61, "yyyy/m/d", False, "1900-03-01"),
        (2958465, "yyyy", False, "9999-12-31"),
        (AFTERNOON, "d", False, "2024-12-31"),
        (AFTERNOON, "m", False, "2024-12-31"),
        (AFTERNOON, "h:ss", False, None),
        (0.5, "yyyy/m/d", False, None),
        (45657.999999, "yyyy/m/d", False, "2025-01-01"),
        (45657.5, "[h]:mm", False, None),
        (DAY, "aaaa", False, "2024-12-31"),
        (2957003, "yyyy", True, "9999-12-31"),
        (2957004, "yyyy", True, None),
    ],
)
def test_the_day_behind_it(value: float, code: str, since_1904: bool, day: str | None) -> None:
    assert shown(value, code, since_1904).day == day


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1234.5, "General", "1234.5"),
        (1234.5, "0", "1235"),
        (1234.4, "0", "1234"),
        (2.5, "0", "3"),
        (1234.5, "0.00", "1234.50"),
        (1234.5, "#,##0", "1,235"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (-1234.5, "#,##0.0", "-1,234.5"),
        (0.256, "0%", "26%"),
        (0.256, "0.0%", "25.6%"),
        (7, "000", "007"),
        (-7, "000", "-007"),
        (7.25, "000.0", "007.3"),
        (123, "00", "123"),
        (7, "#", "7"),
        (12, '0"万元"', "12万元"),
        (12, '"共"0"项"', "共12项"),
        (12, "¥0.00", "¥12.00"),
        (12, "0_)", "12"),
        (12, "[Red]0", "12"),
        (-3, "0;-0", "-3"),
        (1234.5, "0.00E+00", "1234.5"),
        (1234.5, "##0.0e-0", "1234.5"),
        (12.5, "# ?/?", "12.5"),
        (12.5, '0"?"', "13?"),
        (12, "@", "12"),
        (123456, r'0\.0,"万"', "12.3万"),
        (123456, '0"."0,"万元"', "12.3万元"),
        (4, r"0\.0,", "0.0"),
        (1234567, "0.0,", "1234.6"),
        (1234567, "#,##0,,", "1"),
        (5, '0"%"', "5%"),
        (0.5, '0%"以上"', "50%以上"),
        (5, 'General"元"', "5元"),
        (1234567, "000-0000", "123-4567"),
        (34567, r"000\-0000", "003-4567"),
        (3, '"第0"0"项"', "第03项"),
        (1234.567, "0.0#", "1234.57"),
        (1234, "0.0#", "1234.0"),
        (1234.5, "#,##0.##", "1,234.5"),
        (1234, "#,##0.##", "1,234"),
        (5, "0,000", "0,005"),
        (12, "0 0.0 0", "12"),
        (1234, r"#,##0\-0", "1234"),
        (-12, "¥0.00", "-¥12.00"),
        (2958466, "yyyy", "2958466"),
        (-1, "yyyy", "-1"),
        (1e30, "0.000000000000000", "1000000000000000000000000000000"),
    ],
)
def test_numbers(value: float, code: str, text: str) -> None:
    assert shown(value, code) == Cell(text, "number", None)


@pytest.mark.parametrize(
    ("value", "text"),
    [(100.0, "100"), (0.0, "0"), (0.1 + 0.2, "0.3"), (1e-7, "0.0000001"), (1 / 3, "0.333333333333333"), (-2.50, "-2.5"),
     (float("inf"), "inf"), (float("-inf"), "-inf"), (float("nan"), "nan")],
)  # fmt: skip
def test_a_number_without_a_format(value: float, text: str) -> None:
    assert general(value) == text


@pytest.mark.parametrize(
    ("code", "is_one"),
    [("yyyy", True), ("D", True), ("h:mm", True), ("ss", True), ("0.00", False), ("General", False), ('"年"0', False),
     ("[h]", False), ("@", False), ("AM/PM", False)],
)  # fmt: skip
def test_which_formats_are_of_days(code: str, is_one: bool) -> None:
    assert is_date(code) is is_one

"""Numbers and dates in Chinese numerals, as a number or in digits; what is none stays as it is."""

import re

import pytest

from site_builder.records.numerals import COUNTED, arabic_dates, chinese_number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("一", 1),
        ("九", 9),
        ("十", 10),
        ("十一", 11),
        ("九十", 90),
        ("九十九", 99),
        ("两", 2),
        (" 三 ", 3),
        ("007", 7),
        ("１２", 12),
        ("", None),
        ("两十", None),
        ("十两", None),
        ("三十十", None),
        ("十二三", None),
        ("二三十", None),
        ("零", None),
        ("百", None),
        ("1二", None),
    ],
)
def test_a_number(words: str, number: int | None) -> None:
    assert chinese_number(words) == number


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("二〇二四年三月五日", "2024年3月5日"),
        ("二○二四年十二月三十一日", "2024年12月31日"),
        ("一九九〇年", "1990年"),
        ("二零二四 年 三 月 五 日", "2024 年 3 月 5 日"),
        ("二O二四年三月", "2024年3月"),
        ("二二四年三月", "二二四年3月"),
        ("三月五号前", "3月5号前"),
        ("三月三日内", "3月三日内"),
        ("三月三日均到", "3月三日均到"),
        ("三月三日前反映", "3月三日前反映"),
        ("十二月", "12月"),
        ("十三月", "十三月"),
        ("三月三十二日", "3月三十二日"),
        ("三月三十一日", "3月31日"),
        ("三月 五日", "3月 5日"),
        ("2024年3月五日", "2024年3月5日"),
        ("2024年3月和五日", "2024年3月和五日"),
        ("公示期为十五日", "公示期为十五日"),
        ("十五日至二十日", "十五日至二十日"),
        *(
            (f"三月五日{sign}七日", f"3月5日{sign}7日")
            for sign in ("至", "到", "-", "—", "~", "～", "－", "起至", "至 ")
        ),
        ("三月五日和七日", "3月5日和七日"),
        ("三月至五月", "3月至5月"),
        ("二三月", "二三月"),
        ("百三月", "百三月"),
        ("第三月度", "第3月度"),
        ("月三日", "月3日"),
    ],
)
def test_a_date(words: str, digits: str) -> None:
    assert arabic_dates(words) == digits


@pytest.mark.parametrize("words", ["2个小区", "999名", "3台设备", "12年来", "1999年", "2024年", "7座"])
def test_what_is_counted(words: str) -> None:
    assert re.match(COUNTED, words)


@pytest.mark.parametrize(
    "words", ["2个百分点", "3个月", "3个小时", "3台阶", "3年", "2.5个", "1899年", "元3个", "3个工作日"]
)
def test_what_is_a_figure_or_a_time(words: str) -> None:
    assert not re.match(COUNTED, words)

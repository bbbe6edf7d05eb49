"""Signs that stand for others in numbers: widths and digits of all scripts, letters for digits, a number that goes on elsewhere. Nobody's data."""

import string

import pytest

from site_builder.rules.personal_folding import as_digits, folded_signs
from tests.privacy.neighbours import told


@pytest.mark.parametrize(
    ("text", "folded"),  # _ stands for what nobody sees
    [
        ("手机13700000002", "手机13700000002"),
        ("１３７", "137"),
        ("！～ＡｚＯ", "!~AzO"),
        ("（）：，＠", "():,@"),
        ("٣٧۴०", "3740"),
        ("¹²³⁴₅₀", "123450"),
        ("①⒈㈠❶", "①⒈㈠❶"),
        ("\u200b\u00ad\ufeff\ufe0f\u20e3", "_____"),
        ("甲\u2028乙\u2029丙\x0b丁\x0c戊\x85己", "甲\n乙\n丙\n丁\n戊\n己"),
        ("\u3000\xa0\u2003", "   "),
        ("–—‐－", "----"),
        ("−⁻₋ー", "----"),
        ("•・‧∙⋅·", "······"),
        ("．。", ".。"),
        ("【〔〖】〕〗", "[[[]]]"),
        ("ОоΟο", "OOOO"),
        ("é￥\U0001f4f1", "é￥\U0001f4f1"),
        ("、“”。", "、“”。"),
        ("１甲１乙２", "1甲1乙2"),
    ],
)
def test_one_sign_for_another(text: str, folded: str) -> None:
    assert folded_signs(text) == folded.replace("_", "\u200b")


@pytest.mark.parametrize("count", [39, 40, 41, 52])
def test_many_different_signs(count: int) -> None:
    letters = string.ascii_letters[:count]
    wide = "".join(chr(ord(char) + 0xFEE0) for char in letters)
    assert folded_signs(f"{wide}甲{wide}") == f"{letters}甲{letters}"


@pytest.mark.parametrize(
    ("text", "read"),  # None: as it is
    [
        # a mobile number: three digits are enough behind a label, eight without one
        ("电话137OOOOOOOO", "电话13700000000"),
        ("电话13OOOOOOOOO", None),
        ("1370000OOO2", "13700000002"),
        ("137000OOOO2", None),
        ("137O000OOO2", None),
        ("电话l37OIl|0002", "电话13701110002"),
        ("电话127OOOOOOOO", None),
        ("电话137O000000", None),
        ("电话137-OOOO-0002", "电话137-0000-0002"),
        ("电话137 OOOO 0002", "电话137 0000 0002"),
        ("137 0O00-0O02", "137 0000-0002"),
        ("a137O0000002", None),
        ("137O0000002a", None),
        # bars are ones, unless they part cells
        ("电话|3700000002", "电话13700000002"),
        ("|3700000002", None),
        ("1370000|002", None),
        ("电话|37000|0002", "电话13700010002"),
        ("电话|37|000|002", None),
        ("电话1370000 |002", None),
        ("电话1370000| 002", None),
        ("电话1370000-|002", "电话1370000-1002"),
        # an identity number: nine digits behind a label
        ("身份证11O1O5I9491231OO2l", "身份证110105194912310021"),
        ("身份证llOlOS19491231OO2l", None),
        ("身份证llOlO519491231OOOl", "身份证110105194912310001"),
        ("身份证llOlO5l9491231OOOl", None),
        ("身份证11O1O519491231OO2X", "身份证11010519491231002X"),
        ("身份证11O1O5-19491231 OO2X", "身份证110105-19491231 002X"),
        ("身份证l1OOO5491231OO2", "身份证110005491231002"),
        ("身份证l1OOO549l231OO2", None),
        ("11O1O5I9491231OO2l", None),
        ("11O1O54912310O2", None),
        ("身份证11O1O519491231O2", None),
        # a card: eleven digits behind a label, sixteen to nineteen in all
        ("卡号6222OOOOO0000009", "卡号6222000000000009"),
        ("卡号6222OOOOOO000009", None),
        ("卡号6222 OOOO 0000 0O09", "卡号6222 0000 0000 0009"),
        ("卡号622200O00000009", None),
        ("卡号622200O0000000009", "卡号62220000000000009"),
        ("卡号622200O000000000009", "卡号6222000000000000009"),
        ("卡号622200O000000000009X", None),
        ("6222OOOOO0000009", None),
        ("金额6222OO0000000009", None),
        ("打款1OO00000001", None),
        # several in a text
        ("卡号6222OOOOO0000009，电话137OOOO0002，1370000OOO2", "卡号6222000000000009，电话13700000002，13700000002"),
    ],
)  # fmt: skip
def test_letters_for_digits(text: str, read: str | None) -> None:
    assert as_digits(text) == (text if read is None else read)


@pytest.mark.parametrize(
    "text",  # from one ~ to the next is what is no part of the number
    [
        "1370~(转下页)~0000002",
        "1370~[续上表]~0000002",
        "1370~接下行\n~0000002",
        "1370~见页~0000002",
        "1370~-\n第 3 页\n~0000002",
        "1370~\n- 12 -\n~0000002",
        "1370~\n  第3页\n~0000002",
        "1370~<br>~0000002",
        "1370~<BR/>~0000002",
        "1370~ <br><br /><br> ~0000002",
        "1370<br>x0000002",
        "1370转0000002",
        "1370\n3\n0000002",
        "甲(转下页)0000002",
        "137~<br>~0000~<BR>~0002",
        "137~(转下页)~0000~(续下页)~0002",
    ],
)
def test_a_number_that_goes_on_elsewhere(text: str) -> None:
    parts = text.split("~")
    read = [part if place % 2 == 0 else "\u200b" * len(part) for place, part in enumerate(parts)]
    assert as_digits("".join(parts)) == "".join(read)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("电话１３７－００００－０００２", "mobile 2-15 137****0002"),
        ("电话137\u20280000\u200b0002", "mobile 2-15 137****0002"),
        ("电话1370(转下页)\n0000002", "mobile 2-19 137****0002"),
        ("1370<br>0000002", "mobile 0-15 137****0002"),
        ("卡号6222O00000000009", "card 2-18 6222********0009"),
        ("【110105】19491231002X", ""),
        ("身份证【110105】19491231002X", "identity 4-23 110***************"),
    ],
)
def test_what_is_found_through_them(text: str, found: str) -> None:
    assert told(text) == found

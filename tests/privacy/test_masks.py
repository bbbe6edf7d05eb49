"""How personal data is shown that was found: which of its characters stay, and what is no name of a person."""

import pytest

from site_builder.rules.personal import is_identity_number, personal_data, redacted
from site_builder.rules.personal_masks import mask, masked_name


@pytest.mark.parametrize(
    ("kind", "words", "shown"),
    [
        ("mobile", "+86 137-0000-0002", "137****0002"),
        ("mobile", "一三七零零零零零零零二", "137****0002"),
        ("identity", "11010519491231002X", "110***************"),
        ("identity", "110105 19491231 002X", "110***************"),
        ("card", "6222 0000 0000 0009", "6222********0009"),
        ("passport", "E 12345678", "E********"),
        ("plate", "云A·12345", "云A*****"),
        ("mail", "zhang.san@qq.com", "z********@qq.com"),
        ("mail", "z@qq.com", "z@qq.com"),
        ("address", "望河镇柳树村3组15号", "望河镇****"),
        ("address", "幸福街道3栋501室", "幸福街道****"),
        ("address", "3栋2单元501室", "3栋****"),
        ("account", "zhangsan", "z*******"),
        ("name", "张", "张*"),
        ("name", "张三丰", "张**"),
        ("number", "123", "1**"),
        ("landline", "8210035", "8******"),
    ],
)
def test_a_mask(kind: str, words: str, shown: str) -> None:
    assert mask(kind, words) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("电话13700000002。", "电话137********。"),
        ("电话1370000\n0002", "电话137****\n****"),
        ("电话1370000\r\n0002", "电话137****\r\n****"),
        ("微信号zhangsan1", "微信号z********"),
        ("138\u200b0000\u200b0002完", "138\u200b*********完".replace("\u200b*", "**", 1)),
    ],
)
def test_redacted_in_place(text: str, shown: str) -> None:
    assert redacted(text) == shown and len(redacted(text)) == len(text)


@pytest.mark.parametrize(
    ("declared", "kinds"),
    [
        ([], ["mobile"]),
        (["13700000002"], []),
        (["+86 137-0000-0002"], []),
        (["（137）0000 0002"], []),
        (["1370000000"], ["mobile"]),
        ([""], ["mobile"]),
    ],
)
def test_what_an_office_declares_is_its_own(declared: list[str], kinds: list[str]) -> None:
    assert [each.kind for each in personal_data("电话13700000002。", declared)] == kinds


def test_a_declared_address() -> None:
    text = "望河镇柳树村3组15号"
    assert [each.kind for each in personal_data(text)] == ["address"]
    assert list(personal_data(text, ["云州市望河镇柳树村3组15号"])) == []
    assert list(personal_data(text, ["柳树村3组15号"])) == []
    assert [each.kind for each in personal_data(text, ["3组15号"])] == ["address"]  # five signs are too few


@pytest.mark.parametrize(
    ("words", "shown"),
    [("张 三", "张*"), ("欧阳一舟", "欧***"), ("张", None), ("综合科", None), ("abc", None), ("", None)],
)
def test_a_name_in_the_properties_of_a_file(words: str, shown: str | None) -> None:
    assert masked_name(words) == shown


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("11010519491231002X", True),
        ("110105194912310021", False),
        ("11010519490231002X", False),
        ("13700000002", False),
        ("", False),
    ],
)
def test_an_identity_number(number: str, right: bool) -> None:
    assert is_identity_number(number) == right

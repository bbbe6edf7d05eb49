"""What an office declares, one sign beside what is found; and texts with what was found taken out of sight. Nobody's data."""

import pytest

from site_builder.rules.personal import personal_data, redacted


@pytest.mark.parametrize(
    ("text", "declared", "kinds"),
    [
        ("柳树村3组15号", ["村3组15号"], []),
        ("柳树村3组15号", ["3组15号"], ["address"]),
        ("柳树村3组15号", ["甲乙", "柳树村3组15号院"], []),
        ("柳树村3组15号", ["幸福路12号楼"], ["address"]),
        ("QQ：8612345678", ["8612345678"], []),
        ("QQ：12345678", ["12345679", "12345678"], []),
        ("QQ：12345678", ["123456789"], ["account"]),
        ("微信号：Abcdef1", ["abcdef1"], []),
        ("微信号：abcdef1", ["ABCDEF1"], []),
        ("电话13700000002", ["+86 (137) 0000-0002"], []),
        ("电话13700000002、13700000010", ["13700000002"], ["mobile"]),
        ("云A12345，电话13700000002", ["云A12345"], ["mobile"]),
    ],
)
def test_what_is_left_beside_what_is_declared(text: str, declared: list[str], kinds: list[str]) -> None:
    assert [each.kind for each in personal_data(text, declared)] == kinds


@pytest.mark.parametrize(
    ("text", "declared", "shown"),
    [
        ("电话13700000002", [], "电话137********"),
        ("电话13700000002", ["13700000002"], "电话13700000002"),
        ("11010519491231002X", [], f"1{'*' * 17}"),
        ("身份证110105\n19491231\r\n002X", [], f"身份证1{'*' * 5}\n{'*' * 8}\r\n{'*' * 4}"),
        ("云A12345，QQ：12345678", [], f"云{'*' * 6}，QQ：1{'*' * 7}"),
    ],
)
def test_shown_without_what_is_found(text: str, declared: list[str], shown: str) -> None:
    assert redacted(text, declared) == shown

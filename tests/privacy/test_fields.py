"""Fields with keys in Latin letters: where they are looked for, what one says of the next, whose address it is. Nobody's data."""

import pytest

from tests.privacy.neighbours import told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # where keys are looked for: with a sign of a field, at the beginning of a text or of a line
        ("dyh: abcdefg", "account 5-12 a******"),
        ("2号 dyh: abcdefg", "account 8-15 a******"),
        ("甲\ndyh: abcdefg", "account 7-14 a******"),
        ("甲\n  - dyh: abcdefg", "account 11-18 a******"),
        ("甲=dyh: abcdefg", "account 7-14 a******"),
        ("甲 dyh: abcdefg", ""),
        ('甲{"dyh": "abcdefg"}', "account 10-17 a******"),
        ("甲<dyh>abcdefg</dyh>", "account 6-13 a******"),
        ("userVX: abcdefg", "account 8-15 a******"),
        # a key without a value hides none of the others
        ("dyh: {\ndyh: abcdefg}", "account 12-19 a******"),
        ("dyh: a\ndyh: abcdefg", "account 12-19 a******"),
        # one field names what the next holds
        ("field: fullName\nvalue: 张秀兰", "name 23-26 张** ?"),
        # addresses are somebody's where the same object names one before
        ("{owner: 张某, address: 幸福路12号}", "address 21-27 幸福****"),
        ("{owner= 张某, address: 幸福路12号}", "address 21-27 幸福****"),
        ("{fullName: 张某, address: 幸福路12号}", "address 24-30 幸福****"),
        ("{address: 幸福路12号, owner: 张某}", ""),
        ("{company: 某厂, address: 幸福路12号}", ""),
        (f"{{owner: 张某, {'甲' * 148}address: 幸福路12号}}", "address 169-175 幸福****"),
        (f"{{owner: 张某, {'甲' * 149}address: 幸福路12号}}", ""),
        # things
        ("{sn: 13700000002}", ""),
        ("{x: 13700000002}", "mobile 4-15 137****0002"),
        # one field names what the next holds, for 79 signs, and once
        ("{name: dyh, value: abcdefg}", "account 19-26 a******"),
        ("{NAME: dyh, VALUE: abcdefg}", "account 19-26 a******"),
        ("{name: dyh, other: abcdefg}", ""),
        ("{other: dyh, value: abcdefg}", ""),
        ("{value: abcdefg, name: dyh}", ""),
        ("{name: dyh, value: abcdefg, value: hijklmn}", "account 19-26 a******"),
        ("{name: dyh, label: sn, value: abcdefg}", "account 30-37 a******"),
        (f"{{name: dyh, {'甲' * 74}value: abcdefg}}", "account 93-100 a******"),
        (f"{{name: dyh, {'甲' * 75}value: abcdefg}}", ""),
        (f"{{name: dyh, {'甲' * 76}value: abcdefg}}", ""),
        (f"{{name: dyh, {'甲' * 77}value: abcdefg}}", ""),
        ("{name: wechat, value: abcdefg}", "account 22-29 a******"),
        ("{name: QQ, value: 12345}", "account 18-23 1**** ?"),
        ("{name: QQ, value: 12345678}", "account 18-26 1*******"),
    ],
)  # fmt: skip
def test_a_field(text: str, found: str) -> None:
    assert told(text) == found

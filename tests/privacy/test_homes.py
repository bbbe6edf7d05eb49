"""Doors and points behind a word for a home, and papers whose number contains that of an identity card. Nobody's data."""

import pytest

from site_builder.rules.personal_context import homes, within_numbers
from tests.privacy.neighbours import told

IDENTITY = "11010519491231002X"


@pytest.mark.parametrize(
    "home", ["家住", "居所", "家在", "搬到", "收件地址", "户籍地址", "户口所在地", "居住地", "租住", "住址"]
)
def test_a_door_behind_a_word_for_a_home(home: str) -> None:
    start = len(home)
    assert told(f"{home}3-2-501") == f"address {start}-{start + 7} 3-****"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("3-2-501", []),
        ("家住3-2-501", [(2, 9)]),
        ("家住3-2-501，家住5-1-302", [(2, 9), (12, 19)]),
        ("住在家住3-2-501，住12-1-302", [(2, 11), (13, 21)]),  # from the first word for a home on
        ("家住本村，家住5-1-302", [(7, 14)]),
        ("家住门牌12号", [(2, 7)]),
        ("家住西3号楼东户", [(2, 8)]),
        ("家住村头3户", [(2, 6)]),
        ("家住三楼", []),
        ("入住3-2-501", []),
        ("家坐标25.12345,102.12345", [(3, 21)]),
        ("坐标25.12345,102.12345（宿舍）", [(2, 20)]),
        ("家坐标25.12345,102.12345。家坐标26.12345,102.12345", [(3, 21), (25, 43)]),
        ("家住3-2-501，坐标25.12345,102.12345", [(2, 9), (12, 30)]),
        ("站坐标25.12345,102.12345", []),
        ("家坐标25.123,102.12345", []),
        ("家坐标25，102", []),
    ],
)
def test_where_homes_are(text: str, found: list[tuple[int, int]]) -> None:
    assert list(homes(text)) == [("address", start, stop, True) for start, stop in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (f"残疾证{IDENTITY}12", [(3, 23)]),
        (f"残疾人证号:{IDENTITY}12B1", [(6, 28)]),
        (f"残疾证{IDENTITY}123", []),
        (f"残疾证{IDENTITY}1", []),
        (f"学籍号L{IDENTITY},学籍号J{IDENTITY}", [(3, 22), (26, 45)]),
        (f"学籍{IDENTITY}", []),
        (f"学号G{IDENTITY}1", []),
        (f"税号{IDENTITY}12", [(2, 20)]),
        (f"税号{IDENTITY.lower()}12", [(2, 20)]),
        ("税号11010519491231002112", []),  # the wrong check digit
        ("税号11010518491231002X12", []),  # no day of birth
        (f"税号11010519491231002112、税号{IDENTITY}12", [(25, 43)]),
        (f"残疾证{IDENTITY}12，学籍G{IDENTITY}，税号{IDENTITY}12", [(3, 23), (26, 45), (48, 66)]),
    ],
)
def test_identity_numbers_in_other_numbers(text: str, found: list[tuple[int, int]]) -> None:
    assert list(within_numbers(text)) == [("identity", start, stop, True) for start, stop in found]

"""What is worked out once, while the program is loaded: rules of their checks, their order, tables of labels and of keys."""

import re
from collections.abc import Iterator

import pytest
from msgspec import Struct

from site_builder.records.findings import Edit, Finding, Fix, Span
from site_builder.rules import changes, personal_labels, personal_names, registry, schemas
from site_builder.rules.rule import FAMILIES, Rule, Slip, error, manual_only, warning

AT = Span(path="f", line=2, column=3, length=4)


def check(case: list[Slip]) -> Iterator[Slip]:
    """甲

    乙。
    """
    yield from case


def silent(case: list[Slip]) -> Iterator[Slip]:
    yield from case


def test_a_check_becomes_a_rule() -> None:
    assert error("X001")(check) == Rule("X001", "error", "甲\n\n乙。", check, "notice")
    assert error("X001", "site")(silent) == Rule("X001", "error", "", silent, "site")
    assert warning("E001")(check) == Rule("E001", "warning", "甲\n\n乙。", check, "notice")
    assert warning("E001", "site")(silent) == Rule("E001", "warning", "", silent, "site")
    assert manual_only("X002", "\n    甲\n\n    乙。\n    ") == Rule("X002", "error", "甲\n\n乙。", None, "notice")
    assert manual_only("X002", "甲", "warning").severity == "warning"


def test_a_rule_knows_its_title_and_who_looks() -> None:
    assert [error(code)(check).of_second_reader for code in ("E001", "X001")] == [True, False]
    assert error("X001")(check).title == "甲"


@pytest.mark.parametrize(
    ("slip", "error_rule", "warning_rule"),
    [
        (Slip(AT, "甲"), ("X001", "error"), ("E001", "warning")),
        (Slip(AT, "甲", soft=True), ("X001", "warning"), ("E001", "warning")),
        (Slip(AT, "甲", hard=True), ("X001", "error"), ("E001", "error")),
        (Slip(AT, "甲", soft=True, hard=True), ("X001", "warning"), ("E001", "warning")),
        (Slip(AT, "甲", code="X009"), ("X009", "error"), ("X009", "warning")),
    ],
)
def test_a_slip_becomes_a_finding(slip: Slip, error_rule: tuple[str, str], warning_rule: tuple[str, str]) -> None:
    found = [each for rule in (error("X001"), warning("E001")) for each in rule(check).findings([slip])]
    assert [(each.code, each.severity) for each in found] == [error_rule, warning_rule]


def test_a_finding_has_all_that_the_slip_says() -> None:
    fix = Fix(edits=(Edit(line=2, column=3, length=4, text="乙"),))
    told = error("X001")(check).finding(Slip(AT, "甲", "乙", "丙", fix=fix))
    assert told == Finding(at=AT, code="X001", what="甲", why="乙", mend="丙", severity="error", fix=fix)
    assert list(manual_only("X002", "甲").findings([Slip(AT, "甲")])) == []


def test_the_rules_in_their_order() -> None:
    made = registry._rules()
    assert [rule.code for rule in made] == list(registry.RULES)
    families = list(dict.fromkeys(code[0] for code in registry.RULES))
    assert families == [each for each in FAMILIES if each in families]
    for family in families:
        codes = [code for code in registry.RULES if code[0] == family]
        assert codes == sorted(codes)


def test_labels_by_their_words() -> None:
    entry = personal_labels._Labelled("card", re.compile("x"))
    other = personal_labels._Labelled("number", re.compile("y"))
    table = personal_labels._table([("银行账 学号", entry), ("个人编", other)])
    assert table == {
        **dict.fromkeys(("银行账", "银行账号", "银行账户", "学号"), entry),
        **dict.fromkeys(("个人编", "个人编号", "个人编码"), other),
    }


@pytest.mark.parametrize(
    ("words", "pattern"),
    [("甲乙|甲丙|丁", "甲(?:乙|丙)|丁"), ("甲", "甲"), ("甲|甲乙", "甲(?:|乙)"), ("乙甲|丙|乙", "乙(?:甲|)|丙")],
)
def test_words_by_their_first_letter(words: str, pattern: str) -> None:
    assert personal_names.by_first_letter(words) == pattern


class Sample(Struct, kw_only=True, rename={"not_started": "not-started", "from_": "from"}):
    name: str
    not_started: int = 0
    from_: str = ""


def test_how_the_keys_of_a_record_may_change() -> None:
    assert changes._keys(Sample, "corrected", not_started="free", from_="never") == {
        "name": "corrected",
        "not-started": "free",
        "from": "never",
    }
    with pytest.raises(ValueError, match="^Sample has no other, name2$"):
        changes._keys(Sample, "free", other="free", name2="never")


def test_the_keys_that_hold_days() -> None:
    dated = schemas._dated_keys()
    assert dated == schemas._DATED
    assert sorted(key for record, key in dated if record in ("Head", "Due", "OrganName")) == [
        "as_of", "by", "from", "published", "to", "written"
    ]  # fmt: skip
    assert dated["Head", "written"] == dated["Due", "by"] != dated["Head", "published"]

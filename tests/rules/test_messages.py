"""What is printed of personal data, of half-width commas, and of files that are too large."""

import pytest

from site_builder.records.findings import Finding, Span, as_text
from site_builder.records.source import MAX_BYTES, read_yaml
from site_builder.rules import presentable
from site_builder.rules.personal import is_identity_number, personal_data
from site_builder.rules.personal_numbers import luhn
from tests.rules.space import Edit, edited, findings_of
from tests.rules.test_cases import BROKEN

SECRETS = ("13700000002", "137 0000 0002", "１３７００００００02", "11010519491231002X", "6222 0000 0000 0009", "E00000000", "云A8P661",
           "zhang.san@qq.com", "jiandu@163.com", "柳树村3组15号")  # fmt: skip


def test_no_finding_repeats_personal_data() -> None:
    rows = [row for row in BROKEN if row.fields["code"].startswith("P")]
    assert len(rows) > 10
    for row in rows:
        for finding in findings_of(edited(row.edits)[0]):
            said = finding.what + finding.why + finding.mend
            assert not any(secret in said for secret in SECRETS), finding


def test_other_rules_hide_it_too() -> None:
    ledger = "notices/2026-shuiwu/ledger.yaml"
    texts, _ = edited([Edit(ledger, '"目前正在与其余施工单位对账"', '"电询13700000002对账"')])
    said = "".join(f.what + f.why + f.mend for f in findings_of(texts) if f.code == "B001")
    assert said
    assert "13700000002" not in said


def test_what_is_printed_hides_it_in_every_part() -> None:
    finding = Finding(at=Span(path="x"), code="R004", what="'13700000002'", why="是13700000002", mend="删去13700000002")
    [shown], lines = presentable([finding], {"x": ["电话13700000002，邮箱zhang.san@qq.com", "13700000002"]})
    assert (shown.what, shown.why, shown.mend) == ("'137********'", "是137********", "删去137********")
    assert lines["x"][0] == "电话137********，邮箱z***************"


def test_a_comma_is_explained_only_where_it_cut() -> None:
    text = "p1:\n  due: [{by: 2026, quote: 甲,乙}]\n"
    cut = Finding(at=Span(path="l.yaml", line=2, column=29), code="R002", what="不认识的键 乙")
    other = Finding(at=Span(path="l.yaml", line=2, column=10), code="R002", what="不认识的键 by")
    assert [f.code for f in presentable([cut, other], {"l.yaml": text.split("\n")})[0]] == ["R002", "Y007"]
    assert presentable([cut], {})[0] == [cut]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: b: c\n", "半角的冒号加空格"),
        ("a: 1\nbcd\nc: 2\n", "“bcd”后面什么也没有"),
        ("a: 1\n b: 2\n", "这里不该有冒号"),
        ("a:\n    b: 1\n  c: 2\n", "缩进与上面的键不齐"),
        ("a: {b: 1\nc: 2\n", "花括号里少了逗号"),
        ("a: [b\nc: 2\n", "这一行只有开头的 ["),
        ('a: "b\nc: 2\n', "这一行只有开头的双引号"),
        ("a: @b\n", "半角的冒号加空格，或开头的 @"),
        ('a: "b" c\n', "值在第二个双引号那里已经结束"),
        ('a: "\\d"\n', "双引号里的反斜杠要写成两个"),
        ("a:\n  - b\n  c: 1\n", "列表里有一行没有以 - 开头"),
        ("a: - b\n", "这里不该有 -"),
        ("a: *牵头\n", "半角的冒号加空格，或开头的 @ % *"),
        ("a: {b: , , c: 1}\n", "冒号或逗号后面没有值"),
        ("{} \na: 1\n", "上一个值已经写完"),
        ("a: \x07\n", "控制字符"),
    ],
)
def test_yaml_mistakes_are_said_in_chinese(text: str, says: str) -> None:
    [finding], _ = presentable(read_yaml(text, "l.yaml").findings, {})
    assert finding.why.startswith(says)


def test_too_large_a_file_is_said_and_not_read() -> None:
    document = read_yaml("a" * (MAX_BYTES + 1), "l.yaml")
    assert [finding.code for finding in document.findings] == ["Y006"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("电话0755-83070000、0000-8200000、400-000-0000、12345", []),
        ("金额13700000002.50元，2023年7月19日至8月18日", []),
        ("统一社会信用代码91110000100000000X", []),
        ("13700000002", ["mobile"]),
        ("+86 137-0000-0002", ["mobile"]),
        ("护照号：G00000000", ["passport"]),
        ("新能源车云AD00000", ["plate"]),
        ("5个镇街道23个村", []),
        ("望河镇柳树村3组15号", ["address"]),
        ("3栋2单元501室", ["address"]),
        ("福中路17号", []),
    ],
)
def test_personal_data(text: str, kinds: list[str]) -> None:
    assert [found.kind for found in personal_data(text)] == kinds


def test_checksums() -> None:
    assert is_identity_number("11010519491231002X")
    assert not is_identity_number("110105194912310021")
    assert not is_identity_number("11010519491331002X")
    assert luhn("6222000000000009")
    assert not luhn("6222000000000008")


def test_what_is_said_again_of_the_next_place_has_its_first_line_only() -> None:
    again = [
        Finding(
            at=Span(path="l.yaml", line=line, column=3),
            code="B010",
            what="没有核对",
            why="不公开",
            mend="删去",
            severity="warning",
        )
        for line in (1, 2)
    ]
    other = Finding(
        at=Span(path="n.yaml", line=1, column=3),
        code="B010",
        what="没有核对",
        why="不公开",
        mend="删去",
        severity="warning",
    )
    assert as_text([*again, other], {}).split("\n") == [
        "l.yaml:1:3: warning B010 没有核对",
        "  原因  不公开",
        "  改法  删去",
        "l.yaml:2:3: warning B010 没有核对",
        "n.yaml:1:3: warning B010 没有核对",
        "  原因  不公开",
        "  改法  删去",
    ]

"""Values of YAML that are read otherwise than they were meant, and the library's English in the words of an editor."""

import pytest

from site_builder.records.findings import Finding, Span
from site_builder.records.registers import read_registers
from site_builder.records.source import read_yaml
from site_builder.rules.rule import SiteCase
from site_builder.rules.yaml_words import (
    comma_in_a_list,
    explained,
    quoted_in_registers_too,
    quoted_where_others_differ,
)
from tests.rules.small import small_case
from tests.rules.space import BASE

FOLDER = "content/notices/2026-xiao"
WHAT = "值没有放进双引号"


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("2024-10-17", "日期"),
        ("2024-1-7", "日期"),
        ("2024-10-17 10:00:00", "日期"),
        ("no", "是或否"),
        ("Yes", "是或否"),
        ("OFF", "是或否"),
        ("n", "是或否"),
        ("0755", "去掉前面的零的数"),
        ("0x1F", "去掉前面的零的数"),
        ("1.10", "去掉末尾的零的数"),
        ("5.", "去掉末尾的零的数"),
        ("12:30", "六十进制的数"),
        ("1:02:03", "六十进制的数"),
        ("1e5", "科学记数的数"),
        ("1_000", "科学记数的数"),
        (".inf", "科学记数的数"),
        ("none", None),
        ("4000", None),
        ("1.5", None),
        ("0", None),
        ("12:75", None),
        ("2024-10", None),
        ("甲", None),
        ("yes甲", None),
        ('"no"', None),
        ("'0755'", None),
        ("~", None),
    ],
)
def test_a_value_that_others_read_otherwise(value: str, kind: str | None) -> None:
    found = list(quoted_where_others_differ.findings(small_case("甲\n", f"p1:\n  note: {value}\n")))
    why = f"别的程序会把 {value} 读成{kind}"
    at = Span(path=f"{FOLDER}/ledger.yaml", line=2, column=9, length=len(value))
    expected = Finding(at=at, code="Y008", what=WHAT, why=why, mend=f'写成 "{value}"', severity="warning")
    assert found == [expected] * (kind is not None)


def test_the_first_of_each_kind_in_each_file() -> None:
    ledger = "p1:\n  entries:\n    - {as_of: 2026-10-12, note: no}\n    - {as_of: 2026-10-13, note: 甲}\n    - {as_of: 2026-10-14}\n    - {note: off}\n"
    case = small_case("甲\n", ledger, 'written: 2026-10-10\ndocument_number: "0755"\n')
    found = list(quoted_where_others_differ.findings(case))
    assert [(f.at.path, f.at.line, f.at.column, f.why) for f in found] == [
        (f"{FOLDER}/notice.md", 7, 10, "别的程序会把 2026-10-10 读成日期"),
        (f"{FOLDER}/ledger.yaml", 3, 15, "别的程序会把 2026-10-12 读成日期；这个文件里还有 2 处"),
        (f"{FOLDER}/ledger.yaml", 3, 33, "别的程序会把 no 读成是或否；这个文件里还有 1 处"),
    ]


def test_the_files_beside_the_notices() -> None:
    registers = read_registers({name: text for name, text in BASE.items() if "/" not in name}, "content", [])
    assert registers is not None
    texts = {
        "site.yaml": 'title: "甲"\nfrom: 2026-10-10\n',
        "organs.yaml": "甲:\n  from: 2026-10-11\n  to: 2026-10-12\n",
    }
    trees = {name: read_yaml(text, f"content/{name}").root for name, text in texts.items()}
    case = SiteCase(registers=registers, folder="content", trees=trees, slugs={}, pages={})
    assert list(quoted_in_registers_too.findings(case)) == [
        Finding(at=Span(path="content/site.yaml", line=2, column=7, length=10), code="Y010", what=WHAT,
                why="别的程序会把 2026-10-10 读成日期", mend='写成 "2026-10-10"', severity="warning"),
        Finding(at=Span(path="content/organs.yaml", line=2, column=9, length=10), code="Y010", what=WHAT,
                why="别的程序会把 2026-10-11 读成日期；这个文件里还有 1 处", mend='写成 "2026-10-11"', severity="warning"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "pairs"),
    [
        ("[甲,乙]", [(14, "甲", "乙")]),
        ("[甲,乙,丙]", [(14, "甲", "乙"), (16, "乙", "丙")]),
        ("[甲, 乙,丙]", [(17, "乙", "丙")]),
        ("[0.2万元,1笔]", [(18, "0.2万元", "1笔")]),
        ("[a,甲]", [(14, "a", "甲")]),
        ("[甲,a]", [(14, "甲", "a")]),
        ("[甲, 乙]", []),
        ("[甲 ,乙]", []),
        ('["甲",乙]', []),
        ('[甲,"乙"]', []),
        ("[a,b]", []),
        ("[甲,\n    乙]", []),
        ("[甲]", []),
        ("甲,乙", []),
        ("\n    - 甲\n    - 乙", []),
    ],
)
def test_a_comma_in_a_list(written: str, pairs: list[tuple[int, str, str]]) -> None:
    found = list(comma_in_a_list.findings(small_case("甲\n", f"p1:\n  quotes: {written}\n")))
    assert [(f.code, f.severity, f.at.path, f.at.line, f.at.column, f.what, f.why, f.mend) for f in found] == [
        ("Y009", "warning", f"{FOLDER}/ledger.yaml", 2, column, "一句话也许被逗号切成了两条",
         f"“{one}”和“{two}”之间是半角逗号", "是一句话的，放进双引号，一行一条")
        for column, one, two in pairs
    ]  # fmt: skip


def test_a_comma_in_a_list_of_the_head() -> None:
    head = "contacts:\n  addresses: [甲路1号,乙楼]\n"
    found = list(comma_in_a_list.findings(small_case("甲\n", "p1:\n  quotes: [丙,丁]\n", head)))
    assert [(f.at.path.rpartition("/")[2], f.at.line) for f in found] == [("notice.md", 8), ("ledger.yaml", 2)]


@pytest.mark.parametrize(
    ("code", "why", "words"),
    [
        (
            "Y001",
            "mapping values are not allowed here",
            "这里不该有冒号：值里有半角冒号而没有放进双引号，或这一行的缩进不对",
        ),
        ("Y001", "while scanning: found unexpected end of stream", "双引号没有成对，一直找到了文件末尾"),
        ("Y003", "special characters are not allowed", "控制字符"),
        ("Y001", "something else", "something else"),
        ("Y002", "mapping values are not allowed here", "mapping values are not allowed here"),
    ],
)
def test_words_of_the_library(code: str, why: str, words: str) -> None:
    found = Finding(at=Span(path="甲", line=3, column=4), code=code, what="乙", why=why, mend="丙")
    assert explained([found], {}) == [Finding(at=found.at, code=code, what="乙", why=words, mend="丙")]


def unknown_key(line: int, column: int, path: str = "甲") -> Finding:
    return Finding(at=Span(path=path, line=line, column=column), code="R002", what="不认识的键", why="乙", mend="丙")


@pytest.mark.parametrize(
    ("line", "cut", "words", "block"),
    [
        ("- {unit: 甲, quote: 乙,丙}", "丙", "丙", '- unit: "甲"\n  quote: "乙,丙"'),
        ("  k: {quote: 乙,丙, note: 丁}", "丙", "丙", '  k:\n    quote: "乙,丙"\n    note: "丁"'),
        ("k: {quote: 乙, 丙", "丙", "丙", 'k:\n  quote: "乙, 丙"'),
        ("k: {a: {b: 一}, quote: 乙,丙}", "丙", None, None),
        ("k: {a: 一}, 丙", "丙", None, None),
        ("k: {quote: 乙,丙: 丁}", "丙", "丙: 丁", 'k:\n  quote: "乙,丙: 丁"'),
        ("k: {quote: 乙,丙} # 注", "丙", "丙", 'k:\n  quote: "乙,丙"'),
        ("k: {code: X, quote: 乙,丙}", "丙", "丙", 'k:\n  code: "X"\n  quote: "乙,丙"'),
        ("k: {quote: 乙,note: 丁}", "note", None, None),
        ("k: {quote: 乙,n-1 : 丁}", "n-1", None, None),
        ("k: {quote: 乙 丙}", "丙", None, None),
    ],
)
def test_a_value_that_a_comma_cuts(line: str, cut: str, words: str | None, block: str | None) -> None:
    found = unknown_key(2, line.index(cut) + 1)
    [told] = explained([found], {"甲": ["", line]})
    if words is None:
        assert told == found
    else:
        assert told == Finding(
            at=found.at,
            code="Y007",
            what="半角逗号把一句话切成了两段",
            why=f"“{words}”成了单独的一个键",
            mend=f"改成一行一个键，值放进双引号：\n{block}",
        )


@pytest.mark.parametrize(
    ("lines", "block"),
    [
        (["- {unit: 甲,", "   quote: 乙,丙}"], '- unit: "甲"\n  quote: "乙,丙"'),
        (["k: {", "  unit: 甲,", "  quote: 乙,丙", "}"], 'k:\n  unit: "甲"\n  quote: "乙,丙"'),
        (["- {quote: 乙,丙,", "   note: 丁}", "- {note: 戊}"], '- quote: "乙,丙"\n  note: "丁"'),
        (["- {note: 甲}", "- {quote: 乙,丙}"], '- quote: "乙,丙"'),
        (["k: {note: 甲}", "l: 乙,丙"], None),  # in no braces
    ],
)
def test_a_group_of_several_lines(lines: list[str], block: str | None) -> None:
    line = next(number for number, each in enumerate(lines, 1) if "丙" in each)
    [told] = explained([unknown_key(line, lines[line - 1].index("丙") + 1)], {"甲": lines})
    assert told.mend == (f"改成一行一个键，值放进双引号：\n{block}" if block else "丙")


def test_a_line_that_is_not_there() -> None:
    found = (
        unknown_key(3, 14),
        unknown_key(1, 14, "乙"),
        Finding(at=Span(path="甲", line=2, column=14), code="R003", what="丙"),
    )
    assert explained(found, {"甲": ["", "k: {quote: 乙,丙}"]}) == list(found)
    assert explained([unknown_key(2, 14)], {"甲": ["", "k: {quote: 乙,丙}"]})[0].code == "Y007"

"""YAML becomes fields with places; what would surprise an editor is refused, and nothing ends in a traceback."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.records.findings import Span
from site_builder.records.notice_parts import split_notice
from site_builder.records.source import Field, Mapping, locate, read_yaml


def test_values_are_text_and_know_their_place() -> None:
    root = read_yaml('postcode: 000123\nok: no\nlist:\n  - "2020-12"\n', "a.yaml", 5).root
    assert isinstance(root.value, Mapping)
    assert root.value["postcode"].value == "000123"
    assert root.value["ok"].value == "no"
    at = locate(root, "list", 0)
    assert (at.path, at.line, at.column) == ("a.yaml", 8, 5)


LIBRARY = '每个键单独一行，值放进双引号，例如  title: "…"'
SEVERAL = "是同一个值的，放进双引号写成一行；是另一个键的，补上冒号，缩进对齐"
ALL = "记录里每个值都要写全"
QUOTED = "把值放进双引号"
NO_FLOW = "不要用 { }，改成一行一个键，值放进双引号"
NO_KEY = "键写成普通的词，后接半角冒号和空格"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\nb:\n  c: 2\n  c: 3\na: 2\na: 4\n", [
            ("6:3+1 R003", "键 c 重复", "第 5 行已经有它", "两处合为一处，或删去一处"),
            ("7:1+1 R003", "键 a 重复", "第 3 行已经有它", "两处合为一处，或删去一处"),
            ("8:1+1 R003", "键 a 重复", "第 3 行已经有它", "两处合为一处，或删去一处"),
        ]),
        ("a: &x 1\nb: *x\n", [("3:4+4 Y004", "用了 YAML 的锚或引用（& 或 *）", ALL, QUOTED)]),
        ("a: !!str 1\n", [("3:4+7 Y004", "用了 YAML 的标签（!）", "tag:yaml.org,2002:str", QUOTED)]),
        ("a: !lead 1\n", [("3:4+7 Y004", "用了 YAML 的标签（!）", "!lead", QUOTED)]),
        ("a:\n\tb: 1\n", [("4:1+1 Y002", "用制表符缩进", "YAML 只认半角空格", "改成空格，每层两个")]),
        ("a: [1, 2\n", [("3:4+5 Y014", "方括号没有收尾", "这一行只有开头的 [", "在末尾加上 ]")]),
        ("a: 1\n---\nb: 2\n", [("4:1+3 Y004", "有第二份 YAML 文档", "文件中多了一行 ---", "删去多余的 ---")]),
        ("a: 1\n...\nb: 2\n", [("5:1+1 Y001", "不是合法的 YAML", "did not find expected <document start>", LIBRARY)]),
        ("%YAML 1.2\n---\na: 1\n", []),
        ("- " * 33 + "x\n", [("3:33+1 Y005", "嵌套超过 16 层", "记录不需要这么深", "检查缩进")]),
        ("- " * 32 + "x\n", [("3:33+1 Y005", "嵌套超过 16 层", "记录不需要这么深", "检查缩进")]),
        ("[" * 33 + "]" * 33, [("3:17+1 Y005", "嵌套超过 16 层", "记录不需要这么深", "检查缩进")]),
        ("a: \x00\n", [("3:1+1 Y003", "有不能出现在 YAML 里的字符", "control characters are not allowed", "")]),
        ("b: 1\na: \x07\n", [("4:1+1 Y003", "有不能出现在 YAML 里的字符", "control characters are not allowed", "")]),
        ("? [a]\n: b\n", [("3:3+1 Y004", "键不是文字", "", NO_KEY)]),
        ("? {a: b}\n: c\n", [("3:3+1 Y004", "键不是文字", "", NO_KEY)]),
        ("<<: {a: b}\n", []),
        ("a: 甲\n乙\n", [("5:1+1 Y001", "不是合法的 YAML", "could not find expected ':'", LIBRARY)]),
        ("a: 甲\n  乙\nb: 1\n", [("4:1+1 Y015", "这一行接在上一行的值后面", "没有引号的值从第 3 行接到这一行，读成了一个值“甲 乙…”", SEVERAL)]),
        ('a: "甲\n  乙"\n', []),
        ("a: {b: 1\n", [("4:1+1 Y001", "不是合法的 YAML", "did not find expected ',' or '}'", LIBRARY)]),
        ("a: 1\n b: 2\n", [("4:3+1 Y001", "不是合法的 YAML", "mapping values are not allowed in this context", LIBRARY)]),
        ("a: 'b\n", [("4:1+1 Y001", "不是合法的 YAML", "found unexpected end of stream", LIBRARY)]),
        ('a: "b\n', [("3:4+2 Y012", "双引号没有收尾", "这一行只有开头的双引号", '在值的末尾加上 "')]),
        ("a: b: c\n", [("3:4+4 Y012", "值里有半角符号而没有放进双引号", "半角的冒号加空格，或开头的 @ % * & ! 等，在 YAML 里另有意思", QUOTED)]),
        ("a: |\n  x\n y\n", [("5:2+1 Y001", "不是合法的 YAML", "did not find expected key", LIBRARY)]),
        ("x\n", []),
        ("a\nb: c\n", [("3:2+1 Y011", "键后面少了冒号", "“a”后面什么也没有", "加上半角冒号")]),
        ("- a\nb: c\n", [("4:1+1 Y001", "不是合法的 YAML", "did not find expected '-' indicator", LIBRARY)]),
        ("a: 1\n- b\n", [("4:1+1 Y001", "不是合法的 YAML", "did not find expected key", LIBRARY)]),
        ("a: @b\n", [("3:4+2 Y012", "值里有半角符号而没有放进双引号", "半角的冒号加空格，或开头的 @ % * & ! 等，在 YAML 里另有意思", QUOTED)]),
        ("a: 甲\x85b: 2\n", [("3:5+1 Y003", "有不能出现在 YAML 里的字符", "U+0085 看不见，YAML 却在这里换行", "删去它，把前后两个字重打一遍")]),
        ("a: 1\nb: 甲\u2028\n", [("4:5+1 Y003", "有不能出现在 YAML 里的字符", "U+2028 看不见，YAML 却在这里换行", "删去它，把前后两个字重打一遍")]),
        ("a:\n  b: 1\n c: 2\n", [("5:2+1 Y001", "不是合法的 YAML", "did not find expected key", LIBRARY)]),
        ("a: }\n", [("3:4+1 Y012", "值里有半角符号而没有放进双引号", "半角的冒号加空格，或开头的 @ % * & ! 等，在 YAML 里另有意思", QUOTED)]),
        ("*a\n", [("3:1+2 Y004", "用了 YAML 的锚或引用（& 或 *）", ALL, QUOTED)]),
        ("a: *b\n", [("3:4+2 Y004", "用了 YAML 的锚或引用（& 或 *）", ALL, QUOTED)]),
        ("a: |x\n  y\n", [("3:5+1 Y001", "不是合法的 YAML", "did not find expected comment or line break", LIBRARY)]),
        ("note：甲\na: [\n", [
            ("3:5+1 Y011", "冒号不是半角的", "写的是“：”", "改成半角冒号加一个空格"),
            ("4:4+1 Y014", "方括号没有收尾", "这一行只有开头的 [", "在末尾加上 ]"),
        ]),
        ("a: 1\na: 2\nb: [\n", [
            ("4:1+1 R003", "键 a 重复", "第 3 行已经有它", "两处合为一处，或删去一处"),
            ("5:4+1 Y014", "方括号没有收尾", "这一行只有开头的 [", "在末尾加上 ]"),
        ]),
        ("a: ~\n? b\n", []),
        ("? \n", [("3:2+1 Y004", "键不是文字", "", NO_KEY)]),
        ("null: 1\n", [("3:1+4 Y004", "键不是文字", "", NO_KEY)]),
        ("'': 1\n", []),
        ("a: 2024-01-01\n", []),
        ("a:\n- b\n-c\n", [("5:1+1 Y011", "列表的 - 后面少了半角空格", "写的是“-”", "改成 - 加一个空格")]),
        ("a: {b: 1, c: d: e}\n", [("3:15+1 Y001", "不是合法的 YAML", "did not find expected ',' or '}'", NO_FLOW)]),
        ("a: {b: 1，c: d: e}\n", [("3:11+1 Y001", "不是合法的 YAML", "did not find expected ',' or '}'", NO_FLOW)]),
        ("a: {b: 1, c\n", [("4:1+1 Y001", "不是合法的 YAML", "did not find expected ',' or '}'", LIBRARY)]),
        ("a: {b，1\n", [("4:1+1 Y001", "不是合法的 YAML", "did not find expected ',' or '}'", LIBRARY)]),
        ("{a: 1}\nb: 2\n", [("4:1+1 Y001", "不是合法的 YAML", "did not find expected <document start>", LIBRARY)]),
        ("a: 甲\n  乙：1\n", [("4:1+1 Y015", "这一行接在上一行的值后面", "没有引号的值从第 3 行接到这一行，读成了一个值“甲 乙：1…”", SEVERAL)]),
        ("a: 甲\n  乙\nb: “丙”\n", [
            ("4:1+1 Y015", "这一行接在上一行的值后面", "没有引号的值从第 3 行接到这一行，读成了一个值“甲 乙…”", SEVERAL),
            ("5:4+3 Y012", "值的引号是中文的", "YAML 只认半角双引号；现在中文引号成了值的一部分", '改成半角双引号 "'),
        ]),
        ("a: 甲\n  乙\n  丙\n  丁\n", [
            ("4:1+1 Y015", "这一行接在上一行的值后面", "没有引号的值从第 3 行接到这一行，读成了一个值“甲 乙 丙 丁…”", SEVERAL),
        ]),
        ("a: 一二三四五六七八九十一二三四五六七八九十一二三四五六\n  乙\n", [
            ("4:1+1 Y015", "这一行接在上一行的值后面",
             "没有引号的值从第 3 行接到这一行，读成了一个值“一二三四五六七八九十一二三四五六七八九十一二三四…”", SEVERAL),
        ]),
        ("a: >\n  甲：乙\n  丙\n", []),
        ("a: 甲\n  \n  乙\n\nb: 1\n", [
            ("4:1+1 Y015", "这一行接在上一行的值后面", "没有引号的值从第 3 行接到这一行，读成了一个值“甲\n乙…”", SEVERAL),
        ]),
    ],
)  # fmt: skip
def test_what_is_said(text: str, told: list[tuple[str, ...]]) -> None:
    found = read_yaml(text, "f", 3).findings
    assert [(f"{f.at.line}:{f.at.column}+{f.at.length} {f.code}", f.what, f.why, f.mend) for f in found] == told
    assert {(f.at.path, f.severity) for f in found} <= {("f", "error")}


def test_what_may_be_meant_so_is_a_warning() -> None:
    [found] = read_yaml("k: [甲，乙]\n", "f").findings
    assert (found.code, found.severity) == ("Y014", "warning")


def test_a_text_may_be_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_builder.records.source.MAX_BYTES", 5)
    assert read_yaml("a: 12", "f").findings == []
    [found] = read_yaml("a: 123", "f", 3).findings
    assert (found.at, found.code) == (Span(path="f", line=3), "Y006")
    assert (found.what, found.why, found.mend) == ("文件太大", "6 个字符，上限 5", "拆成多份通报")


@pytest.mark.parametrize(
    ("steps", "place"),
    [
        ((), "3:1+1"),
        (("a",), "3:4+1"),
        (("b",), "5:3+1"),
        (("b", 0), "5:5+1"),
        (("b", 1), "6:5+3"),
        (("b", 2), "5:3+1"),
        (("b", "x"), "5:3+1"),
        (("c", "d"), "7:8+5"),
        (("c", "x"), "7:4+1"),
        (("a", 0), "3:4+1"),
        (("x", "y"), "3:1+1"),
    ],
)
def test_where_a_value_stands(steps: tuple[str | int, ...], place: str) -> None:
    at = locate(read_yaml("a: 1\nb:\n  - 2\n  - '3'\nc: {d: \"4 5\"}\n", "f", 3).root, *steps)
    assert (f"{at.line}:{at.column}+{at.length}", at.path) == (place, "f")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("- a\n- 'null'\n- ~\n-\n- Null\n- \"\"\n", ["a", "null", None, None, None, ""]),
        ("- 01\n- 1.0\n- yes\n- 2024-01-02\n", ["01", "1.0", "yes", "2024-01-02"]),
        ("- |\n  a\n  b\n- >-\n  a\n  b\n", ["a\nb\n", "a b"]),
        ("- [a, []]\n- {}\n", [["a", []], {}]),
    ],
)
def test_the_values(text: str, values: list[object]) -> None:
    def plain(field: Field) -> object:
        value = field.value
        if isinstance(value, Mapping):
            return {key: plain(each) for key, each in value.items()}
        return [plain(each) for each in value] if isinstance(value, list) else value

    document = read_yaml(text, "f")
    assert (plain(document.root), document.findings) == (values, [])


@given(st.text(alphabet=st.sampled_from(list("ab:-{}[],&*!|>\"'#? \n\t甲，\0\x85")), max_size=60))
def test_never_a_traceback(text: str) -> None:
    read_yaml(text, "a.yaml")


def test_a_notice_has_two_parts() -> None:
    parts = split_notice("---\ntitle: a\n---\n正文\n---\n")
    assert parts is not None
    assert (parts.head, parts.body, parts.body_line) == ("title: a\n", "正文\n---\n", 4)
    assert split_notice("正文") is None

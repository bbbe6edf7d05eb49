"""Characters that nobody typed: their codes, where they stand, and which of them the files beside the notices are held to."""

import pytest

from site_builder.records.registers import read_registers
from site_builder.records.source import read_yaml
from site_builder.rules.characters import no_odd_characters, no_odd_characters_beside_the_notices
from site_builder.rules.rule import SiteCase
from tests.rules.small import Told, row_of, told
from tests.rules.space import BASE

AGAIN = "删去它：把前后两个字重打一遍"
LOST = ("有认不出的字“�”", "转码时丢了字", "对照原件补上", "error")
GARBLED = ("有乱码", "对照原件重新录入这几个字")


def hidden(codes: str) -> tuple[str, str, str, str]:
    return "有看不见的字符", codes, AGAIN, "warning"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("甲\ufffd乙\ufffd\ufffd丙", [("T002", 2, 1, *LOST), ("T002", 4, 2, *LOST)]),
        ("甲烫烫烫乙", [("T003", 2, 3, GARBLED[0], "“烫烫烫”不像文字", GARBLED[1], "error")]),
        ("甲\x80乙", [("T003", 2, 1, GARBLED[0], "“\x80”不像文字", GARBLED[1], "error")]),
        ("鐨勫鐨勫鐨勫鐨勫", [("T003", 1, 8, GARBLED[0], "“鐨勫鐨勫鐨勫鐨勫”不像文字", GARBLED[1], "error")]),
        ("鐨勫鐨勫鐨勫鐨勫鐨", [("T003", 1, 9, GARBLED[0], "“鐨勫鐨勫鐨勫鐨勫”不像文字", GARBLED[1], "error")]),
        ("甲\u200b乙", [("T006", 2, 1, *hidden("U+200B"))]),
        ("甲\u200b\u200d\u200b乙\u00ad", [("T006", 2, 3, *hidden("U+200B、U+200D")), ("T006", 6, 1, *hidden("U+00AD"))]),
        ("甲\u202e乙", [("T007", 2, 1, "有改变书写方向的字符", "U+202E", AGAIN, "error")]),
        ("甲\x0b乙", [("T008", 2, 1, "有控制字符", "U+000B", "删去它", "error")]),
        ("甲\ufffe乙\U0001ffff", [("T008", 2, 1, "有控制字符", "U+FFFE", "删去它", "error"),
                               ("T008", 4, 1, "有控制字符", "U+1FFFF", "删去它", "error")]),
        ("甲\uf0fc\ue000乙", [("T009", 2, 2, "有私用区字符", "U+F0FC、U+E000", "换成通用的字", "warning")]),
        ("甲\x0b\u202e乙", [("T007", 3, 1, "有改变书写方向的字符", "U+202E", AGAIN, "error"),
                          ("T008", 2, 1, "有控制字符", "U+000B", "删去它", "error")]),
        ("甲\t乙\u3000丙\x85丁𠮷", []),
    ],
)  # fmt: skip
def test_in_a_text(line: str, found: list[tuple[object, ...]]) -> None:
    rows = [row_of(each) for each in told(no_odd_characters, f"甲\n\n{line}\n乙\n")]
    assert sorted(rows) == sorted(Told(code, 3, *rest) for code, *rest in found)  # type: ignore[arg-type]


def test_in_the_head_and_the_ledger() -> None:
    head, ledger = 'document_number: "甲\u200b乙\u202e〔2026〕1号"\n', 'p1:\n  entries: [{note: "甲\ufffd"}]\n'
    found = told(no_odd_characters, "正文。\n", ledger, head)
    folder = "content/notices/2026-xiao"
    assert [(f.at.path, f.at.line, f.at.column, f.at.length, f.code, f.why) for f in found] == [
        (f"{folder}/ledger.yaml", 2, 20, 4, "T002", "转码时丢了字"),
        (f"{folder}/notice.md", 7, 18, 14, "T006", "U+200B"),
        (f"{folder}/notice.md", 7, 18, 14, "T007", "U+202E"),
    ]


def site(trees: dict[str, str], pages: dict[str, str]) -> SiteCase:
    registers = read_registers({name: text for name, text in BASE.items() if "/" not in name}, "content", [])
    assert registers is not None
    roots = {name: read_yaml(text, f"content/{name}").root for name, text in trees.items()}
    return SiteCase(registers=registers, folder="content", trees=roots, slugs={}, pages=pages)


def test_beside_the_notices() -> None:
    case = site(
        {"site.yaml": 'title: "甲\ufffd乙"\nowner: "甲\u200b"\n', "organs.yaml": 'a:\n  name: "\u202e甲\uf0fc"\n'},
        {"about": "甲\u200b\n\n乙\u202e丙\x0b\n�", "a/b": "甲"},
    )
    found = sorted(no_odd_characters_beside_the_notices.findings(case))
    assert [(f.at.path, f.at.line, f.at.column, f.code, f.severity, f.what) for f in found] == [
        ("content/organs.yaml", 2, 9, "T020", "error", "有改变书写方向的字符"),
        ("content/pages/about.md", 3, 2, "T020", "error", "有改变书写方向的字符"),
        ("content/pages/about.md", 3, 4, "T020", "error", "有控制字符"),
        ("content/site.yaml", 1, 8, "T020", "error", "有认不出的字“�”"),
    ]


def test_sound_files_beside_the_notices() -> None:
    assert (
        list(no_odd_characters_beside_the_notices.findings(site({"site.yaml": 'title: "甲"\n'}, {"a": "甲\n"}))) == []
    )

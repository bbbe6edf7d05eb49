"""Names that become paths of the site: identifiers, names of files, old addresses; what is refused, and why."""

import pytest

from site_builder.records.site_path import (
    file_name_refused,
    folded,
    identifier_refused,
    old_address_refused,
    stays_inside,
    visible,
)

LETTERS = "有字母、数字、-、_、. 以外的字"
WINDOWS = "在 Windows 上存不了这个名字"
OURS = "本站有同名的文件"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("2026-amr", ""),
        ("a" * 100, ""),
        ("a" * 101, "有 101 个字符，上限 100"),
        ("", LETTERS),
        ("-a", LETTERS),
        ("a b", LETTERS),
        ("局", LETTERS),
        ("index.html", OURS),
        ("Sitemap-3.xml", OURS),
        ("ledger.xlsx.gz", OURS),
        ("manifest.json.sig.br", OURS),
        ("sitemap-a.xml", ""),
        ("CON", WINDOWS),
        ("com1.txt", WINDOWS),
        ("com", ""),
        ("a.", WINDOWS),
    ],
)
def test_an_identifier(name: str, why: str) -> None:
    assert identifier_refused(name) == why


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("附件 1（终）.pdf", ""),
        ("a?b", "里面有 ?"),
        ("a\u3000b", "里面有 U+3000"),
        ("a\tb", "里面有 U+0009"),
        (".a", "以 . 开头"),
        ("-a", "以 - 开头"),
        ("e\u0301", "其中的字是拆开写的（多半来自 macOS），看起来一样，地址却不同"),
        (" a", WINDOWS),
        ("a ", WINDOWS),
        ("nul.pdf", WINDOWS),
        ("a" * 200, ""),
        ("a" * 201, "有 201 个字节，上限 200"),
        ("局" * 67, "有 201 个字节，上限 200"),
        ("局" * 66, ""),
    ],
)
def test_the_name_of_a_file(name: str, why: str) -> None:
    assert file_name_refused(name) == why


LONG = "/" + "/".join(["a" * 99] * 8)


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/a/b", ""),
        ("/a/b/", ""),
        ("a", "不以 / 开头"),
        ("/", "是首页"),
        ("///", "是首页"),
        ("/a//b", "有两个连着的 /"),
        ("/./a", "有 . 这一段"),
        ("/a;b/", "里面有 ;"),
        ("/a b/", "里面有 U+0020"),
        ("/-a/", "以 - 开头"),
        ("/x/index.html", "index.html 是本站文件的名字"),
        ("/a.b/c", ""),
        ("/a/1.2", ""),
        ("/a/v1.2b", ""),
        ("/a/b.aspx", "b.aspx 带扩展名，静态主机不能在这个地址上转走"),
        (LONG, ""),
        (LONG + "b", "太长，上限 800 个字节"),
        ("/局" * 200, ""),
        ("/局" * 200 + "x", "太长，上限 800 个字节"),
    ],
)
def test_an_old_address(path: str, why: str) -> None:
    assert old_address_refused(path) == why


@pytest.mark.parametrize(
    ("path", "inside"), [("a", True), ("a/..b", True), ("a/..", False), (".", False), ("a/", False), ("a\\b", False)]
)
def test_a_path_of_the_output(path: str, inside: bool) -> None:
    assert stays_inside(path) == inside


def test_names_that_are_one_file_somewhere() -> None:
    assert folded("ＡB") == folded("ab") == "ab" and folded("e\u0301") == folded("É")
    assert [visible(each) for each in "a \n局\u200b"] == ["a", "U+0020", "U+000A", "局", "U+200B"]

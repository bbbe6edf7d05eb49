"""Links of pages: which are alive, what is said of those that are not, and where each stands."""

import pytest

from site_builder.records.registers import read_registers
from site_builder.rules.page_targets import dead_link, is_page, missing_target, page_links
from site_builder.rules.rule import SiteCase
from tests.rules.space import BASE

_registers = read_registers({name: text for name, text in BASE.items() if "/" not in name}, "content", [])
assert _registers is not None
CASE = SiteCase(
    registers=_registers,
    folder="content",
    trees={},
    slugs={"2026-shuiwu": frozenset({"p1", "p2", "t1"}), "2026-fangan": None},
    pages={"about": "# 关于\n\n## 如何反映\n", "help/faq": "# 问答\n"},
)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://a.gov.cn/x", ""),
        ("http://", "“http://”不是完整的网址"),
        ("mailto:a@b.cn", ""),
        ("mailto:", "“mailto:”后面没有内容"),
        ("tel:12345", ""),
        ("ftp://a/b", "不支持 ftp 开头的链接"),
        ("//a/b", "不支持 // 开头的链接"),
        ("", "链接是空的"),
        ("#如何反映", ""),
        ("#%E5%A6%82%E4%BD%95%E5%8F%8D%E6%98%A0", ""),
        ("#如何反应", "页面 about 没有标题 #如何反应；最接近的是 如何反映"),
        ("/about/", ""),
        ("../help/faq/", ""),
        ("../help/fap/", "没有 /help/fap/；最接近的是 help/faq"),
        ("/help/faq/#没有", "页面 help/faq 没有标题 #没有"),
        ("/notices/2026-shuiwu/", ""),
        ("../notices/2026-shuiwu/p1/", ""),
        ("../notices/2026-shuiwu/p9/", "通报 2026-shuiwu 里没有 p9"),
        ("../notices/2026-shuiwu/pp1/", "通报 2026-shuiwu 里没有 pp1；最接近的是 p1"),
    ],
)
def test_a_link(url: str, why: str) -> None:
    assert dead_link(CASE, "about", url) == why


@pytest.mark.parametrize(
    ("path", "fragment", "why"),
    [
        ("/", "", ""),
        ("/sitemap.xml", "", ""),
        ("/feed.xml", "", ""),
        ("/notices/", "", ""),
        ("/notices/2026/", "", ""),
        ("/notices/undated/", "", ""),
        ("/notices/2026-shuiwo/", "", "没有通报 2026-shuiwo；最接近的是 2026-shuiwu"),
        ("/notices/2026-shuiwu/ledger", "", ""),
        ("/notices/2026-shuiwu/ledger.xlsx", "", ""),
        ("/notices/2026-shuiwu/p2/due.ics", "", ""),
        ("/notices/2026-shuiwu/p9/due.ics", "", "通报 2026-shuiwu 里没有 p9/due.ics"),
        ("/notices/2026-shuiwu/files/a.pdf", "", ""),
        ("/notices/2026-shuiwu/evidence/a.pdf/", "", ""),
        ("/notices/2026-shuiwu/feed.xml", "", ""),
        ("/notices/2026-shuiwu/", "p2", ""),
        ("/notices/2026-shuiwu/", "p2-m3", ""),
        ("/notices/2026-shuiwu/", "p7-m3", "通报 2026-shuiwu 里没有 p7"),
        ("/notices/2026-shuiwu/", "x7", ""),
        ("/notices/2026-fangan/p7/", "", ""),  # nobody knows its items
        ("/organs/linxi-water/", "", ""),
        ("/organs/linxi-watr/", "", "/organs/ 之下没有 linxi-watr；最接近的是 linxi-water"),
        ("/status/done/", "", ""),
        ("/status/dones/", "", "/status/ 之下没有 dones；最接近的是 done"),
        ("/inspections/zz/", "", "/inspections/ 之下没有 zz"),
        ("/themes/zz/", "", "/themes/ 之下没有 zz"),
        ("/windows/x/", "", ""),
        ("/titles/", "", ""),
        ("/nowhere/", "", "没有 /nowhere/"),
        ("/windws/", "", "没有 /windws/；最接近的是 windows"),
    ],
)
def test_a_rooted_path(path: str, fragment: str, why: str) -> None:
    assert missing_target(CASE, path, fragment) == why


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("/", True),
        ("/about/", True),
        ("/help/faq/", True),
        ("/help/", False),
        ("/documents/", True),
        ("/documents/x/", False),
        ("/notices/2026/", True),
        ("/notices/2026/p1/", False),
        ("/notices/2026-shuiwu/", True),
        ("/notices/2026-shuiwu/p1/", True),
        ("/notices/2026-shuiwu/p9/", False),
        ("/notices/2026-shuiwu/files/a.pdf", True),
        ("/notices/2026-shuiwu/evidence/a.pdf/", True),
        ("/notices/2026-shuiwu/ledger/", True),
        ("/notices/2026-fangan/p1/", False),
        ("/notices/x/", False),
        ("/organs/linxi-water/", True),
        ("/organs/x/", False),
        ("/inspections/x/", False),
        ("/themes/x/", False),
        ("/status/done/", True),
        ("/status/done/2/", True),
        ("/status/x/", False),
    ],
)
def test_what_is_known_to_be_a_page(path: str, is_one: bool) -> None:
    assert is_page(CASE, path) == is_one


def test_links_and_their_places() -> None:
    text = '# 甲\n\n看[一](/a/)和[二](/a/)，\n再看[三](/%E4%B9%99/ "注")。\n\n![图](/b.png)\n\n[四]\n\n[四]: /c/\n'
    places = [(url, at.line, at.column, at.length) for url, at in page_links(text, "p.md")]
    assert places == [
        ("/a/", 3, 6, 3),
        ("/a/", 3, 15, 3),
        ("/%E4%B9%99/", 4, 7, 3),
        ("/b.png", 6, 6, 6),
        ("/c/", 8, 1, 3),
    ]
    assert [url for url, _ in page_links(text, "p.md", "src")] == ["/b.png"]
    assert [url for url, _ in page_links(text, "p.md", "href")] == ["/a/", "/a/", "/%E4%B9%99/", "/c/"]
    assert {at.path for _, at in page_links(text, "p.md")} == {"p.md"}


def test_lines_are_those_of_markdown() -> None:
    places = [(url, at.line, at.column) for url, at in page_links("甲\r[乙](/a/)\r\n[丙](/b/)\r\r[丁](/c/)", "p.md")]
    assert places == [("/a/", 2, 5), ("/b/", 3, 5), ("/c/", 5, 5)]

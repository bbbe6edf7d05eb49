"""Content that is broken or meant to harm: a finding or plain text, soon, within little memory; never a traceback."""

import os
import re
import resource
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from site_builder.records.findings import ContentError, Finding, SiteError
from tests.cases import part
from tests.conftest import HEAD, ORGANS, SITE, TEXT, Space, folded, shown_text

SECONDS = 10  # of a machine that is busy with other things as well
MEMORY = 700 * 1024 * 1024


@contextmanager
def bounded(seconds: float = SECONDS) -> Iterator[None]:
    begun = time.process_time()
    yield
    assert time.process_time() - begun < seconds


def codes(found: list[Finding]) -> set[str]:
    return {finding.code for finding in found}


LEDGERS: dict[str, tuple[str | bytes, str]] = {
    "alias bomb": (
        "a: &a [x]\n"
        + "".join(
            f"{b}: &{b} [*{a},*{a},*{a},*{a},*{a},*{a},*{a},*{a},*{a}]\n"
            for a, b in zip("abcdefgh", "bcdefghi", strict=True)
        ),
        "Y004",
    ),
    "40,000 lists deep": ("p1: " + "- " * 40_000 + "x\n", "Y"),
    "40,000 lists deep, at the start of a line": ("- " * 40_000 + "x\n", "Y005"),
    "40,000 brackets": ("p1: " + "[" * 40_000 + "\n", "Y"),
    "40,000 braces": ("p1: " + "{a: " * 40_000 + "\n", "Y"),
    "40,000 levels of indent": ("".join(" " * n + "a:\n" for n in range(400)), "Y005"),
    "merge key": ('p1:\n  <<: {review_by: "2026"}\n', "R002"),
    "merge of an alias": ('p1: &x {review_by: "2026"}\np2:\n  <<: *x\n', "Y004"),
    "python tag": ('p1: !!python/object/apply:os.system ["touch /nowhere"]\n', "Y004"),
    "binary tag": ("p1: !!binary aGVsbG8=\n", "Y004"),
    "own tag": ("p1: !x {}\n", "Y004"),
    "tag directive": ("%TAG ! tag:x,2000:\n---\np1: !x {}\n", "Y004"),
    "unknown directive": ("%FOO bar\n---\np1:\n", "Y001"),
    "another version": ("%YAML 9.9\n---\np1:\n", "Y"),
    "duplicate": ('p1:\n  review_by: "2026"\n  review_by: "2027"\n', "R003"),
    "complex key": ("? [p1]\n: x\n", "Y004"),
    "tab": ('p1:\n\treview_by: "2026"\n', "Y002"),
    "null character": (b'p1:\n  review_by: "20\x0026"\n', "Y003"),
    "escape for null": ('p1:\n  review_by: "20\\0"\n', "R005"),
    "lone surrogate by escape": ('p1:\n  responsible:\n    - {unit: "\\uD800"}\n', "Y001"),
    "invalid UTF-8": (b'p1:\n  review_by: "\xff\xfe"\n', "T010"),
    "half GBK": (b"p1: " + "整改".encode("gb18030") + b"\n", "T010"),
    "UTF-16": ("p1:\n".encode("utf-16"), "T010"),
    "a huge scalar": ('p1:\n  responsible:\n    - {unit: "' + "很长" * 2_000_000 + '"}\n', "Y006"),
    "a large scalar": ('p1:\n  review_by: "' + "很长" * 500_000 + '"\n', "R005"),
    "20,000 keys": ("".join(f"k{n}: x\n" for n in range(20_000)), "R002"),
    "a huge number": ("p1:\n  review_by: " + "9" * 100_000 + "\n", "R005"),
    "a number of another script": ('p1:\n  review_by: "٢٠٢٦"\n', "R005"),
    "two documents": ("p1:\n---\np2:\n", "Y004"),
    "an unclosed quote": ('p1:\n  review_by: "2026\n', "Y012"),
    "a list": ("- p1\n", "R004"),
    "a word": ("p1\n", "R004"),
}


@pytest.mark.parametrize("name", part(LEDGERS, lambda name: (LEDGERS[name][1], len(LEDGERS[name][0]) > 10_000)))
def test_a_ledger(space: Space, name: str) -> None:
    content, code = LEDGERS[name]
    space.notice()
    space.write("notices/n/ledger.yaml", content)
    with bounded():
        found = space.findings()
    assert any(each.startswith(code) for each in codes(found)) if code else codes(found) <= {"R004", "R005"}, found[:3]


@pytest.mark.parametrize(
    "name", ["site.yaml", "organs.yaml", "themes.yaml", "redirects.yaml", "calendar.yaml", "inspections.yaml"]
)
@pytest.mark.parametrize(
    "content",
    [
        "alias bomb",
        "40,000 lists deep, at the start of a line",
        "python tag",
        "null character",
        "invalid UTF-8",
        "a word",
    ],
)
def test_a_register(space: Space, name: str, content: str) -> None:
    space.notice()
    space.write(name, LEDGERS[content][0])
    with bounded():
        assert space.findings() != []


def test_bom_and_line_ends_are_no_mistakes(space: Space) -> None:
    text = f"---\n{HEAD}---\n{TEXT}"
    space.write("notices/n/notice.md", b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    space.build()
    windows = space.tree()
    space.write("notices/n/notice.md", text)
    space.build(out=space.folder / "unix")
    assert windows == space.tree(space.folder / "unix")


LARGE = ["notices/n/notice.md", "notices/n/ledger.yaml", "site.yaml", "organs.yaml", "pages/help.md"]


@pytest.mark.parametrize("name", [LARGE[0], *(pytest.param(each, marks=pytest.mark.audit) for each in LARGE[1:])])
def test_a_file_of_100_megabytes(space: Space, name: str) -> None:
    """Not read beyond the limit: a finding, in the memory that any build takes."""
    space.notice()
    path = space.content / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.truncate(100 * 1024 * 1024)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with bounded():
        found = space.findings()
    assert "Y006" in codes(found), codes(found)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEMORY // 1024


def test_an_attachment_that_is_too_large(space: Space) -> None:
    space.notice(head=HEAD + 'attachments:\n  - file: "a.pdf"\n')
    with space.write("notices/n/files/a.pdf", b"%PDF-").open("ab") as file:
        file.truncate(65 * 1024 * 1024)
    with bounded():
        assert "Y006" in codes(space.findings())


MARKUP = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</p></main><h1>x", "<![CDATA[x]]>", "]]>", "&lt;b&gt;", "&amp;&#60;",
    "{{ 7*7 }}", "{% for x in y %}", "{# x #}", "${7*7}", "<%= 7 %>", "[链接](javascript:alert(1))", "![图](x)", "**粗** _斜_ ~~删~~ `码`", "138****1234 和 139****5678",  # noqa: E501
    "1. 甲\\", "> 引", "+ 加", "* 星", "\"引号\" '单引号'", "https://例子.invalid/?a=1&b=2", "<https://x.invalid>", "[^1]", "$x^2$", ":::", "=SUM(A1)", "@x", "-2+3",  # noqa: E501
]  # fmt: skip


@pytest.mark.parametrize("place", ["paragraph", "list", "heading", "cell"])
def test_text_that_looks_like_markup_is_text(space: Space, place: str) -> None:
    form = {"paragraph": "文{}\n", "list": "- 文{}", "heading": "### 文{}", "cell": "| 文{} | 乙 |"}[place]
    # a heading may end in one {…}, which is a mark of the grammar
    marked = [each for each in MARKUP if place != "heading" or not each.endswith("}")]
    lines = [form.format(each.replace("|", "\\|")) for each in marked]
    if place == "cell":
        lines.insert(1, "|---|---|")
    space.notice(text=TEXT + "\n## 附\n\n" + "\n".join(lines) + "\n")
    space.build()
    shown = folded(shown_text(space.html("/notices/n/")))
    assert [each for each in marked if folded(each) not in shown] == []
    assert "<script>alert" not in space.html("/notices/n/")
    assert [each for each in marked if folded(each) not in folded(space.json()["text"])] == []


QUADRATIC: dict[str, Callable[[int], str]] = {
    "open brackets": lambda n: "[" * n,
    "nested links": lambda n: "[a](" * n,
    "nested images": lambda n: "![" * n,
    "emphasis": lambda n: "*a **a " * n,
    "underscores": lambda n: "_a __a " * n,
    "backticks": lambda n: "".join("`" * (k % 300 + 1) + "x" for k in range(n)),
    "pointy": lambda n: "<a " * n,
    "comments": lambda n: "<!--" * n,
    "autolinks": lambda n: "<http:" * n,
    "quotes": lambda n: "> " * min(n, 5_000),
    "entities": lambda n: "&#x" * n,
    "references": lambda n: "".join(f"[a{k}]: /x{k}\n" for k in range(n // 8)) + "[a1] " * (n // 8),
    "lists": lambda n: "- " * min(n, 5_000),
    "numbers": lambda n: "1. " * min(n, 5_000),
    "escapes": lambda n: "\\[" * n,
    "link titles": lambda n: '[a](x "' * n,
    "tildes": lambda n: "~" * n,
    "table": lambda n: "|a|b|\n|-|-|\n" + "|x|y|\n" * min(n, 5_000),
    "wide table": lambda n: "|a" * 2000 + "|\n" + "|-" * 2000 + "|\n" + ("|x" * 2000 + "|\n") * 5,
    "headings": lambda n: "# a\n" * n,
    "blank lines": lambda n: "\n" * n,
    "crossed brackets": lambda n: "（“" * n + "》】" * n,
    "a bracket a paragraph": lambda n: "（甲\n\n" * n,
    "a heading above every item": lambda n: "".join(
        f"### 甲{k}\n#### {k}. 乙 {{#p{k + 9}}}\n文\n" for k in range(n // 4)
    ),
    "items of two paragraphs": lambda n: "- 一是甲\n\n  乙\n" * min(n, 5_000),
}


@pytest.mark.audit
@pytest.mark.parametrize("subject", ["page", "notice"])
def test_no_quadratic_time(space: Space, subject: str) -> None:
    """Every form at a length where quadratic time would be seen, and four times that length takes not much more than four."""
    slow = {
        name: times
        for name, make in QUADRATIC.items()
        if (times := doubled(space, subject, make, 250))[1] > 8 * times[0] + 0.3
    }
    assert slow == {}


def doubled(space: Space, subject: str, make: Callable[[int], str], n: int) -> tuple[float, float]:
    """Processor seconds for a text and for one four times as long."""
    times = []
    for length in (n, 4 * n):
        if subject == "page":
            space.notice()
            space.write("pages/help.md", "# 帮助\n\n" + make(length) + "\n")
        else:
            space.notice(text=TEXT + "\n" + make(length) + "\n")
        begun = time.process_time()
        space.findings()
        times.append(round(time.process_time() - begun, 2))
    return times[0], times[1]


@pytest.mark.audit
@pytest.mark.parametrize("subject", ["page", "notice"])
@pytest.mark.parametrize("name", QUADRATIC)
def test_bombs_of_20_000(space: Space, subject: str, name: str) -> None:
    with bounded(20):
        doubled(space, subject, QUADRATIC[name], 5_000)


def test_a_table_of_10_000_cells(space: Space) -> None:
    rows = "\n".join("| " + " | ".join(f"格{r}之{c}" for c in range(10)) + " |" for r in range(1000))
    space.notice(text=TEXT + "\n\n|" + "列|" * 10 + "\n|" + "---|" * 10 + f"\n{rows}\n")
    with bounded():
        space.build()
    assert len(re.findall("<td>格", space.html("/notices/n/"))) == 10_000


def test_an_item_of_a_thousand_measures(space: Space) -> None:
    space.notice(text=TEXT + "".join(f"- 第{n}项措施已落实到位。\n" for n in range(1000)))
    with bounded():
        space.build()
    assert len(space.json()["problems"][1]["measures"]) >= 1000


def test_raw_html_of_a_page_is_text(space: Space) -> None:
    space.notice()
    space.write(
        "pages/help.md",
        '# 帮助\n\n<script>alert(1)</script>\n\n<b onclick="x">粗</b> <!-- 注 -->\n\n<iframe src="//x.invalid">\n',
    )
    space.build()
    page = space.html("/help/")
    assert "&lt;script&gt;alert(1)" in page
    assert "&lt;b onclick" in page
    assert [tag for tag in ("<script>alert", "<b onclick", "<iframe") if tag in page] == []


LINKS = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#10;script:alert(1)", "&#106;avascript:alert(1)", "data:text/html,<script>alert(1)</script>",
    "vbscript:x", "file:///etc/passwd", "\\\\server\\share", "//evil.invalid/x", "javascript&colon;alert(1)", "blob:x", "view-source:x", "data:image/svg+xml;base64,PHN2Zz4=",  # noqa: E501
]  # fmt: skip


@pytest.mark.parametrize("form", ["[甲]({})", "![甲]({})", "[甲][r]\n\n[r]: {}", "<{}>", "[甲](<{}>)"])
def test_links_that_run_or_read(space: Space, form: str) -> None:
    """Refused with its place, or shown as characters; never a link."""
    space.notice()
    for link in LINKS:
        space.write("pages/help.md", "# 帮助\n\n" + form.format(link) + "\n")
        if not space.findings():
            page = space.html("/help/").replace("&#x3A;", ":").lower()
            starts = [
                a + b
                for a in ('href="', 'src="')
                for b in ("javascript", "data:", "vbscript", "file", "//evil", "blob", "view-source", "\\")
            ]
            assert [start for start in starts if start in page] == [], link


HIDDEN = {
    "\u202e": "T007",
    "\u2066": "T007",
    "\u200f": "T007",
    "\u200b": "T006",
    "\u2060": "T006",
    "\u00ad": "T006",
    "\ufeff": "T006",
    "\x08": "T008",
    "\x1b": "T008",
}


@pytest.mark.parametrize("char", part(HIDDEN, lambda c: list(HIDDEN).index(c) // 2, lambda c: f"U+{ord(c):04X}"))
@pytest.mark.parametrize("place", ["text", "title"])
def test_characters_that_hide_are_flagged(space: Space, char: str, place: str) -> None:
    from site_builder.commands.checking import check
    from tests.conftest import TEMPLATES

    if place == "text":
        space.notice(text=TEXT.replace("拨付迟缓", f"拨付{char}迟缓"))
    else:
        escaped = f"\\u{ord(char):04x}"
        space.notice(head=HEAD.replace("关于巡察", f"关于{escaped}巡察"))
    found = check(
        content=space.content,
        day=__import__("datetime").date(2024, 10, 20),
        against=None,
        jobs=1,
        templates=TEMPLATES,
        drafts=False,
    ).findings
    assert HIDDEN[char] in {finding.code for finding in found}


def test_a_link_out_of_content_is_not_followed(space: Space) -> None:
    secret = space.folder / "secret"
    secret.mkdir()
    (secret / "notice.md").write_text(f"---\n{HEAD}---\n{TEXT}机密字句\n", "utf-8")
    (secret / "x.txt").write_text("机密字句", "utf-8")
    places = [
        "notices/linked",
        "notices/n/notice.md",
        "notices/n/ledger.yaml",
        "notices/n/files",
        "notices/n/files/x.txt",
        "pages",
        "pages/x.md",
        "organs.yaml",
        "site.yaml",
        "notices",
    ]
    for place in places:
        space.notice(head=HEAD + 'attachments:\n  - file: "x.txt"\n')
        space.write("organs.yaml", ORGANS)
        space.write("site.yaml", SITE)
        target = space.content / place
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = None
        if target.exists() and not target.is_symlink():
            aside = target.with_name("." + target.name)
            target.rename(aside)
        folder = place in ("notices/linked", "notices/n/files", "pages", "notices")
        target.symlink_to(secret if folder else secret / ("notice.md" if place.endswith(".md") else "x.txt"))
        with pytest.raises((SiteError, ContentError)) as refused:
            space.build()
        assert isinstance(refused.value, SiteError), place
        assert "符号链接" in str(refused.value)
        assert not [
            path for path in space.out.rglob("*") if path.is_file() and "机密字句".encode() in path.read_bytes()
        ], place
        target.unlink()
        if aside:
            aside.rename(target)


BAD_SLUGS = [
    "a b",
    "a%2fb",
    "通报",
    "a#b",
    "a?b",
    "2024",
    "undated",
    "a\\b",
    "-",
    "a&b",
    '"a"',
    "<a>",
    "con",
    "NUL",
    "aux.2024",
    "com1",
    "lpt9",
]


@pytest.mark.parametrize("slug", BAD_SLUGS)
def test_names_of_notices(space: Space, slug: str) -> None:
    space.notice("n")
    space.notice(slug)
    found = space.findings()
    if not found:
        assert {path.split("/")[1] for path in space.tree() if path.startswith("notices/") and path.count("/") > 1} >= {
            slug
        }
    assert not (space.folder / "notices").exists()


def test_a_name_of_255_bytes(space: Space) -> None:
    space.write("notices/n/files/" + "a" * 251 + ".txt", "x")
    space.notice("n", head=HEAD + f'attachments:\n  - file: "{"a" * 251}.txt"\n')
    assert "K013" in codes(space.findings())


def test_names_that_differ_by_case_or_form(space: Space) -> None:
    space.notice("Amr")
    space.notice("amr")
    assert "K005" in codes(space.findings())
    space.remove("Amr")
    composed, apart = (unicodedata.normalize(form, "é.txt") for form in ("NFC", "NFD"))
    space.write(f"notices/amr/files/{composed}", "x")
    space.write(f"notices/amr/files/{apart}", "y")
    space.notice("amr", head=HEAD + f'attachments:\n  - file: "{composed}"\n  - file: "{apart}"\n')
    assert "K013" in codes(space.findings())


def test_a_slug_of_255_bytes(space: Space) -> None:
    space.notice("a" * 255)
    assert "K005" in codes(space.findings())


@pytest.mark.parametrize(
    "name",
    [
        "pages/manifest.json.md",
        "pages/feed.xml.md",
        "pages/Feed.XML.md",
        "pages/index.html.md",
        "pages/nginx-redirects.map.md",
        "pages/sitemap-2.xml.md",
        "pages/404.html.gz.md",
        "pages/Data.md",
        "pages/con.md",
        "pages/" + "a" * 101 + ".md",
        "organs index.html",
        "organs feed.xml",
        "organs nul",
        "organs a.",
    ],
)
def test_names_of_files_of_the_site(space: Space, name: str) -> None:
    kind, _, organ = name.partition(" ")
    if organ:
        space.write("organs.yaml", ORGANS.replace("amr:", f'"{organ}":'))
        space.notice(head=HEAD.replace("organ: amr", f'organ: "{organ}"'))
    else:
        space.notice()
        space.write(name, "# 占位\n")
    assert "K006" in codes(space.findings())


@pytest.mark.parametrize(
    "slug", ["index.html", "Index.html", "feed.xml", "con", "NUL", "aux.2024", "com1", "lpt9", "a."]
)
def test_a_slug_that_is_a_file_of_the_site_or_of_no_system(space: Space, slug: str) -> None:
    space.notice(slug)
    assert "K005" in codes(space.findings())


def test_pages_and_organs_that_differ_by_case(space: Space) -> None:
    space.notice()
    space.write("pages/help.md", "# 甲\n")
    space.write("pages/Help.md", "# 乙\n")
    assert "K006" in codes(space.findings())
    (space.content / "pages/Help.md").unlink()
    space.write("organs.yaml", ORGANS + 'AMR:\n  name: "另一单位"\n')
    assert "K006" in codes(space.findings())


@pytest.mark.parametrize(
    "page",
    [
        "data",
        "notices",
        "search",
        "organs",
        "assets",
        "pagefind",
        "feed",
        "404",
        "status",
        "windows",
        "changes",
        "documents",
        "index",
    ],
)
def test_pages_that_would_stand_in_the_way(space: Space, page: str) -> None:
    """A page of the site's own is never overwritten by one of content/pages."""
    space.notice()
    space.build()
    before = space.tree()
    space.write(f"pages/{page}.md", "# 占位\n\n占位字句\n")
    space.findings()  # refused, or somewhere else
    after = space.tree()
    assert [path for path in before if "占位字句".encode() in after.get(path, b"")] == []


@pytest.mark.parametrize("organ", ["..", "../../x", "a/b", "/etc", "a b", "A%2f"])
def test_ids_of_organs_do_not_leave_the_site(space: Space, organ: str) -> None:
    space.write("organs.yaml", ORGANS.replace("amr:", f'"{organ}":'))
    space.notice(head=HEAD.replace("organ: amr", f'organ: "{organ}"'))
    space.findings()
    assert {path.name for path in space.folder.iterdir()} <= {"content", "public", ".public.state"}


@pytest.mark.parametrize("name", ["../../../secret.txt", "/etc/hostname", "..", ".", "", "./x.txt", "x.txt/", "~/x"])
def test_names_of_attachments_do_not_leave_files(space: Space, name: str) -> None:
    (space.folder / "secret.txt").write_text("机密字句", "utf-8")
    space.write("notices/n/files/x.txt", "x")
    space.notice(head=HEAD + f'attachments:\n  - file: "{name}"\n')
    assert space.findings() != []


ACTIVE = [
    "a.svg",
    "a.SVG",
    "a.html",
    "a.htm",
    "a.xhtml",
    "a.xml",
    "a.js",
    "a.svgz",
    "a.docm",
    "a.exe",
    "a.html.",
    "a.mhtml",
    "a.xlsm",
]


@pytest.mark.parametrize("name", part(ACTIVE, lambda name: list(ACTIVE).index(name) // 2))
@pytest.mark.parametrize("way", ["attached", "cited"])
def test_attachments_that_run_are_refused(space: Space, name: str, way: str) -> None:
    space.write(f"notices/n/files/{name}", "<svg onload=alert(1)>已完成全部台账补录工作</svg>")
    if way == "attached":
        space.notice(head=HEAD + f'attachments:\n  - file: "{name}"\n')
    else:
        source = f'    - as_of: "2024-10-17"\n      basis: report\n      quote: "已完成全部台账补录工作"\n      source: {{file: "{name}"}}\n'
        space.notice(ledger="p2:\n  entries:\n" + source)
    assert "K012" in codes(space.findings())
    assert not (space.out / f"notices/n/files/{name}").exists()


def test_files_that_nobody_names_are_not_published(space: Space) -> None:
    space.notice()
    space.write("notices/n/files/a.svg", "<svg onload=alert(1)/>")
    space.write("notices/n/other.html", "<script>alert(1)</script>")
    assert [finding.code for finding in space.findings()] == ["F002"]
    (space.content / "notices/n/other.html").unlink()
    space.build()
    assert [path for path in space.tree() if path.endswith((".svg", "other.html")) and path.startswith("notices")] == []


def test_a_pipe_is_not_waited_for(space: Space) -> None:
    space.notice()
    (space.content / "pages").mkdir()
    os.mkfifo(space.content / "pages/x.md")
    os.mkfifo(space.content / "themes.yaml")
    (space.content / "notices/n/files").mkdir()
    os.mkfifo(space.content / "notices/n/files/x.txt")
    space.build()
    assert [path for path in space.tree() if path.endswith(("x.txt", "x/index.html"))] == []
    assert (space.out / "notices/n/index.html").exists()


def test_what_can_be_hidden_in_a_path_of_the_command_line(space: Space) -> None:
    """A folder whose name looks like an option or a markup of the terminal is a folder."""
    space.notice()
    out: Path = space.folder / "--clean [red]\u202ex"
    space.build(out=out)
    assert (out / "index.html").exists()

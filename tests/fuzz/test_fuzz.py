"""Random records, texts and documents, and mutations of whole ones: findings, never a traceback or a file elsewhere.

FUZZ_EXAMPLES says how many inputs each test tries; a few by default. `--hypothesis-seed` repeats a run. What once failed
stands as an example beside its test.
"""

import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from site_builder.importing.draft import draft_of
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.readers.unreadable import UnreadableError
from site_builder.importing.writer import ledger_file, notice_file
from site_builder.records.findings import ContentError, Finding, SiteError
from site_builder.records.notice import read_notice
from site_builder.records.outline import read_outline
from site_builder.records.source import read_yaml
from site_builder.views.text_pages import texts_of
from tests.cases import either
from tests.conftest import HEAD, TEXT, Space
from tests.hostile.test_imports import BODY, plain, word
from tests.rules.space import BASE
from tests.rules.test_never_a_traceback import sound

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", either(40, 300)))
LONG = settings(
    max_examples=EXAMPLES,
    deadline=10_000,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
SLOWER = settings(LONG, max_examples=max(20, EXAMPLES // 20))  # whole builds

LEDGER = """\
p1:
  due:
    - {by: "2025-06", about: m2, quote: "计划于2025年6月前完成"}
  entries:
    - {as_of: "2024-10-17", status: ongoing, about: m2, quote: "目前正在清理历年沉淀资金"}
p2:
  entries:
    - as_of: "2024-10-17"
      status: done
      quote: "已完成全部台账补录，问题已整改到位"
"""
ORIGINAL = """\
关于巡察整改进展情况的通报
（二〇二四年十月十七日）
根据统一部署，巡察组于2023年7月19日至8月18日开展了巡察，反馈意见3项。公开期限：2024年10月17日至11月16日。
一、组织开展情况
（一）提高站位。专题研究整改6次。
二、整改落实情况
（一）资金管理方面
1.关于“拨付迟缓”的问题
整改情况：一是制定办法，压缩时限。二是清理沉淀资金，计划于2025年6月前完成。
2.台账不全
责任单位：办公室，完成时限：2024年12月底前
已完成全部补录，长期坚持。
联系电话：0000-8300001；电子邮箱：zhenggai@yunzhou.invalid
中共云州市市场监管局党组
2024年10月17日
"""
PAGE = """\
# 说明

见[通报](/notices/n/)，*重点*和 `码`，<b onclick="x">不是标签</b>，<https://yunzhou.invalid/a>。

1. 一
   - 二 ![图](x.png "题")

> 引 [甲][r] &amp; &#106;avascript

| 列 | 列 |
|---|---|
| 格 | [乙](javascript:alert(1)) |

[r]: data:text/html,x "题"

```
码
```
"""
PIECES = st.sampled_from(
    ["---\n", "- ", "#", "# ", "{#p1}", "{", "}", "[", "]", ": ", ",", "\n", "  ", "\t", '"', "'", "&a ", "*a", "!!x ", "<<: ", "|", ">", "%", "? ", "|---|\n", "\\|", "\0", "\ufeff",  # noqa: E501
     "\u2028", "\u202e", "一是", "整改情况：", "2024-02-30", "9999-12-31", "0001-01-01", "null", "~", "p1:\n", "entries:\n", "quote: ", "<p>", "</td>", "<!--", "&#x0;", "（一）", "1."]  # noqa: E501
)  # fmt: skip
WORDS = st.lists(PIECES | st.text(max_size=6), max_size=10).map("".join)


@st.composite
def mutated(draw: st.DrawFn, whole: str) -> str:
    """A whole structure with pieces cut, doubled, moved or put in."""
    text = whole
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        stop = min(len(text), start + draw(st.integers(0, 40)))
        kind = draw(st.sampled_from(["cut", "put", "double", "move"]))
        cut = text[start:stop]
        text = text[:start] + {"cut": "", "put": draw(WORDS), "double": cut + cut, "move": ""}[kind] + text[stop:]
        if kind == "move":
            to = draw(st.integers(0, len(text)))
            text = text[:to] + cut + text[to:]
    return text


@LONG
@given(mutated(HEAD + LEDGER) | WORDS)
def test_source(text: str) -> None:
    lines = text.count("\n") + text.count("\x85") + text.count("\u2028") + text.count("\u2029") + 2
    for finding in read_yaml(text, "x.yaml").findings:
        assert 1 <= finding.at.line <= lines
        assert finding.at.column >= 1


@LONG
@given(mutated(TEXT) | WORDS)
def test_outline(text: str) -> None:
    """No character but white space, marks and delimiter rows is lost or made."""
    outline = read_outline(text, "x.md", 1, "problem", [])
    assert len("".join(outline.text.split())) <= len("".join(text.split()))
    for problem in outline.problems:
        assert 0 <= problem.start < problem.stop <= len(outline.blocks)


@LONG
@given(
    st.sampled_from(["x.txt", "x.md", "x.html", "x"]),
    mutated(TEXT) | mutated(f"<html><body><table><tr><td>{TEXT}</td></tr></table><p>x") | WORDS,
)
def test_import_of_text(name: str, text: str) -> None:
    try:
        read_manuscript(text.encode("utf-8", "surrogatepass"), name)
    except UnreadableError as told:  # blanks, or what is no text for its control characters or its first bytes
        assert told.code in ("empty", "unknown-format")


@LONG
@given(st.sampled_from(["x.txt", "x.html", "x.docx", "x"]), st.binary(max_size=200))
def test_import_of_bytes(name: str, raw: bytes) -> None:
    try:
        read_manuscript(raw, name)
    except UnreadableError as told:
        assert str(told)


@LONG
@given(mutated(plain(BODY.format("一是已整改") + "<w:tbl><w:tr><w:tc>" + BODY.format("格") + "</w:tc></w:tr></w:tbl>")))
def test_import_of_word(document: str) -> None:
    try:
        read_manuscript(word(document), "x.docx")
    except UnreadableError as told:
        assert str(told)


@LONG
@given(st.sampled_from(["x.txt", "x.html"]), mutated(ORIGINAL))
def test_a_draft(name: str, text: str) -> None:
    """What an import writes is read back: no line of it is refused for its form."""
    draft = draft_of(read_manuscript(text.encode("utf-8", "surrogatepass"), name), lambda organ: "amr")
    findings: list[Finding] = []
    notice = read_notice(
        "n", notice_file(draft.head, draft.blocks), ledger_file(draft.suggested.ledgers), "content", findings
    )
    assert [finding for finding in findings if finding.code[0] == "Y"] == []
    assert notice is None or notice.outline.text is not None


@SLOWER
@given(
    st.sampled_from([name for name in BASE if name != "site.yaml"]).flatmap(
        lambda n: st.tuples(st.just(n), mutated(BASE[n]))
    )
)
def test_every_rule(changed: tuple[str, str]) -> None:
    """A site of which one file is mutated: findings that name a place which is there."""
    sound({**BASE, changed[0]: changed[1]})


@LONG
@given(mutated(PAGE) | WORDS)
def test_page(text: str) -> None:
    """CommonMark with its raw HTML shown as text: no element but those of Markdown, no address that runs."""
    for _, _, html in texts_of({"x": text}, "/"):
        tree = etree.fromstring(f"<div>{html}</div>", etree.HTMLParser(recover=True))
        for element in tree.iter() if tree is not None else ():
            assert element.tag not in ("script", "iframe", "style", "form", "svg", "object"), html
            assert not [name for name in element.attrib if name.startswith("on")], html
            for name in ("href", "src"):
                assert (
                    not (element.get(name) or "").strip().lower().startswith(("javascript:", "vbscript:", "data:"))
                ), html


@SLOWER
@given(mutated(HEAD), mutated(TEXT), mutated(LEDGER), st.sampled_from(["head", "text", "ledger", "page"]))
@example(HEAD, TEXT, 'p1:\n  review_by: "٢٠٢٦"\n', "ledger")
def test_a_whole_build(head: str, text: str, ledger: str, which: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        space = Space(Path(name))
        space.notice(
            head=head if which == "head" else HEAD,
            text=text if which == "text" else TEXT,
            ledger=ledger if which == "ledger" else LEDGER,
        )
        if which == "page":
            space.write("pages/help.md", text)
        try:
            space.build()
        except (ContentError, SiteError) as told:
            assert str(told)
        assert {path.name for path in Path(name).iterdir()} <= {"content", "public", ".public.state"}

"""What holds for every document: nothing lost, nothing added, nothing out of order; width and format change no structure."""

import html
import json
import re
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec import structs

from site_builder.commands.import_documents import import_files
from site_builder.importing.draft import Draft, draft_of
from site_builder.importing.lines.fold import squeeze, visible
from site_builder.importing.names import organ_id
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.readers.unreadable import UnreadableError
from site_builder.importing.writer import ledger_file, notice_file
from site_builder.records.findings import Finding
from site_builder.records.model import Window
from site_builder.records.notice import Notice, read_notice
from tests.cases import cases
from tests.conftest import Space

from .documents import STRUCTURES, documents

FULL_WIDTH = str.maketrans({",": "，", ":": "：", ";": "；", "(": "（", ")": "）"})
often = settings(max_examples=cases(30), deadline=None, suppress_health_check=[HealthCheck.too_slow])


def imported(raw: bytes, name: str = "a.txt") -> Draft:
    return draft_of(read_manuscript(raw, name), organ_id)


def written(draft: Draft) -> Notice:
    """The draft as files, read back the way a build reads them; a text that breaks off gets the window an editor fills in."""
    findings: list[Finding] = []
    if draft.head.window is None:
        draft = replace(draft, head=structs.replace(draft.head, window="unstated"))
    files = notice_file(draft.head, draft.blocks), ledger_file(draft.suggested.ledgers)
    notice = read_notice("a", *files, "a", findings)
    assert findings == []
    assert notice is not None
    return notice


def lines_lost(source: str, draft: Draft, text: str) -> list[str]:
    """Lines of a source that are in none of text, title and set aside, each looked for behind the one before it."""
    rest, lost = squeeze(text), []
    aside = [squeeze(each.text) for each in draft.aside]
    title = squeeze(draft.head.title or "")
    lines = [line for each in source.splitlines() if (line := squeeze(_row(visible(each))))]
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line == title or line + following == title:  # a title may stand on two lines
            title = title[len(line) :]
        elif rest.startswith(line):
            rest = rest[len(line) :]
        elif line in aside:
            aside.remove(line)
        else:
            lost.append(line)
    return [*lost, *([rest] if rest else [])]


def _row(line: str) -> str:
    """A pipe row as the cells it is kept as."""
    return line.replace("|", "") if line.startswith("|") and line.endswith("|") and line.count("|") > 2 else line


def _element(line: str) -> str:
    """A line as a page has it: a paragraph, or a table of one row."""
    if line == _row(line):
        return f"<p>{html.escape(line)}</p>"
    return "<table><tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in line[1:-1].split("|")) + "</tr></table>"


def shape(draft: Draft) -> object:
    outline = draft.outline
    sections = [(s.role, len(s.categories)) for s in outline.sections]
    items = [
        (p.id, p.number, p.states, squeeze(p.title), [squeeze(m.text) for m in p.measures]) for p in outline.problems
    ]
    head = draft.head
    return (
        sections,
        items,
        head.kind,
        head.published,
        head.window.closes if isinstance(head.window, Window) else head.window,
    )


def test_the_documents_have_every_structure() -> None:
    made: list[str] = []

    @settings(max_examples=cases(300), deadline=None, database=None, derandomize=True, phases=[Phase.generate])
    @given(documents())
    def make(source: str) -> None:
        made.append(re.sub(r"[ \u3000\u00a0]*\r?\n[\s\u3000\u00a0]*", "\n", source))

    make()
    missing = [name for name, pattern in STRUCTURES.items() if not any(re.search(pattern, each, re.M) for each in made)]
    assert missing == []


@settings(often, max_examples=cases(6))
@given(documents())
def test_every_line_is_on_the_site_or_reported(source: str) -> None:
    """The whole way: file, import, build with drafts, the notice's own JSON and its page."""
    with tempfile.TemporaryDirectory() as name:
        space = Space(Path(name))
        document, report = Path(name) / "a.txt", Path(name) / "report.json"
        document.write_bytes(source.encode())
        status = import_files(
            [str(document)], space.content / "notices", slug="n", organ=None, report=report, force=True
        )
        assert status == 0
        (said,) = json.loads(report.read_text("utf-8"))
        space.build("2026-10-20", drafts=True)
        built = space.json()
        draft = imported(source.encode())
        assert [each["text"] for each in said["set_aside"]] == [each.text for each in draft.aside]
        assert lines_lost(source, draft, built["text"]) == []
        shown = squeeze(html.unescape(re.sub("<[^>]+>", "", space.html("/notices/n/"))))
        assert all(squeeze(line) in shown for line in built["text"].split("\n"))


@often
@given(documents())
def test_every_line_is_in_the_record_or_reported(source: str) -> None:
    draft = imported(source.encode())
    assert lines_lost(source, draft, written(draft).outline.text) == []


@often
@given(documents())
def test_full_width_has_the_same_structure(source: str) -> None:
    assert shape(imported(source.translate(FULL_WIDTH).encode())) == shape(imported(source.encode()))


@often
@given(documents())
def test_a_page_around_it_changes_nothing(source: str) -> None:
    lines = "".join(_element(visible(line)) for line in source.splitlines() if visible(line))
    page = f"<html><body><nav><a href='/'>首页</a></nav><div id='text'>{lines}</div><footer>网站声明</footer></body></html>"
    draft, plain = imported(page.encode(), "a.html"), imported(source.encode())
    assert squeeze(draft.outline.text) == squeeze(plain.outline.text)
    assert shape(draft) == shape(plain)


@often
@given(st.text(min_size=1, max_size=600))
def test_any_text_is_taken(text: str) -> None:
    """Refused are only blanks, and what is no text for its control characters or its first bytes."""
    try:
        written(imported(text.encode("utf-8", "surrogatepass")))
    except UnreadableError as error:
        assert error.code in ("empty", "unknown-format")
        assert (error.code == "empty") == (not text.strip("\0 \t\r\n\ufeff"))


@often
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.md", "a.docx", "a"]))
def test_any_bytes_are_taken_or_refused_in_words(raw: bytes, name: str) -> None:
    try:
        written(imported(raw, name))
    except UnreadableError as error:
        assert str(error)


@often
@given(documents())
def test_what_import_wrote_is_imported_again_the_same(source: str) -> None:
    """notice.md is a Markdown notice like any other."""
    draft = imported(source.encode())
    again = imported(notice_file(draft.head, draft.blocks).encode(), "notice.md")
    assert squeeze(again.outline.text) == squeeze(draft.outline.text)

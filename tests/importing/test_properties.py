"""What holds for every document: nothing lost, nothing added, nothing out of order; width and format change no structure."""

import html
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from site_builder.findings import Finding
from site_builder.importing.draft import Draft, draft_of
from site_builder.importing.fold import squeeze, visible
from site_builder.importing.names import organ_id
from site_builder.importing.readers import read_manuscript
from site_builder.importing.unreadable import UnreadableError
from site_builder.importing.writer import ledger_file, notice_file
from site_builder.records import Notice, read_notice

from .documents import documents

FULL_WIDTH = str.maketrans({",": "，", ":": "：", ";": "；", "(": "（", ")": "）"})
often = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


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
    for line in (squeeze(visible(each)) for each in source.splitlines()):
        if rest.startswith(line):
            rest = rest[len(line) :]
        elif line in aside:
            aside.remove(line)
        elif line == title:
            title = ""
        else:
            lost.append(line)
    return [*lost, *([rest] if rest else [])]


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
        head.window if isinstance(head.window, str) else head.window.closes,
    )


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
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in source.splitlines() if visible(line))
    page = f"<html><body><nav><a href='/'>首页</a></nav><div id='text'>{lines}</div><footer>网站声明</footer></body></html>"
    draft, plain = imported(page.encode(), "a.html"), imported(source.encode())
    assert squeeze(draft.outline.text) == squeeze(plain.outline.text)
    assert shape(draft) == shape(plain)


@often
@given(st.text(max_size=600))
def test_any_text_is_taken(text: str) -> None:
    draft = imported(text.encode("utf-8", "surrogatepass"))
    written(draft)


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

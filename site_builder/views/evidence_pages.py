"""The page of a cited file: what it is, which items cite it, and its text with the quoted words marked."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from site_builder.records.quotes import Found
from site_builder.views.citations import Citation
from site_builder.views.presenter import Presenter
from site_builder.views.prose import Html, Mark, marked
from site_builder.views.shared_views import about_label, day_label, status_view
from site_builder.views.shown_text import MOST, ShownText, anchor_of
from site_builder.views.view_models import EvidenceView, ItemView, Link, NoticeRef, StatusView


class CitedWords(Struct, frozen=True, kw_only=True):
    """What a record quotes from the file. `at`: their anchor on this page; None where they are not found in its text."""

    record: Link
    day: str | None
    status: StatusView | None
    words: str | None
    place: str | None
    about: str | None
    at: str | None


class Citing(Struct, frozen=True, kw_only=True):
    """An item (None: the notice, or a target of it) and what it quotes from the file."""

    item: ItemView | None
    quotes: tuple[CitedWords, ...]


class TextPart(Struct, frozen=True, kw_only=True):
    """A page or a sheet of the file; `rows`: (number, cells)."""

    heading: str | None
    lines: tuple[Html, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Html, ...]], ...]


class EvidencePage(Struct, frozen=True, kw_only=True):
    """`kind`: the ending of the file's name; `characters`: of its text, None where all of it is shown, of which `shown` are."""

    notice: NoticeRef
    name: str
    kind: str
    file: EvidenceView
    citing: tuple[Citing, ...]
    parts: tuple[TextPart, ...]
    characters: int | None
    shown: int


def evidence_page(
    presenter: Presenter, ref: NoticeRef, items: Sequence[ItemView], name: str, cited: Sequence[Citation]
) -> EvidencePage:
    """The view of a cited file's page.

    Takes   items: of the whole notice; name: of a file whose text is known; cited: the records that cite it
    """
    text = presenter.cited_files.text(name)
    assert text is not None
    found: dict[str, Found] = {}
    for each in cited:
        place = text.find(each.words, each.source.cell, each.source.page) if each.words else None
        if place:
            found[_anchor(each)] = place
    titles = [each.source.title for each in cited] + [
        a.title for a in presenter.notice.head.attachments if a.file == name
    ]
    return EvidencePage(
        notice=ref,
        name=name,
        kind=name.rpartition(".")[2].upper(),
        file=presenter.cited_files.view(name, next(filter(None, titles), None)),
        citing=tuple(_citing(presenter, items, cited, found)),
        parts=tuple(_parts(text, found)),
        characters=len(text.text) if len(text.text) > MOST else None,
        shown=MOST,
    )


def _anchor(citation: Citation) -> str:
    return anchor_of(citation.words or "", citation.source.cell, citation.source.page)


def _citing(
    presenter: Presenter, items: Sequence[ItemView], cited: Sequence[Citation], found: dict[str, Found]
) -> Iterator[Citing]:
    views: dict[str | None, ItemView | None] = {item.id: item for item in items}
    for item in dict.fromkeys(each.item for each in cited):
        own = (_cited_words(presenter, each, found) for each in cited if each.item == item)
        yield Citing(item=views.get(item), quotes=tuple(own))


def _cited_words(presenter: Presenter, citation: Citation, found: dict[str, Found]) -> CitedWords:
    anchor = _anchor(citation)
    problem = presenter.notice.outline.problem(citation.item) if citation.item else None
    return CitedWords(
        record=Link(citation.url, citation.what),
        day=day_label(citation.as_of),
        status=status_view(citation.status) if citation.status else None,
        words=citation.words,
        place=presenter.cited_files.place(citation.source),
        about=about_label(problem, citation.about) if problem else None,
        at=anchor if anchor in found else None,
    )


def _parts(text: ShownText, found: dict[str, Found]) -> Iterator[TextPart]:
    marks, kept = _marks(found), text.kept(found.values())
    for part in text.parts:
        lines = tuple(line for span in part.lines if (line := _shown(text.text, span, kept, marks)))
        made = ((row.number, tuple(_shown(text.text, cell, kept, marks) for cell in row.cells)) for row in part.rows)
        rows = tuple((number, cells) for number, cells in made if any(cells))
        if lines or rows:
            yield TextPart(heading=part.heading, lines=lines, columns=part.columns, rows=rows)


def _shown(text: str, span: Found | None, kept: Iterable[Found], marks: Sequence[Mark]) -> Html:
    """What is kept of a line or cell; '' for nothing. What is left out within it is ……."""
    if span is None:
        return Html("")
    ranges = [
        Found(max(span.start, each.start), min(span.stop, each.stop))
        for each in kept
        if each.start < span.stop and each.stop > span.start
    ]
    if not ranges:
        return Html("")
    words = "……".join(marked(text[start:stop], start, marks) for start, stop in ranges)
    before = "……" if ranges[0].start > span.start else ""
    after = "……" if ranges[-1].stop < span.stop else ""
    return Html(before + words + after)


def _marks(found: dict[str, Found]) -> list[Mark]:
    """Ranges that do not overlap: one begins wherever a quotation begins, and has its anchor."""
    starts: dict[int, list[str]] = {}
    for anchor, place in sorted(found.items()):
        starts.setdefault(place.start, []).append(anchor)
    marks: list[Mark] = []
    ordered, reach = sorted(starts), 0
    for start, following in zip(ordered, [*ordered[1:], None], strict=True):
        reach = max(reach, *(place.stop for place in found.values() if place.start == start))
        marks.append(Mark(start, reach if following is None else min(reach, following), tuple(starts[start])))
    return marks

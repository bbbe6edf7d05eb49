"""The searched texts of a notice: one document for each item, and one for the notice with its whole text."""

from collections.abc import Iterator

import msgspec

from site_builder.records.outline import Block
from site_builder.unit.cards import Card, ItemCard
from site_builder.views.presenter import Presenter
from site_builder.views.prose import anchors_of

UNDATED = "undated"
# the state of a window is no facet: the browser computes it
FACETS = ("kind", "status", "mark", "organ", "year", "inspection", "theme")


class SearchDocument(msgspec.Struct, frozen=True, kw_only=True):
    """One result: the page of an item, or a notice with its whole text.

    url         rooted path with the base path
    blocks      pieces of text in order; no match crosses a block
    anchors     for each block a fragment id on that page, or ""
    filters     facet → ids (those of FACETS; year may be left out: it is read from `published`)
    window_kind publication, objection, unstated or none; opens and closes are ISO days
    published   ISO day; None is 未署日期
    organ       the name that is shown
    status      the status that is shown, of an item; None for a notice
    """

    url: str
    title: str
    blocks: tuple[str, ...]
    anchors: tuple[str, ...] = ()
    filters: dict[str, tuple[str, ...]] = {}
    opens: str | None = None
    closes: str | None = None
    window_kind: str | None = None
    published: str | None = None
    organ: str | None = None
    status: str | None = None

    @property
    def year(self) -> str:
        return self.published[:4] if self.published else UNDATED

    def facet(self, name: str) -> tuple[str, ...]:
        """Values of a facet; the year is read from the date where the filters have none."""
        return self.filters.get(name) or ((self.year,) if name == "year" else ())


def search_documents(presenter: Presenter, card: Card) -> Iterator[SearchDocument]:
    """Documents of a public notice."""
    outline = presenter.notice.outline
    anchors = anchors_of(outline)
    blocks = outline.blocks
    around: dict[int, str] = {}
    nearest = ""
    for index in range(len(blocks)):
        nearest = anchors.get(index, nearest)
        around[index] = nearest
    yield _document(
        card=card,
        url=card.url,
        title=card.title,
        anchors=("", *(around[i] for i in range(len(blocks)))),
        blocks=(card.title, *(_searched(b) for b in blocks)),
        item=None,
    )
    for problem, item in zip(outline.problems, card.items, strict=True):
        inner = range(problem.start, problem.stop)
        local = {m.start: m.id for m in problem.measures}
        within, at = [], ""
        for index in inner:
            at = local.get(index, at)
            within.append(at)
        yield _document(
            card=card,
            url=item.url,
            title=item.title,
            anchors=tuple(within),
            blocks=tuple(_searched(blocks[i]) for i in inner),
            item=item,
        )


def _searched(block: Block) -> str:
    return " ".join(block.cells) if block.cells else block.text


def _document(
    card: Card, url: str, title: str, anchors: tuple[str, ...], blocks: tuple[str, ...], item: ItemCard | None
) -> SearchDocument:
    filters: dict[str, tuple[str, ...]] = {
        "kind": (card.kind,),
        "organ": (card.organ,) if card.organ else (),
        "year": (card.year,),
        "inspection": (card.inspection,) if card.inspection else (),
    }
    if item:
        filters |= {"status": (item.status,), "mark": item.marks, "theme": item.themes}
    window = card.window
    return SearchDocument(
        url=url,
        title=title,
        blocks=blocks,
        anchors=anchors,
        filters={name: values for name, values in filters.items() if values},
        opens=window.opens,
        closes=window.closes,
        window_kind=window.kind or window.state,
        published=card.published[:10] if card.published else None,
        organ=card.organ_name,
        status=item.status if item else None,
    )

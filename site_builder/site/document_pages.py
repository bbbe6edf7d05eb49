"""Cards → `/documents/`: the papers that the texts name, by what was done to them."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from site_builder.records.cited_documents import ACTS, Act, CitedDocument
from site_builder.rendering.render import Page
from site_builder.site.page_making import PageMaker
from site_builder.site.paging import ROOM, cut, in_order, rest
from site_builder.unit.cards import Brief
from site_builder.views.routes import below
from site_builder.views.site_view_models import DocumentGroup, DocumentLine, DocumentsPage, Rest
from site_builder.views.view_models import Link

_ABOUT = "通报里写到的制度文件，按原文所写的动作分列。"


class _Use(NamedTuple):
    """A document, the notice that names it, and the place where it does."""

    card: Brief
    document: CitedDocument
    place: Link


class Documents(PageMaker):
    """Named papers, by organ and name."""

    @property
    def naming(self) -> list[Brief]:
        """The notices that name any."""
        return [card for card in self.cards if card.counts.documents]

    def documents(self) -> Iterator[Page]:
        """The page of all acts, and those of an act that has not room on it."""
        url, found = self.routes.page("documents"), self._lines
        shown = cut([len(lines) for lines in found.values()], *ROOM.of_documents)
        groups = []
        for (code, lines), most in zip(found.items(), shown, strict=True):
            here = below(self.routes.page("documents"), code)
            groups.append(_group(code, lines[:most], rest(len(lines), most, here)))
            if most < len(lines):
                for part in in_order(lines, here, ROOM.of_documents[0] // 2):
                    view = DocumentsPage((_group(code, part.lines),), part.pages)
                    title = f"制度文件：{ACTS[code]}{part.suffix}"
                    yield self.column("documents", part.url, title, _ABOUT, view, crumbs=[("制度文件", url)])
        yield self.column("documents", url, "制度文件", _ABOUT, DocumentsPage(tuple(groups)))

    @cached_property
    def _lines(self) -> dict[Act, list[DocumentLine]]:
        found: dict[Act, dict[tuple[str, str | None], list[_Use]]] = {act: {} for act in ACTS}
        for brief in self.naming:
            card = self.site.opened(brief)
            items = {item.id: Link(item.url, item.title) for item in card.items}
            notice = Link(card.url, card.title)
            for document in card.documents:
                use = _Use(brief, document, items.get(document.item or "", notice))
                found[document.act].setdefault((document.name, brief.organ), []).append(use)
        return {
            act: sorted(
                (_line(name, u) for (name, _), u in uses.items()), key=lambda line: (line.organ or "", line.name)
            )
            for act, uses in found.items()
        }


def _line(name: str, uses: Sequence[_Use]) -> DocumentLine:
    places = tuple(dict.fromkeys(use.place for use in uses))
    return DocumentLine(name=name, sentence=uses[0].document.sentence, places=places, organ=uses[0].card.organ_name)


def _group(code: Act, lines: Sequence[DocumentLine], left: Rest | None = None) -> DocumentGroup:
    return DocumentGroup(code=code, label=ACTS[code], lines=tuple(lines), rest=left)

"""What makers of site pages have in common: a page has its address, its frame and its view."""

from typing import Any

from msgspec import Struct

from site_builder.layout import Frame
from site_builder.lists import by_year, year_label
from site_builder.render import Page
from site_builder.routes import Routes
from site_builder.site import Site
from site_builder.views import Layout, Link


class Columns:
    """A maker of pages, each a function of cards, registers and nothing else."""

    def __init__(self, site: Site, frame: Frame):
        self.site = site
        self.frame = frame
        self.routes: Routes = frame.routes
        self.cards = site.public

    def page(
        self, kind: str, url: str, title: str, description: str, view: Struct, long: bool = False, **more: object
    ) -> Page:
        layout: Layout = self.frame.layout(kind, url, title, description, **more)  # type: ignore[arg-type]
        return Page(self.routes.file(url), f"pages/{kind}.html", layout, view, long)

    def column(self, kind: str, url: str, title: str, description: str, view: Struct, **more: Any) -> Page:
        metas = self.frame.column_metas(title, description, f"整改,{title}")
        return self.page(kind, url, title, description, view, metas=metas, **more)

    def year_links(self) -> tuple[tuple[Link, int], ...]:
        years = by_year(self.cards)
        return tuple((Link(self.routes.year(year), year_label(year)), len(cards)) for year, cards in years)

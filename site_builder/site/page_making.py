"""What all classes that make site pages share."""

from typing import Any

from msgspec import Struct

from site_builder.rendering.render import Page
from site_builder.site.rows import by_year, year_label
from site_builder.site.site_context import SiteContext
from site_builder.views.page_frame import Frame
from site_builder.views.routes import Routes
from site_builder.views.view_models import Layout, Link


class PageMaker:
    """Makes pages of the site, each a function of the site context and the frame alone."""

    def __init__(self, site: SiteContext, frame: Frame):
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

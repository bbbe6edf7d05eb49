"""Registers and settings → pages that depend on no notice: definitions, texts, search, redirects, 404."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote as percent

from site_builder.records.vocabulary import BASES, BASIS_MEANING, MARKS, STATUS_MEANING, STATUSES, WINDOW_MEANING, Mark
from site_builder.rendering.render import Page
from site_builder.site.page_making import PageMaker
from site_builder.site.rows import year_label
from site_builder.views.prose import Html
from site_builder.views.shared_views import EXPLANATIONS, mark_view, status_view
from site_builder.views.site_view_models import (
    DefinitionsPage,
    NotFoundPage,
    RedirectPage,
    SearchPage,
    TextPageView,
)
from site_builder.views.text_pages import above, without_links_to
from site_builder.views.view_models import Link

SAMPLED = 3  # notices
LONGEST = 14  # characters of a sample
_CALLED = re.compile("“([^“”]{2,14})”")


class FixedPages(PageMaker):
    """Pages of prose."""

    def search(self) -> Page:
        registers, routes = self.site.registers, self.routes
        view = SearchPage(
            bundle=routes.to("pagefind/"),
            samples=tuple(Link(f"{routes.page('search')}?q={percent(words)}", words) for words in self.samples()),
            years=tuple(Link(routes.year(year), year_label(year)) for year, _ in self.site.years),
            statuses=tuple(Link(routes.status(code), label) for code, label in STATUSES.items()),
            organs=tuple(Link(routes.organ(key), organ.name) for key, organ in self.site.organs.items()),
            themes=tuple(Link(routes.theme(key), theme.title) for key, theme in registers.themes.items()),
            titles=routes.page("titles"),
        )
        url = routes.page("search")
        return self.page("search", url, "搜索", "搜索通报全文和每个整改事项。", view, scripts=self.frame.search_scripts)

    def samples(self) -> list[str]:
        """Examples for the search page: the title of an item, a paper and an organ of the newest notices, all of which a search finds."""
        found: dict[str, None] = {}
        for card in self.cards[:SAMPLED]:
            whole = self.site.opened(card)
            called = (match[1] for item in whole.items if (match := _CALLED.search(item.title)))
            papers = (document.name for document in whole.documents if len(document.name) <= LONGEST)
            for words in (next(called, None), next(papers, None)):
                if words:
                    found[words] = None
        return list(found)[:4]

    def definitions(self) -> Page:
        view = DefinitionsPage(
            statuses=tuple((status_view(code), STATUS_MEANING[code]) for code in STATUSES),
            marks=tuple((mark_view(mark), self.meaning(mark)) for mark in MARKS),
            bases=tuple((kind, label, BASIS_MEANING[kind]) for kind, label in BASES.items()),
            windows=WINDOW_MEANING,
        )
        url = self.routes.to("data/definitions/")
        crumbs = [("开放数据", self.routes.page("data"))]
        return self.column("definitions", url, "状态与标记的定义", "每个状态、标记和依据的含义。", view, crumbs=crumbs)

    def meaning(self, mark: Mark) -> str:
        """What a mark says, with the days of this site's policy."""
        days = self.site.registers.settings.stale_after_days
        if mark != "stale":
            return EXPLANATIONS[mark]
        if days is None:
            return "本站没有启用这个标记。"
        return f"{EXPLANATIONS[mark]}本站定为超过 {days} 天；从未公开进展的和已经完成、销号的事项不标。"

    def rest(self) -> Iterator[Page]:
        """Pages that depend on no notice."""
        yield self.definitions()
        yield self.not_found()
        yield self.follow()
        yield from self.redirects()

    def texts(self) -> Iterator[tuple[str, TextPageView, list[tuple[str, str]]]]:
        """Each page of text: its name, what it shows, and the pages that it lies below."""
        titles = {name: title for name, title, _ in self.site.pages}
        base, hidden = self.site.registers.base_path, self.site.hidden
        for name, title, html in self.site.pages:
            body = without_links_to(html, base, hidden) if hidden else html
            crumbs = [(titles[each], self.routes.page(each)) for each in above(name) if each in titles]
            yield name, TextPageView(title, body), crumbs

    def text(self, name: str, view: TextPageView, crumbs: Sequence[tuple[str, str]]) -> Iterator[Page]:
        """Takes   as `texts` gives them"""
        yield self.column("text", self.routes.page(name), view.title, view.title, view, crumbs=crumbs)

    def not_found(self) -> Page:
        links = [("notices", "全部通报"), ("search", "搜索"), ("titles", "全部标题"), ("organs", "公开单位")]
        view = NotFoundPage(tuple(Link(self.routes.page(name), text) for name, text in links))
        url = self.routes.to("404.html")
        return self.page("notfound", url, "没有这一页", "地址可能写错了，或者内容已经移走。", view, noindex=True)

    def follow(self) -> Page:
        """The page of what a reader follows, which the reader's browser fills in."""
        url = self.routes.page("follow")
        about = "关注的事项、通报、单位和专题有什么变化。"
        return self.page("follow", url, "关注", about, TextPageView("关注", Html("")))

    def redirects(self) -> Iterator[Page]:
        for source, target in self.site.redirects.items():
            url = self.routes.to(source.strip("/") + "/")
            to = self.routes.to(target.lstrip("/")) if target.startswith("/") else target
            layout = self.frame.layout("redirect", to, "已移动", "本页已移到新的地址。", noindex=True)
            yield Page(self.routes.file(url), "pages/redirect.html", layout, RedirectPage(to))

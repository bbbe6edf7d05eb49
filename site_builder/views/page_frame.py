"""What every page has around its content: names, navigation, footer, meta tags, feeds, structured data."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from site_builder.records.register_model import PENDING
from site_builder.records.registers import Registers
from site_builder.views.prose import Html
from site_builder.views.routes import Routes
from site_builder.views.view_models import Crumb, Feed, Layout, Link, Meta, NoticeRef, SiteView

SCHEMA_TYPES = {
    "government": "GovernmentOrganization",
    "party": "Organization",
    "institution": "GovernmentOrganization",
    "enterprise": "Corporation",
    "unofficial": "Organization",
}


def site_view(registers: Registers, pages: Sequence[tuple[str, str]], assets: dict[str, str], day: date) -> SiteView:
    """The frame of all pages. What is absent is not linked.

    Takes   pages: (name, title) of content/pages, of which those below another are left to it; assets: logical name → URL
    """
    routes, settings = Routes(registers.base_path), registers.settings
    nav = [("notices", "通报"), ("windows", "公开期限"), ("due", "时限"), ("organs", "单位"), ("documents", "制度文件")]
    nav += [("inspections", "巡察督察")] if registers.inspections else []
    nav += [("themes", "专题")] if registers.themes else []
    nav += [("changes", "最近变化"), ("follow", "关注"), ("data", "开放数据")]
    footer = settings.footer
    rows = {
        "主办单位": footer.sponsor,
        "承办单位": footer.organizer,
        "联系方式": footer.contact,
        "网站标识码": footer.site_id_code,
        "ICP备案号": footer.icp,
        "公安备案号": footer.police,
        "政府网站找错": footer.error_report if _pending(footer.error_report) else None,
    }
    return SiteView(
        title=settings.title,
        base=registers.base_path,
        home=routes.to(""),
        search_url=routes.page("search"),
        nav=tuple(Link(routes.page(name), text) for name, text in nav),
        pages=tuple(Link(routes.page(name), title) for name, title in pages if "/" not in name),
        operator=settings.operator,
        demo_day=str(day) if settings.demo else None,
        footer=tuple((label, value) for label, value in rows.items() if value),
        identity_mark=footer.party_government_mark,
        error_report=None if _pending(footer.error_report) else footer.error_report,
        links=footer.links,
        stylesheet=assets["site.css"],
        lists_stylesheet=assets["lists.css"],
        script=assets.get("site.js", ""),
        searchbox=assets.get("searchbox.js", ""),
        reading=assets.get("reading.js", ""),
        timezone=settings.timezone,
    )


def _pending(value: str | None) -> bool:
    """Whether it has been applied for only: then it is shown as these words, and is neither a link nor a tag."""
    return (value or "").strip() == PENDING


class Frame:
    """Makes the layout of pages."""

    def __init__(self, registers: Registers, drafts: bool, assets: dict[str, str]):
        self.search_scripts = (assets["search.js"],) if "search.js" in assets else ()
        self.calendar_scripts = (assets["calendar.js"],) if "calendar.js" in assets else ()
        self.settings = registers.settings
        self.origin = registers.origin
        self.routes = Routes(registers.base_path)
        self.drafts = drafts
        self._metas = self._site_metas()
        self._feeds = self._site_feeds()

    def layout(
        self,
        kind: str,
        url: str,
        title: str,
        description: str,
        *,
        crumbs: Sequence[tuple[str, str]] = (),
        noindex: bool = False,
        metas: Sequence[Meta] = (),
        feeds: Sequence[Feed] = (),
        jsonld: Any = None,
        scripts: Sequence[str] = (),
        draft: bool = False,
        here: str | None = None,
    ) -> Layout:
        """The layout of a page: title, address, breadcrumbs, meta tags, feeds, structured data.

        Takes   kind: body's data-page; url: rooted; crumbs: (text, URL) between home and the page
                metas, feeds: beside those of every page; jsonld: a node for the @graph of schema.org
                here: the page's own name in the breadcrumbs, where its title is too long
        """
        trail = [Crumb("首页", self.routes.to("")), *(Crumb(text, to) for text, to in crumbs), Crumb(here or title)]
        robots = "noindex" if noindex or draft or self.settings.demo else self.settings.robots
        data = [d for d in (jsonld, self._breadcrumbs(trail, url) if crumbs else None) if d]
        return Layout(
            kind=kind,
            url=url,
            canonical=self.origin + url,
            title=title,
            description=shortened(description),
            crumbs=tuple(trail) if url != self.routes.to("") else (),
            robots=robots,
            metas=(*self._metas, *metas, Meta("Url", self.origin + url)),
            feeds=(*self._feeds, *feeds),
            jsonld=script_json({"@context": "https://schema.org", "@graph": data}) if data else None,
            scripts=tuple(scripts),
            draft=draft,
        )

    def _site_metas(self) -> tuple[Meta, ...]:
        """Meta tags of every page; their names are prescribed by 国办发〔2017〕47号."""
        code = self.settings.footer.site_id_code
        domain = self.origin.split("://")[1]
        metas = (Meta("SiteName", self.settings.title), Meta("SiteDomain", domain))
        return metas if not code or _pending(code) else (*metas, Meta("SiteIDCode", code))

    def _site_feeds(self) -> tuple[Feed, ...]:
        title = self.settings.title
        return (
            Feed(self.routes.to("feed.xml"), title, "application/atom+xml"),
            Feed(self.routes.to("feed.json"), title, "application/feed+json"),
        )

    def _breadcrumbs(self, trail: Sequence[Crumb], url: str) -> dict[str, Any]:
        items = [
            {"@type": "ListItem", "position": place, "name": crumb.text, "item": self.origin + (crumb.url or url)}
            for place, crumb in enumerate(trail, 1)
        ]
        return {"@type": "BreadcrumbList", "itemListElement": items}

    def column_metas(self, column: str, description: str, keywords: str, kind: str = "整改公开") -> tuple[Meta, ...]:
        """Meta tags of a list page, as 国办发〔2017〕47号 names them.

        Takes   keywords: parted by commas; kind: of the column
        """
        return (
            Meta("ColumnName", column),
            Meta("ColumnDescription", description),
            Meta("ColumnKeywords", keywords),
            Meta("ColumnType", kind),
        )

    def article_metas(self, ref: NoticeRef, title: str, description: str) -> tuple[Meta, ...]:
        organ = ref.organ.text if ref.organ else ""
        metas = [
            Meta("ColumnName", ref.kind_label),
            Meta("ColumnType", "整改公开"),
            Meta("ArticleTitle", title),
            Meta("Description", shortened(description)),
            Meta("Keywords", ",".join(part for part in (organ, ref.kind_label, "整改") if part)),
        ]
        metas += [Meta("PubDate", ref.published)] if ref.published else []
        metas += [Meta("ContentSource", organ), Meta("Author", organ)] if organ else []
        return tuple(metas)

    def report(self, ref: NoticeRef, title: str, url: str, sha: str) -> dict[str, Any]:
        """A schema.org Report; no action status and no end of validity, for the text gives neither.

        Takes   url: rooted URL of the page; sha: SHA-256 of the text on it
        """
        value: dict[str, Any] = {"@type": "Report", "@id": self.origin + url, "url": self.origin + url, "name": title}
        value |= {"inLanguage": "zh-CN", "identifier": f"sha256:{sha}"}
        if ref.published:
            value["datePublished"] = ref.published.replace(" ", "T")
        if ref.organ:
            kind = SCHEMA_TYPES[self.settings.operator]
            value["publisher"] = {"@type": kind, "name": ref.organ.text, "url": self.origin + ref.organ.url}
        return value


def shortened(text: str, most: int = 150) -> str:
    """One line for a description, cut after a whole sentence where that is possible."""
    line = " ".join(text[: 4 * most].split())  # nearly always enough of a long text
    if len(line) <= most:
        line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = max(line.rfind(mark, 0, most) for mark in "。；！？")
    return line[: cut + 1] if cut > most // 2 else line[: most - 1] + "…"


def script_json(value: Any) -> Html:
    """JSON that cannot end the script element it stands in."""
    text = msgspec.json.encode(value).decode()
    return Html(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))

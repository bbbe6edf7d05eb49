"""Checks that the targets of links in content/pages/ exist."""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from site_builder.records.findings import Span, nearest
from site_builder.records.site_path import (
    SITE_FILES,
)
from site_builder.records.vocabulary import STATUSES
from site_builder.rules.links import decoded_host, is_web
from site_builder.rules.rule import SiteCase
from site_builder.views.text_pages import heading_anchors, markdown_tokens, text_page

_LINE_END = re.compile("\r\n?|\n")  # as Markdown counts lines


def page_links(text: str, path: str, only: str = "") -> Iterator[tuple[str, Span]]:
    """All links and images of a page with their places. Takes   only: "href" or "src" to get just one kind"""
    if "[" not in text and "<" not in text:  # no link of Markdown: of thousands of pages most have none
        return
    _, body, first = text_page(path, text)
    lines = _LINE_END.split(body)
    used: dict[tuple[int, str], int] = {}
    for token in markdown_tokens(body):
        for child in token.children or ():
            url = child.attrs.get(only) if only else child.attrs.get("href") or child.attrs.get("src")
            if not isinstance(url, str) or not token.map:
                continue
            shown = unquote(url)
            for number in range(token.map[0], max(token.map[1], token.map[0] + 1)):
                column = max(
                    lines[number].find(form, used.get((number, url), 0)) for form in (url, shown, decoded_host(url))
                )
                if column >= 0:
                    used[number, url] = column + 1
                    break
            else:
                number, column = token.map[0], 0
            yield url, Span(path=path, line=first + number, column=column + 1, length=max(1, len(shown)))


def dead_link(case: SiteCase, page: str, url: str) -> str:
    """Why a link of a page is dead; '' where it is alive or cannot be checked."""
    parts = urlsplit(url)
    if parts.scheme in ("http", "https"):
        return "" if is_web(url) else f"“{url}”不是完整的网址"
    if parts.scheme in ("mailto", "tel"):
        return "" if parts.path else f"“{url}”后面没有内容"
    if parts.scheme or parts.netloc:
        return f"不支持 {parts.scheme or '//'} 开头的链接"
    if not parts.path:
        return _no_heading(case, page, unquote(parts.fragment)) if parts.fragment else "链接是空的"
    path = unquote(parts.path)
    rooted = (
        path if path.startswith("/") else posixpath.normpath(f"/{page}/{path}") + ("/" if path.endswith("/") else "")
    )
    return missing_target(case, rooted, unquote(parts.fragment))


def is_page(case: SiteCase, path: str) -> bool:
    """Whether a rooted path is known to be a page of the site."""
    first, _, rest = path.strip("/").partition("/")
    if first == "notices" and rest:
        slug, _, item = rest.partition("/")
        if RESERVED_SEGMENT.fullmatch(slug):
            return not item
        return slug in case.slugs and (
            not item or item.startswith(("files", "evidence/")) or item == "ledger" or item in (case.slugs[slug] or ())
        )
    registers = case.registers
    if first in ("organs", "inspections", "themes") and rest:
        ids = {"organs": [*registers.organs], "inspections": [*registers.inspections], "themes": [*registers.themes]}
        return rest in ids[first]
    if first == "status" and rest:
        return rest.partition("/")[0] in STATUSES
    return path.strip("/") in case.pages or (not rest and (not first or first in COLUMNS))


def missing_target(case: SiteCase, path: str, fragment: str = "") -> str:
    """Why a rooted path is not a page of the site; '' where it is one or cannot be checked."""
    inner = path.strip("/")
    first, _, rest = inner.partition("/")
    if not inner or SITE_FILES.fullmatch(inner):
        return ""
    if inner in case.pages:
        return _no_heading(case, inner, fragment) if fragment else ""
    if first in COLUMNS:
        return _missing_in_column(case, first, rest, fragment)
    return f"没有 /{inner}/{nearest(inner, [*COLUMNS, *case.pages])}"


def _no_heading(case: SiteCase, page: str, fragment: str) -> str:
    anchors = heading_anchors(text_page(page, case.pages[page]).body)
    return "" if fragment in anchors else f"页面 {page} 没有标题 #{fragment}{nearest(fragment, anchors)}"


def _missing_in_column(case: SiteCase, column: str, rest: str, fragment: str) -> str:
    key, _, deeper = rest.partition("/")
    known: dict[str, list[str]] = {
        "organs": list(case.registers.organs),
        "inspections": list(case.registers.inspections),
        "themes": list(case.registers.themes),
        "status": list(STATUSES),
    }
    if column == "notices" and key and not RESERVED_SEGMENT.fullmatch(key):
        return _missing_in_notice(case, key, deeper.strip("/"), fragment)
    if column in known and key and key not in known[column]:
        return f"/{column}/ 之下没有 {key}{nearest(key, known[column])}"
    return ""


def _missing_in_notice(case: SiteCase, slug: str, deeper: str, fragment: str) -> str:
    if slug not in case.slugs:
        return f"没有通报 {slug}{nearest(slug, case.slugs)}"
    ids = case.slugs[slug]
    item = deeper or (fragment.split("-")[0] if re.fullmatch(r"p\d+(-m\d+)?", fragment) else "")
    if (
        ids is None
        or not item
        or item in ("ledger", "ledger.xlsx")
        or item.startswith(("files/", "evidence/", "feed."))
        or item.removesuffix("/due.ics") in ids
    ):
        return ""
    return f"通报 {slug} 里没有 {item}{nearest(item, ids)}"


RESERVED_SEGMENT = re.compile(r"\d{4}|undated")


COLUMNS = frozenset(
    (
        "notices",
        "status",
        "organs",
        "inspections",
        "windows",
        "documents",
        "themes",
        "changes",
        "search",
        "titles",
        "data",
        "static",
        "assets",
        "pagefind",
    )
)

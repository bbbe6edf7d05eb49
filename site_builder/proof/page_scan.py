"""What a published page would fetch from elsewhere, and what it lacks for people who do not see it or do not point."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree, html

_FETCHED = {  # attributes whose address a browser fetches by itself
    "script": ("src",), "img": ("src", "srcset"), "source": ("src", "srcset"), "iframe": ("src",), "frame": ("src",),
    "embed": ("src",), "object": ("data",), "video": ("src", "poster"), "audio": ("src",), "track": ("src",),
    "input": ("src",), "body": ("background",), "form": ("action",), "image": ("href",), "use": ("href",),
}  # fmt: skip
_LINKS = frozenset(
    ("stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload", "manifest", "apple-touch-icon")
)  # fmt: skip
_REMOTE = re.compile(r"^\s*(?:https?:)?//", re.IGNORECASE)
_IN_STYLE = re.compile(r"(?:url\(\s*|@import\s+)[\"']?((?:https?:)?//[^\"')\s]{1,200})", re.IGNORECASE)
_IN_SCRIPT = re.compile(r"[\"'`]((?:https?|wss?)://[^\"'`\s]{1,200})", re.IGNORECASE)
_NAMES = ("http://www.w3.org/",)  # of XML, not addresses
_POLICY = "default-src 'none'"


class PageScan(NamedTuple):
    """What was found on a page. `letter`: whether it has the letter for corrections"""

    foreign: tuple[str, ...]
    flaws: tuple[str, ...]
    letter: bool


def scanned(content: bytes, origin: str) -> PageScan:
    """A page of the site. Takes   origin: scheme and host of the site, which is no other host"""
    try:
        page = html.document_fromstring(content.decode("utf-8"))
    except (etree.ParserError, UnicodeDecodeError, ValueError):
        return PageScan((), ("读不出来",), False)
    moved = page.xpath("//meta[translate(@http-equiv, 'REFSH', 'refsh')='refresh']")
    flaws = () if moved else tuple(_flaws(page))
    policy = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    foreign = [url for url in _fetched(page) if not url.startswith(origin + "/")]
    if _POLICY not in policy and not moved:
        foreign.append("没有内容安全策略")
    return PageScan(tuple(dict.fromkeys(foreign)), flaws, bool(page.find_class("correction-letter")))


def _fetched(page: html.HtmlElement) -> Iterator[str]:
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        names = _FETCHED.get(element.tag, ())
        if element.tag == "link" and _LINKS & set((element.get("rel") or "").lower().split()):
            names = ("href",)
        for name in names:
            yield from (part for part in (element.get(name) or "").split(",") if _REMOTE.match(part))
        yield from remote_in_style(element.get("style") or "")
        if element.tag == "style":
            yield from remote_in_style(element.text or "")


def remote_in_style(text: str) -> list[str]:
    """Addresses that a stylesheet fetches from a host that it names."""
    return [url for url in _IN_STYLE.findall(text) if not url.startswith(_NAMES)]


def remote_in_script(text: str) -> list[str]:
    """Addresses of hosts that stand in a script."""
    return [url for url in _IN_SCRIPT.findall(text) if not url.startswith(_NAMES)]


def _flaws(page: html.HtmlElement) -> Iterator[str]:
    if not page.get("lang"):
        yield "没有写语言（lang）"
    if not page.xpath("normalize-space(//title)"):
        yield "没有标题（title）"
    if len(page.xpath("//main")) != 1:
        yield "没有唯一的主体（main）"
    if not page.xpath("//h1"):
        yield "没有一级标题（h1）"
    if page.xpath("//img[not(@alt)]"):
        yield "图片没有替代文字（alt）"
    for field in page.xpath("//input[not(@type='hidden' or @type='submit' or @type='button')] | //select | //textarea"):
        named = field.get("aria-label") or field.get("aria-labelledby") or field.get("title")
        labelled = field.get("id") and page.xpath("//label[@for=$id]", id=field.get("id"))
        if not named and not labelled and not field.xpath("ancestor::label"):
            yield f"输入框 {field.get('name') or field.get('id') or ''} 没有名称"

"""Every number of items on every page of a site: the list that it leads to, and how many items that lists."""

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

_ITEMS = "@data-item"
_COUNTED = re.compile(r"(?<!第)(?<!第\s)(?<![\d,.])(\d[\d,]*)\s?([项份])(?!目)")
# Words of an office: its text, quotations and figures of it, titles, and the text of a page that is no list
_OFFICE = """ancestor::*[self::blockquote or self::pre or self::h1 or self::template or contains(@class, 'document')
  or contains(@class, 'prose') or contains(@class, 'quote') or contains(@class, 'facts') or contains(@class, 'answer__known')
  or contains(@class, 'ledger__measures') or contains(@class, 'item-card__title')]"""


class Number(NamedTuple):
    """A number on a page, where it leads, and the items that are listed there."""

    page: str
    told: int
    to: str
    items: list[str]


class Site:
    """A built site, its pages parsed once."""

    def __init__(self, out: Path):
        self.out = out
        self._pages: dict[str, html.HtmlElement] = {}

    def page(self, url: str) -> html.HtmlElement:
        if url not in self._pages:
            file = self.out / unquote(url).lstrip("/")
            text = (file / "index.html" if url.endswith("/") else file).read_text("utf-8")
            self._pages[url] = html.document_fromstring(text)
        return self._pages[url]

    @cached_property
    def urls(self) -> list[str]:
        files = sorted(file.relative_to(self.out).as_posix() for file in self.out.rglob("*.html"))
        return ["/" + name.removesuffix("index.html") for name in files]

    def numbers(self) -> Iterator[Number]:
        for url in self.urls:
            for shown in self.page(url).xpath("//*[@data-count]"):
                links = shown.xpath("(ancestor-or-self::a | .//a)/@href")
                assert len(links) == 1, (url, html.tostring(shown)[:120])
                to = urljoin(url, links[0])
                yield Number(url, int(shown.get("data-count")), to, list(self.listed(to)))

    def listed(self, to: str) -> Iterator[str]:
        """The items of the list at an address: of the element that the fragment names, else of the page.

        A list may be cut: then its years, its further pages or the list of what is left out have the rest.
        """
        parts = urlsplit(to)
        page = self.page(parts.path)
        if parts.fragment:
            element = page.get_element_by_id(parts.fragment)
            items = element.xpath(f"descendant-or-self::*/{_ITEMS}")
            cut = element.xpath("(descendant::nav | following-sibling::*[1][self::nav])[@class='rest']//a/@href")
            yield from self._with(items, cut) if cut else items
            return
        years = page.xpath("//nav[@class='years']")
        if years and not years[0].xpath(".//li[position() > 1]/a[@aria-current]"):
            yield from self._with(page.xpath(f"//main//{_ITEMS}"), years[0].xpath(".//a[span]/@href"))
            return
        while True:
            yield from page.xpath(f"//main//{_ITEMS}")
            following = page.xpath("//nav[@class='pages']/a[@rel='next']/@href")
            if not following:
                return
            page = self.page(following[0])

    def _with(self, items: list[str], lists: list[str]) -> Iterator[str]:
        yield from dict.fromkeys([*items, *(item for url in lists for item in self.listed(url))])

    def untold(self) -> Iterator[str]:
        """What stands on a page of the site's own words as `12 项` or `3 份`, and neither leads to its list nor heads one of that size.

        A whole that parts are taken of (`／98 项`) is a number that the page leads to the list of.
        """
        for url in self.urls:
            page = self.page(url)
            totals = set(page.xpath("//main//@data-count"))
            wholes = self._wholes(page)
            for text in page.xpath(f"//main//text()[not({_OFFICE})]"):
                around = text.getparent() if text.is_text else text.getparent().getparent()
                if around.xpath("ancestor-or-self::a | ancestor-or-self::*[@data-count]"):
                    continue
                for number, unit in _COUNTED.findall(str(text)):
                    told = number.replace(",", "")
                    whole = around.get("class") == "status-table__of" and told in totals
                    if not whole and int(told) not in (_size(around, str(text), unit), *wholes):
                        yield f"{url} {str(text).strip()[:40]}"

    def _wholes(self, page: html.HtmlElement) -> set[int]:
        """How long the lists are of which a page shows a part: over their pages or years, or as the link to the rest says."""
        found: set[int] = set()
        for rest in page.xpath("//nav[@class='rest']"):
            numbers = [int(n.replace(",", "")) for text in rest.xpath(".//a/text()") for n, _ in _COUNTED.findall(text)]
            found |= {*numbers, sum(numbers)}
        if first := page.xpath("//nav[@class='pages']//li[1]/a/@href"):
            places, url = 0, first[0]
            while url:
                one = self.page(url)
                places += len(one.xpath(f"//main//{_ITEMS} | //main//*[@class='notice-card__title']"))
                url = next(iter(one.xpath("//nav[@class='pages']/a[@rel='next']/@href")), "")
            found.add(places)
        if page.xpath("//main//nav[@class='years']"):
            told = page.xpath("//main//nav[@class='years']//span/text()")
            found.add(sum(int(number.replace(",", "")) for number in told))
        return found


def _size(around: html.HtmlElement, text: str, unit: str) -> int:
    """How many items, or notices, the list has that a number heads: links after a colon, what follows its heading, else the nearest."""
    if text.rstrip().endswith("："):
        return len(around.xpath("./a"))
    what = f".//{_ITEMS}" if unit == "项" else ".//li | .//tbody/tr | .//*[@class='notice-card__title']"
    below = around.xpath(
        "ancestor-or-self::*[self::h2 or self::h3 or self::h4][1]/following-sibling::*[1][self::ul or self::ol]"
    )
    near = (each for each in (*below, *around.iterancestors()) if each.xpath(what))
    found = next(near, None)
    if found is None:
        return -1
    titles = found.xpath(".//*[@class='notice-card__title']") if unit == "份" else []
    return len(titles or set(found.xpath(what)))


def wrong_numbers(out: Path) -> tuple[int, list[Number]]:
    """How many numbers there are, and those that do not count the items of their list, each once."""
    numbers = list(Site(out).numbers())
    return len(numbers), [n for n in numbers if n.told != len(n.items) or len(set(n.items)) != len(n.items)]

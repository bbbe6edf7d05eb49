"""content/pages: Markdown → HTML. Ordinary CommonMark with tables; raw HTML is shown as text."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import takewhile
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from site_builder.records.notice_parts import split_notice
from site_builder.records.outline import CHINESE
from site_builder.records.source import Mapping as Keys
from site_builder.records.source import read_yaml
from site_builder.views.prose import Html

_NO_LETTER = re.compile(r"[^\w\- ]")
_LINE_END = re.compile(rf"(?<=[{CHINESE}]) ?\n[ \t]*(?=[{CHINESE}])")  # after two spaces it is a break that was meant
_PAGES = 256  # whose tokens are kept: more pages of text than sites have
_TAKEN = "main"  # the id of the frame's own


class MarkdownPage(NamedTuple):
    """A page's title, its Markdown, and the line of its file at which that begins, counted from 1."""

    title: str
    body: str
    first: int


@lru_cache(_PAGES)
def markdown_tokens(body: str) -> Sequence[Token]:
    """Tokens of a page's Markdown, headings and tables with their names: several rules and the page itself ask for them."""
    return _named(_markdown().parse(body))


@cache
def _markdown() -> MarkdownIt:
    profile = MarkdownIt("commonmark", {"html": False}).enable("table")
    profile.core.ruler.after("block", "lines", _join_lines)
    profile.add_render_rule("table_open", _table_opened)
    profile.add_render_rule("table_close", _table_closed)
    return profile


def _table_opened(renderer: RendererHTML, tokens: Sequence[Token], place: int, options: OptionsDict, _: EnvType) -> str:
    """A table wider than the screen scrolls by itself, by keyboard too; the page does not."""
    name = escapeHtml(str(tokens[place].attrGet("aria-label")))
    region = f'<div class="table-scroll" tabindex="0" role="region" aria-label="左右滚动：{name}">\n'
    return region + renderer.renderToken(tokens, place, options, {})


def _table_closed(renderer: RendererHTML, tokens: Sequence[Token], place: int, options: OptionsDict, _: EnvType) -> str:
    return renderer.renderToken(tokens, place, options, {}) + "</div>\n"


def _join_lines(state: StateCore) -> None:
    """Browsers put a space at the end of a line; between two Chinese characters there is none."""
    for token in state.tokens:
        if token.type == "inline":
            token.content = _LINE_END.sub("", token.content)


@lru_cache(32 * _PAGES)  # small, and asked for by lists of titles, rules and the page itself
def text_page(name: str, text: str) -> MarkdownPage:
    """The title stands in the head, else in the first heading `#`, else it is the name."""
    parts = split_notice(text)
    head = read_yaml(parts.head, name, parts.head_line).root.value if parts else None
    body, first = (parts.body, parts.body_line) if parts else (text, 1)
    title = head["title"].value if isinstance(head, Keys) and "title" in head else None
    heading = next((line[2:].strip() for line in body.split("\n") if line.startswith("# ")), name)
    return MarkdownPage(str(title or heading), body, first)


def titles_of(pages: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """(name, title) of each page, by name."""
    return tuple((name, text_page(name, text).title) for name, text in sorted(pages.items()))


def texts_of(pages: Mapping[str, str], base: str) -> Iterator[tuple[str, str, Html]]:
    """(name, title, HTML) of each page, by name.

    Links that begin with a slash are rooted in the site, wherever it lives.
    """
    for name, text in sorted(pages.items()):
        page = text_page(name, text)
        html = _markdown().renderer.render(markdown_tokens(page.body), _markdown().options, {})
        yield name, page.title, Html(html.replace('href="/', f'href="{base}'))


def linked_notices(html: str, base: str) -> frozenset[str]:
    """Slugs of the notices that the HTML of a page of text links to."""
    return frozenset(found[1] for found in _to_notices(base).finditer(html))


def without_links_to(html: Html, base: str, hidden: Collection[str]) -> Html:
    """The HTML without links to these notices, whose addresses are not public yet; the words of the links stay.

    >>> without_links_to(Html('见<a href="/notices/a/p1/">甲</a>和<a href="/notices/b/">乙</a>'), "/", {"a"})
    '见甲和<a href="/notices/b/">乙</a>'
    """
    return Html(_to_notices(base).sub(lambda found: found[2] if found[1] in hidden else found[0], html))


def _to_notices(base: str) -> re.Pattern[str]:
    return re.compile(rf'<a href="{re.escape(base)}notices/([^/"<>]+)/?[^"<>]*"[^<>]*>(.*?)</a>', re.DOTALL)


def above(name: str) -> Iterator[str]:
    """Names of the pages that a page lies below, the uppermost first.

    >>> list(above("handbook/rules")), list(above("help"))
    (['handbook'], [])
    """
    parts = name.split("/")
    return ("/".join(parts[:end]) for end in range(1, len(parts)))


@lru_cache(_PAGES)
def heading_anchors(body: str) -> frozenset[str]:
    """Fragments of a page's headings."""
    return frozenset(anchor for _, anchor in _anchored(markdown_tokens(body)))


def _anchored(tokens: Sequence[Token]) -> Iterator[tuple[Token, str]]:
    """Each heading with its id, made as code hosts make it, so that the same link works on both."""
    taken = {_TAKEN}
    numbers: dict[str, int] = {}  # words → the last number they got: a page may have thousands of equal headings
    for token, inline in zip(tokens, tokens[1:], strict=False):
        if token.type != "heading_open":
            continue
        words = "".join(child.content for child in inline.children or ())
        plain = _NO_LETTER.sub("", words.lower()).replace(" ", "-")
        number = numbers.get(plain, 0)
        while (anchor := f"{plain}-{number}" if number else plain) in taken:
            number += 1
        if plain:
            numbers[plain] = number
            taken.add(anchor)
            yield token, anchor


def _named(tokens: list[Token]) -> list[Token]:
    """Gives headings their ids, tables a label of their own from the heading above and their columns, and header cells their scope."""
    for token, anchor in _anchored(tokens):
        token.attrSet("id", anchor)
    heading, taken = "", set[str]()
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            heading = tokens[place + 1].content
        elif token.type == "table_open":
            name = _name_of_table(heading, tokens[place:])
            while name in taken:
                name += "（又）"
            taken.add(name)
            token.attrSet("aria-label", name)
        elif token.type == "th_open":
            token.attrSet("scope", "col")
    return tokens


def _name_of_table(heading: str, tokens: Sequence[Token]) -> str:
    head = takewhile(lambda token: token.type != "thead_close", tokens)
    columns = "、".join(token.content for token in head if token.type == "inline" and token.content)
    return "：".join(filter(None, (heading, columns))) or "表格"

"""A saved web page → lines: the main text found, navigation and footers set aside, tables kept as rows."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree, html
from lxml.html import HtmlElement

from site_builder.importing.lines.fold import fold, squeeze, visible
from site_builder.importing.lines.manuscript import Aside, Line, Manuscript
from site_builder.importing.lines.numbering import marker
from site_builder.importing.structure.title import is_metadata

_UNSEEN: Final = frozenset(
    {"script", "style", "noscript", "template", "head", "iframe", "object", "svg", "option", "textarea"}
)
_INLINE: Final = frozenset(
    (
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
    )
    + (
        "o:p",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "st1",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    )
)
_NOISE_TAGS: Final = frozenset({"nav", "footer", "aside", "button", "select"})
_NOISE: Final = re.compile(
    r"(?:^|[-_\s])(?:nav|navbar|navigation|menu|crumbs?|breadcrumbs?|position|location|dqwz|wz|footer?|bottom|sidebar|side|share|toolbar|tools?|related|recommend"
    r"|login|search|banner|copyright|friend|links?|pager|pagination|print|qrcode|top|header|logo)(?:[-_\s\d]|$)",
    re.IGNORECASE,
)
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SAVED: Final = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_PROLOGUE: Final = re.compile(r"^\s*<\?xml[^>]*\?>")


@dataclass(slots=True)
class _Run:
    """A visible line of the page with the elements that hold it, innermost last, and its length outside links."""

    line: Line
    path: tuple[HtmlElement, ...]
    weight: int
    noise: bool
    linked: bool


def read_page(text: str, name: str) -> Manuscript:
    """The lines of a page's main text; all other visible lines are set aside."""
    bare = _PROLOGUE.sub("", text)
    if not bare.strip():
        return Manuscript(name, ())
    try:
        root = html.document_fromstring(bare)
    except (ValueError, etree.ParserError):
        return Manuscript(name, ())
    body = root.find("body")
    runs = list(_Walk().runs(body if body is not None else root))
    _links_around(runs)
    main = _main(runs)
    kept: list[Line] = []
    aside: list[Aside] = []
    begun = False
    names = {squeeze(each) for each in _titles(root) if len(each) >= 10}
    for run in runs:
        inside = main is None or main in run.path
        begun = begun or (inside and not run.noise)
        before = not begun and (squeeze(run.line.text) in names or run.line.level == 1 or is_metadata(run.line))
        if (inside and not run.noise) or before:
            kept.append(run.line)
        else:
            aside.append(Aside(run.line.number, run.line.text, "页面导航" if run.noise else "正文之外"))
    title = next((each for each in _titles(root) if each), None)
    return Manuscript(
        name=name,
        lines=tuple(kept),
        aside=tuple(aside),
        doubts=(),
        title=title,
        url=_address(root, text),
        head=_meta(root),
    )


class _Walk:
    """A walk through the tree that ends a line at every block."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.linked = 0
        self.number = 0
        self.path: list[HtmlElement] = []
        self.ready: list[_Run] = []
        self.level = 0
        self.noise = 0

    def runs(self, root: HtmlElement) -> Iterator[_Run]:
        self._enter(root, 0)
        self._flush()
        yield from self.ready

    def _flush(self, cells: tuple[str, ...] = ()) -> None:
        text = visible(re.sub(r"[ \t\r\n\f]+", " ", "".join(self.words)))
        if cells:
            text = "\t".join(cells)
        if text:
            line = Line(self.number, text, cells, self.level)
            self.ready.append(
                _Run(line, tuple(self.path), max(0, len(text) - self.linked), self.noise > 0, self.linked > 0)
            )
        self.words, self.linked, self.number = [], 0, 0

    def _say(self, text: str | None, element: HtmlElement, links: int) -> None:
        if not text:
            return
        if text.strip() and not self.number:
            self.number = element.sourceline or 0
        self.words.append(text)
        self.linked += len(text.strip()) if links else 0

    def _enter(self, element: HtmlElement, links: int) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _UNSEEN:
            return
        if tag == "br":
            self._flush()
            return
        if tag == "table" and (rows := _rows(element)):
            self._table(element, rows)
            return
        inline = tag in _INLINE
        noise = not inline and _is_noise(element)
        if not inline:
            self._flush()
            self.path.append(element)
            self.level = (
                int(tag[1]) if re.fullmatch("h[1-6]", tag) else self.level if tag in ("div", "p") and self.level else 0
            )
            self.noise += noise
        if tag == "li":
            self._number(element)
        self._say(element.text, element, links)
        for child in element:
            self._enter(child, links + (child.tag == "a"))
            self._say(child.tail, child, links)
        if not inline:
            self._flush()
            self.path.pop()
            self.level = 0
            self.noise -= noise

    def _number(self, item: HtmlElement) -> None:
        """The number a browser shows before an item of an ordered list."""
        above = item.getparent()
        if above is not None and above.tag == "ol" and marker(fold(visible(item.text_content()))) is None:
            before = sum(1 for each in item.itersiblings("li", preceding=True))
            start = above.get("start", "1")
            self.words.append(f"{int(start) + before if start.isdigit() else before + 1}. ")

    def _table(self, element: HtmlElement, rows: list[tuple[int, tuple[str, ...]]]) -> None:
        self._flush()
        self.path.append(element)
        for number, cells in rows:
            self.number = number
            self._flush(cells)
        self.path.pop()


def _rows(table: HtmlElement) -> list[tuple[int, tuple[str, ...]]]:
    """The rows of a table of figures or words; none for one that only lays out the page."""
    if table.find(".//table") is not None:
        return []
    rows = []
    for row in table.iter("tr"):
        cells = tuple(visible(re.sub(r"\s+", " ", cell.text_content())) for cell in row if cell.tag in ("td", "th"))
        rows.append((row.sourceline or 0, cells))
    rows = [(number, cells) for number, cells in rows if any(cells)]
    wide = [cells for _, cells in rows if len(cells) > 1]
    longest = max((len(cell) for _, cells in rows for cell in cells), default=0)
    return rows if wide and len(wide) * 2 >= len(rows) and longest <= 600 else []


def _is_noise(element: HtmlElement) -> bool:
    words = f"{element.get('class', '')} {element.get('id', '')}"
    marked = element.tag in _NOISE_TAGS or bool(_NOISE.search(words)) or bool(_HIDDEN.search(element.get("style", "")))
    if element.tag == "header" and element.find(".//h1") is None:
        marked = True
    # A class name is only a hint: what holds long prose or the heading of the page is no navigation.
    return (
        marked and element.tag not in ("body", "html") and element.find(".//h1") is None and not _holds_prose(element)
    )


def _holds_prose(element: HtmlElement) -> bool:
    text = element.text_content()
    return text.count("。") >= 5 and len(text) > 600


def _links_around(runs: list[_Run]) -> None:
    """Marks lines that are nothing but links, before the first words and after the last: navigation without a name."""
    spoken = [index for index, run in enumerate(runs) if run.weight > 12 and not run.noise]
    for index, run in enumerate(runs):
        outside = not spoken or not spoken[0] <= index <= spoken[-1]
        if outside and run.linked and run.weight <= 3 and not re.match("附件|附:|《", run.line.folded):
            run.noise = True


def _main(runs: list[_Run]) -> HtmlElement | None:
    """The innermost element that holds most of the words outside links."""
    weights: dict[HtmlElement, int] = defaultdict(int)
    depth: dict[HtmlElement, int] = {}
    total = 0
    for run in runs:
        if not run.noise:
            total += run.weight
            for level, element in enumerate(run.path):
                weights[element] += run.weight
                depth[element] = level
    holding = [
        element
        for element, weight in weights.items()
        if weight >= total * 0.7 and element.tag not in ("p", "h1", "h2", "h3")
    ]
    return max(holding, key=lambda element: depth[element], default=None)


def _titles(root: HtmlElement) -> list[str]:
    """What the page calls itself: meta ArticleTitle, <title> without the site's name, its h1."""
    found = [
        meta.get("content", "")
        for meta in root.iter("meta")
        if meta.get("name", "").lower() in ("articletitle", "og:title")
    ]
    if (title := root.find(".//title")) is not None:
        found.append(
            re.split(r"\s*[_|—]+\s*|\s+-+\s*|-(?=[^-]*(?:网|政府|委员会|局)$)", visible(title.text_content()))[0]
        )
    return [visible(re.sub(r"\s+", "", each)) for each in found if each.strip()]


def _address(root: HtmlElement, text: str) -> str | None:
    canonical = next(
        (link.get("href") for link in root.iter("link") if link.get("rel", "").lower() == "canonical"), None
    )
    saved = _SAVED.search(text[:2000])
    address = canonical or (saved.group(1) if saved else None)
    return address if address and address.startswith(("http://", "https://")) else None


def _meta(root: HtmlElement) -> dict[str, object]:
    """What government sites say in meta tags: PubDate, ContentSource."""
    wanted = {"pubdate": "published", "contentsource": "source"}
    metas = {meta.get("name", "").lower(): meta.get("content", "").strip() for meta in root.iter("meta")}
    return {key: metas[name] for name, key in wanted.items() if metas.get(name)}

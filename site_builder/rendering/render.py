"""Pages → HTML bytes. Templates see `site`, `layout`, `view`, and the finished `header` and `footer`, and nothing else.

A page's fingerprint is its view and the text of every template it can reach: equal fingerprint, equal bytes.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, ClassVar, NamedTuple

import jinja2
from jinja2.bccache import Bucket
from markupsafe import Markup
from msgspec import Struct

from site_builder.records.encoding import digest, pack
from site_builder.rendering.templating import GENERATION, Environment
from site_builder.views.prose import heading
from site_builder.views.shared_views import day_label
from site_builder.views.view_models import Layout, SiteView

LAYERS = ("tokens", "base", "layout", "components", "utilities")
_AT_A_TIME = 4096  # pieces of a long page


class Output(NamedTuple):
    """A file of the site: path relative to the output folder, and its bytes."""

    path: str
    content: bytes


class Stream(NamedTuple):
    """A file of the site that is written piece by piece; its pieces can be iterated once."""

    path: str
    pieces: Iterable[bytes]


class Page(Struct, frozen=True):
    """One HTML page: its output path, its template, and the layout and view that the template shows.

    long    the page grows with the archive: it is rendered as a stream, and its view has no fingerprint
    """

    path: str
    template: str
    layout: Layout
    view: Struct
    long: bool = False


class FramePlace(NamedTuple):
    """What header and footer depend on: the kind of page, and the navigation link that leads to it or above it."""

    kind: str
    url: str


_REFERENCE = re.compile(r"""\{%-?\s*(?:extends|from|import|include)\s+["']([^"']+)["']""")


class Renderer:
    """Renders pages with the templates of one site. Compiled templates are shared within the process, and through `code` between processes."""

    def __init__(self, templates: Mapping[str, str], site: SiteView, code: jinja2.BytecodeCache | None = None):
        self.site = site
        self._sources = dict(templates)
        self._environment = environment(self._sources, code)
        self._closures: dict[str, bytes] = {}
        self._frames: dict[FramePlace, tuple[Markup, Markup]] = {}
        self._site_key = digest(pack(site))
        self._sections = [link.url for link in (*site.nav, *site.pages)]

    def render(self, page: Page) -> bytes:
        try:
            return self._template(page).render(self._told(page)).encode()
        except AttributeError as error:  # a view has no such field
            raise jinja2.UndefinedError(str(error)) from error

    def stream(self, page: Page) -> Stream:
        """The page as a stream of pieces, for one that is long."""
        return Stream(page.path, self._pieces(page))

    def _pieces(self, page: Page) -> Iterator[bytes]:
        try:
            words = self._template(page).generate(self._told(page))
            while some := "".join(islice(words, _AT_A_TIME)):
                yield some.encode()
        except AttributeError as error:
            raise jinja2.UndefinedError(str(error)) from error

    def _template(self, page: Page) -> jinja2.Template:
        return self._environment.get_template(page.template)

    def _told(self, page: Page) -> dict[str, Any]:
        header, footer = self._around(page.layout)
        return {"site": self.site, "layout": page.layout, "view": page.view, "header": header, "footer": footer}

    def _around(self, layout: Layout) -> tuple[Markup, Markup]:
        """Header and footer of a page, rendered once for each `FramePlace`: they depend on nothing else."""
        place = self._place(layout)
        if place not in self._frames:
            header = self._environment.get_template("site_header.html").module.site_header(self.site, place)  # type: ignore[attr-defined]
            footer = self._environment.get_template("site_footer.html").module.site_footer(self.site, place)  # type: ignore[attr-defined]
            self._frames[place] = (header, footer)
        return self._frames[place]

    def _place(self, layout: Layout) -> FramePlace:
        if layout.url in self._sections or layout.url == self.site.home:
            return FramePlace(layout.kind, layout.url)
        section = next((url for url in self._sections if layout.url.startswith(url)), "")
        return FramePlace("", f"{section}-")  # somewhere below it

    def fingerprint(self, page: Page) -> bytes:
        """Fingerprint of a page, 16 bytes: of its view and layout, of every template it can reach, and of the site's frame."""
        value = pack((page.template, page.layout, page.view))
        return digest(value, self.closure(page.template), self._site_key)

    def closure(self, name: str) -> bytes:
        """Digest of a template and of all it extends or imports (by a literal name: others are not used here)."""
        if name not in self._closures:
            reached: set[str] = set()
            todo = [name, "site_header.html", "site_footer.html"]
            while todo:
                current = todo.pop()
                if current not in reached and (source := self._source(current)) is not None:
                    reached.add(current)
                    todo.extend(_REFERENCE.findall(source))
            parts = [each + "\0" + (self._source(each) or "") for each in sorted(reached)]
            self._closures[name] = digest("\0".join(parts).encode())
        return self._closures[name]

    def _source(self, name: str) -> str | None:
        return self._sources.get(f"override/{name}", self._sources.get(name))


class SharedCode(jinja2.BytecodeCache):
    """Compiled templates by their source: in memory, and in a folder where one is given."""

    _memory: ClassVar[dict[str, bytes]] = {}

    def __init__(self, load: Callable[[str], bytes | None], keep: Callable[[str, bytes], None]):
        self._load = load
        self._keep = keep

    def load_bytecode(self, bucket: Bucket) -> None:
        key = _code_key(bucket)
        code = self._memory.get(key) or self._load(key)
        if code:
            self._memory[key] = code
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        key, code = _code_key(bucket), bucket.bytecode_to_string()
        self._memory[key] = code
        self._keep(key, code)


def _code_key(bucket: Bucket) -> str:
    return f"{bucket.key}-{bucket.checksum}-{GENERATION}"


def environment(templates: Mapping[str, str], code: jinja2.BytecodeCache | None = None) -> jinja2.Environment:
    """Strict and escaping; a host's templates/override/<name> comes before <name>."""

    def load(name: str) -> str | None:
        return templates.get(f"override/{name}", templates.get(name))

    made = Environment(load, code or SharedCode(lambda key: None, lambda key, content: None))
    made.filters.update(day=day_label, bytes=bytes_label, number=number_label, host=host_label, heading=heading)
    return made


def bytes_label(size: int | None) -> str | None:
    """1536 → '1.5 KB'."""
    if size is None:
        return None
    for unit, scale in (("MB", 1024 * 1024), ("KB", 1024)):
        if size >= scale:
            return f"{size / scale:.1f} {unit}"
    return f"{size} 字节"


def number_label(value: int) -> str:
    return f"{value:,}"


def host_label(url: str) -> str:
    from urllib.parse import urlsplit

    return urlsplit(url).hostname or url


def stylesheets(templates: Mapping[str, str]) -> dict[str, str]:
    """The two sheets, each in layers. `site.css`: of every page; `lists.css`: of all but those that show one item alone.

    A component belongs to `site.css` where the page of an item, or the frame of pages, reaches it. Print comes last.
    """
    reached: set[str] = set()
    todo = ["pages/problem.html", "pages/notice.html", "base.html", "site_header.html", "site_footer.html"]
    while todo:
        if (name := todo.pop()) not in reached:
            reached.add(name)
            todo.extend(_REFERENCE.findall(templates.get(f"override/{name}", templates.get(name, ""))))
    components = sorted(n for n in templates if n.startswith("components/") and n.endswith("/style.css"))
    everywhere = [n for n in components if n.replace("style.css", "macro.html") in reached]
    site = {
        "tokens": ["styles/tokens.css"],
        "base": ["styles/base.css"],
        "layout": ["styles/layout.css"],
        "components": everywhere,
        "utilities": ["styles/utilities.css", "styles/print.css"],
    }
    lists = {"layout": ["styles/lists.css"], "components": [n for n in components if n not in everywhere]}
    return {"site.css": _sheet(templates, site), "lists.css": _sheet(templates, lists)}


def _sheet(templates: Mapping[str, str], files: Mapping[str, Iterable[str]]) -> str:
    parts = [f"@layer {', '.join(LAYERS)};"]
    for layer in files:
        sheets = "\n".join(templates[name] for name in files[layer] if name in templates)
        parts.append(f"@layer {layer} {{\n{_without_margins(_without_comments(sheets))}\n}}")
    return "\n".join(parts) + "\n"


def _without_comments(sheet: str) -> str:
    """
    >>> _without_comments("a { color: red; } /* why */\\nb { } /* never closed")
    'a { color: red; } \\nb { } '
    """
    first, *others = sheet.split("/*")
    return first + "".join(other.partition("*/")[2] for other in others)


def _without_margins(sheet: str) -> str:
    """Without blank lines and indentation, which every first visit would pay for.

    >>> _without_margins("@media print {\\n\\n  a { color: red; }\\n}\\n")
    '@media print {\\na { color: red; }\\n}'
    """
    return "\n".join(filter(None, map(str.strip, sheet.split("\n"))))


def asset_name(name: str, content: bytes) -> str:
    """File name that changes with the content, so that it can be cached for ever."""
    stem, dot, ending = name.rpartition(".")
    return f"{stem}-{digest(content).hex()[:10]}{dot}{ending}"

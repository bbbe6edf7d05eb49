"""The picture of docs/architecture.md, drawn from the imports: bands of modules, and who takes from whom.

A module that is new needs a place in LAYERS. The same imports give the same bytes.
"""

from collections.abc import Mapping, Set
from html import escape
from typing import NamedTuple

from tests.test_architecture import imported, modules, name_of


class Layer(NamedTuple):
    """A band: `says` is what comes out of it, `rows` its modules; a row may begin with a word for them."""

    name: str
    says: str
    rows: tuple[str, ...]


LAYERS = (
    Layer(
        "records",
        "files' text → Notice, Registers, findings",
        (
            "source convert profile outline records registers",
            "vocabulary model findings quotes numerals working_days documents encoding unseen",
        ),
    ),
    Layer("derivation", "records + day → Context, statuses, marks, windows", ("derive context approval",)),
    Layer(
        "views",
        "notice + context → what a page says",
        (
            "routes views site_views layout parts prose text_pages wording timeline",
            "item_views notice_views notice_json",
        ),
    ),
    Layer("rules", "notice + context → findings", ("rules/ schemas",)),
    Layer("rendering", "page + templates → HTML", ("templating render gallery qr",)),
    Layer(
        "unit", "a notice's pages, files, card, searched text", ("unit cards facets feeds calendars search_documents",)
    ),
    Layer(
        "site",
        "cards → lists, open data, manifest",
        (
            "site columns lists site_lists site_organs site_texts",
            "site_pages site_files search_words tables exports dictionary published manifest",
        ),
    ),
    Layer(
        "shell",
        "files, clock, processes",
        (
            "reads: disk attachments scanning inputs outputs glance zone",
            "makes: pipeline unit_making site_making group_making listing workers elsewhere cluster",
            "keeps: state keeping standing staging",
            "writes: publishing exporting compressing search/",
            "commands: console terminal checking history agenda scaffold deploying verifying shipped",
            "and: fetching serve preview/ importing/ desk/",
        ),
    ),
)
Arrows = Set[tuple[str, str]]
NAMES = tuple(layer.name for layer in LAYERS)
# Imports that point from a band to one below it; each is a wish to be mended.
AGAINST: set[tuple[str, str]] = set()

_WIDTH, _LEFT, _LANE, _ROW, _BRANCH, _GAP = 1120, 16, 26, 26, 14, 12
_INK = ("#1d4f91", "#7a3e9d", "#0f6e6e", "#8a5a00", "#a3324b", "#3d6b1f", "#5a5a5a")


def part_of(module: str) -> str:
    """What a module is called in the picture: a package of many modules is one.

    >>> part_of("rules.closing"), part_of("search.documents"), part_of("unit")
    ('rules/', 'search/', 'unit')
    """
    head, dot, _ = module.partition(".")
    return f"{head}/" if dot or head in ("rules", "importing", "preview", "search", "desk") else head


def placed() -> dict[str, str]:
    """Part → its layer."""
    return {
        part: layer.name for layer in LAYERS for row in layer.rows for part in row.split() if not part.endswith(":")
    }


def parts() -> dict[str, set[str]]:
    """Every part of the package, and the parts it imports. The type of a searched document is counted to no one."""
    found: dict[str, set[str]] = {}
    for path in modules():
        part = part_of(name_of(path))
        taken = {part_of(each) for each in imported(path) if each != "search.documents"}
        found.setdefault(part, set()).update(taken - {part})
    return found


def arrows(graph: Mapping[str, set[str]], places: Mapping[str, str]) -> Arrows:
    """(from layer, into layer): a module of the second imports one of the first."""
    return {(places[to], places[part]) for part, taken in graph.items() for to in taken if places[to] != places[part]}


def svg() -> str:
    """docs/architecture.svg."""
    drawn = arrows(parts(), placed())
    tops = _tops(drawn)
    right = _WIDTH - 16 - _LANE * len(LAYERS)
    height = tops[-1]
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        'font-family="system-ui, sans-serif" font-size="14">',
        "<title>The way of the data: layers of modules, and what each takes from those above it</title>",
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
    ]
    for number, layer in enumerate(LAYERS):
        out += _band(layer, tops[number], tops[number + 1] - _GAP, right)
    for number, name in enumerate(NAMES):
        out += _lane(number, name, drawn, tops, right)
    return "\n".join([*out, "</svg>"]) + "\n"


def _tops(drawn: Arrows) -> list[int]:
    """Where each band begins, and where the next would: high enough for its rows and its branches."""
    tops = [12]
    for layer in LAYERS:
        branches = sum(1 for pair in drawn if pair[1] == layer.name)
        tops.append(tops[-1] + max(36 + _ROW * len(layer.rows), 26 + _BRANCH * branches) + _GAP)
    return tops


def _band(layer: Layer, top: int, bottom: int, right: int) -> list[str]:
    out = [
        f'<rect x="{_LEFT}" y="{top}" width="{right - _LEFT - 12}" height="{bottom - top}" rx="6" '
        'fill="#f4f6f8" stroke="#c3cad2"/>',
        f'<text x="{_LEFT + 12}" y="{top + 21}" font-weight="700" fill="#1b1f24">{layer.name}</text>',
        f'<text x="{_LEFT + 112}" y="{top + 21}" fill="#414b56">{escape(layer.says)}</text>',
    ]
    for number, row in enumerate(layer.rows):
        x, y = _LEFT + 12, top + 32 + number * _ROW
        for part in row.split():
            wide = 90 if part.endswith(":") else 8 * len(part) + 14
            if part.endswith(":"):
                out.append(f'<text x="{x}" y="{y + 15}" font-size="13" fill="#414b56">{part[:-1]}</text>')
            else:
                out.append(f'<rect x="{x}" y="{y}" width="{wide}" height="21" rx="4" fill="#ffffff" stroke="#c3cad2"/>')
                out.append(
                    f'<text x="{x + wide // 2}" y="{y + 15}" font-size="13" text-anchor="middle" '
                    f'font-family="ui-monospace, monospace" fill="#1b1f24">{part}</text>'
                )
            x += wide + 6
    return out


def _lane(number: int, name: str, drawn: Arrows, tops: list[int], right: int) -> list[str]:
    """A line out of a band, down its own lane, with a branch into each band that takes from it; upwards it is dashed."""
    into = [other for other in NAMES if (name, other) in drawn]
    if not into:
        return []
    ink = _INK[number % len(_INK)]
    x, edge, start = right + _LANE * (number + 1) - 10, right - 12, tops[number] + 12
    ends = [_branch(name, other, drawn, tops) for other in into]
    lines = [f"M{edge} {start}H{x}V{max(ends)}", *(f"M{x} {y}H{edge + 8}" for y in ends)]
    out = [f'<path d="{"".join(lines)}" stroke="{ink}" fill="none" stroke-width="2"/>']
    back = "".join(f"M{x} {start}V{y}" for y in ends if y < start)
    if back:
        out.append(f'<path d="{back}" stroke="{ink}" fill="none" stroke-width="2" stroke-dasharray="4 3"/>')
    for y in ends:
        out.append(f'<path d="M{edge + 1} {y}l9 -5v10z" fill="{ink}"/>')
        out.append(f'<circle cx="{x}" cy="{y}" r="4" fill="{ink}"/>')
    return out


def _branch(name: str, other: str, drawn: Arrows, tops: list[int]) -> int:
    """Where the lane of one band enters another: branches stand below each other in the order of their lanes."""
    order = [each for each in NAMES if (each, other) in drawn]
    return tops[NAMES.index(other)] + 28 + _BRANCH * order.index(name)

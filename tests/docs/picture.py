"""The picture of docs/architecture.md, drawn from the folders: a band for each room, in the order of the contract of layers.

The contract is import-linter's, in pyproject.toml; what comes out of a room is the first line of its docstring. The same
imports give the same bytes.
"""

import ast
import tomllib
from collections.abc import Set
from functools import cache
from html import escape
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "site_builder"
_ROW_END = 104  # characters of a row


class Layer(NamedTuple):
    """A band: `says` is what comes out of it, `rows` its modules."""

    name: str
    says: str
    rows: tuple[str, ...]


@cache
def modules() -> tuple[Path, ...]:
    return tuple(
        sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__main__.py" and path.parent != PACKAGE)
    )


@cache
def module_names() -> frozenset[str]:
    return frozenset(map(name_of, modules()))


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


@cache
def imported(path: Path) -> tuple[str, ...]:
    """Modules of the package that a module imports, at its top or inside a function."""
    known, found = module_names(), list[str]()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("site_builder."):
            base = node.module.removeprefix("site_builder.")
            found += (f"{base}.{n.name}" if f"{base}.{n.name}" in known else base for n in node.names)
    return tuple(found)


@cache
def layers() -> tuple[Layer, ...]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    names = next(each["layers"] for each in contracts if each["containers"] == ["site_builder"])
    return tuple(_layer(name) for name in reversed(names) if (PACKAGE / name).is_dir())


def _layer(name: str) -> Layer:
    says = ast.get_docstring(ast.parse((PACKAGE / name / "__init__.py").read_text("utf-8"))) or ""
    inside = sorted({part.relative_to(PACKAGE / name).parts[0] for part in (PACKAGE / name).rglob("*.py")})
    words = [part.removesuffix(".py") + ("" if part.endswith(".py") else "/") for part in inside if part[0] != "_"]
    rows: list[str] = []
    for word in words:
        if rows and len(rows[-1]) + len(word) + 3 * len(rows[-1].split()) < _ROW_END:
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    return Layer(name, says.splitlines()[0], tuple(rows))


Arrows = Set[tuple[str, str]]
_WIDTH, _LEFT, _LANE, _ROW, _BRANCH, _GAP = 1120, 16, 26, 26, 14, 12
_INK = ("#1d4f91", "#7a3e9d", "#0f6e6e", "#8a5a00", "#a3324b", "#3d6b1f", "#5a5a5a")


def arrows() -> Arrows:
    """(from room, into room): a module of the second imports one of the first."""
    pairs = {(to.split(".")[0], name_of(path).split(".")[0]) for path in modules() for to in imported(path)}
    return {(taken, by) for taken, by in pairs if taken != by}


def names() -> tuple[str, ...]:
    return tuple(layer.name for layer in layers())


def with_rooms(page: str) -> str:
    """The page of the architecture with its table of rooms as the folders are."""
    before, _, rest = page.partition("<!-- rooms:")
    mark, _, rest = rest.partition("-->")
    after = rest.partition("<!-- end of rooms -->")[2]
    table = "".join(f"| [`{each.name}/`](../site_builder/{each.name}) | {each.says} |\n" for each in layers())
    return f"{before}<!-- rooms:{mark}-->\n\n| room | what comes out of it |\n|---|---|\n{table}\n<!-- end of rooms -->{after}"


def svg() -> str:
    """docs/architecture.svg."""
    drawn = arrows()
    tops = _tops(drawn)
    right = _WIDTH - 16 - _LANE * len(layers())
    height = tops[-1]
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        'font-family="system-ui, sans-serif" font-size="14">',
        "<title>The rooms of site_builder, their modules, and what each room takes from those above it</title>",
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
    ]
    for number, layer in enumerate(layers()):
        out += _band(layer, tops[number], tops[number + 1] - _GAP, right)
    for number, name in enumerate(names()):
        out += _lane(number, name, drawn, tops, right)
    return "\n".join([*out, "</svg>"]) + "\n"


def _tops(drawn: Arrows) -> list[int]:
    """Where each band begins, and where the next would: high enough for its rows and its branches."""
    tops = [12]
    for layer in layers():
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
    into = [other for other in names() if (name, other) in drawn]
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
    order = [each for each in names() if (each, other) in drawn]
    return tops[names().index(other)] + 28 + _BRANCH * order.index(name)

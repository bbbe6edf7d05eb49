"""A small writer of SVG line charts: panels side by side, both axes in powers of ten, the same scale in all."""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil, floor, log10
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

WIDTH, HEIGHT = 300, 260  # of a panel's plot, in pixels
LEFT, TOP, GAP, BELOW = 64, 84, 40, 56
STROKES = ("#0b5394", "#b45f06", "#38761d", "#777777")
DASHES = ("", "6 4", "2 3", "1 5")  # lines are told apart without colour too


class Panel(NamedTuple):
    """`lines`: for each side (notices, seconds), smallest first."""

    title: str
    lines: Mapping[str, Sequence[tuple[int, float]]]


class _Scale(NamedTuple):
    """Powers of ten at both ends."""

    low: int
    high: int

    def at(self, value: float) -> float:
        return (log10(value) - self.low) / (self.high - self.low)

    def ticks(self) -> list[int]:
        return list(range(self.low, self.high + 1))


def chart(panels: Sequence[Panel]) -> str:
    """The chart as an SVG document. Every point is labelled with its seconds, so nothing is told by position alone."""
    points = [point for panel in panels for line in panel.lines.values() for point in line]
    across = _scale([notices for notices, _ in points])
    up = _scale([seconds for _, seconds in points])
    width = LEFT + len(panels) * (WIDTH + GAP)
    height = TOP + HEIGHT + BELOW
    body = "\n".join(part for n, panel in enumerate(panels) for part in _panel(panel, n, across, up))
    names = list(dict.fromkeys(name for panel in panels for name in panel.lines))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" font-family="sans-serif" font-size="13" fill="#222">\n<title>生成用时与通报份数</title>\n'
        f'<rect width="{width}" height="{height}" fill="#fff"/>\n{chr(10).join(_legend(names))}\n{body}\n</svg>\n'
    )


def _scale(values: Sequence[float]) -> _Scale:
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return _Scale(low, max(high, low + 1))


def _legend(names: Sequence[str]) -> Iterator[str]:
    for n, name in enumerate(names):
        x = LEFT + n * 230
        yield f'<line x1="{x}" y1="22" x2="{x + 34}" y2="22" {_stroke(n)}/>{_text(x + 42, 26, name)}'


def _panel(panel: Panel, position: int, across: _Scale, up: _Scale) -> Iterator[str]:
    left = LEFT + position * (WIDTH + GAP)

    def place(notices: float, seconds: float) -> tuple[float, float]:
        inner = WIDTH - 48  # room for the labels of the last points
        return left + 12 + across.at(notices) * inner, TOP + HEIGHT - up.at(seconds) * HEIGHT

    yield _text(left, TOP - 22, panel.title, ' font-weight="bold"')
    for power in up.ticks():
        y = place(10.0**across.low, 10.0**power)[1]
        yield f'<line x1="{left}" y1="{y:.1f}" x2="{left + WIDTH}" y2="{y:.1f}" stroke="#ddd"/>'
        if position == 0:
            yield _text(left - 8, y + 4, f"{10.0**power:g} 秒", ' text-anchor="end"')
    for power in across.ticks():
        x = place(10.0**power, 10.0**up.low)[0]
        yield _text(x, TOP + HEIGHT + 20, f"{10**power} 份", ' text-anchor="middle"')
    labels: dict[float, list[tuple[float, int, str]]] = {}
    for n, points in enumerate(panel.lines.values()):
        placed = [place(*point) for point in points]
        yield f'<polyline points={quoteattr(" ".join(f"{x:.1f},{y:.1f}" for x, y in placed))} fill="none" {_stroke(n)}/>'
        for (x, y), (_, seconds) in zip(placed, points, strict=True):
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{STROKES[n % 4]}"/>'
            labels.setdefault(x, []).append((y, n, _short(seconds)))
    for x, column in labels.items():
        yield from _labels(x, column)


def _labels(x: float, column: list[tuple[float, int, str]]) -> Iterator[str]:
    """Labels of the points above one another, moved apart where they would overlap."""
    previous = 0.0
    for y, n, words in sorted(column):
        previous = max(y + 16, previous + 13)
        yield _text(x + 8, previous, words, f' font-size="12" fill="{STROKES[n % 4]}"')


def _stroke(n: int) -> str:
    dash = f' stroke-dasharray="{DASHES[n % 4]}"' if DASHES[n % 4] else ""
    return f'stroke="{STROKES[n % 4]}" stroke-width="2"{dash}'


def _short(seconds: float) -> str:
    return f"{seconds:.2f}" if seconds < 10 else f"{seconds:.0f}"


def _text(x: float, y: float, words: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}"{more}>{escape(words)}</text>'

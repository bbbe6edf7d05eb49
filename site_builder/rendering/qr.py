"""A QR code as inline SVG, drawn by segno."""

import re
from functools import lru_cache

import segno

QUIET = 4  # modules of white around it, as the standard asks
_DARK = re.compile(b"\x01+")


@lru_cache(1024)  # a preview draws the pages of a notice at each save; a code takes as long as much of its page
def qr_svg(url: str) -> str:
    """SVG of a URL; the mask is given, for weighing all eight takes longer than the rest of a page.

    Without size, colour or style of its own: the stylesheet gives them.
    """
    matrix = segno.make(url, error="m", micro=False, mask=4).matrix
    side = len(matrix) + 2 * QUIET
    steps: list[str] = []
    x, y = 0, 0  # where the pen stands
    for row, modules in enumerate(matrix):
        for run in _DARK.finditer(modules):
            steps.append(f"m{run.start() - x} {row - y}h{len(run[0])}")
            x, y = run.end(), row
    start = f"M{QUIET} {QUIET}.5" + "".join(steps).removeprefix("m0 0")
    return f'<svg class="qr" viewBox="0 0 {side} {side}"><path stroke="#000" d="{start}"/></svg>\n'

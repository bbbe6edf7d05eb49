"""A QR code as inline SVG, drawn by segno."""

import re

import segno

QUIET = 4  # modules of white around it, as the standard asks
_DARK = re.compile(b"\x01+")


def qr_svg(url: str) -> str:
    """SVG of a URL; the mask is given, for weighing all eight takes longer than the rest of a page.

    Without size, colour or style of its own: the stylesheet gives them.
    """
    matrix = segno.make(url, error="m", micro=False, mask=4).matrix
    side = len(matrix) + 2 * QUIET
    runs = [
        f"M{QUIET + found.start()} {QUIET + y}.5h{len(found[0])}"
        for y, row in enumerate(matrix)
        for found in _DARK.finditer(row)
    ]
    return f'<svg class="qr" viewBox="0 0 {side} {side}"><path stroke="#000" d="{"".join(runs)}"/></svg>\n'

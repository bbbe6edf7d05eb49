"""A QR code as inline SVG, drawn by segno."""

import io

import segno


def qr_svg(url: str) -> str:
    """SVG of a URL; the mask is given, for weighing all eight takes longer than the rest of a page.

    Without size, colour or style of its own: the stylesheet gives them.
    """
    out = io.BytesIO()
    segno.make(url, error="m", micro=False, mask=4).save(
        out, kind="svg", xmldecl=False, svgns=False, omitsize=True, svgclass="qr", lineclass=None, border=4
    )
    return out.getvalue().decode()

# ruff: noqa: E501  markup reads better unbroken
"""OFD files made by hand after GB/T 33190: text codes with steps, ruled tables, a template page with head and foot."""

import io
import zipfile

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIZE, LEFT, TOP, PITCH, COLUMNS, ROWS = (
    5.0,
    30.0,
    40.0,
    9.0,
    30,
    24,
)  # millimetres; characters of a line, lines of a page


def code(text: str, x: float, y: float, size: float = SIZE, more: str = "") -> str:
    """A line of text as offices' programs write it: one object, one code, equal steps written once."""
    steps = " ".join(f"{size if ord(char) > 0x2E7F or char in '“”' else size / 2:g}" for char in text[:-1])
    wide = all(ord(char) > 0x2E7F for char in text)
    delta = f"g {len(text) - 1} {size:g}" if wide and len(text) > 2 else steps
    return (
        f'<ofd:TextObject ID="9" Boundary="{x:g} {y - size:g} 200 10" Font="1" Size="{size:g}" {more}>'
        f'<ofd:TextCode X="0" Y="{size:g}" DeltaX="{delta}">{text}</ofd:TextCode></ofd:TextObject>'
    )


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    return (
        f'<ofd:PathObject ID="8" Boundary="{x0:g} {y0:g} {x1 - x0:g} {y1 - y0:g}" LineWidth="0.3">'
        f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0:g} {y1 - y0:g}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def width(text: str) -> float:
    return sum(1.0 if ord(char) > 0x2E7F or char in "“”" else 0.5 for char in text)


def wrapped(text: str) -> list[str]:
    """A paragraph indented by two characters, broken where a line is full."""
    lines, room = [""], COLUMNS - 2.0
    for char in text:
        if width(lines[-1] + char) > room and char not in "，。、；：？！”’）》":
            lines.append("")
            room = float(COLUMNS)
        lines[-1] += char
    return lines


def pages_of(lines: list[str]) -> list[str]:
    """The graphic objects of each page."""
    pages, y = [""], TOP

    def room() -> None:
        nonlocal y
        y += PITCH
        if y > TOP + PITCH * ROWS:
            pages.append("")
            y = TOP + PITCH

    rows: list[list[str]] = []

    def table() -> None:
        nonlocal y
        if not rows:
            return
        xs = [LEFT + 45.0 * n for n in range(len(rows[0]) + 1)]
        top = y + 3
        for row in rows:
            room()
            pages[-1] += "".join(code(text, x + 2, y) for x, text in zip(xs, row, strict=False))
        ys = [top + PITCH * n for n in range(len(rows) + 1)]
        pages[-1] += "".join(line(xs[0], each, xs[-1], each) for each in ys)
        pages[-1] += "".join(line(each, ys[0], each, ys[-1]) for each in xs)
        rows.clear()

    for number, text in enumerate(lines):
        if "\t" in text:
            rows.append(text.split("\t"))
            continue
        table()
        if number == 0:
            room()
            pages[-1] += code(text, 105 - width(text) * 3.5, y, 7.0)
            continue
        for index, part in enumerate(wrapped(text)):
            room()
            pages[-1] += code(part, LEFT + (2 * SIZE if index == 0 else 0), y)
    table()
    return pages


def ofd(pages: list[str], parts: dict[str, str] | None = None, head: str = "云州市园林局文件") -> bytes:
    """A whole file; `head` and the number stand on every page by its template."""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    files = {
        "OFD.xml": f'<ofd:OFD {NS} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
        "Doc_0/Document.xml": f"<ofd:Document {NS}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        f'<ofd:TemplatePage ID="77" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>',
        "Doc_0/Tpls/Tpl_0/Content.xml": f'<ofd:Page {NS}><ofd:Content><ofd:Layer ID="1">{code(head, LEFT, 20)}</ofd:Layer></ofd:Content></ofd:Page>',
    }
    for n, objects in enumerate(pages):
        number = code(f"- {n + 1} -", 100, 285)
        files[f"Doc_0/Pages/Page_{n}/Content.xml"] = (
            f'<ofd:Page {NS}><ofd:Template TemplateID="77" ZOrder="Background"/><ofd:Content><ofd:Layer ID="2">{objects}{number}</ofd:Layer></ofd:Content></ofd:Page>'
        )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**files, **(parts or {})}.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{content}')
    return made.getvalue()

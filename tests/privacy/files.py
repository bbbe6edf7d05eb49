"""Files of every format an authority attaches, each with words put where no reader sees them."""

import io
import sqlite3
import zipfile
from contextlib import closing

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from PIL.PngImagePlugin import PngInfo


def docx(*, author: str = "", remark: str = "", header: str = "", deleted: str = "", split: str = "") -> bytes:
    """A letter; `split` stands in it as one run a character, as Word cuts what was typed at several times."""
    from docx import Document
    from docx.oxml import parse_xml

    document = Document()
    paragraph = document.add_paragraph("关于整改情况的说明")
    document.core_properties.author = author
    document.core_properties.comments = remark
    for char in split:
        paragraph.add_run(char)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if deleted:
        space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        run = f'<w:del {space} w:id="1" w:author="x"><w:r><w:delText>{deleted}</w:delText></w:r></w:del>'
        paragraph._p.insert_element_before(parse_xml(run))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def xlsx(*, cells: tuple[str, ...] = (), number: str = "", keywords: str = "", picture: bytes = b"") -> bytes:
    """A workbook as far as it is needed: shared words, a number in a cell, properties, a picture."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    words = "".join(f"<si><t>{cell}</t></si>" for cell in cells)
    parts: dict[str, str | bytes] = {
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{words}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData><row><c><v>{number}</v></c><c><v>2</v></c></row>'
        "</sheetData></worksheet>",
        "docProps/core.xml": f'<p xmlns:cp="urn:x"><cp:keywords>{keywords}</cp:keywords></p>',
    }
    if picture:
        parts["xl/media/image1.jpeg"] = picture
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def pdf(*, subject: str = "", author: str = "", note: str = "", link: str = "", attached: bytes = b"") -> bytes:
    from pypdf import PdfWriter
    from pypdf.annotations import FreeText, Link

    writer = PdfWriter()
    writer.add_blank_page(300, 300)
    writer.add_metadata({"/Subject": subject, "/Author": author})
    if note:
        writer.add_annotation(0, FreeText(text=note, rect=(1, 1, 90, 90)))
    if link:
        writer.add_annotation(0, Link(rect=(1, 1, 90, 90), url=link))
    if attached:
        writer.add_attachment("附件.docx", attached)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def picture(kind: str) -> bytes:
    """The smallest picture that says nothing."""
    written = io.BytesIO()
    Image.new("RGB", (4, 4)).save(written, {"jpg": "JPEG", "tif": "TIFF"}.get(kind, kind.upper()))
    return written.getvalue()


def photo(*, artist: str = "", code: str = "utf-8", comment: str = "", place: bool = False, xmp: str = "") -> bytes:
    image, exif = Image.new("RGB", (4, 4)), Image.Exif()
    if artist:
        exif[Base.Artist] = artist.encode(code)
    if comment:
        exif.get_ifd(IFD.Exif)[Base.UserComment] = b"UNICODE\0" + comment.encode("utf-16-le")
    if place:
        exif[IFD.GPSInfo] = {GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (30.0, 1.0, 2.0)}
    written = io.BytesIO()
    packet = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{xmp}</x:xmpmeta>".encode() if xmp else None
    image.save(written, "JPEG", exif=exif, **({"xmp": packet} if packet else {}))
    return written.getvalue()


def png(title: str) -> bytes:
    chunks = PngInfo()
    chunks.add_itxt("Title", title)
    written = io.BytesIO()
    Image.new("RGB", (4, 4)).save(written, "PNG", pnginfo=chunks)
    return written.getvalue()


def old_doc(words: str, odd: bool) -> bytes:
    """What is common to .doc and .xls: a signature, and words as UTF-16 at some place."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64 + odd) + words.encode("utf-16-le") + bytes(64)


def sqlite(words: str) -> bytes:
    with closing(sqlite3.connect(":memory:")) as base:
        base.execute("CREATE TABLE problems (text TEXT)")
        base.execute("INSERT INTO problems VALUES (?)", ("长" * 3000 + words + "文" * 3000,))
        base.commit()
        return base.serialize()

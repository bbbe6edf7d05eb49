"""Files under files/: their size, hash, and the words in them, for quotations that rest on a report."""

import io
from hashlib import sha256

from site_builder.records.hidden_content import DAMAGED, UNFOLDED, unseen
from site_builder.sheets.limits import TableError
from site_builder.sheets.told import Told, told
from site_builder.sheets.workbook import format_of, read_tables
from site_builder.views.presenter import FileInfo

_TEXT = (".txt", ".md", ".csv")


def file_info(name: str, content: bytes) -> FileInfo:
    """Facts of an attachment; its `text` is None where no words can be read from it."""
    hash_, carried = sha256(content).hexdigest(), tuple(unseen(name, content))
    table = _table(name.lower(), content)
    if table is not None:
        return FileInfo(name=name, size=len(content), sha256=hash_, text=table.text, unseen=carried, cells=table.cells)
    return FileInfo(name=name, size=len(content), sha256=hash_, text=_words(name.lower(), content), unseen=carried)


def _table(name: str, content: bytes) -> Told | None:
    """The cells of a workbook that are seen; None for other files, and for one that cannot be read."""
    if format_of(content) is None and not name.endswith(".csv"):
        return None
    try:
        return told(read_tables(content, lambda raw: _text(raw) or ""))
    except TableError:
        return None


def _words(name: str, content: bytes) -> str | None:
    if name.endswith(_TEXT):
        return _text(content)
    if name.endswith((".html", ".htm")):
        return _html_words(content)
    if name.endswith(".docx"):
        return _docx_words(content)
    if name.endswith(".pdf"):
        return _pdf_words(content)
    return None


def _text(content: bytes) -> str | None:
    from charset_normalizer import from_bytes

    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(content).best()
        return str(best) if best else None


def _html_words(content: bytes) -> str | None:
    from lxml import etree, html

    try:
        return "".join(str(part) for part in html.document_fromstring(content).itertext())
    except (ValueError, etree.ParserError):
        return None


def _docx_words(content: bytes) -> str | None:
    import zipfile
    import zlib
    from xml.parsers.expat import ExpatError

    import mammoth

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            # a part gives no more bytes than it says, so this bounds what a small file can unfold to
            if sum(part.file_size for part in archive.infolist()) > UNFOLDED:
                return None
        return str(mammoth.extract_raw_text(io.BytesIO(content)).value)
    except (zipfile.BadZipFile, zlib.error, ExpatError, *DAMAGED):
        return None


def _pdf_words(content: bytes) -> str | None:
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # a file that cannot be read is a finding, not a log line
    try:
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    except (PyPdfError, *DAMAGED):
        return None

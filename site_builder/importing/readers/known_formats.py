"""Detects file formats by content, as suffixes are often wrong (a web page saved as .doc, a workbook renamed .xls)."""

import re
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Final
from zipfile import ZipFile

from site_builder.importing.readers.decode import decode
from site_builder.importing.readers.file_formats import FORMATS, Format
from site_builder.importing.readers.unreadable import UnreadableError

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MEMBERS: Final = 20_000  # most parts of a package; even a Word file with thousands of pictures has fewer
# Magic bytes → kind, except for containers whose content has to be inspected.
_MAGIC: Final = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\0", "tif"),
    (b"MM\0*", "tif"),
    (b"8BPS", "psd"),
    (b"AT&TFORM", "djvu"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x8b", "gz"),
    (b"BZh", "bz2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"MSCF", "cab"),
    (b"Founder CEB", "ceb"),
    (b"FANGZHENG", "ceb"),
    (b"SEP", "sep"),
    (b"%!PS", "ps"),
    (b"ITSF", "chm"),
    (b"SQLite format 3\0", "sqlite"),
    (b"\0\1\0\0Standard ", "mdb"),
    (b"\xffWPC", "wpd"),
    (b"AC10", "dwg"),
    (b"MZ", "exe"),
    (b"\x7fELF", "exe"),
    (b"ID3", "audio"),
    (b"OggS", "audio"),
    (b"\0\0\0\x1cftyp", "video"),
    (b"\0\0\0\x20ftyp", "video"),
)
_SMALL_MAGIC: Final = frozenset({"bmp", "exe", "sep"})  # short signatures that may also be the start of a text
_STREAMS: Final = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
    ("__properties_version1.0", "msg"),
    ("VisioDocument", "vsd"),
    ("\5HwpSummaryInformation", "hwp"),
    ("CONTENTS", "works"),
)
_MAIN: Final = (
    ("wordprocessingml", "main", "docx"),
    ("application/vnd.ms-word", "main", "docx"),
    ("excel.sheet.binary", "main", "xlsb"),
    ("spreadsheetml", "main", "xlsx"),
    ("application/vnd.ms-excel", "main", "xlsx"),
    ("presentationml", "main", "pptx"),
    ("ms-powerpoint", "main", "pptx"),
    ("ms-package.xps", "", "xps"),
)
_FOLDERS: Final = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_ODF: Final = (
    ("opendocument.text", "odt"),
    ("opendocument.spreadsheet", "ods"),
    ("opendocument.presentation", "odp"),
    ("epub", "epub"),
)
_FLAT: Final = {"ods": "fods", "odp": "odp"}
_PAGE_START: Final = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|div|p|table|span|center|section|article|h[1-6]|br|font|script|style|link)\b",
    re.IGNORECASE,
)
_PROLOGUE: Final = re.compile(r"\s+|<\?xml[^>]{0,200}\?>")
_PAGE_TAG: Final = re.compile(r"</(?:p|div|td|tr|body|html|span|h[1-6]|li)>|<br\s*+/?>", re.IGNORECASE)
_MAIL_HEAD: Final = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,40}){2,60}")
_OUR_HEAD: Final = re.compile(r"---[ \t]*\n(?:[^\n]*\n){0,200}?---[ \t]*(?:\n|\Z)")


def known_format(raw: bytes, name: str) -> Format:
    """The format of a file.

    Takes   name    its suffix only decides between texts that look the same: plain, Markdown, CSV
    Errors  UnreadableError for an empty file, and for a container too damaged to be inspected
    """
    if not raw.removeprefix(b"\xef\xbb\xbf").strip(b"\0 \t\r\n"):
        raise UnreadableError("文件是空的", "empty")
    if raw.startswith(OLE):
        return _in_ole(raw)
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_zip(raw, name)
    if b"%PDF-" in raw[:1024]:
        return FORMATS["pdf"]
    if raw.lstrip(b"\xef\xbb\xbf\0 \t\r\n").startswith(b"{\\rtf"):
        return FORMATS["rtf"]
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        return FORMATS["webp"]
    if raw[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"):
        return FORMATS["heic"]
    if raw[257:262] == b"ustar":
        return FORMATS["tar"]
    for start, kind in _MAGIC:
        if raw.startswith(start) and not (kind in _SMALL_MAGIC and b"\0" not in raw[:512]):
            return FORMATS[kind]
    return _of_text(raw, name)


def _in_ole(raw: bytes) -> Format:
    from site_builder.importing.readers.ole import open_ole

    with open_ole(raw) as file:
        names = {"/".join(path).lower() for path in file.listdir()}  # names in OLE containers are case-insensitive
    for stream, found in _STREAMS:
        if stream.lower() in names:
            return FORMATS[found]
    return FORMATS["ole"]


def _in_zip(raw: bytes, name: str) -> Format:
    try:
        with ZipFile(BytesIO(raw)) as archive:
            members = archive.infolist()
            if len(members) > _MEMBERS:
                raise UnreadableError(f"压缩包里的文件太多（超过 {_MEMBERS} 个）")
            names = {info.filename.lstrip("/").replace("\\", "/"): info for info in members}

            def part(path: str) -> str:
                info = names.get(path)
                if info is None or info.file_size > 4_000_000 or info.flag_bits & 1:
                    return ""
                return archive.read(info).decode("utf-8", "replace")

            found = _package(names.keys(), part)
            if found is None and any(info.flag_bits & 1 for info in members):
                found = FORMATS["locked-zip"]
    except UnreadableError:
        raise
    except Exception as error:
        raise _damaged(raw, name) from error
    return found or FORMATS["zip"]


def _damaged(raw: bytes, name: str) -> UnreadableError:
    """The error for a package with a damaged directory; the format is guessed from names of parts, else from the suffix."""
    suffix = "." + name.lower().rpartition(".")[2]
    called = (
        "Word（.docx）文件" if b"word/" in raw or suffix in (".docx", ".docm", ".doc", ".wps")
        else "Excel（.xlsx）文件" if b"xl/" in raw or suffix == ".xlsx"
        else "OFD 文件" if b"OFD.xml" in raw or suffix == ".ofd"
        else "开放文档（.odt、.ods）文件" if b"mimetypeapplication/vnd.oasis" in raw or suffix in (".odt", ".ods")
        else "压缩包"
    )  # fmt: skip
    return UnreadableError(f"不是完好的 {called}：文件已损坏或没有下载完，请换一份")


def _package(names: Iterable[str], part: Callable[[str], str]) -> Format | None:
    """The format of a ZIP package by its parts; None for a plain archive."""
    held = set(names)
    if "OFD.xml" in held:
        return FORMATS["ofd"]
    if kind := part("mimetype").strip():
        if "encryption-data" in part("META-INF/manifest.xml"):
            return FORMATS["encrypted"]
        return next((FORMATS[each] for words, each in _ODF if words in kind), None)
    if "[Content_Types].xml" in held:
        types = part("[Content_Types].xml")
        quoted = types.split('"')[1::2]
        for word, ending, found in _MAIN:
            if any(word in each and ending in each.partition(word)[2] for each in quoted):
                return FORMATS[found]
        for folder, found in _FOLDERS:
            if any(each.startswith(folder) for each in held):
                return FORMATS[found]
    if any(each.endswith(".iwa") for each in held) or held & {"Index.zip", "index.apxl", "index.xml.gz"}:
        return FORMATS["iwork"]
    if any(each.startswith("word/") for each in held):
        return FORMATS["docx"]
    return None


def _of_text(raw: bytes, name: str) -> Format:
    suffix = "." + name.lower().rpartition(".")[2]
    head = decode(raw[:65536], page=True)[0].lstrip("\ufeff")
    start = head[:4096]
    if "<w:wordDocument" in start or "<pkg:package" in start:
        return FORMATS["wordxml"]
    if "<office:document" in start:
        flat = next((each for words, each in _ODF if words in start), "odt")
        return FORMATS[_FLAT.get(flat, "fodt")]
    if "<uof:UOF" in start or "schemas.uof.org" in start:
        return FORMATS["uof"]
    if start.lstrip().startswith("<?xml") and "urn:schemas-microsoft-com:office:spreadsheet" in start:
        return FORMATS["xmlss"]
    if (mail := _MAIL_HEAD.match(start)) and re.search(r"^(?:MIME-Version|Content-Type):", mail.group(), re.I | re.M):
        archive = re.search(r"^(?:To|Received|Message-ID):", mail.group(), re.I | re.M) is None
        return FORMATS["mht"] if archive else FORMATS["eml"]
    if _begins_a_page(start) or (suffix in (".html", ".htm", ".xhtml", ".shtml") and _PAGE_TAG.search(head)):
        return FORMATS["html"]
    controls = sum(1 for char in head[:4096] if char < " " and char not in "\t\n\f\x1a")
    if controls > len(head[:4096]) * 0.05 + 2:
        return FORMATS["binary"]
    if suffix in (".md", ".markdown") or _OUR_HEAD.match(start):
        return FORMATS["md"]
    if suffix in (".csv", ".tsv"):
        return FORMATS["csv"]
    return FORMATS["txt"]


def _begins_a_page(text: str) -> bool:
    """Whether a text starts with an HTML element, after blanks, comments and an XML declaration."""
    at = 0
    while True:
        if text.startswith("<!--", at):
            end = text.find("-->", at)
            if end < 0:
                return False
            at = end + 3
        elif found := _PROLOGUE.match(text, at):
            at = found.end()
        else:
            return _PAGE_START.match(text, at) is not None

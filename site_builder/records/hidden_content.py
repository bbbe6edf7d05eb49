"""What a file carries beside the words a reader sees: properties, comments, tracked changes, headers, EXIF, places.

Pure: bytes in, words out. Zipped formats (.docx .xlsx .pptx .ofd .odt .zip) are searched part by part; a part that cannot
be read is passed over.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from site_builder.records.hidden_in_images import DAMAGED, PERSONS, Unseen, is_bitmap, unseen_in_image
from site_builder.records.passive_files import UNFOLDED

DEPTH = 2  # a file in a file in a file
_PACKED, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_IMAGES = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".gif", ".bmp")
_INLINE = frozenset({"r", "t", "span", "a", "hyperlink", "ins", "del", "delText", "rPr", "phoneticPr", "proofErr"})
_TOLD = frozenset({"author", "creator", "lastModifiedBy"})
_PARTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?:^|/)docProps/|(?:^|/)meta\.xml$|OFD\.xml$"), "文件属性"),
    (re.compile(r"comments|Annot", re.IGNORECASE), "批注"),
    (re.compile(r"header|footer"), "页眉页脚"),
    (re.compile(r"notes"), "脚注或备注"),
    (re.compile(r"\.rels$"), "链接"),
)
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_GZIP = b"\x1f\x8b"
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*")


# attributes that are numbers of the format itself: ids of revisions, colours, sizes
_IDENTIFIER = re.compile(
    r"rsid\w*|paraId|textId|.{0,12}[iI]d|val|w|h|cx|cy|x|y|[rsct]|uri|xmlns.*|guid|.{0,20}Relative|ref|spans|sqref"
)


def unseen(name: str, content: bytes, depth: int = DEPTH) -> Iterator[Unseen]:
    """Everything in a file that is no visible text of it, as far as its format is known."""
    if depth < 0:
        return
    lower = name.lower()
    if content.startswith(_PACKED):
        yield from _packed(content, depth)
    elif content.startswith(_GZIP):
        yield from _gzipped(name, content, depth)
    elif content.startswith(b"{\\rtf"):
        yield from _rtf(content)
    elif content.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x9d", b"BZh", b"\xfd7zXZ")):
        yield Unseen("压缩文件", "", "unsearched")
    elif content.startswith(_OLD_OFFICE):
        yield from _old_office(content)
    elif content.startswith(b"%PDF") or lower.endswith(".pdf"):
        yield from _pdf(content, depth)
    elif lower.endswith(_IMAGES) or content.startswith(_PICTURES) or is_bitmap(content):
        yield from unseen_in_image(content)
    elif depth < DEPTH or lower.endswith((".json", ".log", ".xml", ".ndjson", ".tsv", ".yaml", ".ics", ".vcf", ".eml")):
        yield from _plain(content)


def _plain(content: bytes) -> Iterator[Unseen]:
    """A file of text in another file, or of a kind whose text is shown nowhere; escapes of JSON are read as well."""
    for code in ("utf-8-sig", "gb18030", "utf-16"):
        try:
            text = content.decode(code)
        except UnicodeError:
            continue
        if "\0" not in text:
            yield Unseen("文件内容", text)
            if "\\u" in text:
                yield Unseen("文件内容", _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text))
            return
    yield Unseen("文件内容", "", "unsearched")


def _apart(path: str) -> str:
    """The words of a file's path: an ending or a slash beside a number makes it no other number."""
    return re.sub(r"[/\\_]|\.[A-Za-z0-9]{1,5}$", " ", path)


def _gzipped(name: str, content: bytes, depth: int) -> Iterator[Unseen]:
    try:
        opened = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(content, UNFOLDED)
    except zlib.error:
        yield Unseen("压缩文件", "", "unsearched")
        return
    yield from unseen(name.removesuffix(".gz"), opened, depth - 1)


def _rtf(content: bytes) -> Iterator[Unseen]:
    """Words of a rich text: escapes of characters and bytes of GBK read, control words left out."""
    text = content.decode("latin-1")
    text = re.sub(r"\\u(-?\d{1,6})\??[ ]?", lambda found: chr(int(found[1]) % 65536), text)
    text = re.sub(
        r"(?:\\'[0-9a-fA-F]{2})+",
        lambda found: bytes.fromhex(found[0].replace("\\'", "")).decode("gb18030", "replace"),
        text,
    )
    text = re.sub(r"\\(?:par|line|cell|row|tab)\b ?", "\v", text)
    text = re.sub(r"\\[a-z]{1,32}-?\d{0,10} ?|[{}]|[\r\n]", "", text)  # the file's own line ends are none of the text
    text = text.replace("\v", "\n")
    yield Unseen("文件内容", text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def _packed(content: bytes, depth: int) -> Iterator[Unseen]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            # a part gives no more bytes than it says, so this bounds what a small file can unfold to
            if sum(member.file_size for member in members) > UNFOLDED:
                yield Unseen("压缩文件", "", "unsearched")
                return
            for member in members:
                yield Unseen("里面的文件名", _apart(member.filename))
                own = archive.read(member)
                if member.filename.endswith((".xml", ".rels")):
                    yield from _xml(member.filename, own)
                else:
                    yield from unseen(member.filename, own, depth - 1)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, *DAMAGED):  # RuntimeError: a part has a password
        yield Unseen("压缩文件", "", "unsearched")


def _xml(part: str, content: bytes) -> Iterator[Unseen]:
    """Words of one part: runs of one paragraph or cell together, everything else apart."""
    from lxml import etree

    where = next((name for form, name in _PARTS if form.search(part)), "文件内容")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(content, parser)
    if root is None:
        return
    words: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        local = etree.QName(element).localname
        if event == "start":
            words.append((element.text or "") if local in _INLINE else "\n" + (element.text or ""))
            yield from _attributes(where, element.attrib.items())
            if local in PERSONS and element.text:
                yield Unseen(f"{where} {local}", element.text, "person")
        else:
            words.append(("" if local in _INLINE else "\n") + (element.tail or ""))
    text = re.sub(r"(?<!\s)[^\S\n]*+\n\s*+", "\n", "".join(words)).strip()
    if text:
        yield Unseen(where, text)


def _attributes(where: str, attributes: Iterable[tuple[str, str]]) -> Iterator[Unseen]:
    for name, value in attributes:
        local = name.rpartition("}")[2]
        if local in _TOLD:
            yield Unseen(f"{where} {local}", value, "person" if local in PERSONS else "words")
        elif len(value) > 4 and not _IDENTIFIER.fullmatch(local):
            yield Unseen(f"{where} {local}", value)


def _old_office(content: bytes) -> Iterator[Unseen]:
    """.doc and .xls keep words as UTF-16 at an even or odd place, or in one byte a letter."""
    for text in (content.decode("utf-16-le", "ignore"), content[1:].decode("utf-16-le", "ignore")):
        yield Unseen("文件内容", text)
    yield Unseen("文件内容", content.decode("gb18030", "ignore"))


def _pdf(content: bytes, depth: int) -> Iterator[Unseen]:
    import logging

    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # a file that cannot be read is a finding, not a log line
    try:
        reader = PdfReader(io.BytesIO(content))
        for key, value in (reader.metadata or {}).items():
            local = str(key).removeprefix("/")
            yield Unseen(f"文件属性 {local}", str(value), "person" if local in PERSONS else "words")
        packet = reader.root_object.get("/Metadata")
        if packet is not None:
            yield Unseen("文件属性 XMP", packet.get_object().get_data().decode("utf-8", "ignore"))
        for page in reader.pages:
            for each in page.get("/Annots") or ():
                yield from _annotation(each.get_object())
        yield from _letters_apart(reader)
        for name, contents in reader.attachments.items():
            yield Unseen("里面的文件名", _apart(name))
            for own in contents:
                yield from unseen(name, own, depth - 1)
    except (PyPdfError, DependencyError, *DAMAGED):
        yield Unseen("文件内容", "", "unsearched")


def _letters_apart(reader: Any) -> Iterator[Unseen]:
    """The text of pages whose letters stand apart, with no space between them; and pages that have no text to search."""
    words = [page.extract_text() for page in reader.pages]
    if not any(each.strip() for each in words) and any(
        "/XObject" in (page.get("/Resources") or {}) for page in reader.pages
    ):
        yield Unseen("扫描的页面", "", "unsearched")
    for text in words:
        if text.count(" ") * 3 > len(text):
            yield Unseen("文件内容", re.sub(r"(?<=\S) (?=\S)", "", text))


def _annotation(note: Any) -> Iterator[Unseen]:
    for key, kind in (("/Contents", "words"), ("/T", "person"), ("/V", "words")):
        if key in note:
            yield Unseen("批注", str(note[key]), "person" if kind == "person" else "words")
    link = note.get("/A")
    if link is not None and "/URI" in link.get_object():
        yield Unseen("链接", str(link.get_object()["/URI"]))

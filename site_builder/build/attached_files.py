"""Files under files/: their size, hash, and the words in them, for quotations that rest on a report.

The words are those that import would read of the file, whatever its format.
"""

from hashlib import sha256

from msgspec.structs import replace

from site_builder.records.hidden_content import unseen
from site_builder.records.hidden_in_images import Unseen
from site_builder.records.passive_files import content_refused
from site_builder.sheets.cell_words import ShownCells, shown_cells
from site_builder.sheets.limits import TableError
from site_builder.sheets.workbook import format_of, read_tables
from site_builder.views.presenter import FileInfo

_TEXT = (".txt", ".md", ".csv")
_WORDLESS = (
    ".jpg",
    ".jpeg",
    ".png",
    ".gif",
    ".bmp",
    ".tif",
    ".tiff",
    ".webp",
    ".heic",
    ".zip",
    ".rar",
    ".7z",
    ".mp4",
    ".mp3",
)


def file_info(name: str, content: bytes) -> FileInfo:
    """Facts of an attachment; its `text` is None where no words can be read from it."""
    return replace(_facts(name, content), refused=content_refused(name, content))


def _facts(name: str, content: bytes) -> FileInfo:
    hash_, carried = sha256(content).hexdigest(), tuple(unseen(name, content))
    table = _table(name.lower(), content)
    if table is not None:
        return FileInfo(name=name, size=len(content), sha256=hash_, text=table.text, unseen=carried, cells=table.cells)
    if name.lower().endswith(_TEXT):
        return FileInfo(name=name, size=len(content), sha256=hash_, text=_plain(content), unseen=carried)
    if name.lower().endswith(_WORDLESS):
        return FileInfo(name=name, size=len(content), sha256=hash_, text=None, unseen=carried)
    return _read(name, content, hash_, carried)


def _table(name: str, content: bytes) -> ShownCells | None:
    """The cells of a workbook that are seen; None for other files, and for one that cannot be read."""
    if format_of(content) is None and not name.endswith(".csv"):
        return None
    try:
        return shown_cells(read_tables(content, lambda raw: _plain(raw) or ""))
    except TableError:
        return None


def _plain(content: bytes) -> str | None:
    from charset_normalizer import from_bytes

    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(content).best()
        return str(best) if best else None


def _read(name: str, content: bytes, hash_: str, carried: tuple[Unseen, ...]) -> FileInfo:
    """What import reads: its lines, those of each page, and those it sets aside among what is not seen."""
    from site_builder.importing.readers.dispatch import read_manuscript
    from site_builder.importing.readers.unreadable import UnreadableError

    try:
        manuscript = read_manuscript(content, name)
    except UnreadableError:
        return FileInfo(name=name, size=len(content), sha256=hash_, text=None, unseen=carried)
    lines = manuscript.lines
    text = "\n".join(line.text for line in lines)
    last = max((max(line.page, line.through) for line in lines), default=0)
    pages: list[list[str]] = [[] for _ in range(last)]
    for line in lines if last else ():
        for page in range(line.page, max(line.page, line.through) + 1):
            pages[page - 1].append(line.text)
    aside = tuple(Unseen(each.why or "未收入的行", each.text) for each in manuscript.aside)
    return FileInfo(
        name=name,
        size=len(content),
        sha256=hash_,
        text=text,
        unseen=carried + aside,
        pages=tuple("\n".join(each) for each in pages),
    )

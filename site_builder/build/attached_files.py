"""Files under files/: their size, hash, and the words in them, for quotations that rest on a report.

The words are those that import would read of the file, whatever its format.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec.structs import replace

from site_builder.records.hidden_content import unseen
from site_builder.records.hidden_in_images import Unseen
from site_builder.records.passive_files import content_refused
from site_builder.sheets.cell_words import shown_cells
from site_builder.views.file_info import FileInfo

if TYPE_CHECKING:
    from site_builder.importing.lines.manuscript import Line

_LINES = (".txt", ".md", ".log")  # a line of the text is that line of the file
_TEXTS = (*_LINES, ".csv", ".tsv", ".json")
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
    info = FileInfo(
        name=name,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        text=None,
        unseen=tuple(unseen(name, content)),
    )
    return info if name.lower().endswith(_WORDLESS) else _read(info, content)


def _read(info: FileInfo, content: bytes) -> FileInfo:
    """With what import reads: cells of a table, lines and those of each page; what it sets aside is among what is not seen."""
    from site_builder.importing.readers.dispatch import read_manuscript
    from site_builder.importing.readers.grids import grids_of
    from site_builder.importing.readers.unreadable import UnreadableError

    try:
        tables = grids_of(content, info.name)
        if tables is not None:
            shown = shown_cells(tables[0])
            return replace(info, text=shown.text, cells=shown.cells)
        manuscript = read_manuscript(content, info.name)
    except UnreadableError:
        return info if info.unseen or not info.name.lower().endswith(_TEXTS) else _unread(info, content)
    lines = manuscript.lines
    aside = tuple(Unseen(each.why or "未收入的行", each.text) for each in manuscript.aside)
    text = _in_place(lines) if info.name.lower().endswith(_LINES) else "\n".join(line.text for line in lines)
    return replace(info, text=text, unseen=info.unseen + aside, pages=_pages(lines))


def _unread(info: FileInfo, content: bytes) -> FileInfo:
    """A text that import refuses, as it is too long: no evidence, but looked through for personal data all the same."""
    from site_builder.importing.readers.decode import decode

    return replace(info, unseen=(Unseen("文件内容", decode(content)[0]),))


def _in_place(lines: "Iterable[Line]") -> str:
    """The lines at their numbers in the file, so that what is found in them is found there."""
    text: list[str] = []
    for line in lines:
        text += [""] * (line.number - 1 - len(text))
        text.append(line.text)
    return "\n".join(text)


def _pages(lines: "Sequence[Line]") -> tuple[str, ...]:
    """The text of each page; a paragraph over several is on each of them."""
    last = max((max(line.page, line.through) for line in lines), default=0)
    pages: list[list[str]] = [[] for _ in range(last)]
    for line in lines if last else ():
        for page in range(line.page, max(line.page, line.through) + 1):
            pages[page - 1].append(line.text)
    return tuple("\n".join(each) for each in pages)

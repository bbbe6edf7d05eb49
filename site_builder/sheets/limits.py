"""Limits on the size of a workbook, and zip archives read without decompressing more than these allow."""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

ROWS: Final = 20_000  # non-empty ones; the largest ledgers of a province have some 4,000
COLUMNS: Final = 400
CELLS: Final = 400_000
SHEETS: Final = 200
LETTERS: Final = 20_000_000  # characters of all cells
UNFOLDED: Final = 64 * 1024 * 1024  # bytes of one decompressed member of a zip archive
PART_COUNT: Final = 2_000
_ROOT: Final = re.compile(rb"<\0?[A-Za-z_]")
# What readers of other people's formats raise on a damaged file.
DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    etree.LxmlError,
    EOFError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    NotImplementedError,
    RuntimeError,
    OSError,
)


class TableError(ValueError):
    """A file that cannot be read as tables. `code`: unreadable, encrypted, too-large, unknown-format; the message is Chinese."""

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code = code


def too_large(what: str) -> TableError:
    return TableError("too-large", f"表格太大：{what}；请把台账单独存成一个文件，删去空白的行和列")


class Budget:
    """Counts the cells read from a workbook; raises TableError beyond the limits."""

    def __init__(self) -> None:
        self.cells = self.letters = 0

    def cell(self, row: int, column: int, text: str) -> None:
        """Counts a non-empty cell."""
        self.cells += 1
        self.letters += len(text)
        if row >= ROWS:
            raise too_large(f"第 {row + 1} 行还有内容，最多读 {ROWS} 行")
        if column >= COLUMNS:
            raise too_large(f"第 {column + 1} 列还有内容，最多读 {COLUMNS} 列")
        if self.cells > CELLS:
            raise too_large(f"有内容的格子超过 {CELLS} 个")
        if self.letters > LETTERS:
            raise too_large(f"超过 {LETTERS // 10000} 万字")


def opened(raw: bytes) -> zipfile.ZipFile:
    """A zip archive; raises TableError if it has too many members."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except DAMAGED as error:
        raise TableError("unreadable", "文件损坏，打不开") from error
    members = archive.infolist()
    if len(members) > PART_COUNT:
        raise too_large(f"压缩包里有 {len(members)} 个文件")
    if any(member.flag_bits & 1 for member in members):
        raise TableError("encrypted", "文件加了密码，请去掉密码再导入")
    return archive


def member(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """A member, decompressed up to its declared size and to the limit; None where it does not exist."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    if info.file_size > UNFOLDED:
        raise too_large(f"其中的 {name} 展开后有 {info.file_size // 1024 // 1024} MB")
    return archive.read(info)


def refuse_types(content: bytes) -> None:
    """Refuses XML with a document type declaration: the text of its entities would be lost without notice."""
    root = _ROOT.search(content)
    prologue = content[: root.start()] if root else content[:100_000]
    if b"<!DOCTYPE" in prologue or "<!DOCTYPE".encode("utf-16-le") in prologue:
        raise TableError("unreadable", "文件里夹带自己的 XML 定义（DOCTYPE），不是表格软件写出的，没有读")


def events(content: bytes, tags: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """Start and end events of the elements with these names; the caller clears them. Entities are not resolved."""
    refuse_types(content)
    yield from etree.iterparse(
        io.BytesIO(content),
        events=("start", "end"),
        tag=tags,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def tree(content: bytes) -> Any:
    """The root element of a small member."""
    refuse_types(content)
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))

"""Which reader a file needs, by its name and its first bytes."""

from dataclasses import replace
from typing import Final

from site_builder.importing.lines.manuscript import Doubt, Manuscript
from site_builder.importing.readers.decode import decode
from site_builder.importing.readers.plain import read_plain
from site_builder.importing.readers.unreadable import UnreadableError

_LARGEST: Final = 32 * 1024 * 1024  # bytes of a text or a page; a Word file has its own limit
_LONGEST: Final = 2_000_000  # characters; the longest real notices have some 50,000


def read_manuscript(raw: bytes, name: str) -> Manuscript:
    """A document of any accepted format as lines.

    Errors  UnreadableError for a format that is not accepted or a file that is broken
    """
    manuscript = _read(raw, name)
    if sum(len(line.text) for line in manuscript.lines) > _LONGEST:
        raise UnreadableError("文件太长（超过两百万字），请分成几份通报再导入")
    return manuscript


def _read(raw: bytes, name: str) -> Manuscript:
    suffix = "." + name.lower().rpartition(".")[2]
    if suffix == ".docx" or (raw[:4] == b"PK\x03\x04" and b"word/" in raw):
        from site_builder.importing.readers.word import read_word

        return read_word(raw, name)
    if raw[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise UnreadableError("这是旧版 Word（.doc）文件，请另存为 .docx 再导入")
    if raw[:5] == b"%PDF-":
        raise UnreadableError("不读 PDF,请另存为 .docx 或复制成文本再导入")
    if len(raw) > _LARGEST:
        raise UnreadableError("文件太大（文本和网页不超过 32 MB）")
    if suffix in (".html", ".htm", ".xhtml") or _looks_like_page(raw):
        from site_builder.importing.readers.webpage import read_page

        text, doubts = decode(raw, page=True)
        return _with_doubts(read_page(text, name), doubts)
    text, doubts = decode(raw)
    if suffix in (".md", ".markdown"):
        from site_builder.importing.readers.markdown import read_markdown

        return _with_doubts(read_markdown(text, name), doubts)
    return _with_doubts(read_plain(text, name), doubts)


def _with_doubts(manuscript: Manuscript, doubts: tuple[Doubt, ...]) -> Manuscript:
    return replace(manuscript, doubts=(*doubts, *manuscript.doubts))


def _looks_like_page(raw: bytes) -> bool:
    head = raw[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    return head.startswith((b"<!doctype html", b"<html"))

"""Chooses the reader of a file by its bytes; the suffix only decides between formats that look the same."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from itertools import islice
from typing import Final

from site_builder.importing.lines.manuscript import Doubt, Manuscript
from site_builder.importing.readers.decode import decode
from site_builder.importing.readers.known_formats import known_format
from site_builder.importing.readers.plain import read_plain
from site_builder.importing.readers.unreadable import UnreadableError

_LARGEST: Final = 32 * 1024 * 1024  # most bytes of a text or a web page; other formats have their own limits
_SAID: Final = 20  # most doubts of one kind
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")
_LONGEST: Final = 2_000_000  # characters; the longest real notices have some 50,000
_TOO_LONG: Final = "文件太长（超过两百万字），请分成几份通报再导入"

_READERS: Final = __name__.rpartition(".")[0]
# Format → module, whose function is called read_ and the module's name; loaded on first use.
_PACKAGES: Final = {
    "docx": f"{_READERS}.word",
    "wordxml": f"{_READERS}.word",
    "doc": f"{_READERS}.ole_word",
    "rtf": f"{_READERS}.rtf",
    "odt": f"{_READERS}.odt",
    "fodt": f"{_READERS}.odt",
    "mht": f"{_READERS}.mhtml",
    "eml": f"{_READERS}.mhtml",
    "pdf": f"{_READERS}.pdf",
    "ofd": f"{_READERS}.ofd",
}


def read_manuscript(raw: bytes, name: str) -> Manuscript:
    """Reads a document of any accepted format.

    Errors  UnreadableError for a format that is not accepted or a file that is broken
    """
    manuscript = _read(raw, name)
    if sum(len(line.text) for line in manuscript.lines) > _LONGEST:
        raise UnreadableError(_TOO_LONG)
    return _with_doubts(manuscript, tuple(_own_signs(manuscript)))


def _own_signs(manuscript: Manuscript) -> Iterator[Doubt]:
    """Doubts for lines with private-use characters, which only a font on the author's machine can show."""
    found = ((line, signs) for line in manuscript.lines if (signs := _PRIVATE.findall(line.text)))
    for line, signs in islice(found, _SAID):
        yield Doubt(
            line.number,
            "".join(dict.fromkeys(signs))[:10],
            "有造字或特殊字体的符号，别处显示不出来，请对照原件改成通用的字",
        )


def _read(raw: bytes, name: str) -> Manuscript:
    found = known_format(raw, name)
    if found.gives == "nothing":
        raise found.refusal()
    if found.gives == "table":
        way = "请把通报的正文存成 .docx 或 .txt 再导入"
        raise UnreadableError(f"这是{found.name}，是表格不是通报正文：{way}", "unknown-format", found.kind)
    if module := _PACKAGES.get(found.kind):
        reader: Callable[[bytes, str], Manuscript] = getattr(import_module(module), f"read_{module.rpartition('.')[2]}")
        return reader(raw, name)
    if len(raw) > _LARGEST:
        raise UnreadableError("文件太大（文本和网页不超过 32 MB）")
    if found.kind == "html":
        from site_builder.importing.readers.webpage import read_page

        text, doubts = decode(raw, page=True)
        return _with_doubts(read_page(text, name), doubts)
    text, doubts = decode(raw)
    if len(text) > _LONGEST and len("".join(text.split())) > _LONGEST:  # told before it is read
        raise UnreadableError(_TOO_LONG)
    if found.kind == "md":
        from site_builder.importing.readers.markdown import read_markdown

        return _with_doubts(read_markdown(text, name), doubts)
    return _with_doubts(read_plain(text, name), doubts)


def _with_doubts(manuscript: Manuscript, doubts: tuple[Doubt, ...]) -> Manuscript:
    return replace(manuscript, doubts=(*doubts, *manuscript.doubts))

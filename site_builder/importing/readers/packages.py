"""Safe access to office packages (ZIP with XML): no zip bombs, no entity expansion, no network access."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from lzma import LZMAError
from typing import Final
from zipfile import BadZipFile, ZipFile

from lxml import etree

from site_builder.importing.readers.unreadable import UnreadableError

LIMIT: Final = 64 * 1024 * 1024  # most unpacked bytes of all parts that are read
_PARTS: Final = 20_000


class Package:
    """An open package. Names have no leading slash; the lookup of parts ignores case."""

    def __init__(self, archive: ZipFile, called: str) -> None:
        self._archive = archive
        self._called = called
        members = archive.infolist()
        if len(members) > _PARTS:
            raise UnreadableError(f"{called}里的部分太多（超过 {_PARTS} 个）")
        self._members = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in members}
        self.names = tuple(info.filename.replace("\\", "/").lstrip("/") for info in members)
        self._left = LIMIT

    def __contains__(self, name: str) -> bool:
        return name.lstrip("/").lower() in self._members

    def read(self, name: str) -> bytes:
        """The bytes of a part; b'' where it does not exist."""
        info = self._members.get(name.lstrip("/").lower())
        if info is None:
            return b""
        if info.flag_bits & 1:
            raise UnreadableError(f"{self._called}加了密码，请去掉密码后再导入", "encrypted")
        if info.file_size > self._left:
            raise UnreadableError(f"{self._called}太大（文字部分超过 64 MB）")
        content = self._archive.read(info)
        self._left -= len(content)
        return content

    def tree(self, name: str) -> etree._Element | None:
        """A part as parsed XML; None where it does not exist.

        Errors  UnreadableError for XML that is malformed, too deep, or declares entities
        """
        content = self.read(name)
        return parsed_xml(content, self._called) if content else None


@contextmanager
def open_package(raw: bytes, called: str) -> Iterator[Package]:
    """Opens a package. Takes called: its name in messages. Errors: UnreadableError for any defect."""
    try:
        with ZipFile(BytesIO(raw)) as archive:
            yield Package(archive, called)
    except (
        BadZipFile, LZMAError, zlib.error, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError, OSError, IndexError, OverflowError,
    ) as error:  # fmt: skip
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(f"不是完好的{called}：文件已损坏或没有下载完，请换一份") from error


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace; '' for a comment or an instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def parsed_xml(content: bytes, called: str) -> etree._Element:
    """Parses XML, refusing entity declarations."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"不是完好的{called}：里面的 XML 读不通，请换一份") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError(f"{called}里的 XML 带着文档类型定义（DTD），正常软件不会这样写，不读")
    return root

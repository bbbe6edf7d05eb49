"""Opens OLE containers of old office files defensively: against circular chains and streams larger than the file."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Final

import olefile

from site_builder.importing.readers.unreadable import UnreadableError

_LIMIT: Final = 64 * 1024 * 1024  # most bytes of a container
_STREAMS: Final = 20_000


@contextmanager
def open_ole(raw: bytes) -> Iterator[olefile.OleFileIO]:
    """Context manager for the container; any error inside the block is raised as UnreadableError."""
    if len(raw) > _LIMIT:
        raise UnreadableError("文件太大（旧版 Office 文件不超过 64 MB）")
    try:
        with olefile.OleFileIO(BytesIO(raw), raise_defects=olefile.DEFECT_FATAL) as file:
            if len(file.direntries) > _STREAMS:
                raise UnreadableError("旧版 Office 文件里的部分太多，像是有意损坏的")
            yield file
    except UnreadableError:
        raise
    except Exception as error:
        raise UnreadableError("旧版 Office 文件（.doc、.wps、.xls）已损坏，请换一份") from error


def stream(file: olefile.OleFileIO, name: str, limit: int = _LIMIT) -> bytes:
    """The bytes of a stream; b'' where it does not exist.

    Errors  UnreadableError where its size in the directory exceeds the limit
    """
    if not file.exists(name):
        return b""
    if file.get_size(name) > limit:
        raise UnreadableError("旧版 Office 文件里的一部分太大")
    content: bytes = file.openstream(name).read()
    return content

"""Reader for web archives (.mht) and e-mail (.eml): the lines of the page or text; attachments are only mentioned."""

import re
from dataclasses import replace
from email import message_from_bytes, policy
from typing import Final

from site_builder.importing.lines.manuscript import Doubt, Manuscript
from site_builder.importing.readers.decode import decode
from site_builder.importing.readers.plain import read_plain
from site_builder.importing.readers.unreadable import UnreadableError
from site_builder.importing.readers.webpage import read_page

_LIMIT: Final = 64 * 1024 * 1024
_PARTS: Final = 5_000
_NESTED: Final = 200  # depth of nested parts
_HOLDS: Final = re.compile(rb"content-type:\s{0,80}multipart/", re.IGNORECASE)


def read_mhtml(raw: bytes, name: str) -> Manuscript:
    """Reads the page or text of a message; doubts mention attachments and the number of pictures.

    Source  RFC 2557 (MHTML), RFC 5322
    """
    if len(raw) > _LIMIT:
        raise UnreadableError("文件太大（单个文件网页和邮件不超过 64 MB）")
    if len(_HOLDS.findall(raw)) > _NESTED:
        raise UnreadableError("邮件或网页存档的层次太深，像是有意损坏的")
    try:
        message = message_from_bytes(raw, policy=policy.default)
        parts = [part for _, part in zip(range(_PARTS), message.walk(), strict=False) if not part.is_multipart()]
        pages = [part for part in parts if part.get_content_type() == "text/html" and not part.get_filename()]
        texts = [part for part in parts if part.get_content_type() == "text/plain" and not part.get_filename()]
        attached = [str(called) for part in parts if (called := part.get_filename())]
        if not pages and not texts:
            raise UnreadableError("邮件或网页存档里没有文字", "empty")
        chosen = (pages or texts)[0]
        content = chosen.get_payload(decode=True)
        charset = chosen.get_content_charset()
        address = str(chosen.get("Content-Location") or message.get("Snapshot-Content-Location") or "")
    except (LookupError, ValueError, AttributeError, TypeError, RecursionError, AssertionError) as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError("不是完好的邮件或网页存档，请换一份") from error
    text, doubts = _decoded(content if isinstance(content, bytes) else b"", charset, page=bool(pages))
    found = read_page(text, name) if pages else read_plain(text, name)
    pictures = sum(1 for part in parts if part.get_content_maintype() == "image" and not part.get_filename())
    said = [Doubt(0, each, "邮件的附件没有读，要的话请单独导入") for each in attached[:50]]
    if pictures and not pages:
        said.append(Doubt(0, "", f"邮件里有 {pictures} 张图，没有读，请核对"))
    url = found.url or (address if address.startswith(("http://", "https://")) else None)
    return replace(found, doubts=(*doubts, *found.doubts, *said), url=url)


def _decoded(content: bytes, charset: str | None, *, page: bool) -> tuple[str, tuple[Doubt, ...]]:
    """The text of a part, decoded by its declared charset if that is valid for it."""
    if charset and charset.lower() not in ("us-ascii", "unicode"):
        try:
            same = {"gb2312": "gb18030", "gbk": "gb18030"}.get(charset.lower(), charset)
            return content.decode(same).replace("\r\n", "\n").replace("\r", "\n"), ()
        except (LookupError, ValueError):
            pass
    return decode(content, page=page)

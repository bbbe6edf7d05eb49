"""Reader for web archives (.mht) and e-mail (.eml): the lines of the page or text; attachments are named, not read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Final

from site_builder.importing.lines.fold import squeeze, visible
from site_builder.importing.lines.manuscript import Aside, Doubt, Manuscript
from site_builder.importing.readers.decode import decode, even_lines, whole_charset
from site_builder.importing.readers.mail_parts import MailParts, header_of, parts_of
from site_builder.importing.readers.plain import read_plain
from site_builder.importing.readers.unreadable import UnreadableError
from site_builder.importing.readers.webpage import read_page

_LIMIT: Final = 64 * 1024 * 1024
_PARTS: Final = 5_000
_NESTED: Final = 200  # depth of nested parts
_NAMES: Final = 200  # most attachments that are named
_FRAMES: Final = 20  # most frames of a page that are read
_HOLDS: Final = re.compile(rb"content-type:\s{0,80}multipart/", re.IGNORECASE)
_ENVELOPE: Final = {"Subject": "主题", "From": "发件人", "To": "收件人", "Cc": "抄送", "Date": "日期"}
_LOCKED: Final = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted")
_FAULTS: Final = (LookupError, ValueError, AttributeError, TypeError, RecursionError, AssertionError)


def read_mhtml(raw: bytes, name: str) -> Manuscript:
    """Reads the page or text of a message; doubts name attachments and count pictures.

    Source  RFC 2557 (MHTML), RFC 5322, RFC 2046 (multipart), RFC 3676 (flowed text)
    """
    if len(raw) > _LIMIT:
        raise UnreadableError("文件太大（单个文件网页和邮件不超过 64 MB）")
    if len(_HOLDS.findall(raw)) > _NESTED:
        raise UnreadableError("邮件或网页存档的层次太深，像是有意损坏的")
    try:
        message = message_from_bytes(raw, policy=policy.default)
        parts = parts_of(message, _PARTS)
        texts = [_text(part) for part in parts.body]
        others = [_text(part) for part in (*parts.forms, *parts.frames[:_FRAMES])]
        envelope = [] if _is_saved_page(message) else list(_envelope(message))
        kind = message.get_content_type()
        address = str(parts.body[0].get("Content-Location") or "") if parts.body else ""
        address = address or str(message.get("Snapshot-Content-Location") or "")
    except UnreadableError:
        raise
    except _FAULTS as error:
        raise UnreadableError("不是完好的邮件或网页存档，请换一份") from error
    if kind in _LOCKED:
        raise UnreadableError("邮件加了密或整个签了名，请在邮件软件里打开，把正文另存为 .txt 或 .html", "encrypted")
    if not texts:
        held = f"，只有附件（{'、'.join(parts.attached[:5])}）：请把附件存下来再导入" if parts.attached else ""
        raise UnreadableError(f"邮件或网页存档里没有文字{held}", "empty")
    found = _joined([_read(*each, name=name) for each in texts])
    said = _aside_of(others, found, name, len(parts.forms))
    url = found.url or (address if address.startswith(("http://", "https://")) else None)
    return replace(
        found, aside=(*envelope, *found.aside, *said), doubts=(*found.doubts, *_doubts(parts, texts, said)), url=url
    )


def _is_saved_page(message: EmailMessage) -> bool:
    return not any(message.get(name) for name in ("To", "Received", "Message-ID"))


def _envelope(message: EmailMessage) -> Iterator[Aside]:
    for name, label in _ENVELOPE.items():
        if words := header_of(message, name):
            yield Aside(0, f"{label}：{words}", "邮件的信头")


def _text(part: EmailMessage) -> tuple[str, tuple[Doubt, ...], bool]:
    """The text of a part, doubts about its characters, and whether it is a page."""
    content = part.get_payload(decode=True)
    page = part.get_content_type() == "text/html"
    text, doubts = _decoded(content if isinstance(content, bytes) else b"", part.get_content_charset(), page=page)
    if not page and str(part.get_param("format", "")).lower() == "flowed":
        text = _unflowed(text, together=str(part.get_param("delsp", "")).lower() == "yes")
    return text, doubts, page


def _unflowed(text: str, *, together: bool) -> str:
    """The lines of a text that was broken to be sent, joined again.

    Source  RFC 3676, section 4.2: a line ends in a blank where it goes on; DelSp=yes: the blank is no part of the text
    """
    lines: list[str] = []
    on = False
    for line in text.split("\n"):
        if on:
            lines[-1] = (lines[-1][:-1] if together else lines[-1]) + line.removeprefix(" ")
        else:
            lines.append(line.removeprefix(" "))
        on = line.endswith(" ") and line != "-- "
    return "\n".join(lines)


def _read(text: str, doubts: tuple[Doubt, ...], page: bool, *, name: str) -> Manuscript:
    found = read_page(text, name) if page else read_plain(text, name)
    return replace(found, doubts=(*doubts, *found.doubts))


def _joined(read: Sequence[Manuscript]) -> Manuscript:
    """Parts of one text, one after the other; lines are numbered on."""
    first, *rest = read
    for each in rest:
        before = max((at.number for at in first.lines), default=0)
        first = replace(
            first,
            lines=(*first.lines, *(replace(at, number=at.number + before) for at in each.lines)),
            aside=(*first.aside, *(replace(at, line=at.line + before) for at in each.aside)),
            doubts=(*first.doubts, *(replace(at, line=at.line and at.line + before) for at in each.doubts)),
            title=first.title or each.title,
            url=first.url or each.url,
        )
    return first


def _aside_of(
    others: list[tuple[str, tuple[Doubt, ...], bool]], found: Manuscript, name: str, forms: int
) -> tuple[Aside, ...]:
    """Lines of other forms of the text and of frames, as far as the text has not the same words."""
    known = squeeze("".join(line.text for line in found.lines)) + squeeze("".join(each.text for each in found.aside))
    lines: list[Aside] = []
    for place, other in enumerate(others):
        why = "邮件的另一种写法里才有的话" if place < forms else "网页框架里的字"
        for line in _read(*other, name=name).lines:
            if visible(line.text) and squeeze(line.text) not in known:
                lines.append(Aside(0, line.text, why))
    return tuple(lines)


def _doubts(
    parts: MailParts, texts: list[tuple[str, tuple[Doubt, ...], bool]], said: tuple[Aside, ...]
) -> Iterator[Doubt]:
    for each in parts.attached[:_NAMES]:
        yield Doubt(0, each, "邮件的附件没有读，要的话请单独导入")
    if len(parts.attached) > _NAMES:
        yield Doubt(0, "", f"邮件还有 {len(parts.attached) - _NAMES} 个附件，没有读")
    if parts.pictures and not any(page for _, _, page in texts):
        yield Doubt(0, "", f"邮件里有 {parts.pictures} 张图，没有读，请核对")
    if parts.frames and (any(each.why == "网页框架里的字" for each in said) or len(parts.frames) > _FRAMES):
        yield Doubt(0, "", f"网页里还套着 {len(parts.frames)} 个网页（框架），里面的字没有收入，请核对")
    if len(texts) > 1:
        yield Doubt(0, "", f"邮件的正文分成 {len(texts)} 段，接在一起了，请核对")


def _decoded(content: bytes, charset: str | None, *, page: bool) -> tuple[str, tuple[Doubt, ...]]:
    """The text of a part, decoded by its declared charset if that is valid for it."""
    if charset and charset.lower() not in ("us-ascii", "unicode"):
        try:
            return even_lines(content.decode(whole_charset(charset))), ()
        except (LookupError, ValueError):
            pass
    return decode(content, page=page)

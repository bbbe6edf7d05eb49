"""Sorts the parts of a message or saved page: the text itself, other forms of it, frames, attachments, pictures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Final

from site_builder.importing.lines.fold import visible
from site_builder.importing.readers.decode import decode

_NAMED: Final = re.compile(rb"(?:file)?name\s{0,9}=\s{0,9}(?:\"([^\"\r\n]{1,400})\"|([^\s;\"]{1,400}))", re.IGNORECASE)
_TEXTS: Final = ("text/html", "text/plain")
_SILENT: Final = ("text/css", "text/javascript", "application/javascript", "application/x-javascript")  # of saved pages
_MESSAGES: Final = ("message/rfc822", "message/global")  # forwarded as they are
_LOST: Final = re.compile("[\ufffd\udc80-\udcff]")


@dataclass(slots=True)
class MailParts:
    """The leaves of a message in its order.

    `body`      parts whose words are the text
    `forms`     the same text in another form (multipart/alternative)
    `frames`    further pages of a saved page
    `attached`  names of files and messages that are attached
    `pictures`  the number of pictures within the text
    """

    body: list[EmailMessage] = field(default_factory=list)
    forms: list[EmailMessage] = field(default_factory=list)
    frames: list[EmailMessage] = field(default_factory=list)
    attached: list[str] = field(default_factory=list)
    pictures: int = 0


def parts_of(message: EmailMessage, most: int) -> MailParts:
    """Sorts the parts of a message.

    Takes   most: of its parts that are looked at
    """
    found = MailParts()
    named: list[EmailMessage] = []
    held: list[tuple[EmailMessage, str]] = [(message, "body")]
    for _ in range(most):
        if not held:
            break
        part, role = held.pop()
        kind = part.get_content_type()
        if kind in _MESSAGES:
            found.attached.append(_forwarded(part))
        elif part.is_multipart():
            held += reversed(list(_children(part, kind, role)))
        else:
            _leaf(found, named, part, role)
    if not found.body and named:  # programs that give the text itself a name
        found.body.append(named.pop(0))
    found.attached += [name_of(each) for each in named]
    return found


def _children(part: EmailMessage, kind: str, role: str) -> Iterator[tuple[EmailMessage, str]]:
    children = _inner(part)
    best = _best(children) if kind == "multipart/alternative" else None
    start = part.get_param("start") if kind == "multipart/related" else None
    root = next(
        (each for each in children if start and each.get("Content-ID") == start), children[0] if children else None
    )
    for child in children:
        if kind == "multipart/alternative":
            yield child, role if child is best else "form" if role == "body" else role
        elif kind == "multipart/related":
            yield child, role if child is root else "related"
        else:
            yield child, role


def _inner(part: EmailMessage) -> list[EmailMessage]:
    return [each for each in part.iter_parts() if isinstance(each, EmailMessage)]


def _best(children: list[EmailMessage]) -> EmailMessage | None:
    """The child with a page, else the one with plain text, else the last."""
    for wanted in _TEXTS:
        for child in children:
            if any(leaf.get_content_type() == wanted for leaf in _leaves(child)):
                return child
    return children[-1] if children else None


def _leaves(part: EmailMessage) -> Iterator[EmailMessage]:
    held = [part]
    while held:
        each = held.pop()
        if each.get_content_type() in _MESSAGES:
            continue
        if each.is_multipart():
            held += reversed(_inner(each))
        else:
            yield each


def _leaf(found: MailParts, named: list[EmailMessage], part: EmailMessage, role: str) -> None:
    name, kind = name_of(part), part.get_content_type()
    if part.get_content_disposition() == "attachment":
        found.attached.append(name or f"没有名字的附件（{kind}）")
    elif kind in _TEXTS and name:
        named.append(part)
    elif name and not kind.startswith("image/"):
        found.attached.append(name)
    elif kind in _TEXTS:
        places = {"form": found.forms, "related": found.frames}
        places.get(role, found.body).append(part)
    elif kind.startswith("image/"):
        found.pictures += 1
    elif not (role == "related" and (kind in _SILENT or kind.startswith("font/"))):
        found.attached.append(f"没有名字的附件（{kind}）")


def _forwarded(part: EmailMessage) -> str:
    inner = _inner(part)
    subject = header_of(inner[0], "Subject") if inner else ""
    return f"随附的邮件：{subject or '（没有主题）'}"


def name_of(part: EmailMessage) -> str:
    """The file name of a part; '' where it has none. Names in bytes of a Chinese code page are decoded."""
    name = str(part.get_filename() or "")
    if not _LOST.search(name):
        return visible(name)
    for header, value in part.raw_items():
        raw = str(value).encode("ascii", "surrogateescape")
        if header.lower() in ("content-disposition", "content-type") and (said := _NAMED.search(raw)):
            return visible(decode(said[1] or said[2])[0])
    return visible(_LOST.sub("□", name))


def header_of(message: EmailMessage, name: str) -> str:
    """A header as it is shown; '' where there is none."""
    raw = next((str(value) for header, value in message.raw_items() if header.lower() == name.lower()), "")
    if _LOST.search(raw):
        return visible(decode(raw.encode("ascii", "surrogateescape"))[0])
    return visible(str(message.get(name, "")))

"""Records of a notice's head, and the base of all records: frozen values, no I/O. What the keys mean: docs/content-format.md.

A Struct's fields are the keys of the content files; what has no default is required. `convert.py` reads any of them
from fields, `schemas.py` describes them to editors, so a new key is one line here.
"""

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct, field

from site_builder.records.partial_dates import PartialDate, Timestamp
from site_builder.records.vocabulary import (
    AfterClose,
    Kind,
    States,
    WindowKind,
)

Day = date  # a record may have a field called `date`

CONTENT_FORMAT = 1  # of content, named in site.yaml; a program knows those before it


Quote = Annotated[str, Meta(description="原文的话，逐字照抄，在所属文字中恰好出现一次")]
ItemId = Annotated[str, Meta(pattern=r"^p[1-9]\d*$", description="事项编号，如 p1，一经公开不再改变")]
About = Annotated[str, Meta(description="只针对一项措施（如 m1）或事项中的某几个字；缺省为整个事项")]


class Record(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=False):
    """Base of all records read from content files."""


class Contacts(Record, frozen=True, kw_only=True):
    """Office contact data of a notice or an organ; never private data."""

    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.phones or self.emails or self.addresses)


class Inspection(Record, frozen=True, kw_only=True):
    level: str | None = None
    round: str | None = None
    teams: tuple[str, ...] = ()
    type: str | None = None
    topic: str | None = None
    started: PartialDate | None = None
    ended: PartialDate | None = None
    feedback: PartialDate | None = None
    title: str | None = None
    quote: str | None = None


class Source(Record, frozen=True):
    """Where the notice was published first."""

    name: str | None = None
    url: str | None = None
    retrieved: PartialDate | None = None


class Window(Record, frozen=True, kw_only=True):
    """The days on which a notice is public or open to objections, both ends included."""

    kind: WindowKind
    opens: date
    closes: date
    quote: Quote | None = None


class Signed(Record, frozen=True):
    by: tuple[str, ...] = ()
    date: PartialDate | None = None
    quote: str | None = None


class Stated(Record, frozen=True, kw_only=True):
    """The text's own totals, by quotation."""

    problems: int | None = None
    categories: int | None = None
    measures: int | None = None
    documents: int | None = None
    not_started: int | None = field(default=None, name="not-started")
    ongoing: int | None = None
    partial: int | None = None
    done: int | None = None
    closed: int | None = None
    quote: Quote | None = None
    quotes: tuple[Quote, ...] = ()


class Attachment(Record, frozen=True):
    file: str
    title: str | None = None


class Acknowledged(Record, frozen=True):
    """One warning at one place that an editor looked at and let stand, with the reason."""

    code: Annotated[str, Meta(pattern=r"^[A-Z]\d{3}$", description="提醒的编号，如 W004")]
    at: str
    why: str


class Head(Record, frozen=True, kw_only=True):
    """The YAML head of notice.md. None = the text does not say."""

    title: str | None
    kind: Kind
    organ: str | None
    published: Timestamp | None
    window: Window | str | None
    display_title: str | None = None
    inspection: Inspection | str | None = None
    source: Source | None = None
    contacts: Contacts = Contacts()
    signed: Signed | None = None
    states: States = "problem"
    stated: Stated | None = None
    follows: str | None = None
    attachments: tuple[Attachment, ...] = ()
    draft: bool = False
    after_close: AfterClose | None = None
    withdrawn: Day | None = None
    written: PartialDate | None = None
    document_number: str | None = None
    acknowledged: tuple[Acknowledged, ...] = ()

"""Records of the site: its organs, settings, themes and days off. What the keys mean: docs/content-format.md."""

from datetime import date
from typing import Annotated

from msgspec import Meta, field

from site_builder.records.model import Contacts, Record
from site_builder.records.partial_dates import PartialDate
from site_builder.records.vocabulary import (
    AfterClose,
    ColumnMeaning,
    Operator,
)

Name = Annotated[str, Meta(pattern=r"^\s*\S", description="名称，不能是空的")]
# What search engines read in <meta name="robots">; one that is misspelt would hide nothing, and nobody would be told.
_DIRECTIVE = (
    r"(?:all|none|(?:no)?index|(?:no)?follow|noarchive|nosnippet|noimageindex|notranslate|indexifembedded"
    r"|max-(?:snippet|image-preview|video-preview):[a-z0-9-]+)"
)
Robots = Annotated[
    str,
    Meta(pattern=rf"^{_DIRECTIVE}(?:, ?{_DIRECTIVE})*$", description="给搜索引擎的话，如 noindex；几句用半角逗号隔开"),
]


class OrganName(Record, frozen=True):
    name: Name
    from_: PartialDate | None = field(default=None, name="from")
    to: PartialDate | None = None


class Organ(Record, frozen=True, kw_only=True):
    """Who publishes. `successor` is the id of the organ that took over."""

    name: Name
    short: Name | None = None
    kind: str | None = None
    region: str | None = None
    homepage: str | None = None
    names: tuple[OrganName, ...] = ()
    successor: str | None = None
    contact: Contacts = Contacts()
    parent: str | None = None

    def name_on(self, day: date) -> str:
        """The name the organ bore on a day; its present name where no former one covers it."""
        for former in self.names:
            begins, ends = former.from_, former.to
            if (begins is None or begins.earliest <= day) and (ends is None or day <= ends.latest):
                return former.name
        return self.name


PENDING = "办理中"  # what stands for a number that has been applied for: the footer says so


class Footer(Record, frozen=True, kw_only=True):
    """What a Chinese site of its kind must show; only what the operator really has, or `PENDING` for what others issue."""

    sponsor: str | None = None
    organizer: str | None = None
    contact: str | None = None
    site_id_code: str | None = None
    icp: str | None = None
    police: str | None = None
    party_government_mark: str | None = None
    error_report: str | None = None
    links: tuple[str, ...] = ()


class Settings(Record, frozen=True, kw_only=True):
    """site.yaml. What an authority must decide has no default."""

    title: Name
    base_url: str
    after_close: AfterClose
    operator: Operator
    format: str | None = None
    timezone: str = "Asia/Shanghai"
    approval: str = "off"
    approval_steps: tuple[str, ...] = ()
    exports: bool = True
    robots: Robots | None = None
    home: tuple[str, ...] = ("search", "windows", "latest", "changes", "totals", "organs")
    stale_after_days: int | None = None
    timestamp_server: str | None = None
    demo: bool = False
    description: str | None = None
    footer: Footer = Footer()
    sheet_columns: dict[str, ColumnMeaning] = {}


class Theme(Record, frozen=True):
    title: Name
    items: tuple[str, ...] = ()
    description: str | None = None


class WorkingDays(Record, frozen=True):
    """A year's days off that fall on working days, and its working Saturdays and Sundays (调休)."""

    holidays: tuple[date, ...] = ()
    workdays: tuple[date, ...] = ()

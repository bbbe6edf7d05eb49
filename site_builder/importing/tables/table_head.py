"""The head of a record made from a table: organ, dates, window and contacts in the lines above and below it."""

import re
from typing import Final

from site_builder.importing.lines.fold import squeeze
from site_builder.importing.lines.manuscript import Doubt, Line
from site_builder.importing.structure.back import read_back
from site_builder.importing.structure.contacts import contacts_of
from site_builder.importing.structure.heads import inspection, organ_of
from site_builder.importing.structure.kinds import kind_of
from site_builder.importing.structure.publication import publication
from site_builder.importing.structure.window import window_of
from site_builder.records.model import Head, Signed, Source
from site_builder.records.partial_dates import PartialDate
from site_builder.sheets.columns import unit_of

_FILLED_BY: Final = re.compile(
    r"(?:填报|填表|报送|整改|被巡察|被巡视|被审计|责任)单位(?:[(（]?(?:盖章|公章|名称)[)）]?)?\s*+[:：]\s*+(?P<name>[\u4e00-\u9fff]{4,30})"
)
_UNIT_SAID: Final = re.compile(r"单位\s*+[:：]\s*+人?民?币?\s*+(?:亿|千万|百万|万|千)?元")
_UNTIL: Final = re.compile(r"截[至止]\s*+\d{4}\s*+年\s*+\d{1,2}\s*+月(?:\s*+\d{1,2}\s*+日|底)?")
_OTHER_DAY: Final = re.compile("截[至止]|填[报表]|制表|更新|统计")


def head_of_tables(
    title: str | None, url: str | None, metadata: tuple[Line, ...], after: tuple[Line, ...]
) -> tuple[Head, str | None, list[Doubt]]:
    """The head of a notice that consists of a table.

    Takes   metadata: lines above the table; after: lines below it
    """
    stated = publication(_about_publication((*metadata, *after)))
    signed = read_back(after).signed
    organ = _organ(title, _filled_by((*metadata, *after))) or organ_of(title, "", signed.by, stated.publisher)
    window, unclear = window_of((*metadata, *after), stated.published.day if stated.published else None)
    contacts, unclear_too = contacts_of(after)
    found, unclear_also = inspection(title, None)
    missing = (
        (title, "没有认出标题"),
        (stated.published, "原文没有发布日期"),
        (organ, "没有认出发布单位"),
    )
    doubts = [Doubt(0, "", why) for value, why in missing if value is None]
    if stated.published is None and (until := next((f for x in metadata if (f := _UNTIL.search(x.text))), None)):
        doubts.append(Doubt(0, until.group(), "表上只有截至日期，没有当作发布日期；请补填 published"))
    day = signed.date.iso() if signed.date else None
    source = stated.source
    if url:
        source = Source(name=source.name if source else None, url=url)
    head = Head(
        title=title,
        kind=kind_of(title, ()),
        organ=None,
        published=stated.published,
        window=window,
        inspection=found,
        source=source,
        contacts=contacts,
        signed=Signed(by=signed.by, date=PartialDate(day) if day else None) if signed.by or day else None,
        written=stated.written,
        document_number=stated.number,
        draft=True,
    )
    return head, organ, [*doubts, *unclear, *unclear_too, *unclear_also]


def _about_publication(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Lines that may give the date and place of publication, without those that give the reporting date of the table."""
    parts = ((line, part) for line in lines for part in line.text.split("\u3000"))
    return tuple(Line(line.number, part) for line, part in parts if part and not _OTHER_DAY.search(part))


def _organ(title: str | None, filled: str | None) -> str | None:
    """The body that filled in the table, if the title names the same one; None where the title is used instead."""
    return filled if filled and (title is None or squeeze(filled) in squeeze(title)) else None


def _filled_by(lines: tuple[Line, ...]) -> str | None:
    return next((found["name"] for line in lines if (found := _FILLED_BY.search(line.text))), None)


def unit_above(lines: tuple[Line, ...]) -> str | None:
    """The unit of sums stated above a table: 单位：万元."""
    return next((unit_of(found.group()) for line in lines if (found := _UNIT_SAID.search(line.text))), None)

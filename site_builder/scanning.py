"""Heads first: what each notice tells the others, from its head and the links in its ledger."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from site_builder.context import Reference, Scan, references, scan_of
from site_builder.disk import Sources
from site_builder.findings import Finding
from site_builder.model import Head, Ledgers
from site_builder.records import Notice, read_head, read_ledger, read_notice
from site_builder.registers import Registers

_POINTS = re.compile(r"[ {]notice:")


class HeadScan(Struct, frozen=True):
    """What is kept of a notice's head between builds; good while `digest`, of its files, is the same."""

    digest: bytes
    head: Head
    references: tuple[Reference, ...]
    items: dict[str, str] | None = None  # titles of its items and its text, once another notice asked for them
    text: str | None = None
    pages: frozenset[str] | None = None  # its items and targets, once a page, a theme or a redirect named it


class Scanned(NamedTuple):
    scans: list[Scan]
    heads: dict[str, HeadScan]


def scan_notices(
    slugs: Iterable[str],
    kept: Mapping[str, HeadScan],
    read: Callable[[str], Sources],
    registers: Registers,
    folder: str,
    day: date,
    drafts: bool,
    findings: list[Finding],
    named: Collection[str] = (),
) -> Scanned:
    """One scan a readable notice, by slug. Other mistakes of a notice are reported when its unit is made.

    Takes   kept: heads of notices whose files have not changed; read: the files of the others, and of those linked
            named: slugs that stand beside the notices, in pages, themes and redirects: which pages they have is asked
    """
    heads: dict[str, HeadScan] = {}
    for slug in slugs:
        if slug in kept:
            heads[slug] = kept[slug]
        elif (found := _scan(slug, read(slug), folder, findings)) is not None:
            heads[slug] = found
    for slug in heads.keys() & set(named):
        if heads[slug].pages is None:
            heads[slug] = replace(heads[slug], pages=_pages(slug, read(slug)))
    linking = {slug for slug, head in heads.items() if head.references}
    linked = {ref.notice for head in heads.values() for ref in head.references}
    quoted = {ref.notice for head in heads.values() for ref in head.references if ref.relation == "source"}
    scans = []
    asked = linking | linked
    for slug, known in list(heads.items()):
        if slug in asked and (known.items is None or (slug in quoted and known.text is None)):
            notice = _outlined(slug, read(slug))
            items = {p.id: p.title for p in notice.outline.problems} if notice else {}
            known = heads[slug] = replace(known, items=items, text=notice.outline.text if notice else "")
        items, text = (known.items or {}) if slug in asked else {}, known.text if slug in quoted else None
        scans.append(scan_of(slug, known.head, known.references, items, text, registers, day, drafts))
    return Scanned(scans, heads)


def _scan(slug: str, source: Sources, folder: str, findings: list[Finding]) -> HeadScan | None:
    unheard: list[Finding] = []
    head = read_head(_text(source.notice), f"{folder}/notices/{slug}/notice.md", unheard).head
    if head is None:
        findings.extend(unheard)
        return None
    ledger = _text(source.ledger or b"")
    ledgers = read_ledger(ledger, slug, [])[0] if _POINTS.search(ledger) else Ledgers()
    return HeadScan(source.digest(), head, tuple(dict.fromkeys(references(head, ledgers))))


def _outlined(slug: str, source: Sources) -> Notice | None:
    return read_notice(slug, _text(source.notice), None, slug, [])


def _pages(slug: str, source: Sources) -> frozenset[str]:
    notice = read_notice(slug, _text(source.notice), _text(source.ledger or b""), slug, [])
    return frozenset((*(p.id for p in notice.outline.problems), *notice.ledgers.targets) if notice else ())


def _text(content: bytes) -> str:
    return content.decode("utf-8-sig", "replace").replace("\r\n", "\n")

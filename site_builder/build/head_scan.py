"""The first pass over all notices: their heads, and the links in their ledgers, from which contexts are made."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from datetime import date
from pathlib import Path
from typing import NamedTuple

from msgspec import Raw, Struct
from msgspec.structs import replace

from site_builder.build.decoding import decoded, decoded_leniently
from site_builder.build.disk import Sources, read_sources
from site_builder.build.thresholds import SCAN_BATCH
from site_builder.records.approval import given, kept_back, lacking
from site_builder.records.encoding import digest, pack, unpacker
from site_builder.records.findings import Finding
from site_builder.records.ledger_model import Ledgers
from site_builder.records.model import Head
from site_builder.records.notice import read_head, read_ledger, read_notice
from site_builder.records.registers import Registers
from site_builder.views.context import references, scan_of
from site_builder.views.neighbours import Reference, Scan

_POINTS = re.compile(r"[ {,\"'\t]notice[\"']?\s*:")


_head = unpacker(Head)


class HeadScan(Struct, frozen=True):
    """What the first pass finds in a notice. It is kept between builds, and good while the digest is the same.

    digest      of the notice's files
    head        Head, encoded until it is needed: an archive has many notices
    draft       whether it is one
    references  other notices to which its head and ledger link
    words       digest of notice.md alone
    items       item → title, where another notice links here or this one links to others
    approved    steps of approval that hold for its text and ledger
    pages       its items and targets, where a page of text, a theme or a redirect names it
    """

    digest: bytes
    head: Raw
    draft: bool
    references: tuple[Reference, ...]
    words: bytes
    items: dict[str, str] | None = None
    pages: frozenset[str] | None = None
    approved: tuple[str, ...] = ()


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
    """One scan for each notice whose head can be read, by slug; findings for the others.

    Other mistakes of a notice are found when its unit is made.

    Takes   slugs: of all notices
            kept: scans of notices whose files have not changed
            read: slug → files of a notice, called for the others, and where titles of items are needed
            registers: of the site
            folder: how findings name the content folder
            day: of the build
            drafts: whether drafts are shown
            findings: to which mistakes are added
            named: slugs that pages of text, themes and redirects name: which pages these notices have is needed
    """
    heads: dict[str, HeadScan] = {}
    for slug in slugs:
        if slug in kept:
            heads[slug] = kept[slug]
        elif (found := _scan(slug, read(slug), folder, findings)) is not None:
            heads[slug] = found
    read_heads = {slug: _head.decode(scan.head) for slug, scan in heads.items()}
    for slug in heads.keys() & set(named):
        if heads[slug].pages is None:
            heads[slug] = replace(heads[slug], pages=_pages(slug, read(slug)))
    asked = _linked(heads)
    scans = []
    for slug, known in list(heads.items()):
        if slug in asked and known.items is None:
            known = heads[slug] = _outlined(slug, read(slug), known)
        items = (known.items or {}) if slug in asked else {}
        head = read_heads[slug]
        scans.append(
            scan_of(
                slug=slug,
                head=kept_back(head) if lacking(registers.settings, known.approved) else head,
                refs=known.references,
                items=items,
                words=known.words if slug in asked else b"",  # others quote it only where they link to it
                registers=registers,
                day=day,
                drafts=drafts,
            )
        )
    return Scanned(scans, heads)


def _scan(slug: str, source: Sources, folder: str, findings: list[Finding]) -> HeadScan | None:
    unreported: list[Finding] = []
    text = decoded_leniently(source.notice)
    head = read_head(text, f"{folder}/notices/{slug}/notice.md", unreported).head
    if head is None:
        unread: list[Finding] = []
        decoded(source.notice, f"{folder}/notices/{slug}/notice.md", unread)
        findings.extend(unread or unreported)
        return None
    ledger = decoded_leniently(source.ledger or b"")
    ledgers = read_ledger(ledger, slug, [])[0] if _POINTS.search(ledger) else Ledgers()
    words = digest(source.notice)
    links = tuple(dict.fromkeys(references(head, ledgers)))
    return HeadScan(source.digest(), Raw(pack(head)), head.draft, links, words, approved=_approved(slug, source))


def _approved(slug: str, source: Sources) -> tuple[str, ...]:
    if source.approval is None:
        return ()
    notice = read_notice(slug, decoded_leniently(source.notice), None, slug, [])
    return given(notice, source.ledger, decoded_leniently(source.approval), []) if notice else ()


def _linked(heads: Mapping[str, HeadScan]) -> set[str]:
    """Notices whose titles of items are needed, as they link to others or others link to them."""
    linking = {slug for slug, head in heads.items() if head.references}
    return linking | {ref.notice for head in heads.values() for ref in head.references}


def _outlined(slug: str, source: Sources, head: HeadScan) -> HeadScan:
    notice = read_notice(slug, decoded_leniently(source.notice), None, slug, [])
    return replace(head, items={p.id: p.title for p in notice.outline.problems} if notice else {})


# -- in several processes


def scan_ahead(executor: Executor, content: Path, slugs: Sequence[str]) -> dict[str, HeadScan]:
    """Scans of those notices that can be read. The others are left to `scan_notices`, which makes the findings.

    Takes   executor: that reads them; content: the folder; slugs: of the notices
    """
    found: dict[str, HeadScan] = {}
    for part in _spread(executor, _scan_some, content, slugs, {}):
        found.update(part)
    wanted = sorted(slug for slug in _linked(found) & found.keys() if found[slug].items is None)
    for part in _spread(executor, _outline_some, content, wanted, found):
        found.update(part)
    return found


_heads = unpacker(dict[str, HeadScan])


def _spread(
    executor: Executor,
    work: Callable[..., bytes],
    content: Path,
    slugs: Sequence[str],
    known: Mapping[str, HeadScan],
) -> Iterator[dict[str, HeadScan]]:
    """Takes   work: of one part of the slugs; known: scans that it needs"""
    parts = [slugs[start : start + SCAN_BATCH] for start in range(0, len(slugs), SCAN_BATCH)]
    ordered = [executor.submit(work, content, part, {s: known[s] for s in part if s in known}) for part in parts]
    for future in ordered:
        yield _heads.decode(future.result())


def _scan_some(content: Path, slugs: Sequence[str], known: Mapping[str, HeadScan]) -> bytes:
    scans = {slug: _scan(slug, read_sources(content, slug), "", []) for slug in slugs}
    return pack({slug: head for slug, head in scans.items() if head is not None})


def _outline_some(content: Path, slugs: Sequence[str], known: Mapping[str, HeadScan]) -> bytes:
    return pack({slug: _outlined(slug, read_sources(content, slug), known[slug]) for slug in slugs})


def _pages(slug: str, source: Sources) -> frozenset[str]:
    notice = read_notice(slug, decoded_leniently(source.notice), decoded_leniently(source.ledger or b""), slug, [])
    return frozenset((*(p.id for p in notice.outline.problems), *notice.ledgers.targets) if notice else ())

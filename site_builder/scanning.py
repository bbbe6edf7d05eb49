"""Heads first: what each notice tells the others, from its head and the links in its ledger."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from datetime import date
from pathlib import Path
from typing import NamedTuple

from msgspec import Raw, Struct
from msgspec.structs import replace

from site_builder.approval import given, kept_back, lacking
from site_builder.context import Reference, Scan, references, scan_of
from site_builder.disk import Sources, as_text, read_sources
from site_builder.encoding import digest, pack, unpacker
from site_builder.findings import Finding
from site_builder.model import Head, Ledgers
from site_builder.records import read_head, read_ledger, read_notice
from site_builder.registers import Registers

_BATCH = 32  # notices a worker reads at a time
_POINTS = re.compile(r"[ {]notice:")


_head = unpacker(Head)


class HeadScan(Struct, frozen=True):
    """What is kept of a notice's head between builds; good while `digest`, of its files, is the same.

    `head` stays encoded but for the moment in which it is asked for: an archive has many notices.
    """

    digest: bytes
    head: Raw
    draft: bool
    references: tuple[Reference, ...]
    words: bytes  # digest of notice.md alone
    items: dict[str, str] | None = None  # titles of its items, once another notice asked for them
    approved: tuple[str, ...] = ()  # steps of approval that hold for its text and ledger
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
    asked = _told_to_others(heads)
    scans = []
    for slug, known in list(heads.items()):
        if slug in asked and known.items is None:
            known = heads[slug] = _outlined(slug, read(slug), known)
        items = (known.items or {}) if slug in asked else {}
        head = _head.decode(known.head)
        if lacking(registers.settings, known.approved):
            head = kept_back(head)
        scans.append(scan_of(slug, head, known.references, items, known.words, registers, day, drafts))
    return Scanned(scans, heads)


def _scan(slug: str, source: Sources, folder: str, findings: list[Finding]) -> HeadScan | None:
    unheard: list[Finding] = []
    head = read_head(as_text(source.notice), f"{folder}/notices/{slug}/notice.md", unheard).head
    if head is None:
        findings.extend(unheard)
        return None
    ledger = as_text(source.ledger or b"")
    ledgers = read_ledger(ledger, slug, [])[0] if _POINTS.search(ledger) else Ledgers()
    words = digest(source.notice)
    links = tuple(dict.fromkeys(references(head, ledgers)))
    return HeadScan(source.digest(), Raw(pack(head)), head.draft, links, words, approved=_approved(slug, source))


def _approved(slug: str, source: Sources) -> tuple[str, ...]:
    if source.approval is None:
        return ()
    notice = read_notice(slug, as_text(source.notice), None, slug, [])
    return given(notice, source.ledger, as_text(source.approval), []) if notice else ()


def _told_to_others(heads: Mapping[str, HeadScan]) -> set[str]:
    """Notices whose titles of items are asked for, as they link or are linked to."""
    linking = {slug for slug, head in heads.items() if head.references}
    return linking | {ref.notice for head in heads.values() for ref in head.references}


def _outlined(slug: str, source: Sources, head: HeadScan) -> HeadScan:
    notice = read_notice(slug, as_text(source.notice), None, slug, [])
    return replace(head, items={p.id: p.title for p in notice.outline.problems} if notice else {})


# -- ahead of time, in several processes


def scan_ahead(executor: Executor, content: Path, slugs: Sequence[str]) -> dict[str, HeadScan]:
    """Scans of those notices that can be read; the others are left to `scan_notices`, which says why they cannot."""
    found: dict[str, HeadScan] = {}
    for part in _spread(executor, _scan_some, content, slugs, {}):
        found.update(part)
    wanted = sorted(slug for slug in _told_to_others(found) & found.keys() if found[slug].items is None)
    for part in _spread(executor, _outline_some, content, wanted, found):
        found.update(part)
    return found


_heads = unpacker(dict[str, HeadScan])


def _spread(
    executor: Executor, work: Callable[..., bytes], content: Path, slugs: Sequence[str], known: Mapping[str, HeadScan]
) -> Iterator[dict[str, HeadScan]]:
    parts = [slugs[start : start + _BATCH] for start in range(0, len(slugs), _BATCH)]
    ordered = [executor.submit(work, content, part, {s: known[s] for s in part if s in known}) for part in parts]
    for future in ordered:
        yield _heads.decode(future.result())


def _scan_some(content: Path, slugs: Sequence[str], known: Mapping[str, HeadScan]) -> bytes:
    scans = {slug: _scan(slug, read_sources(content, slug), "", []) for slug in slugs}
    return pack({slug: head for slug, head in scans.items() if head is not None})


def _outline_some(content: Path, slugs: Sequence[str], known: Mapping[str, HeadScan]) -> bytes:
    return pack({slug: _outlined(slug, read_sources(content, slug), known[slug]) for slug in slugs})


def _pages(slug: str, source: Sources) -> frozenset[str]:
    notice = read_notice(slug, as_text(source.notice), as_text(source.ledger or b""), slug, [])
    return frozenset((*(p.id for p in notice.outline.problems), *notice.ledgers.targets) if notice else ())

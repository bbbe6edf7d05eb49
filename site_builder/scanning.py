"""Heads first: what each notice tells the others, from its head and the links in its ledger."""

import re
from collections.abc import Mapping
from datetime import date

from site_builder.context import Scan, references, scan_of
from site_builder.disk import Sources
from site_builder.findings import Finding
from site_builder.model import Head, Ledgers
from site_builder.records import read_head, read_ledger, read_notice
from site_builder.registers import Registers

_POINTS = re.compile(r"[ {]notice:")


def scan_notices(
    sources: Mapping[str, Sources], registers: Registers, folder: str, day: date, drafts: bool, findings: list[Finding]
) -> list[Scan]:
    """One scan a readable notice, by slug. Mistakes of a notice are found again, and reported, when its unit is made."""
    heads: dict[str, Head] = {}
    ledgers: dict[str, Ledgers] = {}
    for slug, source in sources.items():
        read = read_head(_text(source.notice), f"{folder}/notices/{slug}/notice.md", unheard := list[Finding]())
        if read.head is None:
            findings.extend(unheard)
            continue
        heads[slug] = read.head
        text = _text(source.ledger or b"")
        ledgers[slug] = read_ledger(text, slug, [])[0] if _POINTS.search(text) else Ledgers()
    points = {slug: list(references(heads[slug], ledgers[slug])) for slug in heads}
    wanted_items = {ref.notice for refs in points.values() for ref in refs} | {
        slug for slug, refs in points.items() if refs
    }
    wanted_text = {ref.notice for refs in points.values() for ref in refs if ref.relation == "source"}
    scans = []
    for slug, head in heads.items():
        items: dict[str, str] = {}
        whole: str | None = None
        if slug in wanted_items:
            notice = read_notice(slug, _text(sources[slug].notice), None, slug, [])
            items = {p.id: p.title for p in notice.outline.problems} if notice else {}
            whole = notice.outline.text if notice and slug in wanted_text else None
        scans.append(scan_of(slug, head, points[slug], items, whole, registers, day, drafts))
    return scans


def _text(content: bytes) -> str:
    return content.decode("utf-8-sig", "replace").replace("\r\n", "\n")

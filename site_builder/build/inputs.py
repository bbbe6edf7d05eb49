"""Everything that a build reads before it makes a unit: registers, templates, heads; and the blueprint made of it."""

import string
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import Executor
from datetime import date
from pathlib import Path
from typing import NamedTuple

from site_builder.build.disk import (
    ignored_text,
    notice_folders,
    paths_below,
    read_pages,
    read_registers_texts,
    read_sources,
    read_wording,
    refuse_no_project,
    shown,
    slugs,
)
from site_builder.build.head_scan import HeadScan, scan_ahead, scan_notices
from site_builder.build.input_stamps import FileStamp, input_stamps, now_ns, own_templates
from site_builder.build.plan import unchanged_sources
from site_builder.build.state import State
from site_builder.build.template_files import Templates, read_templates
from site_builder.build.thresholds import SCANS_FROM
from site_builder.build.unchanged import EarlyCheck, build_parameters
from site_builder.records.encoding import unpacker
from site_builder.records.findings import ContentError, Finding
from site_builder.records.registers import Registers, read_registers
from site_builder.rules import check_site, folder_findings, previewed
from site_builder.views.neighbours import Scan
from site_builder.views.prose import Html
from site_builder.views.text_pages import texts_of

_heads = unpacker(HeadScan)
_OF_NAMES = string.ascii_letters + string.digits + "._-"


class Options(NamedTuple):
    """The options of a build.

    today           the day of the build: nothing else reads a clock
    explain         is called with a line for each decision
    stale_search    leaves the search index and other slow files stale
    verify_outputs  compares the published files by content
    replacing       is called with the content folder of the site that this one will replace, where that is another's
    preview         the site is only looked at: what it lacks to be published is a warning
    aside           notices that are left out as if they were not there: of a preview, drafts with errors
    """

    content: Path
    out: Path
    templates: Path
    today: date
    drafts: bool = False
    jobs: int = 0
    search: bool = True
    clean: bool = False
    explain: Callable[[str], None] | None = None
    stale_search: bool = False
    verify_outputs: bool = False
    precompress: bool = False
    replacing: Callable[[str], None] | None = None
    preview: bool = False
    aside: frozenset[str] = frozenset()

    def say_why(self, what: str, why: str | None) -> None:
        """Calls `explain` with the reason for which something is made again; None = it is kept, with all its pages."""
        if self.explain:
            self.explain(f"保留 {what}" if why is None else f"重做 {what}：{why}")

    def say_pages(self, files: Callable[[], Iterable[str]], written: Collection[str]) -> None:
        """Calls `explain` for each page of what was made again: those with the same content are not written."""
        if self.explain:
            for path in sorted(path for path in files() if path.endswith(".html")):
                self.explain(f"  写入 {path}：内容变了" if path in written else f"  保留 {path}：内容相同")

    def parameters(self) -> list[str]:
        return build_parameters(
            content=self.content,
            templates=self.templates,
            day=self.today,
            drafts=self.drafts,
            search=self.search,
            precompress=self.precompress,
        )


class Inputs(NamedTuple):
    """What was read.

    pages     path without ending → text of content/pages
    scans     of all notices that can be read, by slug
    digests   slug → digest of the notice's files
    heads     slug → its head and links
    findings  mistakes so far
    slugs     of all notices
    stamps    of every file, when reading began
    looked    that time, in nanoseconds
    readings  slug → what the second reader has for the rules, where that is anything
    """

    registers: Registers
    pages: dict[str, str]
    templates: Templates
    scans: list[Scan]
    digests: dict[str, bytes]
    heads: dict[str, HeadScan]
    findings: list[Finding]
    slugs: list[str]
    stamps: dict[str, FileStamp]
    looked: int
    wording: dict[str, str]

    def texts(self) -> tuple[tuple[str, str, Html], ...]:
        return tuple(texts_of(self.pages, self.registers.base_path))


def read_inputs(
    options: Options,
    before: State,
    workers: Callable[[int], Executor] | None = None,
    early: EarlyCheck | None = None,
) -> Inputs:
    """Registers, templates and the heads of all notices, with every finding so far.

    Takes   before: the state of the last build
            workers: number of new notices → an executor that reads their heads
            early: the early check of the same folders
    """
    findings: list[Finding] = []
    content = options.content
    refuse_no_project(content)
    looked, stamps = (early.at, early.inputs) if early else (now_ns(), input_stamps(content, options.templates))
    texts = read_registers_texts(content, findings)
    registers = read_registers(texts, shown(content), findings)
    if registers is None:
        raise ContentError(sorted(findings))
    pages, wording = read_pages(content, findings), read_wording(content, findings)
    names = [slug for slug in slugs(content, stamps) if slug not in options.aside]
    findings += folder_findings(
        paths=paths_below(content, stamps),
        folder=shown(content),
        notices=notice_folders(content),
        ignored=ignored_text(content),
    )
    templates = read_templates(options.templates, own_templates(content))
    unchanged = unchanged_sources(str(content / "notices") + "/", stamps, before.stamps, before.looked)
    kept = {slug: _heads.decode(head) for slug, head in before.heads.items() if slug in unchanged}
    scanned = scan_notices(
        slugs=names,
        kept=kept | _scanned_ahead(content, [slug for slug in names if slug not in kept], workers),
        read=lambda slug: read_sources(content, slug),
        registers=registers,
        folder=shown(content),
        day=options.today,
        drafts=options.drafts,
        findings=findings,
        named=words_before_slashes((*texts.values(), *pages.values())),
    )
    items = {slug: head.pages for slug, head in scanned.heads.items() if head.pages is not None}
    of_site = check_site(
        registers=registers, texts=texts, folder=shown(content), slugs=names, pages=pages, items=items, wording=wording
    )
    findings += previewed(of_site) if options.preview else of_site
    digests = {slug: head.digest for slug, head in scanned.heads.items()}
    return Inputs(
        registers=registers,
        pages=pages,
        templates=templates,
        scans=scanned.scans,
        digests=digests,
        heads=scanned.heads,
        findings=findings,
        slugs=names,
        stamps=stamps,
        looked=looked,
        wording=wording,
    )


def _scanned_ahead(content: Path, new: list[str], workers: Callable[[int], Executor] | None) -> dict[str, HeadScan]:
    """The heads of new notices, read by several processes where there are many; none where they are few."""
    return scan_ahead(workers(len(new)), content, new) if workers and len(new) >= SCANS_FROM else {}


def words_before_slashes(texts: Iterable[str]) -> set[str]:
    """Every word before a slash, which may be the slug of a notice.

    >>> sorted(words_before_slashes(['items: ["2026-amr/p8"]', "[甲](/notices/2025-bus/p1/)"]))
    ['2025-bus', '2026-amr', 'notices', 'p1']
    """
    pieces = (piece for text in texts for piece in text.split("/")[:-1])
    # By hand, for a pattern would look at every character of a long word again and again.
    words = (piece[len(piece.rstrip(_OF_NAMES)) :].lstrip("._-") for piece in pieces)
    return {word for word in words if word}

"""Checks one notice quickly: the files around it (settings, organs, other notices) are cached and reread when they change."""

from collections.abc import Callable, Collection
from datetime import date
from functools import partial
from pathlib import Path

from site_builder.build.attached_files import file_info
from site_builder.build.decoding import decoded_leniently
from site_builder.build.disk import Sources, read_registers_texts, read_sources, shown, slugs
from site_builder.build.head_scan import scan_notices
from site_builder.build.input_stamps import stamp_of
from site_builder.build.workers import notice_text, other_files
from site_builder.desk.other_notices import OtherNotices
from site_builder.reader.readings import SecondReading
from site_builder.records.approval import approved_on
from site_builder.records.findings import Finding, SiteError, Span
from site_builder.records.notice import Notice, read_notice
from site_builder.records.registers import Registers, read_registers
from site_builder.records.source import Field, locate, read_yaml
from site_builder.rules import Case, check_notice, until_published
from site_builder.rules.folder import REGISTERS
from site_builder.views.context import Context, ContextBuilder, references
from site_builder.views.file_info import FileInfo


class Checker:
    """Checks single notices, with caches. Takes   the_day: gives the site's current day, which changes while the server runs"""

    def __init__(self, content: Path, the_day: Callable[[], date]):
        self.content, self.the_day = content, the_day
        self._registers: Registers | None = None
        self._registers_at: object = None
        self._lacking: list[Finding] = []
        self._settings = Field(None, Span(path=""))
        self._shelf = OtherNotices(content)
        self._files: dict[str, tuple[int, FileInfo]] = {}  # the hash of the bytes, and what was read from them

    def registers(self) -> Registers | None:
        """Settings, organs and the other site-wide files; None where they cannot be read."""
        stamps = [stamp_of(self.content / name) for name in REGISTERS]
        if stamps != self._registers_at:
            texts = read_registers_texts(self.content, [])
            self._registers, self._registers_at = read_registers(texts, shown(self.content), []), stamps
            known = self._registers
            self._lacking = until_published(known, texts, shown(self.content)) if known else []
            self._settings = read_yaml(texts.get("site.yaml", ""), f"{shown(self.content)}/site.yaml").root
        return self._registers

    def lacking(self) -> list[Finding]:
        """What the site still lacks to be published, and a preview makes do without: errors here, for `generate` ends at them."""
        self.registers()
        return self._lacking

    def place(self, key: str) -> Span:
        """Where a key of site.yaml stands."""
        self.registers()
        return locate(self._settings, key)

    def context(self, notice: Notice, registers: Registers, known: Collection[str]) -> Context | None:
        """What the rules need beside the notice: the settings, its organ, and only those other notices that it mentions."""
        mentioned = {ref.notice for ref in references(notice.head, notice.ledgers)} & set(known)
        names = [notice.slug, *sorted(mentioned - {notice.slug})]
        read = partial(read_sources, self.content)
        try:
            scans = scan_notices(
                slugs=names,
                kept={},
                read=read,
                registers=registers,
                folder=shown(self.content),
                day=self.the_day(),
                drafts=True,
                findings=[],
            ).scans
        except (OSError, SiteError):
            return None
        own = next((scan for scan in scans if scan.slug == notice.slug), None)
        if own is None:
            return None
        context = ContextBuilder(scans, registers, True).of(own)
        return context.with_texts(lambda other, words: self.text_of(other) or "")

    def findings(self, slug: str) -> list[Finding]:
        """Every finding of one notice, sorted; a draft is checked as if it were public."""
        folder = f"{shown(self.content)}/notices/{slug}"
        sources = read_sources(self.content, slug)
        found: list[Finding] = []
        notice = read_notice(
            slug, decoded_leniently(sources.notice), decoded_leniently(sources.ledger or b""), folder, found
        )
        registers, known = self.registers(), slugs(self.content)
        context = self.context(notice, registers, known) if notice and registers else None
        if notice is None or registers is None or context is None:
            return sorted(found)
        files = {name: self.info(slug, name, content) for name, content in sources.files.items()}
        organs, shared = frozenset(registers.organs), frozenset(registers.inspections)
        case = Case(
            notice=notice,
            context=context,
            files=files,
            known=frozenset(known),
            day=self.the_day(),
            organs=organs,
            inspections=shared,
            reading=self._second(slug, sources, notice, registers, known),
            other=lambda name: other_files(self.content, name, shown(self.content)),
            approved=approved_on(None if sources.approval is None else decoded_leniently(sources.approval)),
        )
        return sorted(dict.fromkeys([*found, *check_notice(case)]))

    def _second(
        self, slug: str, sources: Sources, notice: Notice, registers: Registers, known: Collection[str]
    ) -> SecondReading:
        """What the second reader finds in one notice. The other notices it compares with are cached and reread when they change.

        Takes   slug: of the notice, whose files are `sources`
                notice: as it is read from them
                registers: of the site
                known: slugs of all notices
        """
        self._shelf.refresh(registers, known)
        return self._shelf.reading(slug, sources, notice.head)

    def info(self, slug: str, name: str, content: bytes) -> FileInfo:
        """The contents of an attachment, cached until its bytes change."""
        place, key = f"{slug}/{name}", hash(content)
        known = self._files.get(place)
        if known is None or known[0] != key:
            known = self._files[place] = (key, file_info(name, content))
        return known[1]

    def text_of(self, slug: str) -> str | None:
        return notice_text(self.content, slug)

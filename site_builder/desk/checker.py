"""Runs `check` on one notice at once: what lies around it is read again only where it changed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from site_builder.attachments import file_info
from site_builder.context import Surroundings
from site_builder.disk import as_text, read_sources, shown
from site_builder.findings import ContentError, Finding, SiteError
from site_builder.glance import Stamp, stamps_below
from site_builder.inputs import Inputs, Options, read_inputs
from site_builder.parts import FileInfo
from site_builder.records import read_notice
from site_builder.rules import Case, check_notice
from site_builder.state import State


class Checker:
    """Takes   the_day: the site's day; it may pass while the server runs"""

    def __init__(self, content: Path, templates: Path, the_day: Callable[[], date]):
        self.content, self.templates, self.the_day = content, templates, the_day
        self._inputs: Inputs | None = None
        self._stamps: dict[str, Stamp] = {}
        self._files: dict[tuple[str, int, int], FileInfo] = {}

    def inputs(self) -> Inputs | None:
        """Registers and heads of all notices; None where site.yaml or organs.yaml cannot be read."""
        stamps = dict(stamps_below(self.content))
        if self._inputs is None or stamps != self._stamps:
            before = State()
            if self._inputs is not None:
                before = State(heads=self._inputs.heads, stamps_in=self._inputs.stamps, looked=self._inputs.looked)
            options = Options(self.content, self.content, self.templates, self.the_day(), drafts=True, search=False)
            try:
                self._inputs, self._stamps = read_inputs(options, before), stamps
            except (ContentError, SiteError):
                self._inputs = None
        return self._inputs

    def findings(self, slug: str) -> list[Finding]:
        """Every finding of one notice, sorted; drafts are looked at as if they were public."""
        inputs = self.inputs()
        scan = next((each for each in inputs.scans if each.slug == slug), None) if inputs else None
        folder = f"{shown(self.content)}/notices/{slug}"
        sources = read_sources(self.content, slug)
        found: list[Finding] = []
        notice = read_notice(slug, as_text(sources.notice), as_text(sources.ledger or b""), folder, found)
        if notice is None or scan is None or inputs is None:
            return sorted(found)
        registers = inputs.registers
        context = Surroundings(inputs.scans, registers, True).of(scan)
        context = context.with_texts(lambda other, words: self.text_of(other) or "")
        files = {name: self.info(slug, name, content) for name, content in sources.files.items()}
        organs, shared = frozenset(registers.organs), frozenset(registers.inspections)
        case = Case(notice, context, files, frozenset(inputs.slugs), self.the_day(), organs, shared)
        return sorted(dict.fromkeys([*found, *check_notice(case)]))

    def info(self, slug: str, name: str, content: bytes) -> FileInfo:
        """What is in an attachment; read once for as long as its bytes are the same."""
        key = (f"{slug}/{name}", len(content), hash(content))
        if key not in self._files:
            self._files[key] = file_info(name, content)
        return self._files[key]

    def text_of(self, slug: str) -> str | None:
        notice = read_notice(slug, as_text(read_sources(self.content, slug).notice), None, slug, [])
        return notice.outline.text if notice else None

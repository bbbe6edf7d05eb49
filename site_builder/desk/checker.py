"""Runs `check` on one notice at once: what lies around it is read again only where it changed."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from site_builder.attachments import file_info
from site_builder.context import Scan, Surroundings
from site_builder.disk import REGISTER_FILES, as_text, read_registers_texts, read_sources, shown, slugs
from site_builder.findings import Finding, SiteError
from site_builder.parts import FileInfo
from site_builder.records import read_notice
from site_builder.registers import Registers, read_registers
from site_builder.rules import Case, check_notice
from site_builder.scanning import HeadScan, scan_notices

Stamp = tuple[int, int] | None


class Around(NamedTuple):
    """What a notice takes from elsewhere."""

    registers: Registers
    scans: list[Scan]
    slugs: list[str]


class Checker:
    """Takes   the_day: the site's day; it may pass while the server runs"""

    def __init__(self, content: Path, the_day: Callable[[], date]):
        self.content, self.the_day = content, the_day
        self._registers: Registers | None = None
        self._registers_at: object = None
        self._heads: dict[str, tuple[object, HeadScan]] = {}
        self._files: dict[tuple[str, int, int], FileInfo] = {}

    def registers(self) -> Registers | None:
        """Settings, organs and the like; None where they cannot be read."""
        stamps = [_stamp(self.content / name) for name in REGISTER_FILES]
        if stamps != self._registers_at:
            texts = read_registers_texts(self.content, [])
            self._registers, self._registers_at = read_registers(texts, shown(self.content), []), stamps
        return self._registers

    def around(self) -> Around | None:
        """Heads of all notices; those whose files are as they were are not read again."""
        registers, names = self.registers(), slugs(self.content)
        if registers is None:
            return None
        stamps = {name: self._stamps(name) for name in names}
        kept = {name: self._heads[name][1] for name in names if self._heads.get(name, (None,))[0] == stamps[name]}
        try:
            read = partial(read_sources, self.content)
            scanned = scan_notices(names, kept, read, registers, shown(self.content), self.the_day(), True, [])
        except (OSError, SiteError):
            return None
        self._heads = {name: (stamps[name], head) for name, head in scanned.heads.items()}
        return Around(registers, scanned.scans, names)

    def _stamps(self, slug: str) -> object:
        folder = self.content / "notices" / slug
        return _stamp(folder / "notice.md"), _stamp(folder / "ledger.yaml")

    def findings(self, slug: str) -> list[Finding]:
        """Every finding of one notice, sorted; drafts are looked at as if they were public."""
        folder = f"{shown(self.content)}/notices/{slug}"
        sources = read_sources(self.content, slug)
        found: list[Finding] = []
        notice = read_notice(slug, as_text(sources.notice), as_text(sources.ledger or b""), folder, found)
        around = self.around() if notice else None
        scan = next((each for each in around.scans if each.slug == slug), None) if around else None
        if notice is None or scan is None or around is None:
            return sorted(found)
        context = Surroundings(around.scans, around.registers, True).of(scan)
        context = context.with_texts(lambda other, words: self.text_of(other) or "")
        files = {name: self.info(slug, name, content) for name, content in sources.files.items()}
        organs, shared = frozenset(around.registers.organs), frozenset(around.registers.inspections)
        case = Case(notice, context, files, frozenset(around.slugs), self.the_day(), organs, shared)
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


def _stamp(path: Path) -> Stamp:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size

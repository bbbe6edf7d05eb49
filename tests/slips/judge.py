"""What becomes of a damage: nothing changes, it is found at its line, it is found elsewhere, or it is silent."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from site_builder.commands.fixing import edited_text, mended_now
from site_builder.records.encoding import pack
from site_builder.records.findings import Finding, Span
from site_builder.records.notice import Notice
from site_builder.records.registers import Registers, read_registers
from site_builder.rules import Case, check_notice, check_site, presentable
from site_builder.rules.compared import Then, compared
from site_builder.rules.folder import REGISTERS
from site_builder.rules.public_tree import tree_of
from site_builder.views.context import ContextBuilder, references, scan_of
from site_builder.views.neighbours import Scan
from tests.rules.space import Texts, files_of, notice_of, slugs_of
from tests.slips.damage import Damage

CONTENT = Path(__file__).parents[2] / "content"
DAY = date(2026, 11, 20)


def demonstration() -> Texts:
    """Every text of the demonstration but its own pages, which are written for readers and hold no records."""
    return {
        path.relative_to(CONTENT).as_posix(): path.read_bytes().decode("utf-8", "replace")
        for path in sorted(CONTENT.rglob("*"))
        if path.is_file() and "pages" not in path.parts
    }


class Verdict(NamedTuple):
    """`outcome`: unchanged, here, elsewhere, listed (by a comparison with what was public) or silent."""

    outcome: str
    findings: tuple[Finding, ...]


class World:
    """Sound content, of which one file at a time is damaged."""

    def __init__(self, texts: Texts):
        self.texts = texts
        registers, self.flat = self._registers(texts)
        assert registers is not None
        self.registers = registers
        self.notices = {slug: notice for slug in slugs_of(texts) if (notice := notice_of(texts, slug, []))}
        self.scans = {slug: self._scan(notice) for slug, notice in self.notices.items()}
        self.files = {slug: files_of(texts, slug) for slug in self.notices}
        self.sound = {slug: self._found(texts, slug) for slug in self.notices}

    def judge(self, damage: Damage) -> Verdict:
        if damage.path.startswith("notices/"):
            return self._notice(damage)
        texts = {**self.texts, damage.path: damage.text}
        registers, found = self._registers(texts)
        new = self._new(found, self.flat, damage.path)
        same = registers is not None and pack(registers) == pack(self.registers)
        listed = registers is None or _ids(registers) != _ids(
            self.registers
        )  # history.py: an id that is gone needs a redirect
        return self._verdict(
            damage, same, new, [Finding(at=Span(path=damage.path), code="H006", what="")] if listed else []
        )

    def _notice(self, damage: Damage) -> Verdict:
        slug = damage.path.split("/")[1]
        texts = {**self.texts, damage.path: damage.text}
        found, notice = self._found(texts, slug)
        new = self._new(found, self.sound[slug][0], damage.path)
        before = self.notices[slug]
        gone: list[Finding] = []
        if notice:
            shared = self.registers.inspections
            then = Then(slug, tree_of(before, shared, {}), "HEAD")
            gone = list(compared(then, notice, tree_of(notice, shared, {}), None, lambda _: False))
        return self._verdict(damage, notice is not None and public(notice) == public(before), new, gone)

    def _verdict(self, damage: Damage, same: bool, new: list[Finding], gone: list[Finding]) -> Verdict:
        at = [f for f in new if f.at.path == f"content/{damage.path}" and f.at.line in damage.lines]
        if at:
            outcome = "here"
        elif same:
            outcome = "unchanged"
        elif new:
            outcome = "elsewhere"
        else:
            outcome = "listed" if gone else "silent"
        return Verdict(outcome, tuple(new))

    def fixed(self, damage: Damage) -> str:
        """The damaged file after all that --fix does, round by round."""
        text = damage.text
        for _ in range(6):
            found = [
                f for f in self.judge(damage._replace(text=text)).findings if f.at.path == f"content/{damage.path}"
            ]
            mended = edited_text(text, [edit for finding in mended_now(found) for edit in finding.fix.edits])
            if mended == text:
                break
            text = mended
        return text

    def _found(self, texts: Mapping[str, str], slug: str) -> tuple[list[Finding], Notice | None]:
        found: list[Finding] = []
        notice = notice_of(texts, slug, found)
        if notice is not None:
            scans = (
                [*(scan for key, scan in self.scans.items() if key != slug), self._scan(notice)]
                if self.__dict__.get("scans")
                else []
            )
            around = ContextBuilder(scans, self.registers, True)
            own = next(scan for scan in scans if scan.slug == slug)
            files = self.files[slug] if hasattr(self, "files") else files_of(texts, slug)
            found += check_notice(
                Case(
                    notice=notice,
                    context=around.of(own).with_texts(lambda _, words: words.decode()),
                    files=files,
                    known=frozenset(self.scans),
                    day=DAY,
                    organs=frozenset(self.registers.organs),
                    inspections=frozenset(self.registers.inspections),
                )
            )
        lines = {
            f"content/{name}": text.split("\n") for name, text in texts.items() if name.startswith(f"notices/{slug}/")
        }
        return presentable(found, lines)[0], notice

    def _scan(self, notice: Notice) -> Scan:
        return scan_of(
            slug=notice.slug,
            head=notice.head,
            refs=references(notice.head, notice.ledgers),
            items={problem.id: problem.title for problem in notice.outline.problems},
            words=notice.outline.text.encode(),
            registers=self.registers,
            day=DAY,
            drafts=True,
        )

    def _registers(self, texts: Mapping[str, str]) -> tuple[Registers | None, list[Finding]]:
        flat = {name: text for name, text in texts.items() if name in REGISTERS}
        found: list[Finding] = []
        registers = read_registers(flat, "content", found)
        if registers is not None:
            slugs = slugs_of(texts)
            found += check_site(registers=registers, texts=flat, folder="content", slugs=slugs, pages={})
        return registers, presentable(found, {f"content/{name}": text.split("\n") for name, text in flat.items()})[0]

    def _new(self, found: list[Finding], sound: list[Finding], path: str) -> list[Finding]:
        """Findings that the sound content has not, wherever the damage has moved its lines."""
        old = Counter((f.at.path, f.code, f.what, f.why) for f in sound)
        new = []
        for finding in found:
            key = (finding.at.path, finding.code, finding.what, finding.why)
            if old[key]:
                old[key] -= 1
            else:
                new.append(finding)
        return new


def _ids(registers: Registers) -> set[str]:
    return {*registers.organs, *registers.inspections, *registers.themes}


def public(notice: Notice) -> bytes:
    """All that pages are made from."""
    outline = notice.outline
    sections = [(each.heading, each.role, each.categories) for each in outline.sections]
    items = [
        (
            each.id,
            each.number,
            each.title,
            each.states,
            each.origin,
            each.category,
            each.text,
            [m.text for m in each.measures],
        )
        for each in outline.problems
    ]
    blocks = [(block.kind, block.level, block.text) for block in outline.blocks]
    return pack((notice.head, blocks, sections, items, notice.ledgers))

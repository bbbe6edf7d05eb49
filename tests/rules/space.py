"""A small complete content in memory, an edit of it, and what the rules say of it."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from msgspec import structs

from site_builder.reader.readings import NOTHING_READ, SecondReading
from site_builder.reader.second_look import NamesInHeads, SecondReader, names_of_heads
from site_builder.reader.shared_prints import all_holders, readings
from site_builder.reader.word_lists import SHIPPED
from site_builder.records.approval import approved_on
from site_builder.records.findings import Finding
from site_builder.records.notice import Notice, read_notice
from site_builder.records.registers import Registers, read_registers
from site_builder.rules import Case, check_notice, check_site, presentable
from site_builder.rules.rule import OtherFiles
from site_builder.views.context import ContextBuilder, references, scan_of
from site_builder.views.file_info import FileInfo

DAY = date(2026, 11, 20)
MARK = "⟦"  # stands, in an edit, where the finding is expected
Texts = dict[str, str]
NEUTRAL = (Path(__file__).parents[2] / "site_builder" / "reader" / "neutral.tsv").read_text(encoding="utf-8")

BASE: Texts = {}
for _path in sorted((Path(__file__).parent / "base").rglob("*")):
    if _path.is_file():
        BASE[_path.relative_to(Path(__file__).parent / "base").as_posix()] = _path.read_text(encoding="utf-8")


class Edit(NamedTuple):
    """A file with `old` (which stands there once) replaced by `new`; `old` None makes the file."""

    file: str
    old: str | None
    new: str


class Expected(NamedTuple):
    path: str
    line: int
    column: int


def edited(edits: list[Edit], base: Mapping[str, str] = BASE) -> tuple[Texts, list[Expected]]:
    """The content after the edits, and the places that they mark."""
    texts = dict(base)
    for edit in edits:
        if edit.old is None:
            texts[edit.file] = edit.new
            continue
        assert texts[edit.file].count(edit.old) == 1, f"{edit.old!r} stands {texts[edit.file].count(edit.old)} times"
        texts[edit.file] = texts[edit.file].replace(edit.old, edit.new)
    places = []
    for path, text in texts.items():
        while (at := text.find(MARK)) >= 0:
            line = text.count("\n", 0, at) + 1
            places.append(Expected(path, line, at - text.rfind("\n", 0, at)))
            text = texts[path] = text[:at] + text[at + 1 :]
    return texts, places


def findings_of(texts: Mapping[str, str], day: date = DAY) -> list[Finding]:
    """All findings, paths below content/, as `check` would have them."""
    found: list[Finding] = []
    registers = read_registers({name: text for name, text in texts.items() if "/" not in name}, "content", found)
    if registers is not None:
        cases = cases_of(texts, registers, found, day)
        found += [finding for case in cases.values() for finding in check_notice(case)]
        items = {s: {p.id for p in c.notice.outline.problems} | set(c.notice.ledgers.targets) for s, c in cases.items()}
        pages = {name[6:-3]: text for name, text in texts.items() if name.startswith("pages/")}
        flat = {name: text for name, text in texts.items() if "/" not in name}
        found += check_site(
            registers=registers,
            texts=flat,
            folder="content",
            slugs=slugs_of(texts),
            pages=pages,
            items=items,
            wording=wording_of(texts),
        )
    return presentable(found, {f"content/{name}": text.split("\n") for name, text in texts.items()})[0]


def slugs_of(texts: Mapping[str, str]) -> list[str]:
    return sorted({name.split("/")[1] for name in texts if name.startswith("notices/")})


def notice_of(texts: Mapping[str, str], slug: str, found: list[Finding]) -> Notice | None:
    base = f"notices/{slug}/"
    notice, findings = _read(slug, texts[base + "notice.md"], texts.get(base + "ledger.yaml"))
    found += findings
    return notice


@lru_cache(64)  # most rows of a table edit one notice, and leave the others as they are
def _read(slug: str, text: str, ledger: str | None) -> tuple[Notice | None, tuple[Finding, ...]]:
    found: list[Finding] = []
    return read_notice(slug, text, ledger, f"content/notices/{slug}", found), tuple(found)


def cases_of(texts: Mapping[str, str], registers: Registers, found: list[Finding], day: date = DAY) -> dict[str, Case]:
    """What the rules look at, for each notice that can be read."""
    slugs = slugs_of(texts)
    notices = {slug: notice for slug in slugs if (notice := notice_of(texts, slug, found))}
    scans = [
        scan_of(
            slug=slug,
            head=notice.head,
            refs=references(notice.head, notice.ledgers),
            items={problem.id: problem.title for problem in notice.outline.problems},
            words=notice.outline.text.encode(),
            registers=registers,
            day=day,
            drafts=True,
        )
        for slug, notice in notices.items()
    ]
    bare = ContextBuilder(scans, registers, True)
    around = {scan.slug: bare.of(scan).with_texts(lambda _, words: words.decode()) for scan in scans}
    organs, inspections = frozenset(registers.organs), frozenset(registers.inspections)
    read = readings_of(texts, registers, notices)
    return {
        slug: Case(
            notice=notice,
            context=around[slug],
            files=files_of(texts, slug),
            known=frozenset(slugs),
            day=day,
            organs=organs,
            inspections=inspections,
            reading=read.get(slug, NOTHING_READ),
            other=lambda other: others_of(texts, other),
            approved=approved_on(texts.get(f"notices/{slug}/approval.yaml")),
        )
        for slug, notice in notices.items()
    }


def rewritten(case: Case, *edits: Edit) -> Case:
    """The case with its text and ledger edited; what is around it stays as it is, so that a row of a table takes little time."""
    notice = notice_of(edited(list(edits))[0], case.notice.slug, [])
    assert notice is not None
    return case._replace(notice=notice)


def wording_of(texts: Mapping[str, str]) -> dict[str, str]:
    own = {name.removeprefix("wording/"): text for name, text in texts.items() if name.startswith("wording/")}
    return {SHIPPED: NEUTRAL, **own}


def others_of(texts: Mapping[str, str], slug: str) -> OtherFiles:
    base = f"notices/{slug}/"
    return OtherFiles(texts[base + "notice.md"], texts.get(base + "ledger.yaml", ""), f"content/notices/{slug}")


_readers: list[tuple[dict[str, str], Registers, SecondReader]] = []  # the last one, which most rows of a table have too


def _reader_of(wording: dict[str, str], registers: Registers) -> SecondReader:
    if not _readers or _readers[0][:2] != (wording, registers):
        _readers[:] = [(wording, registers, SecondReader(wording, registers))]
    return _readers[0][2]


def readings_of(
    texts: Mapping[str, str], registers: Registers, notices: Mapping[str, Notice]
) -> dict[str, SecondReading]:
    """What the second reader has for each notice, as a build works it out."""
    reader = _reader_of(wording_of(texts), registers)
    names = NamesInHeads(names_of_heads({slug: notice.head for slug, notice in notices.items()}, registers), registers)
    looks, sheets = {}, {}
    for slug, notice in notices.items():
        text, ledger, _ = others_of(texts, slug)
        files = {name: texts[f"notices/{slug}/files/{name}"].encode() for name in files_of(texts, slug)}
        look = reader.look(slug, text, ledger, files, notice.head)
        looks[slug] = (*look.hits, *names.hits(text, notice.head))
        sheets[slug] = look.sheet
    found = readings(all_holders(sheets), sheets)
    return {slug: structs.replace(found.get(slug, NOTHING_READ), hits=hits) for slug, hits in looks.items()}


def files_of(texts: Mapping[str, str], slug: str) -> dict[str, FileInfo]:
    """The files of a notice. A workbook is written as lines like B3=words, the pages of a PDF are parted by form feeds."""
    folder = f"notices/{slug}/files/"
    return {
        name.removeprefix(folder): FileInfo(
            name=name,
            size=len(text),
            sha256=sha256(text.encode()).hexdigest(),
            text=None if name.endswith(".jpg") else text,
            cells=dict(line.split("=") for line in text.splitlines() if "=" in line) if name.endswith(".xlsx") else {},
            pages=tuple(text.split("\f")) if name.endswith(".pdf") else (),
        )
        for name, text in texts.items()
        if name.startswith(folder)
    }

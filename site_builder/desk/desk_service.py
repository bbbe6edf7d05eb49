"""The application behind the desk's pages: opens notices, runs actions, keeps the to-do list up to date."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

import msgspec

from site_builder.build.disk import slugs
from site_builder.commands.project import templates_folder
from site_builder.commands.site_questions import PRESUMED
from site_builder.commands.zone import zone_of
from site_builder.desk.action_journal import DeskChange
from site_builder.desk.actions import act
from site_builder.desk.checker import Checker
from site_builder.desk.claiming import offer
from site_builder.desk.conflicts import HandedOut, StaleError
from site_builder.desk.correcting import preview
from site_builder.desk.deck import DeskCard, deck
from site_builder.desk.edits import RefusedError
from site_builder.desk.generating import generate
from site_builder.desk.intake import safe_name, take_in
from site_builder.desk.notice_values import finding_values, page_values
from site_builder.desk.opened import EDITED, Opened
from site_builder.desk.plain_words import in_plain_words
from site_builder.desk.repository import Repository, message_of
from site_builder.desk.returned import filled_in, notice_of, progress_of, told
from site_builder.desk.site_settings import SiteSettings
from site_builder.desk.summaries import Summaries
from site_builder.desk.tally import tally
from site_builder.desk.writing import ConflictError, Writer
from site_builder.importing.mark import IMPORTED
from site_builder.records.findings import Finding
from site_builder.records.notice import Notice
from site_builder.rules import presentable
from site_builder.rules.settings import UNTIL_PUBLISHED

if TYPE_CHECKING:
    from site_builder.sheets.filled import Filled

_JUDGED_HERE = frozenset({"B010"})  # findings that the cards already show
_LONGEST_MESSAGE = 20_000  # characters of a commit message
_SAME_NAME = 100  # files of one name that get numbers


class MissingError(KeyError):
    """There is no such notice or file."""


class DeskService:
    """What the pages of the desk ask for: notices, actions on them, imports, and the list of all."""

    def __init__(
        self,
        content: Path,
        the_day: Callable[[], date],
        known: Callable[[], tuple[Finding, ...]],
        templates: Path | None = None,
    ):
        """
        Takes   content     the content folder
                the_day     gives the current day of the site
                known       gives the preview's latest findings, which the list of all notices shows
                templates   of the site; None where those of the content's project are meant
        """
        self.content, self.the_day, self.known = content, the_day, known
        self.templates = templates or templates_folder(content.parent)
        self.notices = content / "notices"
        self.writer = Writer(self.notices, content.parent)
        self.checker = Checker(content, the_day)
        self.summaries = Summaries(content, self.writer, the_day)
        self.lock = RLock()
        self.handed = HandedOut()
        self.settings = SiteSettings(content, self._now)

    def slug(self, asked: str) -> str:
        """The existing slug that a browser asks for. Raises MissingError. Input from a browser is never joined to a path."""
        found = next((each for each in slugs(self.content) if each == asked), None)
        if found is None:
            raise MissingError(asked)
        return found

    def recover(self) -> list[str]:
        """Completes the changes that a crash interrupted; gives the names of what was completed."""
        return [*self.writer.recover(), *self.settings.writer.recover()]

    # -- one notice

    def opened(self, slug: str) -> Opened:
        files = {name: self.writer.read(slug, name) for name in (*EDITED, IMPORTED)}
        evidence = {path.name: self._text_of(slug, path) for path in self._papers(slug)}
        opened = Opened(slug, files, self.the_day(), evidence, organs=self.organs())
        if opened.notice:
            for other in _mentioned(opened.notice) & set(slugs(self.content)):
                opened.linked[other] = self.checker.text_of(other) or ""
        return opened

    def _papers(self, slug: str) -> list[Path]:
        """The files in files/ that may be evidence: no hidden ones, and no links, which may lead anywhere on this machine."""
        folder = self.notices / slug / "files"
        if folder.is_symlink() or not folder.is_dir():
            return []
        return [
            path
            for path in sorted(folder.iterdir())
            if path.is_file() and not path.is_symlink() and not path.name.startswith(".")
        ]

    def _text_of(self, slug: str, path: Path) -> str | None:
        return self.checker.info(slug, path.name, path.read_bytes()).text

    def cards(self, opened: Opened) -> list[DeskCard]:
        return deck(opened, [change.act for change in self.writer.journal(opened.slug).standing()])

    def view(self, slug: str) -> dict[str, Any]:
        """Everything that the page of a notice shows, as JSON values."""
        with self.lock:
            return self._view(self.opened(slug))

    def _view(self, opened: Opened) -> dict[str, Any]:
        self.handed.keep(opened)
        self.summaries.keep(opened)
        findings = self._presentable(self.checker.findings(opened.slug))
        notice = opened.notice
        shown: dict[str, Any] = {
            "slug": opened.slug,
            "state": opened.state,
            "day": opened.day.isoformat(),
            "readable": notice is not None,
            "findings": [finding_values(each, opened) for each in findings],
            "undo": next((change.label for change in reversed(self.writer.journal(opened.slug).standing())), None),
        }
        if notice is None:
            return shown
        return shown | page_values(opened, notice, self.cards(opened), self.checker.registers())

    def organs(self) -> dict[str, str]:
        registers = self.checker.registers()
        return {key: organ.name for key, organ in registers.organs.items()} if registers else {}

    def _presentable(self, findings: list[Finding]) -> list[Finding]:
        shown = presentable([each for each in findings if each.code not in _JUDGED_HERE], {})[0]
        return [in_plain_words(each) for each in shown]

    def act(self, slug: str, request: Mapping[str, Any]) -> dict[str, Any]:
        """Runs an action and gives the updated view of the page. Raises RefusedError, StaleError."""
        with self.lock:
            opened = self.opened(slug)
            self.handed.refuse_stale(opened, request)
            outcome = act(self._with_link(opened, request), request)
            changed = {name: (opened.files.get(name), made) for name, made in outcome.files.items()}
            broken = opened.with_files(outcome.files)
            if opened.notice is not None and broken.notice is None:
                raise RefusedError("这样改以后这一份就读不出来了，没有改")
            self._write(slug, outcome.label, outcome.act, changed)
            return self._view(self.opened(slug)) | {"said": outcome.label, "act": outcome.act}

    def _write(
        self, slug: str, label: str, act: dict[str, Any], changed: Mapping[str, tuple[bytes | None, bytes | None]]
    ) -> None:
        """Makes a change now. Raises StaleError where another program was faster.

        Takes   as `Writer.change`
        """
        try:
            self.writer.change(slug, label, self._now(), act, changed)
        except ConflictError:
            raise StaleError from None

    def undo(self, slug: str) -> dict[str, Any]:
        """Reverts the last change in effect and gives the updated view of the page. Raises RefusedError, StaleError."""
        with self.lock:
            try:
                undone = self.writer.undo(slug, self._now())
            except ConflictError:
                raise StaleError from None
            if undone is None:
                raise RefusedError("没有可以撤销的改动")
            return self._view(self.opened(slug)) | {"said": f"已撤销：{undone.label}", "act": undone.act}

    def offered(self, slug: str, request: Mapping[str, Any]) -> dict[str, Any]:
        with self.lock:
            opened = self.opened(slug)
            self.handed.refuse_stale(opened, request)
            return preview(opened, request) if request.get("for") == "correct" else offer(opened, request)

    def add_file(self, slug: str, name: str, content: bytes) -> dict[str, Any]:
        """Stores a file in files/. An existing file of the same name is never overwritten: the new one gets a number."""
        with self.lock:
            wanted = safe_name(name)
            stem, dot, ending = wanted.rpartition(".")
            for number in range(1, _SAME_NAME):
                chosen = (
                    wanted if number == 1 else f"{stem or ending}-{number}" + (f".{ending}" if dot and stem else "")
                )
                known = self.writer.read(slug, f"files/{chosen}")
                if known is None or known == content:
                    break
            else:
                raise RefusedError("同名的文件太多了，请换一个名字")
            if known is None:
                self._write(slug, f"放入文件 {chosen}", {"do": "file"}, {f"files/{chosen}": (None, content)})
            info = self.checker.info(slug, chosen, content)
            return {"name": chosen, "text": info.text, **self._view(self.opened(slug))}

    def evidence(self, slug: str, request: Mapping[str, Any]) -> dict[str, Any]:
        """The text of a file in files/, or of another notice."""
        name, other = request.get("file"), request.get("notice")
        if isinstance(other, str) and other:
            return {"text": self.checker.text_of(self.slug(other))}
        path = next((path for path in self._papers(slug) if path.name == name), None)
        if path is None:
            raise MissingError(str(name))
        return {"text": self._text_of(slug, path)}

    def sheet(self, slug: str) -> dict[str, Any]:
        """The data of the review sheet (校核单)."""
        with self.lock:
            opened = self.opened(slug)
            changes: list[DeskChange] = self.writer.journal(slug).standing()
            title = opened.notice.head.title if opened.notice else None
            sheet = tally(opened, self.cards(opened), changes)
            return sheet | {"slug": slug, "title": title or slug, "day": opened.day.isoformat(), "hashes": opened.state}

    def _with_link(self, opened: Opened, request: Mapping[str, Any]) -> Opened:
        """Adds the text of the other notice that a form quotes, if any."""
        other = request.get("notice")
        if isinstance(other, str) and other:
            opened.linked[self.slug(other)] = self.checker.text_of(other) or ""
        return opened

    def _now(self) -> str:
        return datetime.now(zone_of(self.content)).isoformat(timespec="minutes")[:16]

    # -- the site

    def add_organ(self, name: str) -> dict[str, str]:
        """The id of an organ by its full name; a new one is added to the register. Raises RefusedError, SiteError, StaleError."""
        with self.lock:
            return {"id": self.settings.add_organ(name)}

    def change_settings(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Writes the form of the site's settings, or takes the last change of the site's files back; `lacking`: what it still needs.

        Raises RefusedError, StaleError
        """
        with self.lock:
            made = self.settings.undo() if request.get("undo") is True else self.settings.change(request)
            return made | {"lacking": [in_plain_words(each).what for each in self.checker.lacking()]}

    # -- all notices

    def home(self) -> dict[str, Any]:
        """The list of the notices summarised so far."""
        lacking = self.checker.lacking()
        known = [each for each in self.known() if each.code not in _JUDGED_HERE | UNTIL_PUBLISHED]
        findings = [in_plain_words(each) for each in (*lacking, *self._presumed(), *known)]
        return self.summaries.values(self.organs(), findings)

    def _presumed(self) -> list[Finding]:
        """A warning while the address is the one that `init` presumed."""
        registers = self.checker.registers()
        if registers is None or registers.settings.demo or registers.settings.base_url != PRESUMED["base_url"]:
            return []
        what, why = "网址还是占位的", "二维码和永久网址都用它"
        mend = "公开以前把“base_url: ”后面换成网站将来的网址，如“https://www.example.gov.cn/zgtz/”"
        at = self.checker.place("base_url")
        return [Finding(at=at, code="", what=what, why=why, mend=mend, severity="warning")]

    def take_in(self, name: str, content: bytes, force: bool) -> dict[str, Any]:
        """Imports a document as a draft; a workbook that came back goes to the notice it was written for.

        A table with the items of notices that are here is refused at first, with the notices whose progress it may be.
        """
        filled = filled_in(content, name)
        refused: dict[str, Any] = {"name": safe_name(name), "slug": None, "refused": True, "evidence": []}
        if filled and filled.ours:
            of = notice_of(content)
            if of in slugs(self.content):
                return self.take_back(of, name, content)
            why = "这是交给单位填写的台账，看不出是哪一份通报的；请打开那份通报，从“办理”的“记进展”里收回"
            return {**refused, "final": True, "why": why}
        if filled and not force and (likely := self._likely(filled)):
            return {**refused, "why": "表里写的是已有通报的事项。是那份通报的进展，还是新的一份？", "likely": likely}
        with self.lock:
            imported = take_in(content, name, self.notices, force)
            if not imported["refused"]:
                self.summaries.keep(self.opened(imported["slug"]))
            return imported

    def _likely(self, filled: "Filled") -> list[dict[str, Any]]:
        from site_builder.desk.whose_ledger import likely_notices  # with what it imports, slow to load

        found = []
        for each in likely_notices(filled, self.content):
            notice = self.opened(each.slug).notice
            title, published = (notice.head.title, notice.head.published) if notice else (each.slug, None)
            found.append({**each._asdict(), "title": title, "published": str(published or "")})
        return found

    def workbook(self, slug: str) -> bytes:
        """The ledger of a notice as a workbook that the office fills in."""
        from site_builder.commands.sheet import sheet_of

        with self.lock:
            return sheet_of(self.content, self.templates, slug, self.the_day())

    def take_back(self, slug: str, name: str, content: bytes) -> dict[str, Any]:
        """Adds what a filled workbook says to the ledger of a notice, as one change that can be undone."""
        with self.lock:
            progress = progress_of(content, safe_name(name), self.notices / slug, self.the_day().isoformat())
            label = f"收回台账 {safe_name(name)}：{len(progress.added)} 条进展"
            before, after = self.opened(slug), {file: pair[1] for file, pair in progress.changed.items()}
            added = {card.id for card in deck(before.with_files(after))} - {card.id for card in deck(before)}
            self._write(slug, label, {"do": "workbook", "added": sorted(added)}, progress.changed)
            opened = self.opened(slug)
            self.summaries.keep(opened)
            title = opened.notice.head.title if opened.notice else None
        return {"name": safe_name(name), "slug": slug, "title": title or slug, "final": True, **told(progress)}

    def discard(self, slug: str) -> dict[str, Any]:
        """Puts a draft aside that was never published: its folder is moved to `.desk-journal/discarded/`."""
        with self.lock:
            opened = self.opened(slug)
            if opened.notice is None:
                raise RefusedError("基本信息读不出来，看不出发布过没有，不能放弃；先改正它")
            if not opened.notice.head.draft:
                raise RefusedError("已经发布的不能放弃；不再公开的，用“撤下”")
            if any(change.act.get("do") in ("publish", "withdraw") for change in self.writer.journal(slug).changes):
                raise RefusedError("这一份曾经发布过，不能放弃；它现在是草稿，并不公开")
            self.writer.put_away(slug)
            self.summaries.forget(slug)
        return {"slug": slug}

    def generate(self) -> dict[str, Any]:
        """Builds the site into public/."""
        return generate(self.content, self.the_day())

    def changed(self) -> dict[str, Any]:
        """The uncommitted changes, in sentences."""
        repository = Repository(self.content)
        changes = repository.changes()
        return {"there": repository.there, "changes": msgspec.to_builtins(changes), "message": message_of(changes)}

    def commit(self, message: str) -> dict[str, Any]:
        """Commits the content folder; gives the hash of the commit, and what is left uncommitted. Raises RefusedError."""
        if not message.strip():
            raise RefusedError("还没有写提交说明")
        if len(message) > _LONGEST_MESSAGE or "\0" in message:
            raise RefusedError(f"提交说明太长或者有不能用的字符；不超过 {_LONGEST_MESSAGE} 个字")
        with self.lock:
            made = Repository(self.content).commit(message)
        return {"commit": made, **self.changed()}


def _mentioned(notice: Notice) -> set[str]:
    """The slugs of the notices whose words are quoted in the ledger of this one."""
    found: set[str] = set()
    for ledger in notice.ledgers.items.values():
        sources = [*(e.source for e in ledger.entries), *(d.source for d in ledger.due)]
        sources += [verdict.source for verdict in ledger.assessments]
        found.update(source.notice for source in sources if source and source.notice)
    return found

"""The application behind the desk's pages: opens notices, runs actions, keeps the to-do list up to date."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import date, datetime
from difflib import SequenceMatcher
from pathlib import Path
from threading import RLock
from typing import Any

import msgspec

from site_builder.build.disk import slugs
from site_builder.commands.project import templates_folder
from site_builder.commands.zone import zone_of
from site_builder.desk.action_journal import DeskChange
from site_builder.desk.actions import act
from site_builder.desk.checker import Checker
from site_builder.desk.claiming import offer
from site_builder.desk.correcting import preview
from site_builder.desk.deck import DeskCard, deck
from site_builder.desk.edits import RefusedError
from site_builder.desk.generating import generate
from site_builder.desk.intake import safe_name, take_in
from site_builder.desk.notice_values import finding_values, page_values
from site_builder.desk.opened import EDITED, IMPORTED, LEDGER, NOTICE, Opened
from site_builder.desk.plain_words import in_plain_words
from site_builder.desk.repository import Repository, message_of
from site_builder.desk.returned import notice_of, progress_of, told
from site_builder.desk.summaries import Summaries
from site_builder.desk.tally import tally
from site_builder.desk.writing import ConflictError, Writer
from site_builder.records.findings import Finding
from site_builder.rules import presentable

_JUDGED_HERE = frozenset({"B010"})  # findings that the cards already show
_HANDED_OUT = 64  # recent states of notices kept for showing conflicts


class MissingError(KeyError):
    """There is no such notice or file."""


class StaleError(Exception):
    """The page shows a stale state of the notice. `rows`: the stale and the current lines side by side."""

    def __init__(self, rows: list[dict[str, str]]):
        super().__init__("changed meanwhile")
        self.rows = rows


class DeskService:
    """Takes   known: the preview's latest findings, which the list of all notices shows; templates: of the site"""

    def __init__(
        self,
        content: Path,
        the_day: Callable[[], date],
        known: Callable[[], tuple[Finding, ...]],
        templates: Path | None = None,
    ):
        """Takes   as of the class; templates: None where those of the content's project are meant"""
        self.content, self.the_day, self.known = content, the_day, known
        self.templates = templates or templates_folder(content.parent)
        self.notices = content / "notices"
        self.writer = Writer(self.notices, content.parent)
        self.checker = Checker(content, the_day)
        self.summaries = Summaries(content, self.writer, the_day)
        self.lock = RLock()
        self._handed: OrderedDict[str, dict[str, bytes | None]] = OrderedDict()

    def slug(self, asked: str) -> str:
        """The existing slug that a browser asks for. Raises MissingError. Input from a browser is never joined to a path."""
        found = next((each for each in slugs(self.content) if each == asked), None)
        if found is None:
            raise MissingError(asked)
        return found

    # -- one notice

    def opened(self, slug: str) -> Opened:
        files = {name: self.writer.read(slug, name) for name in (*EDITED, IMPORTED)}
        folder = self.notices / slug / "files"
        evidence: dict[str, str | None] = {}
        for path in sorted(folder.iterdir()) if folder.is_dir() and not folder.is_symlink() else ():
            if path.is_file() and not path.name.startswith(".") and not path.is_symlink():
                evidence[path.name] = self.checker.info(slug, path.name, path.read_bytes()).text
        opened = Opened(slug, files, self.the_day(), evidence, organs=self.organs())
        if opened.notice:
            for other in _mentioned(opened):
                if other in slugs(self.content):
                    opened.linked[other] = self.checker.text_of(other) or ""
        return opened

    def cards(self, opened: Opened) -> list[DeskCard]:
        return deck(opened, [change.act for change in self.writer.journal(opened.slug).standing()])

    def view(self, slug: str) -> dict[str, Any]:
        """Everything that the page of a notice shows, as JSON values."""
        with self.lock:
            opened = self.opened(slug)
            return self._view(opened)

    def _view(self, opened: Opened) -> dict[str, Any]:
        self._remember(opened)
        self.summaries.keep(opened)
        findings = self._presentable(self.checker.findings(opened.slug))
        notice = opened.notice
        shown: dict[str, Any] = {
            "slug": opened.slug,
            "state": opened.state,
            "day": opened.day.isoformat(),
            "readable": notice is not None,
            "findings": [finding_values(each) for each in findings],
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
            self._current(opened, request)
            outcome = act(self._with_link(opened, request), request)
            changed = {name: (opened.files.get(name), made) for name, made in outcome.files.items()}
            broken = opened.with_files(outcome.files)
            if opened.notice is not None and broken.notice is None:
                raise RefusedError("这样改以后这一份就读不出来了，没有改")
            try:
                self.writer.change(slug, outcome.label, self._now(), outcome.act, changed)
            except ConflictError:
                raise StaleError([]) from None
            return self._view(self.opened(slug)) | {"said": outcome.label, "act": outcome.act}

    def undo(self, slug: str) -> dict[str, Any]:
        with self.lock:
            try:
                undone = self.writer.undo(slug, self._now())
            except ConflictError:
                raise StaleError(self._rows(slug, None)) from None
            if undone is None:
                raise RefusedError("没有可以撤销的改动")
            return self._view(self.opened(slug)) | {"said": f"已撤销：{undone.label}", "act": undone.act}

    def offered(self, slug: str, request: Mapping[str, Any]) -> dict[str, Any]:
        with self.lock:
            opened = self.opened(slug)
            self._current(opened, request)
            return preview(opened, request) if request.get("for") == "correct" else offer(opened, request)

    def add_file(self, slug: str, name: str, content: bytes) -> dict[str, Any]:
        """Stores a file in files/. An existing file of the same name is never overwritten: the new one gets a number."""
        with self.lock:
            wanted = safe_name(name)
            stem, dot, ending = wanted.rpartition(".")
            for number in range(1, 100):
                chosen = (
                    wanted if number == 1 else f"{stem or ending}-{number}" + (f".{ending}" if dot and stem else "")
                )
                known = self.writer.read(slug, f"files/{chosen}")
                if known is None or known == content:
                    break
            else:
                raise RefusedError("同名的文件太多了，请换一个名字")
            if known is None:
                label = f"放入文件 {chosen}"
                self.writer.change(slug, label, self._now(), {"do": "file"}, {f"files/{chosen}": (None, content)})
            info = self.checker.info(slug, chosen, content)
            return {"name": chosen, "text": info.text, **self._view(self.opened(slug))}

    def evidence(self, slug: str, request: Mapping[str, Any]) -> dict[str, Any]:
        """The text of a file in files/, or of another notice."""
        name, other = request.get("file"), request.get("notice")
        if isinstance(other, str) and other:
            return {"text": self.checker.text_of(self.slug(other))}
        folder = self.notices / slug / "files"
        path = next((p for p in folder.iterdir() if p.name == name), None) if folder.is_dir() else None
        if path is None or path.is_symlink():
            raise MissingError(str(name))
        return {"text": self.checker.info(slug, path.name, path.read_bytes()).text}

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

    # -- conflicts

    def _remember(self, opened: Opened) -> None:
        self._handed[opened.state] = {name: opened.files.get(name) for name in (NOTICE, LEDGER)}
        self._handed.move_to_end(opened.state)
        while len(self._handed) > _HANDED_OUT:
            self._handed.popitem(last=False)

    def _current(self, opened: Opened, request: Mapping[str, Any]) -> None:
        if request.get("state") != opened.state:
            raise StaleError(self._rows(opened.slug, self._handed.get(str(request.get("state")))))

    def _rows(self, slug: str, before: Mapping[str, bytes | None] | None) -> list[dict[str, str]]:
        """The differing lines of a stale and the current state, side by side."""
        rows: list[dict[str, str]] = []
        for name in (NOTICE, LEDGER) if before else ():
            old = (before.get(name) or b"").decode("utf-8", "replace").splitlines() if before else []
            new = (self.writer.read(slug, name) or b"").decode("utf-8", "replace").splitlines()
            for tag, i, j, k, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
                if tag != "equal":
                    rows.append({"file": name, "before": "\n".join(old[i:j]), "after": "\n".join(new[k:n])})
        return rows

    # -- all notices

    def home(self) -> dict[str, Any]:
        """The list of the notices summarised so far."""
        findings = [in_plain_words(each) for each in self.known() if each.code not in _JUDGED_HERE]
        return self.summaries.values(self.organs(), findings)

    def take_in(self, name: str, content: bytes, force: bool) -> dict[str, Any]:
        """Imports a document as a draft; a workbook that came back goes to the notice it was written for."""
        ours, of = notice_of(content, name)
        if ours and of in slugs(self.content):
            return self.take_back(of, name, content)
        if ours:
            why = "这是交给单位填写的台账，看不出是哪一份通报的；请打开那份通报，从“办理”的“记进展”里收回"
            return {"name": safe_name(name), "slug": None, "refused": True, "final": True, "why": why, "evidence": []}
        with self.lock:
            imported = take_in(content, name, self.notices, force)
            if not imported["refused"]:
                self.summaries.keep(self.opened(imported["slug"]))
            return imported

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
            try:
                self.writer.change(slug, label, self._now(), {"do": "workbook"}, progress.changed)
            except ConflictError:
                raise StaleError([]) from None
            opened = self.opened(slug)
            self.summaries.keep(opened)
            title = opened.notice.head.title if opened.notice else None
        return {"name": safe_name(name), "slug": slug, "title": title or slug, "final": True, **told(progress)}

    def discard(self, slug: str) -> dict[str, Any]:
        """Puts a draft aside that was never published: its folder is moved to `.desk-journal/discarded/`."""
        with self.lock:
            opened = self.opened(slug)
            if opened.notice is not None and not opened.notice.head.draft:
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
        if not message.strip() or len(message) > 20_000:
            raise RefusedError("还没有写提交说明")
        with self.lock:
            made = Repository(self.content).commit(message)
        return {"commit": made, **self.changed()}


def _mentioned(opened: Opened) -> set[str]:
    assert opened.notice is not None
    found: set[str] = set()
    for ledger in opened.notice.ledgers.items.values():
        sources = [*(e.source for e in ledger.entries), *(d.source for d in ledger.due)]
        sources += [verdict.source for verdict in ledger.assessments]
        found.update(source.notice for source in sources if source and source.notice)
    return found

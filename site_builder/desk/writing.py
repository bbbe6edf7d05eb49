"""Journalled, durable writes of a notice's files: what was reported as saved is on disk, and every change can be undone exactly.

A change is first appended to the notice's journal (write-ahead, as one splice for each file), then the files are replaced by
atomic renames, then the journal marks it as done. After a crash between these steps the next start, or the next change of the
notice, completes the change; after a failure the files are put back and the change is deleted from the journal.
A file that another program changed in the meantime is never overwritten: ConflictError.
"""

import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from threading import RLock
from typing import Any

from site_builder.desk.action_journal import ActionJournal, DeskChange, file_change, hash_of
from site_builder.desk.durable_files import write_whole
from site_builder.records.findings import SiteError
from site_builder.system.file_lock import LockedError, held
from site_builder.system.renaming import replace, unlink

JOURNAL = ".desk-journal"
PATIENCE = 10.0  # seconds to wait for the desk of another preview of the same project
_PAUSE = 0.02  # seconds between two tries
_NAME = re.compile(r"(?:files/)?[^/\\\0]{1,200}")


class ConflictError(Exception):
    """A file does not match the hash that the change expects: another program wrote it."""


class Writer:
    """Writes files of notices. Takes   notices: the folder of all notices; project: the folder that gets the journals;
    journals: their folder in it"""

    def __init__(self, notices: Path, project: Path, journals: str = JOURNAL):
        self.notices, self.journals = notices, project / journals
        self.lock = RLock()
        self._known: dict[str, ActionJournal] = {}

    def journal(self, slug: str) -> ActionJournal:
        path = self.journals / f"{slug}.log"
        size = path.stat().st_size if path.is_file() else 0
        if slug not in self._known or self._known[slug].size != size:  # another desk process may have written to it
            self._known[slug] = ActionJournal(path)
        return self._known[slug]

    def change(
        self,
        slug: str,
        label: str,
        at: str,
        act: dict[str, Any],
        files: Mapping[str, tuple[bytes | None, bytes | None]],
    ) -> DeskChange | None:
        """Makes a change as a whole or not at all; None where nothing changes. Raises ConflictError, SiteError, OSError.

        Takes   at      local time, for display: 2026-11-20T09:30
                files   name → (content as it was read, new content), None where the file does not exist
        """
        changed = [file_change(name, *pair) for name, pair in files.items() if pair[0] != pair[1]]
        if not changed:
            return None
        with self._alone():
            journal = self.journal(slug)
            self._complete(slug, journal)
            change = DeskChange(journal.next_number, label, at, act, tuple(changed))
            self._make(slug, journal, change)
            return change

    def undo(self, slug: str, at: str) -> DeskChange | None:
        """Reverts the last change in effect and gives it; None where there is none. Raises ConflictError, SiteError, OSError."""
        if not self.journals.is_dir():
            return None
        with self._alone():
            journal = self.journal(slug)
            self._complete(slug, journal)
            last = next(reversed(journal.standing()), None)
            if last is None:
                return None
            back = DeskChange(
                number=journal.next_number,
                label=last.label,
                at=at,
                act=last.act,
                files=tuple(each.inverse for each in reversed(last.files)),
                undoes=last.number,
            )
            self._make(slug, journal, back)
            return last

    def recover(self) -> list[str]:
        """Completes changes that a crash interrupted. Gives the slugs of their notices.

        A notice that cannot be written now is left to its next change, which completes it or says why not.
        """
        if not self.journals.is_dir():
            return []
        found = []
        with self._alone():
            for path in sorted(self.journals.glob("*.log")):
                with suppress(OSError, SiteError):
                    journal = self.journal(path.stem)
                    if self._complete(path.stem, journal):
                        found.append(path.stem)
                    journal.shorten()
        return found

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keeps out the other threads, and the desks of other previews of the project. Raises SiteError where one is busy too long."""
        with self.lock:
            self._prepare()
            until = time.monotonic() + PATIENCE
            while True:
                try:
                    with held(self.journals / ".lock"):
                        yield
                    return
                except LockedError:
                    if time.monotonic() > until:
                        raise SiteError("另一个预览的校核台正在写，请等一会儿再试；或者关掉那一个") from None
                    time.sleep(_PAUSE)

    def _prepare(self) -> None:
        """Creates the journal's folder with a .gitignore in it: the journal is not part of the records."""
        ignore = self.journals / ".gitignore"
        if not ignore.exists():
            self.journals.mkdir(parents=True, exist_ok=True)
            ignore.write_bytes(b"*\n")

    def _make(self, slug: str, journal: ActionJournal, change: DeskChange) -> None:
        for each in change.files:
            if hash_of(self.read(slug, each.name)) != each.before:
                raise ConflictError(each.name)
        start = journal.add(change)
        try:
            self._place(slug, change)
            journal.finish(change.number)
        except (OSError, SiteError, ConflictError):
            with suppress(
                OSError, SiteError
            ):  # where even this fails, the change stays in the journal, to be completed
                self._put_back(slug, change)
                journal.retract(start)
            raise

    def _place(self, slug: str, change: DeskChange) -> None:
        """Brings every file to its state after the change; one that already is in that state is not written. Idempotent."""
        ready: list[tuple[str, bytes | None]] = []
        for each in change.files:
            content = self.read(slug, each.name)
            if hash_of(content) == each.after:
                continue
            made = each.apply(content)
            if hash_of(content) != each.before or hash_of(made) != each.after:
                raise ConflictError(each.name)
            ready.append((each.name, made))
        for name, made in ready:
            self._write(slug, name, made)

    def _put_back(self, slug: str, change: DeskChange) -> None:
        """Reverts those files that a failed change had reached."""
        for each in change.files:
            content = self.read(slug, each.name)
            if hash_of(content) == each.after:
                self._write(slug, each.name, each.inverse.apply(content))

    def _complete(self, slug: str, journal: ActionJournal) -> bool:
        """Carries out the last change of a journal where a crash interrupted it; what another program wrote since stays."""
        change = journal.interrupted
        if change is None:
            return False
        try:
            self._place(slug, change)
        except ConflictError:
            return False
        journal.finish(change.number)
        return True

    def put_away(self, slug: str) -> Path:
        """Moves the folder of a notice, and its journal, beside the journals; gives the new place. Nothing is deleted."""
        with self._alone():
            aside = self.journals / "discarded"
            aside.mkdir(exist_ok=True)
            number = next(n for n in count(1) if not (aside / f"{slug}-{n}").exists())
            replace(self.path(slug, "notice.md").parent, aside / f"{slug}-{number}")
            journal = self.journals / f"{slug}.log"
            if journal.is_file():
                replace(journal, aside / f"{slug}-{number}.log")
            self._known.pop(slug, None)
            return aside / f"{slug}-{number}"

    def read(self, slug: str, name: str) -> bytes | None:
        path = self.path(slug, name)
        return path.read_bytes() if path.is_file() else None

    def path(self, slug: str, name: str) -> Path:
        """The path of a file of a notice. Callers pass safe names; they are validated here once more."""
        if not _NAME.fullmatch(name) or ".." in name.split("/") or "/" in slug or slug.startswith("."):
            raise ValueError(name)
        return self.notices / slug / name

    def _write(self, slug: str, name: str, content: bytes | None) -> None:
        path = self.path(slug, name)
        if content is None:
            unlink(path)
            if "/" in name:
                with suppress(OSError):  # others are still in files/
                    path.parent.rmdir()
        else:
            write_whole(path, content)

"""Journalled, durable writes of a notice's files: what was reported as saved is on disk, and every change can be undone exactly.

A change is first appended to the notice's journal (write-ahead, as one splice for each file), then the files are replaced by
atomic renames, then the journal marks it as done. After a crash between these steps the next start completes the change.
A file that another program changed in the meantime is never overwritten: ConflictError.
"""

import base64
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from itertools import count
from pathlib import Path
from threading import RLock
from typing import Any

from msgspec import Struct

from site_builder.desk.file_text import Splice, splice_of
from site_builder.system.renaming import replace, unlink

JOURNAL = ".desk-journal"
LONGEST = 16 * 1024 * 1024  # bytes of a journal, beyond which its older half is deleted
_NAME = re.compile(r"(?:files/)?[^/\\\0]{1,200}")


class ConflictError(Exception):
    """A file does not match the hash that the change expects: another program wrote it."""


class FileChange(Struct, frozen=True):
    """A change of one file. `before`, `after`: SHA-256 in hex, None where the file does not exist; the contents differ by one splice."""

    name: str
    before: str | None
    after: str | None
    start: int
    old: str
    new: str

    @property
    def splice(self) -> Splice:
        return Splice(self.start, base64.b64decode(self.old), base64.b64decode(self.new))


class DeskChange(Struct, frozen=True):
    """One action of the editor as the journal has it. `act`: its name and the card, as JSON values."""

    number: int
    label: str
    at: str
    act: dict[str, Any]
    files: tuple[FileChange, ...]
    undoes: int | None = None


def hash_of(content: bytes | None) -> str | None:
    return None if content is None else sha256(content).hexdigest()


def file_change(name: str, before: bytes | None, after: bytes | None) -> FileChange:
    splice = splice_of(before or b"", after or b"")
    old, new = (base64.b64encode(part).decode() for part in splice[1:])
    return FileChange(name=name, before=hash_of(before), after=hash_of(after), start=splice.start, old=old, new=new)


class ActionJournal:
    """The write-ahead journal of one notice: its changes, oldest first, undone ones included."""

    def __init__(self, path: Path):
        self.path = path
        self.size = 0  # bytes of the file when it was last read or written
        self.changes: list[DeskChange] = []
        self.done: set[int] = set()
        for line in self._lines():
            if "done" in line:
                self.done.add(line["done"])
            else:
                self.changes.append(_change_of(line))

    def _lines(self) -> Iterator[dict[str, Any]]:
        content = self.path.read_bytes() if self.path.is_file() else b""
        self.size = len(content)
        for line in content.split(b"\n")[:-1]:  # a last line without line end is torn: its change never started
            with suppress(ValueError):
                yield json.loads(line)

    def add(self, change: DeskChange) -> None:
        self._append(
            {
                "number": change.number,
                "label": change.label,
                "at": change.at,
                "act": change.act,
                "undoes": change.undoes,
                "files": [[f.name, f.before, f.after, f.start, f.old, f.new] for f in change.files],
            }
        )
        self.changes.append(change)

    def finish(self, number: int) -> None:
        self._append({"done": number})
        self.done.add(number)

    def _append(self, line: dict[str, Any]) -> None:
        new = not self.path.exists()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab") as file:
            if not new:
                file.truncate(self._whole())
            file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
            self.size = file.tell()
        if new:
            _sync_folder(self.path.parent)

    def _whole(self) -> int:
        """The size of the file without a torn last line, which would be read as a change if a line end came behind it."""
        size = self.path.stat().st_size
        with self.path.open("rb") as file:
            file.seek(max(0, size - 1))
            if file.read() in (b"", b"\n"):
                return size
        return self.path.read_bytes().rfind(b"\n") + 1

    @property
    def next_number(self) -> int:
        return max((change.number for change in self.changes), default=0) + 1

    def standing(self) -> list[DeskChange]:
        """The changes that are in effect (not undone), oldest first."""
        stack: list[DeskChange] = []
        for change in self.changes:
            if change.number not in self.done:
                continue
            if change.undoes is None:
                stack.append(change)
            elif stack and stack[-1].number == change.undoes:
                stack.pop()
        return stack

    def shorten(self) -> None:
        """Deletes the older half of a journal that has grown too long."""
        if not self.path.is_file() or self.path.stat().st_size <= LONGEST:
            return
        kept = self.standing()
        self.changes, self.done = kept[len(kept) // 2 :], {change.number for change in kept}
        fresh = self.path.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        other = ActionJournal(fresh)
        for change in self.changes:
            other.add(change)
            other.finish(change.number)
        replace(fresh, self.path)


def _change_of(line: Mapping[str, Any]) -> DeskChange:
    files = tuple(FileChange(*each) for each in line["files"])
    return DeskChange(
        number=line["number"],
        label=line["label"],
        at=line["at"],
        act=line["act"],
        files=files,
        undoes=line.get("undoes"),
    )


class Writer:
    """Writes files of notices. Takes   notices: the folder of all notices; project: the folder that gets `.desk-journal`"""

    def __init__(self, notices: Path, project: Path):
        self.notices, self.journals = notices, project / JOURNAL
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
        """Makes a change as a whole or not at all; None where nothing changes. Raises ConflictError.

        Takes   at      local time, for display: 2026-11-20T09:30
                files   name → (content as it was read, new content), None where the file does not exist
        """
        with self.lock:
            changed = [file_change(name, *pair) for name, pair in files.items() if pair[0] != pair[1]]
            if not changed:
                return None
            self._prepare()
            journal = self.journal(slug)
            change = DeskChange(journal.next_number, label, at, act, tuple(changed))
            self._make(slug, journal, change)
            return change

    def undo(self, slug: str, at: str) -> DeskChange | None:
        """Reverts the last change in effect and gives it; None where there is none. Raises ConflictError."""
        with self.lock:
            journal = self.journal(slug)
            stack = journal.standing()
            if not stack:
                return None
            last = stack[-1]
            back = tuple(
                FileChange(name=f.name, before=f.after, after=f.before, start=f.start, old=f.new, new=f.old)
                for f in reversed(last.files)
            )
            self._make(
                slug,
                journal,
                DeskChange(
                    number=journal.next_number, label=last.label, at=at, act=last.act, files=back, undoes=last.number
                ),
            )
            return last

    def recover(self) -> list[str]:
        """Completes changes that a crash interrupted. Gives the slugs of their notices."""
        found = []
        with self.lock:
            for path in sorted(self.journals.glob("*.log")) if self.journals.is_dir() else ():
                slug = path.stem
                journal = self.journal(slug)
                for change in [c for c in journal.changes if c.number not in journal.done][-1:]:
                    with suppress(ConflictError):
                        self._place(slug, change)
                        journal.finish(change.number)
                        found.append(slug)
                journal.shorten()
        return found

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
        journal.add(change)
        self._place(slug, change)
        journal.finish(change.number)

    def _place(self, slug: str, change: DeskChange) -> None:
        """Brings every file to its state after the change; one that already is in that state is not written. Idempotent."""
        ready: list[tuple[str, bytes | None]] = []
        for each in change.files:
            content = self.read(slug, each.name)
            if hash_of(content) == each.after:
                continue
            made = None if each.after is None else each.splice.apply(content or b"")
            if hash_of(content) != each.before or hash_of(made) != each.after:
                raise ConflictError(each.name)
            ready.append((each.name, made))
        for name, made in ready:
            path = self.path(slug, name)
            if made is None:
                unlink(path)
            else:
                write_whole(path, made)

    def put_away(self, slug: str) -> Path:
        """Moves the folder of a notice, and its journal, beside the journals; gives the new place. Nothing is deleted."""
        with self.lock:
            self._prepare()
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


def write_whole(path: Path, content: bytes) -> None:
    """Replaces a file atomically: write, fsync, rename. After a crash it has either the old or the new content."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    with fresh.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    replace(fresh, path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Flushes a folder's entries to disk; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""The write-ahead journal of one notice: a JSON line for each change, and a second one once it has been carried out."""

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from site_builder.desk.durable_files import sync_folder, write_whole
from site_builder.desk.file_text import Splice, splice_of

LONGEST = 16 * 1024 * 1024  # bytes of a journal, beyond which its older half is deleted


class FileChange(Struct, frozen=True, array_like=True):
    """A change of one file: at offset `start`, the bytes `old` become `new`, which the journal has in base64.

    before, after   SHA-256 of the whole file in hex, None where it does not exist
    """

    name: str
    before: str | None
    after: str | None
    start: int
    old: bytes
    new: bytes

    def apply(self, content: bytes | None) -> bytes | None:
        """The file after the change; None where it is removed."""
        return None if self.after is None else Splice(self.start, self.old, self.new).apply(content or b"")

    @property
    def inverse(self) -> "FileChange":
        return FileChange(
            name=self.name, before=self.after, after=self.before, start=self.start, old=self.new, new=self.old
        )


class DeskChange(Struct, frozen=True):
    """One action of the editor. `act`: its name and the card, as JSON values; `undoes`: the number of the change that it reverts."""

    number: int
    label: str
    at: str
    act: dict[str, Any]
    files: tuple[FileChange, ...]
    undoes: int | None = None


class Done(Struct, frozen=True):
    """The number of a change that has been carried out."""

    done: int


def hash_of(content: bytes | None) -> str | None:
    return None if content is None else sha256(content).hexdigest()


def file_change(name: str, before: bytes | None, after: bytes | None) -> FileChange:
    splice = splice_of(before or b"", after or b"")
    return FileChange(
        name=name, before=hash_of(before), after=hash_of(after), start=splice.start, old=splice.old, new=splice.new
    )


class ActionJournal:
    """The changes of one notice, oldest first, undone ones included."""

    def __init__(self, path: Path):
        self.path = path
        self.changes: list[DeskChange] = []
        self.done: set[int] = set()
        content = path.read_bytes() if path.is_file() else b""
        self.size = len(content)  # bytes of the file when it was last read or written
        for line in content.split(b"\n")[:-1]:  # a last line without line end is torn: its change never started
            with suppress(ValueError):  # a damaged line must not take the others with it
                self._read(line)

    def _read(self, line: bytes) -> None:
        if line.startswith(b'{"done"'):
            self.done.add(msgspec.json.decode(line, type=Done).done)
        else:
            self.changes.append(msgspec.json.decode(line, type=DeskChange))

    def add(self, change: DeskChange) -> int:
        """Appends a change that is about to be carried out; gives the offset of its line, for `retract`."""
        start = self._append(change)
        self.changes.append(change)
        return start

    def finish(self, number: int) -> None:
        """Marks a change as carried out."""
        self._append(Done(number))
        self.done.add(number)

    def retract(self, start: int) -> None:
        """Deletes the last change, which failed. Takes   start: the offset that `add` gave"""
        self._cut(start)
        self.changes.pop()

    def _append(self, line: DeskChange | Done) -> int:
        new = not self.path.exists()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        start = 0 if new else self._whole()
        try:
            with self.path.open("ab") as file:
                file.truncate(start)
                file.write(_line(line))
                file.flush()
                os.fsync(file.fileno())
                self.size = file.tell()
        except OSError:  # a line that is not safe on disk must not be found there at the next start either
            with suppress(OSError):
                self._cut(start)
            raise
        if new:
            sync_folder(self.path.parent)
        return start

    def _cut(self, size: int) -> None:
        with self.path.open("ab") as file:
            file.truncate(size)
            os.fsync(file.fileno())
        self.size = size

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

    @property
    def interrupted(self) -> DeskChange | None:
        """The last change, where it was never marked as carried out. What came before another change is no business of a recovery."""
        last = self.changes[-1] if self.changes else None
        return last if last and last.number not in self.done else None

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
        if self.size <= LONGEST:
            return
        kept = self.standing()
        self.changes, self.done = kept[len(kept) // 2 :], {change.number for change in kept}
        content = b"".join(_line(change) + _line(Done(change.number)) for change in self.changes)
        write_whole(self.path, content)
        self.size = len(content)


def _line(value: DeskChange | Done) -> bytes:
    return msgspec.json.encode(value) + b"\n"

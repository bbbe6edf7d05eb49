"""The site-wide exports, written row by row into staging, so that memory does not grow with the items.

The lines of a notice whose card is the same are copied from the published files, which are known by their digest.
"""

import os
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import ExitStack, closing
from errno import ENOSPC
from hashlib import sha256
from itertools import accumulate, chain, pairwise
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import NamedTuple

from site_builder.build.plan import exports_key
from site_builder.build.published_files import file_sha256
from site_builder.build.state import ExportState
from site_builder.build.thresholds import EXPORT_IN_PLACE
from site_builder.data.file_record import FileRecord
from site_builder.data.formats import insertion, schema
from site_builder.data.line_files import (
    LINE_FILES,
    SPREADSHEET_ROWS,
    TABLES_FOLDER,
    LineFile,
    csv_header,
    csv_path,
    part_path,
)
from site_builder.data.tables import ITEMS, TABLES, Book
from site_builder.records.findings import SiteError

SQLITE = "data/ledger.sqlite"
PROBLEMS = csv_path(ITEMS)
# Of a database file: how often it was changed and its schema (twice), and by which version of the library. The number
# says nothing to a reader, so it is the same everywhere.
_COUNTERS = {24: 1, 40: 1, 92: 1, 96: 3_040_000}


class Earlier(NamedTuple):
    """The published exports, whose digests show that they are what the last build wrote."""

    made: ExportState
    folder: Path


def write_exports(
    book: Book,
    rows: Mapping[str, bytes],
    shape: bytes,
    last: ExportState | None,
    out: Path,
    staging: Path,
    trusted: bool = False,
) -> ExportState:
    """Writes every export below `staging`.

    Takes   book: the rows of all tables
            rows: notice → digest of its rows, in the order of the lines
            shape: changes with all that their bytes depend on beside rows
            last: what the last build made, whose files may be in `out`; all is made anew where they are not
            trusted: whether the files in `out` are known to be those of `last`
    Errors  OSError, SiteError
    """
    before = Earlier(last, out) if last and last.shape == shape and (trusted or _sound(last, out)) else None
    (staging / TABLES_FOLDER).mkdir(parents=True, exist_ok=True)
    made = _line_files(book, rows, before, staging)
    files = {path: record for path, (record, _, _) in made.items()}
    files |= _spreadsheets(book, made[PROBLEMS][1], staging)
    files[SQLITE] = _database(book, rows, before, staging)
    return ExportState(
        key=exports_key(book, rows, shape),
        shape=shape,
        rows=dict(rows),
        sizes={path: lengths for path, (_, lengths, _) in made.items()},
        headers={path: header for path, (_, _, header) in made.items()},
        files=files,
    )


def _sound(last: ExportState, out: Path) -> bool:
    try:
        return all(file_sha256(out / path) == record.sha256 for path, record in last.files.items())
    except OSError:
        return False


def _record(path: Path) -> FileRecord:
    """The record of a file that was written just now."""
    stat = path.stat()
    return FileRecord(file_sha256(path), stat.st_size, mtime=stat.st_mtime_ns)


# -- files of lines


class _LineFile:
    """A file of lines that is being written, notice by notice."""

    def __init__(self, kind: LineFile, book: Book, before: Earlier | None, staging: Path):
        self.kind, self.before = kind, before
        self.header = kind.header(book)
        self.lengths: list[int] = []
        self._there = _places(kind.path, before) if before else {}
        self._target = staging / kind.path
        self._file = self._target.open("wb")
        self._sha, self._size = sha256(), 0
        self.write(self.header)

    def write(self, chunk: bytes | memoryview) -> None:
        self._file.write(chunk)
        self._sha.update(chunk)
        self._size += len(chunk)

    def place(self, slug: str, rows: bytes) -> slice | None:
        """Where the lines of a notice are in the published file, if they are the same."""
        return self._there.get((slug, rows))

    def add(self, chunk: bytes | memoryview) -> None:
        self.lengths.append(len(chunk))
        self.write(chunk)

    def end(self) -> FileRecord:
        self._file.close()
        return FileRecord(self._sha.hexdigest(), self._size, mtime=self._target.stat().st_mtime_ns)

    def give_up(self) -> None:
        self._file.close()


def _line_files(
    book: Book, rows: Mapping[str, bytes], before: Earlier | None, staging: Path
) -> dict[str, tuple[FileRecord, tuple[int, ...], int]]:
    """Writes all files of lines; path → record, bytes of each notice, bytes before the first one.

    The notices are gone through once: each is read once, and not at all where its lines are copied.
    """
    with ExitStack() as stack:
        files = []
        for kind in LINE_FILES:
            files.append(_LineFile(kind, book, before, staging))
            stack.callback(files[-1].give_up)
        olds = [stack.enter_context(_mapped(before.folder / each.kind.path if before else None)) for each in files]
        for card in book.cards:
            alone: Book | None = None
            for each, old in zip(files, olds, strict=True):
                place = each.place(card.slug, rows[card.slug])
                if place is not None:
                    each.add(old[place])
                    continue
                alone = alone or book.of(card)
                each.add(each.kind.lines(alone))
        return {each.kind.path: (each.end(), tuple(each.lengths), len(each.header)) for each in files}


def _spreadsheets(book: Book, lengths: tuple[int, ...], staging: Path) -> dict[str, FileRecord]:
    """problems.csv in parts, each with the header and whole notices, where it has more rows than a spreadsheet reads.

    Takes   lengths: bytes of each notice in it
    """
    rows = [card.counts.problems for card in book.cards]
    if sum(rows) <= SPREADSHEET_ROWS:
        return {}
    made: dict[str, FileRecord] = {}
    header = csv_header(ITEMS)
    with (staging / PROBLEMS).open("rb") as whole:
        whole.seek(len(header))
        left = list(zip(rows, lengths, strict=True))
        while left:
            taken = max(1, sum(1 for so_far in accumulate(own for own, _ in left) if so_far <= SPREADSHEET_ROWS))
            part, left = left[:taken], left[taken:]
            path = part_path(len(made) + 1)
            with (staging / path).open("wb") as file:
                file.write(header)
                for _, length in part:
                    file.write(whole.read(length))
            made[path] = _record(staging / path)
    return made


def _places(path: str, before: Earlier) -> dict[tuple[str, bytes], slice]:
    """(notice, digest of its rows) → where its lines are in the published file."""
    ends = accumulate(before.made.sizes[path], initial=before.made.headers[path])
    return {row: slice(start, end) for row, (start, end) in zip(before.made.rows.items(), pairwise(ends), strict=True)}


class _mapped:
    """The bytes of a file, mapped into memory; empty where there is no file."""

    def __init__(self, path: Path | None):
        self._path = path
        self._map: mmap | None = None

    def __enter__(self) -> "mmap | bytes":
        if self._path is None or not self._path.stat().st_size:
            return b""
        with self._path.open("rb") as file:
            self._map = mmap(file.fileno(), 0, access=ACCESS_READ)
        return self._map

    def __exit__(self, *_: object) -> None:
        if self._map is not None:
            self._map.close()


# -- the database


def _database(book: Book, rows: Mapping[str, bytes], before: Earlier | None, staging: Path) -> FileRecord:
    """Writes a database of all tables: the same bytes for the same rows, whatever it was made from and by which library."""
    work, made = staging / "ledger.work", staging / SQLITE
    old = before.made.rows if before else {}
    changed = [card for card in book.cards if old.get(card.slug) != rows[card.slug]]
    made.unlink(missing_ok=True)
    try:
        if before and len(changed) * EXPORT_IN_PLACE <= len(rows):
            shutil.copyfile(before.folder / SQLITE, work)
            _fill(work, book._replace(cards=changed), [*(old.keys() - rows.keys()), *(card.slug for card in changed)])
        else:
            work.unlink(missing_ok=True)
            _fill(work, book._replace(cards=sorted(book.cards, key=lambda card: card.slug)), None)
        _compact(work, made)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_FULL":
            raise OSError(ENOSPC, os.strerror(ENOSPC), str(made)) from None
        raise SiteError(f"数据库 {SQLITE} 写不出来（{error}）；检查磁盘和权限后再试") from None
    finally:
        work.unlink(missing_ok=True)
    _settle(made)
    return _record(made)


def _fill(path: Path, book: Book, stale: list[str] | None) -> None:
    """Inserts the rows of a book. Takes   stale: notices whose rows are removed first; None = there are no tables yet"""
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        for pragma in ("page_size = 4096", "journal_mode = OFF", "synchronous = OFF", "user_version = 1"):
            base.execute(f"PRAGMA {pragma}")
        base.execute("BEGIN")
        for statement in schema() if stale is None else ():
            base.execute(statement)
        if stale is not None:
            for table in TABLES:
                _forget(base, table.name, table.key[0], stale)
        insertions = [(table, insertion(table)) for table in TABLES]
        for part in chain((book._replace(cards=()),), map(book.of, book.cards)):
            for table, statement in insertions:
                base.executemany(statement, table.rows(part))
        base.execute("COMMIT")


def _forget(base: sqlite3.Connection, name: str, key: str, stale: list[str]) -> None:
    """Removes the rows of stale notices. Organs and inspections are few: all of them are removed, and inserted again."""
    if name in ("organs", "inspections"):
        base.execute(f'DELETE FROM "{name}"')
    else:
        base.executemany(f'DELETE FROM "{name}" WHERE "{key}" = ?', [(slug,) for slug in stale])


def _compact(work: Path, made: Path) -> None:
    """Copies the database in the order of its keys, so that what was there before leaves no trace in the bytes."""
    with closing(sqlite3.connect(work, isolation_level=None)) as base:
        base.execute("PRAGMA synchronous = OFF")
        base.execute("VACUUM INTO ?", (str(made),))


def _settle(path: Path) -> None:
    with path.open("r+b") as file:
        for offset, number in _COUNTERS.items():
            file.seek(offset)
            file.write(number.to_bytes(4, "big"))

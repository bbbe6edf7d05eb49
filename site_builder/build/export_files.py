"""The site-wide exports, written row by row into staging, so that memory does not grow with the items.

The lines of a notice whose card is the same are copied from the published files, which are known by their digest (line_exports).
"""

import os
import sqlite3
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from errno import ENOSPC
from hashlib import sha256
from itertools import accumulate, chain
from pathlib import Path

from site_builder.build.line_exports import Altered, Earlier, Lines, copied, room_for, write_lines
from site_builder.build.plan import exports_key
from site_builder.build.published_files import file_sha256
from site_builder.build.sqlite_bytes import settle
from site_builder.build.state import ExportState
from site_builder.build.thresholds import EXPORT_IN_PLACE, EXPORT_THREAD_FROM
from site_builder.data.file_record import FileRecord
from site_builder.data.formats import insertion, schema
from site_builder.data.line_files import (
    SPREADSHEET_ROWS,
    TABLES_FOLDER,
    csv_header,
    csv_path,
    part_path,
)
from site_builder.data.tables import ITEMS, TABLES, Book
from site_builder.records.findings import SiteError

SQLITE = "data/ledger.sqlite"
# The second is another default in every distribution, and decides what stands in space that is free.
_PRAGMAS = ("synchronous = OFF", "secure_delete = ON")
PROBLEMS = csv_path(ITEMS)


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
    before = Earlier(last, out, trusted) if last and last.shape == shape else None
    (staging / TABLES_FOLDER).mkdir(parents=True, exist_ok=True)
    try:
        lines, database = _written(book, rows, before, staging)
    except (Altered, FileNotFoundError):
        if before is None:
            raise
        lines, database = _written(book, rows, None, staging)
    problems = lines[PROBLEMS]
    whole = out if last and problems.record is last.files.get(PROBLEMS) else staging
    files = {path: each.record for path, each in lines.items()}
    files |= _spreadsheets(book, problems.lengths, whole / PROBLEMS, staging)
    files[SQLITE] = database
    return ExportState(
        key=exports_key(book, rows, shape),
        shape=shape,
        rows=dict(rows),
        sizes={path: each.lengths for path, each in lines.items()},
        headers={path: each.header for path, each in lines.items()},
        prints={path: each.prints for path, each in lines.items()},
        files=files,
    )


def _written(
    book: Book, rows: Mapping[str, bytes], before: Earlier | None, staging: Path
) -> tuple[dict[str, Lines], FileRecord]:
    """The files of lines, and the database: at once, where both are mostly copied, which is done outside Python.

    Takes   before: from which they are made; None = anew
    """
    if before is None or sum(file.size for file in before.made.files.values()) < EXPORT_THREAD_FROM:
        return write_lines(book, rows, before, staging), _database(book, rows, before, staging)
    with ThreadPoolExecutor(1) as thread:
        database = thread.submit(_database, book, rows, before, staging)
        return write_lines(book, rows, before, staging), database.result()


def _record(path: Path) -> FileRecord:
    """The record of a file that was written just now."""
    stat = path.stat()
    return FileRecord(file_sha256(path), stat.st_size, mtime=stat.st_mtime_ns)


def _spreadsheets(book: Book, lengths: tuple[int, ...], problems: Path, staging: Path) -> dict[str, FileRecord]:
    """problems.csv in parts, each with the header and whole notices, where it has more rows than a spreadsheet reads.

    Takes   lengths: bytes of each notice in it
            problems: the whole file, published or below `staging`
    """
    rows = [card.counts.problems for card in book.cards]
    if sum(rows) <= SPREADSHEET_ROWS:
        return {}
    made: dict[str, FileRecord] = {}
    header = csv_header(ITEMS)
    with problems.open("rb") as whole:
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


# -- the database


def _database(book: Book, rows: Mapping[str, bytes], before: Earlier | None, staging: Path) -> FileRecord:
    """Writes a database of all tables: the same bytes for the same rows, whatever it was made from and by which library."""
    work, made = staging / "ledger.work", staging / SQLITE
    old = before.made.rows if before else {}
    changed = [card for card in book.cards if old.get(card.slug) != rows[card.slug]]
    made.unlink(missing_ok=True)
    try:
        if before and len(changed) * EXPORT_IN_PLACE <= len(rows):
            _copy_published(before, work)
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
    settle(made)
    return _record(made)


def _copy_published(before: Earlier, work: Path) -> None:
    """Copies the published database. Errors  Altered"""
    was, sha = before.made.files[SQLITE], sha256()
    with (before.folder / SQLITE).open("rb", buffering=0) as old, work.open("wb") as new:
        copied(old, 0, was.size, (new.write, sha.update), room_for(was.size))
    if not before.trusted and sha.hexdigest() != was.sha256:
        raise Altered


def _fill(path: Path, book: Book, stale: list[str] | None) -> None:
    """Inserts the rows of a book. Takes   stale: notices whose rows are removed first; None = there are no tables yet"""
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        for pragma in (*_PRAGMAS, "page_size = 4096", "journal_mode = OFF", "user_version = 1"):
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
        for pragma in _PRAGMAS:
            base.execute(f"PRAGMA {pragma}")
        base.execute("VACUUM INTO ?", (str(made),))

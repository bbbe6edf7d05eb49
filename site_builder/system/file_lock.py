"""A lock that is released when its holder ends, even when that is killed: flock where there is one, elsewhere SQLite's, which every system has."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    from fcntl import LOCK_EX, LOCK_NB, flock
except ImportError:  # Windows
    LOCKED_BY_SYSTEM = False
else:
    LOCKED_BY_SYSTEM = True


class LockedError(Exception):
    """Another process holds the lock, or another part of this one."""


@contextmanager
def held(path: Path) -> Iterator[int]:
    """Holds the lock of a path; gives the descriptor of the file there, which may be written to.

    Errors  LockedError at once where it is held already
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if LOCKED_BY_SYSTEM:
            try:
                flock(descriptor, LOCK_EX | LOCK_NB)
            except BlockingIOError:
                raise LockedError from None
            yield descriptor
        else:
            with _held_by_sqlite(path.with_name(f"{path.name}.sqlite")):
                yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _held_by_sqlite(path: Path) -> Iterator[None]:
    """An exclusive transaction on an empty database beside it: locked on every system, and freed when the process ends."""
    connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise OSError(error.sqlite_errorcode, str(error), str(path)) from None
            raise LockedError from None
        yield
    finally:
        connection.close()

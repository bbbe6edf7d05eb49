"""Shell: what is kept between builds and read only where it is asked for: cards, and the words that are searched.

A file is named by the digest of its bytes, so it can neither be out of date nor damaged unnoticed. Losing one costs time.
"""

import os
from collections.abc import Collection, Iterable
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from site_builder.records.encoding import SEAL, digest

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)  # Windows has no such flag, and links there only for administrators


class StoreError(Exception):
    """Something that was kept is not there any more, or damaged."""


class Store:
    """A folder of such files."""

    def __init__(self, folder: str | os.PathLike[str]):
        self.folder = os.fspath(folder)

    def put(self, content: bytes) -> bytes:
        """Keeps it; gives the digest that gets it back."""
        name = digest(content)
        write_atomically(self._path(name), content)
        return name

    def get(self, name: bytes) -> bytes:
        """Errors  Lost"""
        try:
            with open(self._path(name), "rb", buffering=0) as file:
                content = file.read()
        except OSError:
            raise StoreError(name.hex()) from None
        if digest(content) != name:
            raise StoreError(name.hex())
        return content

    def has(self, name: bytes) -> bool:
        """Whether a file of that name is there; what is in it is looked at when it is read."""
        return os.path.exists(self._path(name))

    def forget(self, keep: Collection[bytes]) -> None:
        """Removes all but these."""
        names = {name.hex() for name in keep}
        for name in os.listdir(self.folder) if os.path.isdir(self.folder) else ():
            if name not in names:
                os.unlink(f"{self.folder}/{name}")

    def _path(self, name: bytes) -> str:
        return f"{self.folder}/{name.hex()}"


def write_atomically(path: str, content: bytes) -> None:
    """Puts a file in its place, which is whole at any moment, whoever else puts it there; makes the folder."""
    pending = f"{path}.{uuid4().hex}"  # processes of two machines may have one number
    try:
        write_file(pending, content)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        write_file(pending, content)
    os.replace(pending, path)


def write_sealed(path: Path, chunks: Iterable[bytes]) -> None:
    """Writes what is sealed as `encoding.sealed` does it, piece by piece: it may be as large as the memory allows."""
    seal = sha256()
    with path.open("wb") as file:
        file.write(bytes(SEAL))
        for chunk in chunks:
            file.write(chunk)
            seal.update(chunk)
        file.seek(0)
        file.write(seal.digest()[:SEAL])


def write_file(path: str, content: bytes) -> int:
    """Writes a file, whatever stands there but a link; gives the time of its change, in nanoseconds."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _NO_LINK, 0o666)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(file, rest) :]
        return os.fstat(file).st_mtime_ns
    finally:
        os.close(file)

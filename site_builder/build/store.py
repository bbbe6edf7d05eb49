"""What is kept between builds: a store of cards and searched texts by their digest, and files under a seal.

A file of the store is named by the digest of its bytes, so it can be neither stale nor damaged unnoticed. Losing one
costs time.
"""

import os
from collections.abc import Collection, Iterable
from pathlib import Path

from site_builder.records.encoding import DIGEST_SIZE, digest, sealed, unsealed
from site_builder.system.renaming import replace, unlink

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)  # Windows has no such flag, and links there only for administrators
_AS_IT_IS = getattr(os, "O_BINARY", 0)  # without it Windows writes \\n as \\r\\n


class StoreError(Exception):
    """A file of the store is missing or damaged."""


class Store:
    """A folder of files that are named by the digest of their content."""

    def __init__(self, folder: str | os.PathLike[str]):
        self.folder = os.fspath(folder)

    def put(self, content: bytes) -> bytes:
        """Keeps bytes; gives the name by which `get` finds them."""
        name = digest(content)
        write_atomically(self._path(name), content)
        return name

    def get(self, name: bytes) -> bytes:
        """What was put under this name. Errors  StoreError"""
        try:
            with open(self._path(name), "rb", buffering=0) as file:
                content = file.read()
        except OSError:
            raise StoreError(name.hex()) from None
        if digest(content) != name:
            raise StoreError(name.hex())
        return content

    def names(self) -> set[bytes]:
        """Names of all files that are there; whether they are whole is seen when they are read."""
        return {bytes.fromhex(name) for name in self._files() if len(name) == 2 * DIGEST_SIZE}

    def forget(self, keep: Collection[bytes]) -> None:
        """Removes all but these."""
        names = {name.hex() for name in keep}
        for name in self._files():
            if name not in names:
                unlink(f"{self.folder}/{name}")

    def _files(self) -> list[str]:
        return os.listdir(self.folder) if os.path.isdir(self.folder) else []

    def _path(self, name: bytes) -> str:
        return f"{self.folder}/{name.hex()}"


def write_atomically(path: str, content: bytes) -> None:
    """Writes a file by an atomic rename: whoever reads it finds it whole; makes its folder."""
    pending = f"{path}.{os.urandom(16).hex()}"  # not of the process: those of two machines may have one number
    try:
        write_file(pending, content)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        write_file(pending, content)
    replace(pending, path)


def write_sealed(path: str | Path, chunks: Iterable[bytes]) -> None:
    """Writes chunks and their seal, piece by piece: together they may be as large as the memory."""
    with open(path, "wb") as file:
        file.writelines(sealed(chunks))


def read_sealed(path: str | Path) -> memoryview | None:
    """The content of a sealed file; None where there is none, or where it is damaged."""
    try:
        with open(path, "rb") as file:
            return unsealed(file.read())
    except OSError:
        return None


def write_file(path: str, content: bytes) -> int:
    """Writes a file, whatever stands there but a link; gives the time of its change, in nanoseconds."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _NO_LINK | _AS_IT_IS, 0o666)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(file, rest) :]
        return os.fstat(file).st_mtime_ns
    finally:
        os.close(file)

"""File records in columns: what every build compares of each file lies together, and the rest is read where it is asked for.

An archive has hundreds of thousands of files of which an edit changes ten. Imports next to nothing: the early check reads it.
"""

from array import array
from collections.abc import Iterable, Sequence

from msgspec import Struct

from site_builder.data.file_record import FileRecord, FileRecords
from site_builder.records.encoding import DIGEST_SIZE

_SHA256 = 32  # bytes
_NONE = bytes(DIGEST_SIZE)  # in the place of a fingerprint
_BETWEEN = "\0"  # in no name of a file


class FileTable(Struct, frozen=True, array_like=True):
    """Some files below one folder, by path.

    names   paths below the folder, joined
    stamps  size and time of change of each, as 64-bit integers
    hashes  SHA-256 of each
    prints  fingerprint of each, zeros for none
    """

    names: str = ""
    stamps: bytes = b""
    hashes: bytes = b""
    prints: bytes = b""

    def paths(self) -> Sequence[str]:
        """Paths below the folder, sorted."""
        return self.names.split(_BETWEEN) if self.stamps else ()

    def records(self, folder: str) -> FileRecords:
        """Takes   folder: with a slash at its end"""
        numbers = array("q", self.stamps)
        return {
            folder + name: FileRecord(
                self.hashes[at * _SHA256 : (at + 1) * _SHA256].hex(),
                numbers[2 * at],
                None if (print_ := self.prints[at * DIGEST_SIZE : (at + 1) * DIGEST_SIZE]) == _NONE else print_,
                numbers[2 * at + 1],
            )
            for at, name in enumerate(self.paths())
        }

    def __len__(self) -> int:
        return len(self.hashes) // _SHA256

    def ending(self, end: str) -> int:
        """How many of the names end so."""
        return f"{self.names}{_BETWEEN}".count(end + _BETWEEN)

    def size(self) -> int:
        """Of all files, in bytes."""
        return sum(array("q", self.stamps)[::2])


def stamps_of(seen: Iterable[int]) -> bytes:
    """Takes   seen: size and time of change of each file, one after another"""
    return array("q", seen).tobytes()


def table_of(files: FileRecords, folder: str) -> FileTable:
    """Takes   files: all below the folder, which ends with a slash or is empty"""
    listed = sorted(files.items())
    return FileTable(
        _BETWEEN.join(path[len(folder) :] for path, _ in listed),
        stamps_of(number for _, file in listed for number in (file.size, file.mtime)),
        b"".join(bytes.fromhex(file.sha256) for _, file in listed),
        b"".join(file.fingerprint or _NONE for _, file in listed),
    )

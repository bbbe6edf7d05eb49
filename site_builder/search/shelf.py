"""Shards kept between builds. A sealed list of its files' hashes shows whether a shard is whole; if not, it is made again."""

from collections.abc import Set
from hashlib import sha256
from pathlib import Path

import msgspec

from site_builder.records.encoding import pack, sealed, unpacker, unsealed
from site_builder.system.renaming import move, remove_folder, unlink


class KeptFile(msgspec.Struct, frozen=True, array_like=True):
    """A file of a shard: its SHA-256 in hex, and its size in bytes."""

    sha256: str
    size: int

    @classmethod
    def of(cls, content: bytes) -> "KeptFile":
        return cls(sha256(content).hexdigest(), len(content))


ShardFiles = dict[str, KeptFile]
_decoder = unpacker(ShardFiles)


class Shelf:
    """A folder of shards. The list of a shard's files is written last: a shard without one was not finished."""

    def __init__(self, folder: Path):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def put(self, made: Path, name: str) -> ShardFiles:
        """Moves a finished folder in; gives its files."""
        self._drop(name)
        files = {
            path.relative_to(made).as_posix(): KeptFile.of(path.read_bytes())
            for path in sorted(made.rglob("*"))
            if path.is_file()
        }
        move(made, self.folder / name)
        self._seal(name).write_bytes(b"".join(sealed([pack(files)])))
        return files

    def files(self, name: str) -> ShardFiles | None:
        """The files of a shard; None where there is none, or its list is damaged."""
        try:
            content = unsealed(self._seal(name).read_bytes())
            files: ShardFiles | None = _decoder.decode(content) if content is not None else None
        except (OSError, msgspec.DecodeError):
            return None
        return files if (self.folder / name).is_dir() else None

    def read(self, name: str, path: str, wanted: KeptFile) -> bytes | None:
        """The bytes of a file; None where they are missing or damaged. Takes   wanted: as it was put there"""
        try:
            content = (self.folder / name / path).read_bytes()
        except OSError:
            return None
        return content if KeptFile.of(content) == wanted else None

    def keep_only(self, names: Set[str]) -> None:
        for path in sorted(self.folder.iterdir()):
            if path.name.removesuffix(".seal") not in names:
                remove_folder(path) if path.is_dir() else unlink(path)

    def _drop(self, name: str) -> None:
        self._seal(name).unlink(missing_ok=True)
        if (self.folder / name).exists():
            remove_folder(self.folder / name)

    def _seal(self, name: str) -> Path:
        return self.folder / f"{name}.seal"

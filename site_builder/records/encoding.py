"""Values ↔ msgpack and builtins, digests, and sealed (checksummed) bytes. Subclasses of str, such as PartialDate, travel as text."""

import zlib
from hashlib import sha256
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
SEAL = 16  # bytes
_GZIP = 31  # window bits of zlib that ask for a gzip header, its time 0

_encoder = msgspec.msgpack.Encoder(enc_hook=str)


def pack(value: Any) -> bytes:
    return _encoder.encode(value)


def unpacker(kind: type[T] | Any) -> "msgspec.msgpack.Decoder[Any]":
    return msgspec.msgpack.Decoder(kind, dec_hook=lambda wanted, text: wanted(text))


def plain(value: Any) -> Any:
    """Dicts, lists and scalars, as JSON has them."""
    return msgspec.to_builtins(value, enc_hook=str)


def digest(value: bytes | memoryview) -> bytes:
    """Digest of bytes: the first 16 of SHA-256, for which processors have instructions."""
    return sha256(value).digest()[:SEAL]


def gzipped(content: bytes, level: int) -> bytes:
    """Gzip with no time, no name and no system in its header: Python's own `gzip` names one in some versions.

    >>> gzipped(b"", 9)[:10].hex()
    '1f8b08000000000002ff'
    """
    packed = zlib.compress(content, level, _GZIP)
    return packed[:9] + b"\xff" + packed[10:]


def sealed(content: bytes) -> bytes:
    """Content with its digest before it, for files kept between builds: damage on disk must not reach a page."""
    return digest(content) + content


def unsealed(kept: bytes) -> memoryview | None:
    """The sealed content, as a view and not a copy; None where it is damaged.

    >>> bytes(unsealed(sealed(b"words"))), unsealed(sealed(b"words")[:-1])
    (b'words', None)
    """
    content = memoryview(kept)[SEAL:]
    return content if digest(content) == kept[:SEAL] else None

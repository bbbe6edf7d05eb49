"""Values ↔ msgpack and builtins; digests, and seals on what is kept. Our kinds of text (dates, finished HTML) travel as text."""

import zlib
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
DIGEST_SIZE = 16  # bytes
_GZIP = 31  # window bits of zlib that ask for a gzip header, its time 0

_encoder = msgspec.msgpack.Encoder(enc_hook=str)


def pack(value: Any) -> bytes:
    return _encoder.encode(value)


def unpacker(kind: type[T] | Any) -> "msgspec.msgpack.Decoder[Any]":
    return msgspec.msgpack.Decoder(kind, dec_hook=lambda wanted, text: wanted(text))


def plain(value: Any) -> Any:
    """Dicts, lists and scalars, as JSON has them."""
    return msgspec.to_builtins(value, enc_hook=str)


def indented_json(value: Any, indent: int = 1) -> bytes:
    """JSON for people to read as well: UTF-8, indented, a line end at the end."""
    return msgspec.json.format(msgspec.json.encode(value, enc_hook=str), indent=indent) + b"\n"


def digest(*parts: bytes | memoryview) -> bytes:
    """A fingerprint of bytes: the first 16 of their SHA-256, for which processors have instructions.

    Takes   parts: read one after another, as if they were joined

    >>> digest(b"ab", b"c") == digest(b"abc")
    True
    """
    state = sha256()
    for part in parts:
        state.update(part)
    return state.digest()[:DIGEST_SIZE]


def sha256_hex(content: bytes | memoryview) -> str:
    """The whole SHA-256 in hex, as it is published for every file and text."""
    return sha256(content).hexdigest()


def gzipped(content: bytes, level: int) -> bytes:
    """Gzip with no time, no name and no system in its header: Python's own `gzip` names one in some versions.

    >>> gzipped(b"", 9)[:10].hex()
    '1f8b08000000000002ff'
    """
    packed = zlib.compress(content, level, _GZIP)
    return packed[:9] + b"\xff" + packed[10:]


def sealed(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """What is kept between builds, with a digest at its end (the seal): else one bit that a disk loses would end up on a page."""
    state = sha256()
    for chunk in chunks:
        state.update(chunk)
        yield chunk
    yield state.digest()[:DIGEST_SIZE]


def unsealed(kept: bytes) -> memoryview | None:
    """The content that was sealed, no copy of it; None where it is damaged or cut short.

    >>> kept = b"".join(sealed([b"wor", b"ds"]))
    >>> bytes(unsealed(kept)), unsealed(kept[:-1])
    (b'words', None)
    """
    content = memoryview(kept)[:-DIGEST_SIZE]
    return content if digest(content) == kept[-DIGEST_SIZE:] else None

"""Values ↔ msgpack and builtins. Our kinds of text (dates as written, finished HTML) travel as text."""

from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_encoder = msgspec.msgpack.Encoder(enc_hook=str)


def pack(value: Any) -> bytes:
    return _encoder.encode(value)


def unpacker(kind: type[T] | Any) -> "msgspec.msgpack.Decoder[Any]":
    return msgspec.msgpack.Decoder(kind, dec_hook=lambda wanted, text: wanted(text))


def plain(value: Any) -> Any:
    """Dicts, lists and scalars, as JSON has them."""
    return msgspec.to_builtins(value, enc_hook=str)

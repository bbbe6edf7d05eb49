"""A content file as text with \\n; written back, its BOM, its line ends and every byte outside of the edit are preserved."""

from codecs import BOM_UTF8
from collections.abc import Sequence
from typing import Any, NamedTuple


class NotTextError(ValueError):
    """The file is not UTF-8."""


class Splice(NamedTuple):
    """One replacement: from offset `start` on, the bytes `old` become `new`."""

    start: int
    old: bytes
    new: bytes

    def apply(self, content: bytes) -> bytes:
        return content[: self.start] + self.new + content[self.start + len(self.old) :]


def splice_of(old: bytes, new: bytes) -> Splice:
    """The difference between two states of a file as one replacement, without the common prefix and suffix.

    >>> splice_of(b"status: done", b"status: ongoing")
    Splice(start=8, old=b'done', new=b'ongoing')
    """
    start = shared_start(old, new)
    tail = shared_start(old[start:][::-1], new[start:][::-1])
    return Splice(start, old[start : len(old) - tail], new[start : len(new) - tail])


def shared_start(one: Sequence[Any], other: Sequence[Any]) -> int:
    """Length of the common prefix of two texts, byte strings or lists, found by binary search: comparing slices is much faster than a loop in Python."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def text_of(content: bytes) -> str:
    """A file decoded as text, with \\n as line end and without BOM. Raises NotTextError."""
    return _raw(content).replace("\r\n", "\n").replace("\r", "\n")


def _raw(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotTextError(f"文件不是 UTF-8（第 {error.start} 字节起），不能在这里改；另存为 UTF-8 再打开") from None


def with_text(content: bytes, text: str) -> bytes:
    """The file with its text changed: bytes outside of the change stay, and new lines get the file's own line end.

    >>> with_text(b"a\\r\\nb\\r\\n", "a\\nx\\nb\\n")
    b'a\\r\\nx\\r\\nb\\r\\n'
    """
    raw = _raw(content)
    if "\r" not in raw:
        return (BOM_UTF8 if content.startswith(BOM_UTF8) else b"") + text.encode()
    old = text_of(content)
    start = shared_start(old, text)
    tail = shared_start(old[start:][::-1], text[start:][::-1])
    at = _positions(raw)
    ending = "\r\n" if raw.count("\r\n") * 2 >= old.count("\n") else "\n"
    middle = text[start : len(text) - tail].replace("\n", ending)
    changed = raw[: at[start]] + middle + raw[at[len(old) - tail] :]
    return (BOM_UTF8 if content.startswith(BOM_UTF8) else b"") + changed.encode()


def _positions(raw: str) -> list[int]:
    """Offset in the text with \\n → offset in the raw text; the last element is for the end."""
    places = [i for i, char in enumerate(raw) if not (char == "\n" and i and raw[i - 1] == "\r")]
    return [*places, len(raw)]

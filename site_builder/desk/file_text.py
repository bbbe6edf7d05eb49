"""A content file as text with \\n, which remembers its bytes: BOM, line ends and all that an edit does not touch."""

from typing import AnyStr, NamedTuple

_BOM = b"\xef\xbb\xbf"


class NotTextError(ValueError):
    """The file is not UTF-8."""


class Splice(NamedTuple):
    """Bytes or characters from `start` on: `old` was there, `new` is there now."""

    start: int
    old: bytes
    new: bytes

    def apply(self, content: bytes) -> bytes:
        return content[: self.start] + self.new + content[self.start + len(self.old) :]


def splice_of(old: bytes, new: bytes) -> Splice:
    """The one change between two states of a file, without what is equal before and after it.

    >>> splice_of(b"status: done", b"status: ongoing")
    Splice(start=8, old=b'done', new=b'ongoing')
    """
    start = shared_start(old, new)
    tail = shared_start(old[start:][::-1], new[start:][::-1])
    return Splice(start, old[start : len(old) - tail], new[start : len(new) - tail])


def shared_start(one: AnyStr, other: AnyStr) -> int:
    """Length of what two sequences begin with; compares slices, for one after another takes long in Python."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def text_of(content: bytes) -> str:
    """The text of a file with \\n at the end of each line, without BOM. Raises NotTextError."""
    return _raw(content).replace("\r\n", "\n").replace("\r", "\n")


def _raw(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotTextError(f"文件不是 UTF-8（第 {error.start} 字节起），不能在这里改；另存为 UTF-8 再打开") from None


def with_text(content: bytes, text: str) -> bytes:
    """The file with another text: every byte outside of the change stays, new lines end as the others do.

    >>> with_text(b"a\\r\\nb\\r\\n", "a\\nx\\nb\\n")
    b'a\\r\\nx\\r\\nb\\r\\n'
    """
    raw = _raw(content)
    if "\r" not in raw:
        return (_BOM if content.startswith(_BOM) else b"") + text.encode()
    old = text_of(content)
    start = shared_start(old, text)
    tail = shared_start(old[start:][::-1], text[start:][::-1])
    at = _positions(raw)
    ending = "\r\n" if raw.count("\r\n") * 2 >= old.count("\n") else "\n"
    middle = text[start : len(text) - tail].replace("\n", ending)
    changed = raw[: at[start]] + middle + raw[at[len(old) - tail] :]
    return (_BOM if content.startswith(_BOM) else b"") + changed.encode()


def _positions(raw: str) -> list[int]:
    """Index in the text with \\n → index in the raw text; one more for its end."""
    places = [i for i, char in enumerate(raw) if not (char == "\n" and i and raw[i - 1] == "\r")]
    return [*places, len(raw)]

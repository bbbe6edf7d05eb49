"""Bytes of a SQLite database that say nothing of its content, made the same for every version of the library.

Source  https://www.sqlite.org/fileformat2.html
"""

from mmap import mmap
from pathlib import Path

# Of the header: how often the file was changed and its schema (twice), and by which version of the library.
_COUNTERS = {24: 1, 40: 1, 92: 1, 96: 3_040_000}
_PAGE_SIZE_AT, _HEADER = 16, 100
_LEAVES, _INNER = (0x0A, 0x0D), (0x02, 0x05)  # kinds of pages that hold a part of a tree


def settle(path: Path) -> None:
    """Rewrites, in place, the counters of a database and what lies between the pointers and the cells of each page: there some
    versions of the library leave bytes of what stood there while the database was written. Nobody may have it open."""
    with path.open("r+b") as file, mmap(file.fileno(), 0) as base:
        for offset, number in _COUNTERS.items():
            base[offset : offset + 4] = number.to_bytes(4, "big")
        size = int.from_bytes(base[_PAGE_SIZE_AT : _PAGE_SIZE_AT + 2], "big")
        for page in range(0, len(base), size):
            head = page + (0 if page else _HEADER)
            kind = base[head]
            if kind in _LEAVES or kind in _INNER:
                cells = int.from_bytes(base[head + 3 : head + 5], "big")
                begin = head + (8 if kind in _LEAVES else 12) + 2 * cells
                end = page + int.from_bytes(base[head + 5 : head + 7], "big")
                base[begin:end] = bytes(end - begin)

"""Pagefind's index files read and written again: smaller chunks, our own page names, the same bytes every time.

Every file is gzip around a signature and CBOR. Meta: [version, pages [[name, words]], chunks [[from, to, name]],
filters, sorts, meta fields]. Chunk: [[word, [[steps from the page before, positions, …] …], variants] …] in one list.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from gzip import decompress
from itertools import accumulate, groupby, pairwise
from typing import Any

import cbor2

from site_builder.records.encoding import gzipped
from site_builder.search.tokens import TITLE, TOKEN_WIDTH

SIGNATURE = b"pagefind_dcd"
CHUNK_BYTES = 16_000  # of CBOR, some 6 kB as sent: a short query needs one to three chunks of each shard
LEVEL = 6  # of compression: 9 takes six times as long for 3 %
WORD = re.compile(rb"\x83[\x64\x65\x68\x69][a-z]{4,9}")  # the head of a word's entry, and of its spelling

IndexEntry = tuple[str, list[list[Any]], bytes]
Chunk = tuple[str, str, str]  # first word, last word, name


def unpack(content: bytes) -> bytes:
    """The content of one of Pagefind's files, without compression and signature."""
    plain = decompress(content)
    if not plain.startswith(SIGNATURE):
        raise ValueError("not a file of Pagefind's")
    return plain[len(SIGNATURE) :]


def packed_index(value: Any) -> bytes:
    return gzipped(SIGNATURE + cbor2.dumps(value), LEVEL)


def entries(chunk: bytes) -> Iterator[IndexEntry]:
    """The words of an unpacked chunk: spelling, pages, and the bytes they are written in.

    No other place in a chunk has four letters in a row, so the bytes need no second encoding, which takes long.
    """
    starts = [match.start() for match in WORD.finditer(chunk)]
    values = cbor2.loads(chunk)[0]
    if len(starts) != len(values):
        raise ValueError("a chunk whose words cannot be told apart")
    for value, start, end in zip(values, starts, [*starts[1:], len(chunk)], strict=True):
        yield value[0], value[1], chunk[start:end]


def with_characters(words: Iterable[IndexEntry]) -> Iterator[tuple[str, bytes]]:
    """Words in order with, before the pairs of each character, the character itself on all their pages.

    A pair begins with every character of a block but the last, which is there as a word of its own.
    """
    for letters, group in groupby(words, key=lambda word: word[0][:TOKEN_WIDTH]):
        pages: dict[str, set[int]] = {letters: set(), letters + TITLE: set()}
        kept = []
        for word, postings, raw in group:
            alone = letters + word[2 * TOKEN_WIDTH :] if len(word) >= 2 * TOKEN_WIDTH else word
            if alone in pages:
                pages[alone].update(accumulate(posting[0] for posting in postings))
            if word not in pages:
                kept.append((word, raw))
        made = [(word, _without_positions(word, sorted(found))) for word, found in pages.items() if found]
        yield from sorted(made + kept)


def _without_positions(word: str, pages: Sequence[int]) -> bytes:
    """The entry of a word that no phrase contains, so it needs no positions."""
    steps = [page - before for before, page in pairwise((0, *pages))]
    return b"\x83" + cbor2.dumps(word) + _head(0x80, len(steps)) + b"".join(map(_page_alone, steps)) + b"\x80"


@lru_cache(maxsize=1 << 12)
def _page_alone(step: int) -> bytes:
    return b"\x83" + cbor2.dumps(step) + b"\x80\x80"


def rechunked(words: Iterable[tuple[str, bytes]], limit: int = CHUNK_BYTES) -> Iterator[tuple[str, str, bytes]]:
    """First word, last word, file: chunks of about `limit` bytes; a single word may be larger."""
    chunk: list[tuple[str, bytes]] = []
    size = 0
    for word, raw in words:
        if chunk and size + len(raw) > limit:
            yield _chunk(chunk)
            chunk, size = [], 0
        chunk.append((word, raw))
        size += len(raw)
    if chunk:
        yield _chunk(chunk)


def meta_file(version: str, pages: Sequence[str], chunks: Sequence[Chunk]) -> bytes:
    """The meta file of an index whose pages have these names, with no filter and no sort: facet_tables.py has them."""
    return packed_index([version, [[name, 1] for name in pages], [list(chunk) for chunk in chunks], [], [], []])


def entry_value(version: str, pages: int) -> dict[str, Any]:
    """The value of pagefind-entry.json."""
    index = {"hash": "index", "wasm": None, "page_count": pages}
    return {"version": version, "languages": {"und": index}, "include_characters": []}


def _chunk(words: Sequence[tuple[str, bytes]]) -> tuple[str, str, bytes]:
    """One list holding the list of words, around words that are encoded already."""
    content = b"\x81" + _head(0x80, len(words)) + b"".join(raw for _, raw in words)
    return words[0][0], words[-1][0], gzipped(SIGNATURE + content, LEVEL)


def _head(kind: int, length: int) -> bytes:
    """The first bytes of an array (0x80) of this length."""
    if length < 24:
        return bytes([kind + length])
    width = 0 if length < 1 << 8 else 1 if length < 1 << 16 else 2
    return bytes([kind + 24 + width]) + length.to_bytes(1 << width, "big")

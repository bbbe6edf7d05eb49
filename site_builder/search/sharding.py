"""Search documents in one order for the whole site, packed into shards by year."""

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import groupby

import msgspec

from site_builder.unit.search_documents import SearchDocument

SHARD_SIZE = 4000  # documents; Pagefind needs some 0.25 MB of memory for each


class Shard(msgspec.Struct, frozen=True):
    """Documents that are indexed together. `key` names their years; `digest` changes with any of them."""

    key: str
    digest: str
    documents: tuple[SearchDocument, ...]

    @property
    def folder(self) -> str:
        return f"{self.key}-{self.digest[:10]}"


def rank_order(documents: Iterable[SearchDocument]) -> list[SearchDocument]:
    """The order of results of equal rank: newest first, then by notice, items in their order before their notice."""
    ordered = sorted(documents, key=lambda d: (notice_url(d), d.status is None, _natural(d.url)))
    return sorted(ordered, key=lambda d: d.published or "", reverse=True)  # stable; the undated come last


def shards(documents: Iterable[SearchDocument], version: str, size: int = SHARD_SIZE) -> list[Shard]:
    """Newest shard first: consecutive years packed from the oldest up to `size` documents, a larger year in parts.

    Takes   version: what else decides the bytes of an index (this code, Pagefind)
    """
    years = [(year, tuple(group)) for year, group in groupby(rank_order(documents), key=lambda d: d.year)]
    packs: list[tuple[str, tuple[SearchDocument, ...]]] = []
    for year, group in reversed(years):
        if packs and len(packs[-1][1]) + len(group) <= size:
            packs[-1] = (packs[-1][0], group + packs[-1][1])
        else:
            packs.extend(_parts(year, group, size))
    return [Shard(key, _digest(version, pack), pack) for key, pack in reversed(packs)]


def _parts(year: str, group: tuple[SearchDocument, ...], size: int) -> list[tuple[str, tuple[SearchDocument, ...]]]:
    """A year in parts of at most `size`, oldest first; what is added later fills the newest part only."""
    cuts = range(len(group), 0, -size)
    parts = [group[max(0, cut - size) : cut] for cut in cuts]
    return [(year if number == 0 else f"{year}.{number + 1}", part) for number, part in enumerate(parts)]


def _digest(version: str, documents: Sequence[SearchDocument]) -> str:
    encoder = msgspec.json.Encoder(order="deterministic")
    digest = sha256(version.encode())
    for document in documents:
        digest.update(encoder.encode(document))
        digest.update(b"\n")
    return digest.hexdigest()


def notice_url(document: SearchDocument) -> str:
    """The URL of the notice that an item belongs to; a notice's own URL."""
    return document.url if document.status is None else document.url.rstrip("/").rpartition("/")[0] + "/"


def _natural(url: str) -> list[str]:
    """p2 before p10: numbers compare by length first."""
    return [f"{len(part):03}{part}" if part.isdigit() else part for part in re.split(r"(\d+)", url)]

"""Tables for the browser beside Pagefind's index: the documents' facets in columns, and their texts.

Columns of one shard compress to some three bytes a document, so every facet, count and order is worked out in the
browser on all documents at once; a text is fetched only for a result that is shown.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from site_builder.records.encoding import gzipped
from site_builder.search.index_pages import notice_rows
from site_builder.search.sharding import Shard
from site_builder.unit.search_documents import FACETS, SearchDocument

Labels = Mapping[str, Mapping[str, str]]


def packed_json(value: Any) -> bytes:
    """JSON in gzip, the same bytes for the same value; the order of keys is kept."""
    return gzipped(msgspec.json.encode(value), 9)


def column(documents: Sequence[SearchDocument], read: Callable[[SearchDocument], Any]) -> dict[str, list[Any]]:
    """The distinct values in order of appearance, and for each document the number of its value."""
    numbers: dict[Any, int] = {}
    rows = [numbers.setdefault(read(document), len(numbers)) for document in documents]
    return {"values": list(numbers), "rows": rows}


def search_catalogue(plan: Sequence[Shard], base_path: str, labels: Labels) -> dict[str, Any]:
    """What the search page loads first: the shards, newest first, and the names of the facets' values."""
    parts = [{"key": shard.key, "folder": shard.folder, "size": len(shard.documents)} for shard in plan]
    return {"base": base_path, "facets": FACETS, "shards": parts, "labels": labels}


def facet_table(documents: Sequence[SearchDocument]) -> dict[str, Any]:
    """The columns of a shard, rows in order of rank: newest first; `notice` is a row, for each row."""
    columns: dict[str, Any] = {facet: column(documents, lambda d, facet=facet: d.facet(facet)) for facet in FACETS}  # type: ignore[misc]
    columns["published"] = column(documents, lambda d: d.published)
    columns["notice"] = notice_rows(documents)
    columns["window"] = column(documents, lambda d: (d.window_kind, d.opens, d.closes))
    return columns


def result_text(document: SearchDocument) -> list[Any]:
    """What one result needs: address, title, organ, status, date, blocks, anchors."""
    anchors = [*document.anchors, *[""] * (len(document.blocks) - len(document.anchors))]
    return [
        document.url,
        document.title,
        document.organ,
        document.status,
        document.published,
        document.blocks,
        anchors,
    ]

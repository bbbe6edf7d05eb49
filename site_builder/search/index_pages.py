"""The pages of tokens that Pagefind indexes. Every text of a shard is in one of them only.

The blocks of an item are also in its notice. They are indexed with the item, under a page name that stands for both:
that halves the index, the time and the memory. Texts that only the item or only the notice has are pages of their own.
"""

from collections.abc import Iterator, Sequence

from site_builder.search.sharding import notice_url
from site_builder.search.tokens import normalize, page_tokens
from site_builder.unit.search_documents import SearchDocument

AND_ITS_NOTICE = "n"


def pages(documents: Sequence[SearchDocument]) -> Iterator[tuple[str, str]]:
    """Name and words of every page: the name is the document's rank, and `n` where its notice has the text too."""
    whole = {d.url: frozenset(map(normalize, d.blocks)) for d in documents if d.status is None}
    shared_blocks: dict[str, set[str]] = {url: set() for url in whole}
    for rank, document in enumerate(documents):
        if document.status is not None:
            url = notice_url(document)
            yield from _item(rank, document, whole.get(url, frozenset()), shared_blocks.get(url, set()))
    for rank, document in enumerate(documents):
        if document.status is None:
            rest = [block for block in _blocks(document) if block not in shared_blocks[document.url]]
            yield str(rank), page_tokens(normalize(document.title), rest)


def notice_rows(documents: Sequence[SearchDocument]) -> list[int]:
    """For each document the rank of its notice, its own rank where the shard does not have it."""
    ranks = {d.url: rank for rank, d in enumerate(documents) if d.status is None}
    return [ranks.get(notice_url(d), rank) for rank, d in enumerate(documents)]


def _item(
    rank: int, document: SearchDocument, whole: frozenset[str], shared_blocks: set[str]
) -> Iterator[tuple[str, str]]:
    """Up to two pages: what the notice has (this is put down in `shared_blocks`), and what it has not."""
    blocks = _blocks(document)
    shared = [block for block in blocks if block in whole]
    own = [block for block in blocks if block not in whole]
    shared_blocks.update(shared)
    title = normalize(document.title)
    if shared:
        yield f"{rank}{AND_ITS_NOTICE}", page_tokens(title, shared)
    if own or not shared:
        yield str(rank), page_tokens("" if shared else title, own)


def _blocks(document: SearchDocument) -> list[str]:
    """Folded, the title's own among them."""
    blocks = [normalize(block) for block in document.blocks]
    title = normalize(document.title)
    return blocks if title in blocks else [title, *blocks]

"""Search that finds what the browser's own find would find: Pagefind, fed with words of ours and asked in them."""

from site_builder.search.documents import SearchDocument
from site_builder.search.indexing import IndexingError, IndexReport, search_index, write_index

__all__ = ["IndexReport", "IndexingError", "SearchDocument", "search_index", "write_index"]

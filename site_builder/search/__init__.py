"""Search: Pagefind, which indexes tokens of our own, so that it finds whatever a text search of the page would find."""

"""Search that finds what the browser's own find would find: Pagefind, fed with words of ours and asked in them."""

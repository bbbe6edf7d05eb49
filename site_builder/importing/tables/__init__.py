"""Tables of a document → ledgers: one item for each row, cells labelled with their column's name, and suggested claims."""

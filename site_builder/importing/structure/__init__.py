"""Lines → the most coherent reading of the whole document: front, body, end; sections, items, measures; and why."""

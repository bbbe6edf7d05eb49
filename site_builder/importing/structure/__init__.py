"""Lines → the best-scoring interpretation of the whole document (front, body, end; sections, items, measures), with reasons."""

"""Grids of a document → a ledger: a row an item, each cell under its column's name, and what the columns claim."""

"""Readers: bytes of any accepted format → a manuscript, a list of lines."""

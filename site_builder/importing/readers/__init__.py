"""Bytes of any accepted format → the lines of a manuscript."""

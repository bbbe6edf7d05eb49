"""Cards → open data: tables, formats, dictionary, JSON types, manifest."""

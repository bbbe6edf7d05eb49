"""The lines of a document, and tools to read their characters: folding, numbering, dates."""

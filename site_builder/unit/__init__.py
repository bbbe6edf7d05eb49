"""One notice → all its outputs, its card and its searched text."""

"""Lines as they came in, and what their characters are: folded text, numbers, dates."""

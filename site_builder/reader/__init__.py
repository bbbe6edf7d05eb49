"""The second reader: listed wording, names, and words that stand in two places, found in a text as it stands. No model: lists and hashes."""

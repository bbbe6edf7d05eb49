"""The second reader: lists, near misses, prints, and what they come to on a site."""

"""A page and the templates → HTML bytes."""

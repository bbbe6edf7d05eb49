"""A page (its view and layout) and the templates → HTML."""

"""The same units made on other machines, by an engine that is there already."""

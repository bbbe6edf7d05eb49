"""台账: rectification notices as records, and the records as a static site."""

VERSION = "0.2.0"

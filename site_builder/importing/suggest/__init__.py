"""The words of an item → suggested records, each with its quotation."""

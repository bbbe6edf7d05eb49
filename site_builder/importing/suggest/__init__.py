"""The words of an item → suggestions with their quotation."""

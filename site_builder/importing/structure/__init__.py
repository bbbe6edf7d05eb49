"""Lines → what each is: title, sections, items, measures, signature, contacts."""

"""A notice, its context and a day → what a page says. What holds on a day is derived here."""

"""A notice, its context and a day → the views: what each page says. What follows from the day is worked out here."""

"""Documents composed with their truth from independent choices: every house style, and what only looks like a notice."""

"""The one error a reader raises."""


class UnreadableError(ValueError):
    """A file that no reader can make text of; the message says why, in Chinese."""

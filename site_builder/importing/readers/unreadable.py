"""The error raised by readers."""

from typing import Literal

RefusalCode = Literal["unreadable", "scan", "encrypted", "empty", "unknown-format"]


class UnreadableError(ValueError):
    """A file from which no text can be read.

    `str()`     the reason and the remedy, in Chinese
    `code`      the kind of reason, as in the report of an import
    `evidence`  what was found in the file; '' where the reason is sufficient
    """

    def __init__(self, why: str, code: RefusalCode = "unreadable", evidence: str = "") -> None:
        super().__init__(why)
        self.code: RefusalCode = code
        self.evidence = evidence

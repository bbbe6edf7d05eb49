"""The one error a reader raises."""

from typing import Literal

RefusalCode = Literal["unreadable", "scan", "encrypted", "empty", "unknown-format"]


class UnreadableError(ValueError):
    """A file that no reader can make text of.

    `str()`     why, and the way out, in Chinese
    `code`      the kind of reason, as the report of an import gives it
    `evidence`  what was seen in the file that shows it; '' where the reason says it all
    """

    def __init__(self, why: str, code: RefusalCode = "unreadable", evidence: str = "") -> None:
        super().__init__(why)
        self.code: RefusalCode = code
        self.evidence = evidence

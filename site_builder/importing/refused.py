"""The result of an import that was refused, for people and for programs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal, as in the report of an import.

    `code`      not-a-notice, unreadable, scan, encrypted, empty, unknown-format;
                filled-sheet: a workbook that `sheet` wrote; edited: it would overwrite an edited record
    `why`       the reason and the remedy, in Chinese
    `evidence`  words of the document that show it, verbatim; empty where `why` is sufficient
    """

    code: str
    why: str
    evidence: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.why

"""Why a file was not imported, for people and for programs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal as the report of an import gives it.

    `code`      not-a-notice, unreadable, scan, encrypted, empty, unknown-format; edited where a record would be overwritten
    `why`       the reason and the way out, in Chinese
    `evidence`  what was seen that shows it, verbatim; empty where the reason says it all
    """

    code: str
    why: str
    evidence: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.why

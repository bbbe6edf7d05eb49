"""What import leaves beside its output: a mark at the top of ledger.yaml, by which later edits are detected, and what it read."""

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

IMPORTED: Final = ".import.json"  # the lines of the document and the doubts about them, which the desk shows
_FIRST: Final = "# 由 import 生成；改动本记录后再次导入不会覆盖"
_LINES: Final = re.compile(
    rf"\A{re.escape(_FIRST)}\n#   source {{1,}}(?P<source>.*)\n#   notice (?P<notice>\w+)\n#   ledger (?P<ledger>\w+)\n"
)


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class ImportMark:
    """The source's name, and the hashes of both files as written by import (of the ledger without its mark)."""

    source: str
    notice: str
    ledger: str

    @classmethod
    def of(cls, source: str, notice: str, ledger: str) -> "ImportMark":
        return cls(re.sub(r"\s+", " ", source), _hash(notice), _hash(ledger))

    def untouched(self, notice: str, ledger: str) -> bool:
        """Whether both files still match their hashes."""
        return self.notice == _hash(notice) and self.ledger == _hash(ledger)


def marked(ledger: str, mark: ImportMark) -> str:
    """The ledger with its mark at the top."""
    return f"{_FIRST}\n#   source {mark.source}\n#   notice {mark.notice}\n#   ledger {mark.ledger}\n{ledger}"


def read_mark(text: str) -> ImportMark | None:
    """The mark of a ledger; None where it has none."""
    found = _LINES.match(text)
    return ImportMark(found["source"], found["notice"], found["ledger"]) if found else None


def without_mark(text: str) -> str:
    """The ledger's text without its mark."""
    return _LINES.sub("", text)

"""How well the reading does on the table of sentences: `python -m tests.claims.scoring` prints each that it misses."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from site_builder.claims.status import Reading, reading

TABLE = Path(__file__).parent / "sentences.tsv"


class Row(NamedTuple):
    kind: str
    claim: str
    holds: bool
    sentence: str
    quote: str

    @property
    def read(self) -> Reading:
        return reading(self.quote, self.sentence, self.sentence)

    @property
    def verdict(self) -> str:
        """'accepted', 'refused', or 'doubted': a warning."""
        found = self.read
        if self.claim in found.carries:
            return "accepted"
        return "refused" if found.certain and self.claim not in found.may else "doubted"


def rows(path: Path = TABLE) -> Iterator[Row]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, claim, holds, sentence, quote = line.split("\t")
            yield Row(kind, claim, holds == "yes", sentence, quote or sentence)


class Score(NamedTuple):
    """Of the rows that claim a status. A doubted row is neither accepted nor refused."""

    accepted_rightly: int
    accepted_wrongly: int
    refused_rightly: int
    refused_wrongly: int
    doubted: int

    @property
    def precision(self) -> float:
        return self.accepted_rightly / max(1, self.accepted_rightly + self.accepted_wrongly)

    def recall(self, of: int) -> float:
        return self.accepted_rightly / max(1, of)


def score(table: list[Row]) -> Score:
    verdicts = [(row.holds, row.verdict) for row in table]
    return Score(
        verdicts.count((True, "accepted")),
        verdicts.count((False, "accepted")),
        verdicts.count((False, "refused")),
        verdicts.count((True, "refused")),
        sum(1 for _, verdict in verdicts if verdict == "doubted"),
    )


def main() -> None:
    table = list(rows(Path(sys.argv[1]) if len(sys.argv) > 1 else TABLE))
    for row in table:
        if (row.verdict == "accepted") != row.holds:
            found = row.read
            print(row.kind, row.claim, "holds" if row.holds else "does not hold", row.verdict, row.quote, "|", row.sentence,
                  "→", found.status, found.why, sorted(found.carries))  # fmt: skip
    for claim in ("done", ""):
        own = [row for row in table if not claim or row.claim == claim]
        result, honest = score(own), sum(row.holds for row in own)
        rates = f"precision {result.precision:.3f}, recall {result.recall(honest):.3f}"
        print(f"{claim or 'all'}: {len(own)} rows, {honest} honest; {result._asdict()}; {rates}")


if __name__ == "__main__":
    main()

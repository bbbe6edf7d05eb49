"""Which of two dates of a head is said to be wrong, where, and on which line the other one stands."""

import pytest

from site_builder.rules.dates_in_order import dates_that_look_wrong
from tests.rules.space import Edit, edited, rewritten
from tests.rules.test_quotations import N, case_of

CASE = case_of()
SIGNED, RETRIEVED, FEEDBACK = 'date: "2026-10-10"', 'retrieved: "2026-10-13"', '  feedback: "2026-05-20"\n'
STARTED, PUBLISHED = 'started: "2026-03-02"', 'published: "2026-10-12"\n'


@pytest.mark.parametrize(
    ("edits", "under", "what", "first"),  # `first`: what stands on the line that is named
    [
        ([Edit(N, SIGNED, 'date: "2026-10-13"')], "2026-10-13", "published 早于 signed.date", 'date: "2026-10-13"'),
        ([Edit(N, SIGNED, 'date: "2026-10-12"')], "", "", ""),
        ([Edit(N, SIGNED, 'date: "2026-10"')], "", "", ""),
        ([Edit(N, SIGNED, 'date: "2026-11"')], "2026-11", "published 早于 signed.date", 'date: "2026-11"'),
        ([Edit(N, PUBLISHED, PUBLISHED + 'written: "2026-10-13"\n')], "2026-10-13", "published 早于 written", "written"),
        ([Edit(N, PUBLISHED, PUBLISHED + 'written: "2026-10-12"\n')], "", "", ""),
        ([Edit(N, RETRIEVED, 'retrieved: "2026-10-11"')], "2026-10-11", "source.retrieved 早于 published", "published"),
        ([Edit(N, RETRIEVED, 'retrieved: "2026-10-12"')], "", "", ""),
        ([Edit(N, FEEDBACK, '  feedback: "2026-10-13"\n')], "2026-10-12", "published 早于 inspection.feedback", "feedback"),
        ([Edit(N, FEEDBACK, '  feedback: "2026-10-12"\n')], "", "", ""),
        ([Edit(N, FEEDBACK, ""), Edit(N, STARTED, 'started: "2026-10-13"')], "2026-10-12", "published 早于 inspection.started", "started"),
        ([Edit(N, FEEDBACK, ""), Edit(N, STARTED, 'started: "2026-10-12"')], "", "", ""),
        ([Edit(N, PUBLISHED, "published: null\n"), Edit(N, SIGNED, 'date: "2027"')], "", "", ""),
    ],
)  # fmt: skip
def test_two_dates_of_a_head(edits: list[Edit], under: str, what: str, first: str) -> None:
    lines = edited(edits)[0][N].split("\n")
    found = [*dates_that_look_wrong.findings(rewritten(CASE, *edits))]
    assert [f.what for f in found] == ([what] if what else [])
    for f in found:
        number = next(number for number, line in enumerate(lines, 1) if line.strip().startswith(first))
        assert lines[f.at.line - 1][f.at.column :][: f.at.length - 2] == under
        assert f"（第 {number} 行）" in f.why and f.severity == "warning"

"""A group of pages of the site is made again when what it shows has changed, and only then."""

import re

import pytest
from click.testing import CliRunner

from site_builder.cli import main
from tests.conftest import DUE_LEDGER, HEAD, LEDGER, TEXT, Space

INSPECTED = HEAD + 'inspection:\n  feedback: "2023-03-01"\n'
NEW = ("marks/lapsed", "due", "cohorts", "windows", "organs/amr", "home")
OTHER_WORDS = TEXT.replace("压缩拨付时限", "缩短拨付时限")


def made_again(space: Space, day: str) -> set[str]:
    """The groups that --explain names, of those that are looked at here."""
    arguments = ["build", "--content", str(space.content), "--out", str(space.out), "--today", day, "--no-search"]
    done = CliRunner().invoke(main, [*arguments, "--jobs", "1", "--explain"])
    assert done.exit_code == 0, done.output
    named = set(re.findall(r"(?m)^重做 ([a-z./-]+)：", done.output))
    return {name for name in NEW if name in named}


@pytest.mark.parametrize(
    ("change", "day", "expected"),
    [
        ({}, "2025-08-02", set()),
        ({"text": OTHER_WORDS}, "2025-08-01", set()),
        ({"ledger": DUE_LEDGER}, "2025-08-01", {"cohorts", "organs/amr", "home", "marks/lapsed", "windows", "due"}),
        (
            {"head": INSPECTED.replace("2024-11-16", "2024-11-20")},
            "2025-08-01",
            {"windows", "organs/amr", "home", "cohorts", "marks/lapsed", "due"},
        ),
        ({}, "2026-03-01", {"cohorts"}),
    ],
)
def test_groups(space: Space, change: dict[str, str], day: str, expected: set[str]) -> None:
    space.write(
        "site.yaml", (space.content / "site.yaml").read_text("utf-8").replace("demo: true\n", "").replace("365", "3650")
    )
    sound = {"head": INSPECTED, "text": TEXT, "ledger": LEDGER}
    space.notice("n", **sound)
    made_again(space, "2025-08-01")
    space.notice("n", **(sound | change))
    assert made_again(space, day) == expected

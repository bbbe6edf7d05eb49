"""Which keys of the records are dates, and the comment that tells an editor the schema of a file."""

import re

import pytest

from site_builder.rules import schemas


@pytest.mark.parametrize(
    ("name", "depth", "line"),
    [
        ("site", 0, "# yaml-language-server: $schema=schemas/site.json"),
        ("organs", 1, "# yaml-language-server: $schema=../schemas/organs.json"),
        ("ledger", 3, "# yaml-language-server: $schema=../../../schemas/ledger.json"),
    ],
)
def test_the_line_of_a_schema(name: str, depth: int, line: str) -> None:
    assert schemas.modeline(name, depth) == line


@pytest.mark.parametrize(
    ("record", "key", "fits", "wrong"),
    [
        ("Entry", "as_of", ["2026", "2026-12", "2026-12-31"], ["2026-13", "2026-12-32", "2026年", "26", "2026-12-31 09:00"]),
        ("Due", "by", ["2026", "2026-01"], ["", "2026-1"]),
        ("Commitment", "from", ["2026"], ["x"]),
        ("Head", "published", ["2026-12-31", "2026-12-31 09:00", "2026-12-31T09:00:30"], ["2026", "2026-12", "2026-12-31 9:00"]),
        ("Entry", "quote", [], []),
        ("Entry", "status", [], []),
    ],
)  # fmt: skip
def test_the_form_of_a_date(record: str, key: str, fits: list[str], wrong: list[str]) -> None:
    form = schemas._dated_keys().get((record, key))
    assert (form is not None) == bool(fits)
    assert all(re.search(form or "", each) for each in fits)
    assert not any(re.search(form or "", each) for each in wrong)

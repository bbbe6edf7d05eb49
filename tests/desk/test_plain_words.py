"""What the rules find is said at the desk with no key and no code: every finding of the rules' own cases."""

import re

import pytest

from site_builder.desk.plain_words import WORDS, plain
from site_builder.records.vocabulary import STATUSES
from site_builder.rules.key_descriptions import KEYS
from tests.cases import in_part
from tests.rules.space import edited, findings_of
from tests.rules.test_cases import BROKEN, Row

SAID = re.compile(r"“[^“”]*”|'[^']*'|\"[^\"]*\"|\S*/\S*")  # words of a text, paths
WORD = re.compile(r"(?<![\w.@-])[a-z][a-z_]*(?:-[a-z]+)*(?![\w.@-])", re.ASCII)
CODES = {word for word in WORDS if word.isascii()}


def test_every_key_has_its_name() -> None:
    """Of a notice and of the site's own files: the desk's home lists what is wrong in both."""
    keys = {key for known in KEYS.values() for key in known}
    assert len(keys) > 100 and keys - set(WORDS) == set()
    assert set(STATUSES) <= set(WORDS)


@pytest.mark.parametrize("family", sorted({row.fields["code"][0] for row in BROKEN}))
def test_no_finding_names_a_key_or_a_code(family: str) -> None:
    def rows() -> list[Row]:
        """In `make test` the first case of each code."""
        own = [row for row in BROKEN if row.fields["code"].startswith(family)]
        return in_part(own, lambda row: row.fields["code"])

    left = {
        (finding.code, word, plain(part))
        for row in rows()
        for finding in findings_of(edited(row.edits)[0])
        if finding.code.startswith(family)
        for part in (finding.what, finding.why, finding.mend)
        for word in WORD.findall(SAID.sub("", plain(part)))
        if word in CODES
    }
    assert left == set()

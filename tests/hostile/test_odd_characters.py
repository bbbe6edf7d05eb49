"""Characters that no reader sees are errors wherever they stand: in every value of every file that an editor writes."""

import re

import pytest

from site_builder.records.source import read_yaml, scalars
from tests.cases import in_part
from tests.rules.space import BASE, findings_of

ODD = {"\u202e": "U+202E", "\u061c": "U+061C", "\u2068": "U+2068", "\ufdd0": "U+FDD0", "\U0002fffe": "U+2FFFE"}


def values() -> list[tuple[str, int, int]]:
    """(file, line, column) of every value of the sound site, and of a line of each page."""
    found = []
    for name, text in BASE.items():
        if name.endswith("notice.md"):
            head = text.split("---\n")[1]
            found += [(name, field.at.line + 1, field.at.column) for field in scalars(read_yaml(head, name).root)]
        elif name.endswith(".yaml"):
            found += [(name, field.at.line, field.at.column) for field in scalars(read_yaml(text, name).root)]
        elif name.startswith("pages/"):
            found += [(name, number, 1) for number, line in enumerate(text.split("\n"), 1) if len(line) > 3]
    return found


def key_of(name: str, line: int, column: int) -> str:
    """The last word before a value on its line, which is its key, or the dash of its list."""
    return "".join(re.findall(r"[a-z_0-9]+|-", BASE[name].split("\n")[line - 1][: column - 1])[-1:])


def test_a_sign_that_turns_the_words_is_an_error_in_every_value() -> None:
    """In `make test` of each key of each file the first place where it stands."""
    assert len(every := values()) > 100
    VALUES = in_part(every, lambda place: (place[0], key_of(*place)))
    missed, told = [], 0
    for number, (name, line, column) in enumerate(VALUES):
        char = list(ODD)[number % len(ODD)]
        lines = BASE[name].split("\n")
        lines[line - 1] = lines[line - 1][:column] + char + lines[line - 1][column:]
        found = findings_of({**BASE, name: "\n".join(lines)})
        if not any(f.severity == "error" for f in found):  # of the sign, or of the day, slug or number it stands in
            missed.append((name, line, column, ODD[char]))
        told += any(f.code in ("T007", "T008", "T020", "Y003") for f in found)
    assert missed == [] and told > len(VALUES) * 0.7
    assert not [f for f in findings_of(BASE) if f.severity == "error"]


@pytest.mark.parametrize("written", [r"\u202e", r"\a", r"\e", r"\uFFFE", r"\U0001FFFF", r"\0"])
def test_written_as_an_escape_it_is_the_same(written: str) -> None:
    """A title with a bell in it would make opensearch.xml and the feed no XML at all."""
    site = BASE["site.yaml"].replace('title: "', f'title: "{written}', 1)
    assert site != BASE["site.yaml"]
    codes = {f.code for f in findings_of({**BASE, "site.yaml": site}) if f.severity == "error"}
    assert codes & {"T020", "Y003"}

"""What the parser makes of contents a little beside those of the rules' cases; tests/neighbours.py says how they are chosen.

`neighbours.tsv` keeps it, and is written anew (some minutes) by

    python -m tests.records.neighbours
"""

from importlib import import_module
from pathlib import Path

from site_builder import records
from site_builder.records.findings import Finding
from site_builder.records.registers import read_registers
from tests.neighbours import Table, write
from tests.rules.neighbours import BY_NAME, said, slug_of, texts_with
from tests.rules.space import notice_of
from tests.rules.test_cases import ROWS

FILE = Path(__file__).with_suffix(".tsv")
MODULES = tuple(
    import_module(f"{records.__name__}.{path.stem}")
    for path in sorted(Path(records.__file__).parent.glob("*.py"))
    if path.stem != "__init__"
)
_REGISTERS = {row.name: row for row in ROWS if all("/" not in edit.file and edit.old is not None for edit in row.edits)}


def notice(name: str, text: str) -> list[str]:
    """What is said of a notice whose case has its last edit written otherwise; and the record."""
    row, found = BY_NAME[name], list[Finding]()
    slug = slug_of(row)
    assert slug
    read = notice_of(texts_with(row, text), slug, found)
    return [*said(found), repr(read)]


def registers(name: str, text: str) -> list[str]:
    """The same of site.yaml, organs.yaml and their like."""
    found = list[Finding]()
    read = read_registers(
        {path: words for path, words in texts_with(_REGISTERS[name], text).items() if "/" not in path}, "content", found
    )
    return [*said(found), repr(read)]


TABLES = (
    Table("notice", notice, [[name, row.edits[-1].new] for name, row in BY_NAME.items()], MODULES, (1,), 60),
    Table("registers", registers, [[name, row.edits[-1].new] for name, row in _REGISTERS.items()], MODULES, (1,), 60),
)

if __name__ == "__main__":
    write(TABLES, FILE)

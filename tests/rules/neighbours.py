"""What the rules say of contents a little beside those of their cases; tests/neighbours.py says how they are chosen.

`neighbours.tsv` keeps it, and is written anew (ten minutes) by

    python -m tests.rules.neighbours
"""

import inspect
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from site_builder.records.findings import Finding
from site_builder.records.registers import read_registers
from site_builder.rules import Case, rule
from site_builder.rules.registry import NOTICE_RULES, RULES
from tests.neighbours import Table, write
from tests.rules.space import BASE, Texts, cases_of, edited, notice_of
from tests.rules.test_cases import ROWS, Row

FILE = Path(__file__).with_suffix(".tsv")
_PLACES = {
    f"notices/{slug}/{name}": slug for slug in ("2026-shuiwu", "2026-fangan") for name in ("notice.md", "ledger.yaml")
}


@cache
def sound() -> dict[str, Case]:
    """The notices of the sound content, with what is around them."""
    registers = read_registers({name: text for name, text in BASE.items() if "/" not in name}, "content", [])
    assert registers is not None
    return cases_of(BASE, registers, [])


def slug_of(row: Row) -> str | None:
    """The one notice whose text and ledger a case edits, if that is all it edits."""
    slugs = {_PLACES.get(edit.file) if edit.old is not None else None for edit in row.edits}
    return slugs.pop() if len(slugs) == 1 else None


BY_NAME = {row.name: row for row in ROWS if slug_of(row)}


def texts_with(row: Row, text: str) -> Texts:
    """The content of a case, its last edit written otherwise."""
    return edited([*row.edits[:-1], row.edits[-1]._replace(new=text)])[0]


def said(findings: list[Finding]) -> list[str]:
    return [
        f"{each.code} {each.severity} {each.at.path.rpartition('/')[2]}:{each.at.line}:{each.at.column}+{each.at.length} "
        f"{each.what} {each.why} {each.mend} {[*each.fix.edits]}"
        for each in sorted(findings)
    ]


def read_with(module: ModuleType) -> Callable[[str, str], list[str]]:
    """(name of a case, its last edit written otherwise) → what the parser and the rules of the module say."""
    own = [each for each in NOTICE_RULES if each.check and each.check.__module__ == module.__name__]

    def read(name: str, text: str) -> list[str]:
        row = BY_NAME[name]
        slug = slug_of(row)
        assert slug
        found: list[Finding] = []
        notice = notice_of(texts_with(row, text), slug, found)
        if notice is not None:
            case = sound()[slug]._replace(notice=notice)
            found += [finding for each in own for finding in each.findings(case)]
        return said(found)

    return read


def tables() -> Iterator[Table]:
    """One for each module of rules of notices, with the cases of its rules."""
    for path in sorted(Path(rule.__file__).parent.glob("*.py")):
        module = import_module(f"site_builder.rules.{path.stem}")
        codes = {code for code, each in RULES.items() if each.check and each.check.__module__ == module.__name__}
        rows = [
            [row.name, row.edits[-1].new]
            for row in BY_NAME.values()
            if row.fields.get("code", row.fields.get("fine")) in codes
        ]
        if rows:
            helpers = [each for each in vars(module).values() if _of_rules(inspect.getmodule(each)) and callable(each)]
            modules = {module.__name__: module} | {m.__name__: m for each in helpers if (m := inspect.getmodule(each))}
            yield Table(path.stem, read_with(module), rows, tuple(modules.values()), (1,), 30)


def _of_rules(module: ModuleType | None) -> bool:
    return module is not None and module.__name__.startswith("site_builder.rules.") and module is not rule


TABLES = tuple(tables())

if __name__ == "__main__":
    write(TABLES, FILE)

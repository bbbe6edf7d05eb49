"""What the privacy gate says on both sides of each of its bounds, and with each of its words; tests/neighbours.py says how they are chosen.

`gate.tsv` keeps it, and is written anew (some minutes) by

    python -m tests.privacy.gate
"""

from importlib import import_module
from pathlib import Path

from site_builder import rules
from tests.neighbours import Table, write
from tests.privacy.neighbours import rows, told

FILE = Path(__file__).with_suffix(".tsv")
MODULES = [
    import_module(f"{rules.__name__}.{path.stem}") for path in sorted(Path(rules.__file__).parent.glob("personal*.py"))
]
ROWS = [text for text in rows() if len(text) < 120]
# One table for each module: the words of each are tried in the same texts.
TABLES = tuple(
    Table(module.__name__.rpartition(".")[2], told, [[text] for text in ROWS], (module,), others=200)
    for module in MODULES
)


if __name__ == "__main__":
    write(TABLES, FILE)

"""docs/supply.md: every package that a build installs, with its licence as its own metadata gives it."""

import re
from collections.abc import Iterator
from importlib.metadata import metadata
from pathlib import Path

REQUIREMENTS = Path(__file__).parents[2] / "requirements" / "run.txt"
_PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==(\S+)", re.MULTILINE)
_HEAD = """# What is installed

A build installs these packages and nothing else, each pinned with the hashes of its files (`requirements/run.txt`; `make pins` resolves
them anew). Tests need more (`requirements/test.txt`), the comparison with Hugo and `make mutants` too
(`requirements/bench.in`, `requirements/mutants.in`). None of it is needed to read the site: pages load no script but their own.

| package | version | licence |
|---|---|---|
"""
_TAIL = """
Licences are those of each package's own metadata; Pagefind's program inside `pagefind-bin` is under MIT as well, and its engine is the
only foreign code that is shipped with a site (below `pagefind/`, with its licence beside it).

## Known holes in them

```sh
python3 -m venv /tmp/audit && /tmp/audit/bin/pip install pip-audit
/tmp/audit/bin/pip-audit --require-hashes --disable-pip -r requirements/run.txt
```

It asks a public database about each pinned version, so it needs the network, and is no part of `make test`: a hole that becomes known
must not turn an old commit red. Run it before a release, and by a weekly job where there is one. A finding is mended by `make pins`,
`make test` and a line in the changelog; what cannot be reached from content (a development server, a format that is not read) is said
there too.
"""


def supply_page() -> str:
    rows = (f"| {name} | {version} | {_licence(name)} |\n" for name, version in packages())
    return _HEAD + "".join(rows) + _TAIL


def packages() -> Iterator[tuple[str, str]]:
    """(name, version) of everything pinned for a build."""
    yield from _PINNED.findall(REQUIREMENTS.read_text("utf-8"))


def _licence(name: str) -> str:
    told = metadata(name)
    classes = [c.rpartition(":: ")[2] for c in told.get_all("Classifier") or [] if c.startswith("License ::")]
    expression, short = ("".join(told.get_all(field) or []).strip() for field in ("License-Expression", "License"))
    return expression or (short if short and "\n" not in short else "") or ", ".join(classes)

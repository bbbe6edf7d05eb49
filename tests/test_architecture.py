"""The layout shows the architecture: imports point one way, and only the shell touches files, clock and processes."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "site_builder"
# Modules that may touch files, clock, processes; all others are pure, and never import these.
SHELL = {
    "attachments",
    "disk",
    "workers",
    "publishing",
    "search",
    "pipeline",
    "unit_making",
    "site_making",
    "group_making",
    "listing",
    "standing",
    "staging",
    "keeping",
    "console",
    "serve",
    "state",
    "zone",
    "agenda",
    "checking",
    "history",
    "scaffold",
    "cluster",
    "elsewhere",
    "importing",
    "verifying",
    "shipped",
    "deploying",
    "compressing",
    "exporting",
    "preview",
    "desk",
    "scanning",
    "glance",
    "outputs",
    "inputs",
    "fetching",
    "terminal",
}
FORBIDDEN = (
    "open(",
    ".read_text(",
    ".read_bytes(",
    ".write_text(",
    ".write_bytes(",
    "datetime.now",
    "date.today",
    "time.time(",
    "os.environ",
    "subprocess",
    "time.perf_counter",
)


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py" or path.parent != PACKAGE)


def top(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path) -> Iterator[str]:
    """Modules of the package that a module imports, at its top or inside a function."""
    known = {name_of(each) for each in modules()}
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("site_builder."):
            base = node.module.removeprefix("site_builder.")
            yield from (f"{base}.{n.name}" if f"{base}.{n.name}" in known else base for n in node.names)


def test_imports_point_one_way() -> None:
    graph = {name_of(path): set(imported(path)) - {name_of(path)} for path in modules()}
    assert list(TopologicalSorter(graph).static_order())  # raises CycleError with the modules of the circle


@pytest.mark.parametrize("path", [p for p in modules() if top(p) not in SHELL], ids=lambda p: p.stem)
def test_the_core_does_not_know_the_shell(path: Path) -> None:
    reached = {name for name in imported(path) if name.split(".")[0] in SHELL}
    assert reached <= {"search.documents"}, "the type of a search document is all that a unit knows of search"


@pytest.mark.parametrize("path", [p for p in modules() if top(p) not in SHELL], ids=lambda p: p.stem)
def test_only_the_shell_touches_the_world(path: Path) -> None:
    text = path.read_text("utf-8")
    assert [word for word in FORBIDDEN if word in text and word != "open("] == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert {path.stem for path in modules()} & {"utils", "helpers", "manager", "data", "common", "misc"} == set()

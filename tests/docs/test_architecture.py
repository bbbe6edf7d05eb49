"""The folders are the layers: import-linter holds the contracts of pyproject.toml; names are said once and say something."""

import ast
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.docs.picture import PACKAGE, ROOT, modules


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [
        str(Path(sys.executable).with_name("lint-imports")),
        "--no-logo",
        "--no-cache",
        "--config",
        "pyproject.toml",
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_contracts_of_layers_and_of_purity_are_kept() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout


def test_no_two_modules_have_one_name() -> None:
    """A name is enough to open a file."""
    stems = Counter(path.stem for path in PACKAGE.rglob("*.py") if path.stem != "__init__")
    assert {name for name, number in stems.items() if number > 1} == set()


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert {path.stem for path in modules()} & {"utils", "helpers", "manager", "data", "common", "misc"} == set()


def test_every_room_says_what_comes_out_of_it() -> None:
    rooms = list(PACKAGE.rglob("__init__.py"))
    assert [str(path) for path in rooms if not ast.get_docstring(ast.parse(path.read_text("utf-8")))] == []


def test_no_two_public_classes_have_one_name() -> None:
    """`Site` is one thing."""
    found = Counter(
        node.name
        for path in PACKAGE.rglob("*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert {name for name, number in found.items() if number > 1} == set()


# Their functions are commands: the options say what they take.
DECLARED = ("cli", "record_commands", "delivery_commands")
ROWS = ("Takes ", "Gives ")


def parameters(function: ast.FunctionDef) -> list[str]:
    given = function.args
    named = [each.arg for each in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return [name for name in named if name not in ("self", "cls")]


def test_functions_of_four_parameters_say_what_they_take_or_give() -> None:
    """The public ones, also those of a public class. What a command takes, its options say."""
    seen, unsaid = 0, []
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        hidden = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and node.name.startswith("_")]
        inside = {id(each) for node in hidden for each in ast.walk(node)}
        for node in ast.walk(tree):
            if not isinstance(node, ast.FunctionDef) or id(node) in inside or len(parameters(node)) < 4:
                continue
            if (node.name.startswith("_") and node.name != "__init__") or path.stem in DECLARED:
                continue
            seen += 1
            if not any(row in (ast.get_docstring(node) or "") for row in ROWS):
                unsaid.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")
    assert seen > 30
    assert unsaid == []


def test_no_call_has_more_than_five_arguments_without_a_name() -> None:
    """Nobody can read thirty in a row."""
    calls = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and sum(not isinstance(each, ast.Starred) for each in node.args) > 5
    ]
    assert calls == []

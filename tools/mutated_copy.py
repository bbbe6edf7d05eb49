"""A copy of the repository in which the modules of a room hold all their mutants, and the choice of some of them.

mutmut puts all mutants of a function beside the original one and chooses by name while the program runs. It passes over decorated
functions: a rule is one (`@error(…) def …`), a property another. So a decorator is written as the call that it stands for, below
the function (`name = error(…)(name)`), and what it decorates is mutated like every other function.
"""

import hashlib
import json
import random
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import libcst as cst
from mutmut.mutation.file_mutation import mutate_file_contents
from mutmut.utils.format_utils import get_mutant_name

ROOT: Final = Path(__file__).resolve().parent.parent
_COPIED: Final = ("site_builder", "tests", "templates", "content", "schemas", "docs", "build.py", "pyproject.toml")
_LEFT_AS_THEY_ARE: Final = {"staticmethod", "classmethod"}  # mutmut knows these two
_LEAST: Final = 6  # mutants of each module
_SHARE: Final = 0.025  # of those it has, where that is more


def mutated_copy(folder: Path, patterns: Sequence[str]) -> dict[Path, list[str]]:
    """A copy of the repository in a folder, with all mutants of the modules of a room; their names, by module.

    Only modules that have changed since the last time are mutated anew.
    """
    paths = [path.relative_to(ROOT) for pattern in patterns for path in sorted(ROOT.glob(pattern))]
    folder.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(folder / "tests", ignore_errors=True)
    for name in _COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=_but(paths), dirs_exist_ok=True)
        else:
            shutil.copy2(ROOT / name, folder / name)
    kept = folder / "mutated.json"
    known = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
    for path in paths:
        source = (ROOT / path).read_text("utf-8")
        if (digest := hashlib.sha256(source.encode()).hexdigest()) != known.get(str(path), {}).get("digest"):
            mutated = mutate_file_contents(str(path), undecorated(source))
            (folder / path).write_text(mutated.code, "utf-8")
            names = [get_mutant_name(path, name) for name in mutated.mutant_names]
            known[str(path)] = {"digest": digest, "names": names}
            kept.write_text(json.dumps(known), "utf-8")
    return {path: known[str(path)]["names"] for path in paths}


def _but(paths: Sequence[Path]) -> Callable[[str, list[str]], set[str]]:
    """What copytree leaves out: modules that are mutated, and bytecode."""
    modules = {str(ROOT / path) for path in paths}
    return lambda folder, names: {name for name in names if name == "__pycache__" or f"{folder}/{name}" in modules}


def undecorated(source: str) -> str:
    """A module whose decorated functions are plain ones, followed by what their decorators make of them."""
    return str(cst.parse_module(source).visit(_Decorators()).code)


class _Decorators(cst.CSTTransformer):  # type: ignore[misc]  # it is installed for the mutants alone
    def leave_FunctionDef(
        self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef
    ) -> cst.FunctionDef | cst.FlattenSentinel[cst.BaseStatement]:
        wrapped: cst.BaseExpression = updated_node.name
        for each in reversed(updated_node.decorators):
            if isinstance(each.decorator, cst.Name) and each.decorator.value in _LEFT_AS_THEY_ARE:
                return updated_node
            wrapped = cst.Call(each.decorator, [cst.Arg(wrapped)])
        if not updated_node.decorators:
            return updated_node
        made = cst.Assign([cst.AssignTarget(updated_node.name)], wrapped)
        return cst.FlattenSentinel([updated_node.with_changes(decorators=()), cst.SimpleStatementLine([made])])


def sample(mutants: dict[Path, list[str]], seed: int, least: int = _LEAST) -> list[str]:
    """Some mutants of each module, drawn apart: a module that changes does not change what is drawn from the others."""
    chosen = []
    for path, names in mutants.items():
        size = min(len(names), max(least, round(len(names) * _SHARE)))
        chosen += sorted(random.Random(f"{seed} {path}").sample(names, size))
    return chosen

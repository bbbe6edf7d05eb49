"""A module that holds all its mutants: which lines each of them changes, and how."""

import ast
import difflib
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_DEF: Final = re.compile(r" *def (\w+__mutmut_\w+)\(")


class Module:
    """A module with its mutants: which lines of it a mutant changes, and how."""

    def __init__(self, name: str) -> None:
        path = Path(name.replace(".", "/") + ".py")
        self.name = name
        text = (path if path.exists() else Path(name.replace(".", "/")) / "__init__.py").read_text("utf-8")
        self.text = text.split("\n")
        codes = sorted(set(re.findall(r'"([A-Z]\d{3})"', text)))
        self.named = [path.stem, *(f"-{code}\\b" for code in codes)]  # how a test that is for it is called
        self.starts = {found[1]: n for n, line in enumerate(self.text) if (found := _DEF.match(line))}

    def pair(self, mutant: str) -> tuple[ast.FunctionDef, ast.FunctionDef]:
        """The function without a fault and the one with it."""
        name = mutant.rpartition(".")[2]
        return self._function(name.partition("__mutmut_")[0] + "__mutmut_orig"), self._function(name)

    def _function(self, name: str) -> ast.FunctionDef:
        """Only it is parsed: a module with all its mutants is long."""
        start = self.starts[name]
        space = _indent(self.text[start])
        stop = start + 1
        while stop < len(self.text) and (
            not (line := self.text[stop]).strip() or _indent(line) > space or line[space] == ")"
        ):
            stop += 1
        [function] = ast.parse(textwrap.dedent("\n".join(self.text[start:stop]))).body
        assert isinstance(function, ast.FunctionDef)
        ast.increment_lineno(function, start)
        return function

    def lines(self, mutant: str) -> range:
        """The lines of the statement that a mutant changes, in the function without a fault."""
        original, changed = self.pair(mutant)
        pairs = list(zip(self._written(original), self._written(changed), strict=False))
        back = list(zip(self._written(original)[::-1], self._written(changed)[::-1], strict=False))
        same, same_after = (next((n for n, two in enumerate(each) if two[0] != two[1]), 0) for each in (pairs, back))
        end = original.end_lineno or original.lineno
        first, last = original.lineno + same, max(end - same_after, original.lineno + same)
        whole = range(original.body[0].lineno, end + 1)
        if first < whole.start:
            return whole
        spans = [own_lines(each) for each in ast.walk(original) if isinstance(each, ast.stmt) and each is not original]
        touched = [span for span in spans if span.start <= last and first < span.stop]
        if not touched:
            return whole
        return range(min(span.start for span in touched), max(span.stop for span in touched))

    def _written(self, function: ast.FunctionDef) -> list[str]:
        lines = self.text[function.lineno - 1 : function.end_lineno]
        return [line.replace(f"def {function.name}(", "def (") for line in lines]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def own_lines(statement: ast.stmt) -> range:
    """The lines of a statement without those of the statements in it."""
    body = getattr(statement, "body", None)
    if isinstance(statement, ast.Match) or not isinstance(body, list):
        return range(statement.lineno, (statement.end_lineno or statement.lineno) + 1)
    return range(statement.lineno, max(body[0].lineno, statement.lineno + 1))


def difference(module: Module, mutant: str) -> Iterator[str]:
    """The lines of a function that a mutant changes, as they were and as they are."""
    before, after = (
        [line for line in ast.unparse(each).splitlines() if not line.startswith(("def ", "@"))]
        for each in module.pair(mutant)
    )
    told = difflib.unified_diff(before, after, n=1, lineterm="")
    yield from (line for line in told if line[:3] not in ("---", "+++"))

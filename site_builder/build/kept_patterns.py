"""Regular expressions that are compiled once and kept, beside the compiled templates.

The modules of this program compile some eight hundred when they are imported: two fifths of an edit of a small site, and half
of the start of a command. Losing the file costs time, never a match: a pattern is found by the whole of its text and its flags,
for one version of Python. Imports next to nothing, for it comes before all that it makes faster.
"""

import marshal
import re
import sys
from array import array
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import FrameType, SimpleNamespace, TracebackType
from typing import Any

from site_builder.build.store import read_sealed, write_atomically
from site_builder.records.encoding import sealed

_MOST = 5000  # patterns: more are of many versions of this program, and then the old ones are forgotten

# (pattern, flags) → all that the engine asks for beside the pattern: flags, code, groups, and their names in two ways
_Patterns = dict[tuple[str | bytes, int], tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]]


class KeptPatterns:
    """Around a command: what modules compile as they are imported is taken from the file, as far as it is there, and noted for `keep`.

    What is compiled later is not kept: it may have words of a notice that is not public.
    """

    def __init__(self, folder: str):
        """Takes   folder: of compiled templates; it need not be there"""
        # Of no public module: where a Python has it otherwise, patterns are compiled as ever.
        self._compiler: Any = import_module("re._compiler")
        self._engine = getattr(self._compiler, "_sre", None)
        self._usual: Callable[..., re.Pattern[Any]] | None = getattr(self._compiler, "compile", None)
        self._path = f"{folder}/patterns"
        self._known, self._fresh = _Patterns(), _Patterns()

    def __enter__(self) -> None:
        if self._usual and array("I").itemsize == getattr(self._engine, "CODESIZE", 0):
            content = read_sealed(self._path)
            version, known = marshal.loads(content) if content is not None else ("", {})
            self._known = known if version == sys.version else {}
            self._asked: tuple[Any, ...] = ()
            self._compiler._sre = SimpleNamespace(**{**vars(self._engine), "compile": self._noted})
            self._compiler.compile = self._compiled

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._usual:
            self._compiler.compile, self._compiler._sre = self._usual, self._engine

    def keep(self) -> None:
        """Writes what was compiled anew, where the folder is there by now; whoever may not write there goes without."""
        if self._fresh and Path(self._path).parent.is_dir():
            kept = {**(self._known if len(self._known) < _MOST else {}), **self._fresh}
            with suppress(OSError):
                write_atomically(self._path, b"".join(sealed([marshal.dumps((sys.version, kept))])))

    def _noted(self, *arguments: Any) -> Any:
        self._asked = arguments
        return self._engine.compile(*arguments)  # type: ignore[union-attr]

    def _compiled(self, pattern: Any, flags: int = 0) -> Any:
        """What stands in the place of the compiler's own `compile`."""
        key = (pattern, int(flags)) if isinstance(pattern, str | bytes) else None
        if key and (found := self._known.get(key)):
            own, code, *groups = found
            return self._engine.compile(pattern, own, array("I", code).tolist(), *groups)  # type: ignore[union-attr]
        made = self._usual(pattern, flags)  # type: ignore[misc]
        if key and not key[1] & re.DEBUG and _importing(sys._getframe(1)):
            _, own, code, groups, names, order = self._asked
            self._fresh[key] = (int(own), array("I", code).tobytes(), groups, dict(names), tuple(order))
        return made


def _importing(frame: FrameType | None) -> bool:
    """Whether a module is being imported by what runs in this frame."""
    while frame is not None:
        if frame.f_code.co_name == "<module>" and getattr(frame.f_globals.get("__spec__"), "_initializing", False):
            return True
        frame = frame.f_back
    return False

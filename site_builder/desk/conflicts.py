"""Conflicts: a change asked for on a page whose notice another program has changed since, and the two states side by side."""

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from site_builder.desk.file_text import shared_start
from site_builder.desk.opened import LEDGER, NOTICE, Opened

COMPARED = 1000  # lines that are compared one by one; a longer difference is shown as one, for the comparison takes their square

_HANDED_OUT = 64  # recent states of notices that are kept

Row = dict[str, str]


class StaleError(Exception):
    """The page shows a stale state of the notice. `rows`: the stale and the current lines side by side, where both are known."""

    def __init__(self, rows: Sequence[Row] = ()):
        super().__init__("changed meanwhile")
        self.rows = rows


class HandedOut:
    """The states of notices that pages were shown last."""

    def __init__(self) -> None:
        self._files: OrderedDict[str, dict[str, bytes | None]] = OrderedDict()

    def keep(self, opened: Opened) -> None:
        self._files[opened.state] = _compared(opened)
        self._files.move_to_end(opened.state)
        while len(self._files) > _HANDED_OUT:
            self._files.popitem(last=False)

    def refuse_stale(self, opened: Opened, request: Mapping[str, object]) -> None:
        """Raises StaleError where a request was made on another state of the notice than the one on disk."""
        if request.get("state") != opened.state:
            stale = self._files.get(str(request.get("state")))
            raise StaleError(differing_rows(stale, _compared(opened)) if stale else ())


def _compared(opened: Opened) -> dict[str, bytes | None]:
    return {name: opened.files.get(name) for name in (NOTICE, LEDGER)}


def differing_rows(before: Mapping[str, bytes | None], after: Mapping[str, bytes | None]) -> list[Row]:
    """The differing lines of the files in `before`, as {file, before, after}. Takes   before, after: name → content"""
    return [row for name, old in before.items() for row in _rows(name, _lines(old), _lines(after.get(name)))]


def _lines(content: bytes | None) -> list[str]:
    return (content or b"").decode("utf-8", "replace").splitlines()


def _rows(name: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    start = shared_start(old, new)
    tail = shared_start(old[start:][::-1], new[start:][::-1])
    old, new = old[start : len(old) - tail], new[start : len(new) - tail]
    if max(len(old), len(new)) > COMPARED:
        yield {"file": name, "before": "\n".join(old), "after": "\n".join(new)}
        return
    for tag, i, j, k, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield {"file": name, "before": "\n".join(old[i:j]), "after": "\n".join(new[k:n])}

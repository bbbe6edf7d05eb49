"""Files that are saved while a preview runs, as the operating system reports them.

Where it reports nothing (some network folders), `WATCHFILES_FORCE_POLLING=1` makes the library look for itself.
"""

from collections.abc import AsyncIterator, Iterable
from pathlib import Path

from watchfiles import Change, awatch

SETTLED = 40  # milliseconds without another change after which a save is taken as finished
SETTLE_TIMEOUT = 1000  # milliseconds after which what goes on changing is built as it is


async def saves(folders: Iterable[Path], timeout: float) -> AsyncIterator[list[str]]:
    """Paths that are new, changed or gone, sorted, each time that a save is finished; [] after `timeout` seconds without.

    An editor may empty a file before it writes it, so a save is finished when nothing has changed for a moment.
    Watching begins with the first call of `anext`, and goes on between the calls.
    """
    roots = [folder.resolve() for folder in folders if folder.is_dir()]
    for polling in (
        None,
        True,
    ):  # the system watches as many folders as it is set up for; the library can poll any number
        try:
            async for changes in awatch(
                *roots,
                watch_filter=lambda change, path: concerns_a_build(roots, change, path),
                step=SETTLED,
                debounce=SETTLE_TIMEOUT,
                rust_timeout=round(timeout * 1000),
                yield_on_timeout=True,
                force_polling=polling,
            ):
                yield sorted({path for _, path in changes})
        except RuntimeError:  # the library has an error of its own below it, and exports no name for it
            if polling:
                raise


def concerns_a_build(roots: Iterable[Path], change: Change, path: str) -> bool:
    """Whether a change is one of a file that a build may read.

    A folder counts where it has appeared with files in it, or is gone with them.
    """
    there = Path(path)
    below = next((there.relative_to(root) for root in roots if there.is_relative_to(root)), there)
    if any(passing(part) for part in below.parts):
        return False
    try:
        found = change is Change.added and any(each.is_file() for each in there.rglob("*"))
        return found or not there.is_dir()  # asked last: it may have gone while it was searched
    except OSError:  # it is gone by now, or a folder in it is
        return True


def passing(name: str) -> bool:
    """Hidden, backup and lock files: .x.swp, x~, ~$x.docx, 4913 (vim trying whether it may write).

    >>> [passing(name) for name in ("notice.md", ".notice.md.swp", "ledger.yaml~", "~$report.docx")]
    [False, True, True, True]
    """
    return name.startswith((".", "~$")) or name.endswith(("~", ".swp", ".tmp")) or name == "4913"

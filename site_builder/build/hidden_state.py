"""What a build keeps of notices that are not public: beside the content, never beside the site.

The folder beside a site may lie below what a server serves, so the state there tells nothing of a notice that is hidden:
neither its words nor its name. Its part of the state lies beside the content, which has the words themselves, and the state
beside the site names it by its digest. Where it is missing (a site that was copied, content that may only be read) hidden
notices are read and checked again, which costs time and never a byte.
"""

import os
import shutil
import time
from collections.abc import Container, Iterable
from contextlib import suppress
from pathlib import Path

from msgspec import Raw, Struct, msgpack
from msgspec.structs import replace

from site_builder.build.state import State
from site_builder.build.store import write_atomically
from site_builder.records.encoding import digest
from site_builder.system.renaming import unlink

_FEW = 86_400  # seconds for which the folder of a site that is not there may still be somebody's
_OWNER, _PART = "site", "hidden-"
_TEXTS = ("notice.md", "ledger.yaml")
_NAME = 16  # characters of a site's folder
BESIDE_CONTENT = ".taizhang"


class _Link(Struct):
    notice: str


class _Links(Struct):
    """Of a HeadScan: the notices to which it links."""

    references: list[_Link] = []


_links = msgpack.Decoder(_Links)


def folder_of(out: Path, content: Path | None) -> Path | None:
    """The folder for what is hidden of one site; None where nobody says where its content is.

    $TAIZHANG_STATE names another folder for those of all sites.
    """
    named = os.environ.get("TAIZHANG_STATE")
    if named:
        root = Path(os.path.realpath(named))
    elif content is not None:
        root = Path(os.path.realpath(content)).parent / BESIDE_CONTENT
    else:
        return None
    place = os.path.normcase(os.path.realpath(out))
    return root / digest(place.encode("utf-8", "surrogateescape")).hex()[:_NAME]


def parted(state: State, elsewhere: bool = True) -> tuple[State, State]:
    """The state without and with what is hidden.

    Hidden is every notice without a card, and of the public ones the head of each that links to a hidden one. Names of
    files are hidden as well: some are published by nobody, or ignored.

    Takes   state: whole
            elsewhere: the second part will be kept; if not, the first one has at least the stamps of public texts
    """
    hidden = {slug for slug, unit in state.units.items() if unit.card is None} | (
        state.heads.keys() - state.units.keys()
    )
    heads = {slug for slug, head in state.heads.items() if slug in hidden or (hidden and _names(head) & hidden)}
    aside = State(
        units={slug: unit for slug, unit in state.units.items() if slug in hidden},
        heads={slug: head for slug, head in state.heads.items() if slug in heads},
        stamps=state.stamps,
    )
    rest = replace(
        state,
        units={slug: unit for slug, unit in state.units.items() if slug not in hidden},
        heads={slug: head for slug, head in state.heads.items() if slug not in heads},
        stamps={}
        if elsewhere
        else {path: stamp for path, stamp in state.stamps.items() if _is_public(path, state, hidden)},
    )
    return rest, aside


def _is_public(path: str, state: State, hidden: Container[str]) -> bool:
    """Whether a file is the text or the ledger of a public notice."""
    if not path.startswith(state.notices):
        return False
    slug, _, name = path[len(state.notices) + 1 :].replace("\\", "/").partition("/")
    return name in _TEXTS and slug in state.units and slug not in hidden


def _names(head: Raw) -> set[str]:
    return {link.notice for link in _links.decode(head).references}


def with_hidden(state: State, content: bytes) -> State:
    """The whole state, joined from its two parts. Takes   content: of the hidden part, encoded"""
    aside: State = msgpack.decode(content, type=State)
    return replace(
        state,
        units=state.units | aside.units,
        heads=state.heads | aside.heads,
        stamps=aside.stamps,
    )


def keep_hidden(folder: Path, content: bytes) -> bytes:
    """Writes the hidden part of a state; gives the name by which `hidden_part` finds it."""
    name = digest(content)
    write_atomically(str(folder / f"{_PART}{name.hex()}"), content)
    return name


def hidden_part(folder: Path | None, name: bytes) -> bytes | None:
    """What was kept under a name; None where it is missing or damaged."""
    try:
        content = (folder / f"{_PART}{name.hex()}").read_bytes() if folder and name else None
    except OSError:
        return None
    return content if content is not None and digest(content) == name else None


def forget_hidden(folder: Path, keep: bytes) -> None:
    """Removes the hidden parts of older states."""
    for path in folder.glob(f"{_PART}*"):
        if path.name != f"{_PART}{keep.hex()}":
            unlink(path)


def take_place(folder: Path, out: Path) -> None:
    """Notes whose folder it is. Where that is new, those of sites that are no longer there are removed.

    Takes   folder: it exists; out: of the site
    """
    owner = folder / _OWNER
    if owner.exists():
        return
    owner.write_text(os.path.realpath(out) + "\n", "utf-8", errors="surrogateescape", newline="\n")
    for other in _left(folder.parent):
        shutil.rmtree(other, ignore_errors=True)


def _left(root: Path) -> Iterable[Path]:
    """Folders of sites that are gone."""
    for owner in root.glob(f"{'[0-9a-f]' * _NAME}/{_OWNER}"):
        with suppress(OSError):
            gone = not os.path.lexists(owner.read_text("utf-8", errors="surrogateescape").rstrip("\n"))
            if gone and time.time() - owner.parent.stat().st_mtime > _FEW:
                yield owner.parent

"""A file of a copy of the site beside what the manifest says of it."""

import hashlib
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from site_builder.data.json_types import ManifestFile

MOST_MANIFEST = 256 * 1024 * 1024

Discrepancy = Literal[
    "altered",
    "missing",
    "extra",
    "unreachable",
    "private",
    "stale",
    "drafts",
    "unsigned",
    "forged",
    "stranger",
    "unstamped",
]


class Difference(NamedTuple):
    """One thing that is not as the manifest says. `path` is '' where the site as a whole is meant."""

    kind: Discrepancy
    path: str
    why: str


Inspect = Callable[[str, bytes], Iterable[str]]


def compare(path: str, record: ManifestFile, contents: list[bytes], inspect: Inspect | None = None) -> list[Difference]:
    """What is wrong with a file. Takes contents: the bytes in every form that would be right."""
    found: list[Difference] = []
    sound = next((c for c in contents if hashlib.sha256(c).hexdigest() == record.sha256), None)
    if sound is None:
        size = len(contents[-1])
        why = f"应为 {record.size} 字节，实为 {size}" if size != record.size else "大小相同，内容不同"
        found.append(Difference("altered", path, why))
    if inspect:
        found += [Difference("private", path, words) for words in inspect(path, sound or contents[-1])]
    return found

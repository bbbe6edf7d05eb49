"""A manifest that is amended is the one that is written anew."""

import json
from collections.abc import Iterable
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.data.manifest import ListedFile, amended, lines_of, manifest
from site_builder.unit.outputs import FileRecord

PATHS = st.text(alphabet='ab/-."{:,\n年', min_size=1, max_size=5)
FILES = st.dictionaries(PATHS, st.builds(FileRecord, st.sampled_from(["0" * 64, "f" * 64]), st.integers(0, 99)))


def written(files: dict[str, FileRecord], last: bytes = b"", before: dict[str, FileRecord] | None = None) -> bytes:
    """From all files, or from the last manifest and the one before."""
    listed: list[ListedFile] = sorted(files.items())
    lines: Iterable[bytes | memoryview] = lines_of([listed[:2], listed[2:]])
    if before is not None:
        paths = before.keys() | files.keys()
        lines = amended(last, {path: files.get(path) for path in paths if before.get(path) != files.get(path)})
    return b"".join(manifest(lines, {"n": "0"}, (), date(2024, 10, 20), drafts=False))


@settings(max_examples=400, deadline=None)
@given(FILES, FILES)
def test_amended_as_written(before: dict[str, FileRecord], after: dict[str, FileRecord]) -> None:
    last = written(before)
    assert json.loads(last)["files"].keys() == before.keys()
    assert written(after, last, before) == written(after)


def test_one_file_a_line() -> None:
    files = {"b": FileRecord("1" * 64, 2), "a/年": FileRecord("0" * 64, 1)}
    zeros, ones = "0" * 64, "1" * 64
    assert written(files).decode().partition('"files": {\n')[2] == (
        f'"a/年":{{"sha256":"{zeros}","size":1}},\n"b":{{"sha256":"{ones}","size":2}}\n }}\n}}\n'
    )

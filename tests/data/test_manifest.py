"""The manifest is JSON, one file a line."""

import json
from datetime import date
from itertools import chain, islice

from hypothesis import given
from hypothesis import strategies as st

from site_builder.data.file_record import FileRecord
from site_builder.data.manifest import BETWEEN, ListedFile, lines_of, manifest

PATHS = st.text(alphabet='ab/-."{:,\n年', min_size=1, max_size=5)
FILES = st.dictionaries(PATHS, st.builds(FileRecord, st.sampled_from(["0" * 64, "f" * 64]), st.integers(0, 99)))


def written(files: dict[str, FileRecord], size: int) -> bytes:
    """From parts of that size."""
    listed: list[ListedFile] = sorted(files.items())
    parts = [lines_of(listed[start : start + size]) for start in range(0, len(listed), size)]
    lines = chain.from_iterable((BETWEEN, part) for part in parts)
    return b"".join(manifest(islice(lines, 1, None), {"n": "0"}, (), date(2024, 10, 20), drafts=False))


@given(FILES, st.integers(1, 4))
def test_it_lists_all_files_whatever_the_parts(files: dict[str, FileRecord], size: int) -> None:
    content = written(files, size)
    read = {path: FileRecord(**file) for path, file in json.loads(content)["files"].items()}
    assert list(read.items()) == sorted(files.items())
    assert content == written(files, len(files) + 1)


def test_one_file_a_line() -> None:
    files = {"b": FileRecord("1" * 64, 2), "a/年": FileRecord("0" * 64, 1)}
    zeros, ones = "0" * 64, "1" * 64
    assert written(files, 2).decode().partition('"files": {\n')[2] == (
        f'"a/年":{{"sha256":"{zeros}","size":1}},\n"b":{{"sha256":"{ones}","size":2}}\n }}\n}}\n'
    )

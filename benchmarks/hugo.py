from collections.abc import Iterable
from pathlib import Path

from benchmarks.records import Notice


def write_hugo(records: Iterable[Notice], into: Path, form: str) -> int:
    raise NotImplementedError

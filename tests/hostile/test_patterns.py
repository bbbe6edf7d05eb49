"""Regular expressions fed their own worst repetitions: ten times the text takes about ten times the time.

Held so far: those of the privacy gate, of what files may be published, of corrections and of the outline's marks. Those of import and
of sheets run on one line at a time and are not held yet.
"""

import importlib
import pkgutil
import random
import re
import time
from collections.abc import Iterator

import pytest

import site_builder

SIZES = (1_000, 10_000)
WORST = 40  # ten times the text may take this many times the time, and no more; a square takes a hundred
PIECES = [
    *"018.-_,(（)）[]{}|:：；。、《“#@/\\\n\t年月日一十号栋镇村张王责任整改已完成云Aax第项是的",
    "单元",
    "第1项",
    "13700000002",
    "2024年",
    "云A12345",
]


HELD = (
    "rules.personal", "rules.personal_numbers", "rules.accounting", "records.hidden_content", "records.passive_files", "records.working_days",
    "records.outline._MARK", "records.outline._NEWLINE", "records.outline._JOIN",
)  # fmt: skip


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """All compiled patterns that a module keeps, alone or in a table, once each."""
    met: set[tuple[str, int]] = set()
    for module in pkgutil.walk_packages(site_builder.__path__, "site_builder."):
        if module.name.startswith(("site_builder.__main__", "site_builder.cluster")):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for pattern in _in(value, 3):
                if isinstance(pattern.pattern, str) and (pattern.pattern, pattern.flags) not in met:
                    met.add((pattern.pattern, pattern.flags))
                    place = f"{module.name.removeprefix('site_builder.')}.{name}"
                    if place in HELD or place.rpartition(".")[0] in HELD:
                        yield place, pattern


def _in(value: object, depth: int) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, (tuple, list)):
        for each in value:
            yield from _in(each, depth - 1)
    elif depth and isinstance(value, dict):
        for each in value.values():
            yield from _in(each, depth - 1)


def seeds(pattern: str) -> list[str]:
    """What may be worst for a pattern: the letters that it speaks of, alone and in twos, and signs that many patterns repeat."""
    own = [char for char in dict.fromkeys(re.sub(r"\\.|[\[\](){}?*+|^$<>=!:]", "", pattern)) if char.isprintable()][:12]
    chance = random.Random(pattern)
    pairs = ["".join(chance.sample(own, 2)) for _ in range(6)] if len(own) > 1 else []
    return [*PIECES, " ", *own, *pairs]


def seconds(pattern: re.Pattern[str], text: str) -> float:
    begun = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - begun


ALL = list(patterns())


def test_there_are_patterns_to_try() -> None:
    assert len(ALL) > 30


@pytest.mark.parametrize(("name", "pattern"), ALL, ids=[name for name, _ in ALL])
def test_time_grows_with_the_text(name: str, pattern: re.Pattern[str]) -> None:
    for piece in seeds(pattern.pattern):
        for end in ("", "!"):
            long = piece * (SIZES[1] // len(piece)) + end
            slow = seconds(pattern, long)
            if slow < 0.05:
                continue  # 10,000 signs in so little time: a square would take longer
            quick = seconds(pattern, long[: SIZES[0]])
            assert slow < WORST * quick, f"{piece!r}: {SIZES[0]} signs {quick:.4f} s, {SIZES[1]} signs {slow:.3f} s"

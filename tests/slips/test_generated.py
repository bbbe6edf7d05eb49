"""Damages of the demonstration: each leaves the site as it was, or is found at its line, or is listed as what left."""

import random
from collections import Counter, defaultdict
from functools import cache

import pytest

from tests.cases import either
from tests.slips.damage import Damage, damages
from tests.slips.judge import Verdict, World, demonstration

FEW, MANY = 2, 40  # of each kind


@cache
def world() -> World:
    return World(demonstration())


def some(count: int, seed: int) -> list[Damage]:
    """So many damages of each kind, at lines drawn from the whole demonstration."""
    by_kind: dict[str, list[Damage]] = defaultdict(list)
    draw = random.Random(seed)
    texts = [(path, text) for path, text in world().texts.items() if path.endswith(("notice.md", ".yaml"))]
    draw.shuffle(texts)
    for path, text in texts if count > FEW else texts[:9]:
        found: dict[str, list[Damage]] = defaultdict(list)
        for damage in damages(path, text):
            found[damage.kind].append(damage)
        for kind, own in found.items():
            by_kind[kind] += draw.sample(own, min(count, len(own)))
    return [damage for own in by_kind.values() for damage in draw.sample(own, min(count, len(own)))]


def judged(chosen: list[Damage]) -> list[tuple[Damage, Verdict]]:
    return [(damage, world().judge(damage)) for damage in chosen]


def hold(results: list[tuple[Damage, Verdict]]) -> None:
    outcomes = Counter(verdict.outcome for _, verdict in results)
    print(len(results), dict(outcomes))
    silent = [damage.name for damage, verdict in results if verdict.outcome == "silent"]
    assert not silent
    elsewhere = [
        (damage.name, [(f.at.line, f.code) for f in verdict.findings])
        for damage, verdict in results
        if verdict.outcome == "elsewhere"
    ]
    assert len(elsewhere) * 100 <= len(results), elsewhere  # one per cent may be named at another line


def mended(results: list[tuple[Damage, Verdict]]) -> None:
    """--fix gives the sound bytes back, or leaves a file in which it can do no more; nothing else of it has changed."""
    exact = 0
    for damage, _ in results:
        text = world().fixed(damage)
        exact += text == world().texts[damage.path]
        assert world().fixed(damage._replace(text=text)) == text, damage.name
        sound, before, after = (t.split("\n") for t in (world().texts[damage.path], damage.text, text))
        kept = Counter(sound) & Counter(before)
        assert not kept - Counter(after), (damage.name, kept - Counter(after))
    print("mended to the very bytes:", exact, "of", len(results))
    assert exact * 2 > len(results)


def test_hundreds_of_damages() -> None:
    hold(judged(some(FEW, seed=19)[:: either(4, 1)]))


def test_what_is_mended_is_what_was_there() -> None:
    results = judged(some(1, seed=20)[:: either(16, 2)])
    mended([each for each in results if each[1].outcome == "here"])


@pytest.mark.audit
@pytest.mark.parametrize("seed", range(2))
def test_thousands_of_damages(seed: int) -> None:
    results = judged(some(MANY, seed))
    assert len(results) > 3000
    hold(results)
    mended([each for each in results if each[1].outcome == "here"][::5])

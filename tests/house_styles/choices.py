"""Choices: a value that names one option for each question of style; simplest options first, so that it can be simplified."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Choices:
    """Options by question, and the seed of the words.

    `seed` draws words only: with another option for one question all the other words stay as they are.
    """

    seed: int
    picked: Mapping[str, str]

    def __getitem__(self, question: str) -> str:
        return self.picked[question]

    def words(self, slot: object) -> Random:
        """A source of words for one place of the document."""
        return Random(f"{self.seed}/{slot}")

    def but(self, question: str, option: str) -> "Choices":
        return Choices(self.seed, {**self.picked, question: option})

    def shown(self, options: Mapping[str, tuple[str, ...]]) -> str:
        """Everything that is not the simplest option."""
        told = [f"{name}={picked}" for name, picked in self.picked.items() if picked != options[name][0]]
        return f"seed={self.seed} " + " ".join(told)


def draw(seed: int, options: Mapping[str, tuple[str, ...]]) -> Choices:
    """Choices drawn at random: the simplest option of each question about half of the time, so that styles meet in pairs."""
    random = Random(seed)
    picked = {name: many[0] if random.random() < 0.4 else random.choice(many) for name, many in options.items()}
    return Choices(seed, picked)


def shrink(choices: Choices, options: Mapping[str, tuple[str, ...]], fails: Callable[[Choices], bool]) -> Choices:
    """The simplest choices that still fail: one question after the other is given its simplest option."""
    changed = True
    while changed:
        changed = False
        for name, many in options.items():
            for option in many[: many.index(choices[name])]:
                simpler = choices.but(name, option)
                if fails(simpler):
                    choices, changed = simpler, True
                    break
    return choices

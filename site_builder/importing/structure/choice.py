"""Scores of heuristics, and decisions with their reasons for the import report."""

from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class Choice:
    """One heuristic decision.

    `what`      what was decided: 标题, 结尾, 分节, 事项
    `chosen`    the chosen words or place
    `because`   the reasons, the strongest first
    `instead`   the runner-up, '' where there was none
    `margin`    the score's lead over the runner-up; below `CLOSE` the editor is asked to check
    """

    what: str
    line: int
    chosen: str
    because: tuple[str, ...]
    instead: str = ""
    margin: float = 99.0


CLOSE: Final = 1.0


@dataclass(slots=True)
class Weighed:
    """A score together with its reasons."""

    score: float = 0.0
    reasons: list[tuple[float, str]] = field(default_factory=list)

    def add(self, weight: float, reason: str) -> None:
        if weight:
            self.score += weight
            self.reasons.append((weight, reason))

    @property
    def because(self) -> tuple[str, ...]:
        """The reasons for it, the strongest first."""
        return tuple(reason for weight, reason in sorted(self.reasons, key=lambda each: -each[0]) if weight > 0)

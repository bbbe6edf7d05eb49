"""Why something was read as it was: told to the editor in the report."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One decision of the reading.

    `what`      what was decided: 标题, 结尾, 分节, 事项
    `chosen`    the words or the place that was chosen
    `because`   what speaks for it, the strongest first
    `instead`   the next best reading, '' where there was none
    `margin`    by how much the chosen one is better; below `CLOSE` the editor is asked to look
    """

    what: str
    line: int
    chosen: str
    because: tuple[str, ...]
    instead: str = ""
    margin: float = 99.0


CLOSE = 1.0


@dataclass(slots=True)
class Weighed:
    """A score that remembers its reasons."""

    score: float = 0.0
    reasons: list[tuple[float, str]] | None = None

    def add(self, weight: float, reason: str) -> None:
        if weight:
            self.score += weight
            self.reasons = [*(self.reasons or []), (weight, reason)]

    @property
    def because(self) -> tuple[str, ...]:
        """What speaks for it, the strongest first."""
        return tuple(reason for weight, reason in sorted(self.reasons or [], key=lambda each: -each[0]) if weight > 0)

"""The highest memory of this process and of those it started."""

import sys
from typing import NamedTuple

try:
    import resource
except ImportError:  # Windows keeps no such record of processes that have ended
    resource = None  # type: ignore[assignment]


class PeakMemory(NamedTuple):
    """Bytes; None where the system does not say."""

    own: int | None
    children: int | None

    @property
    def highest(self) -> int | None:
        return max((each for each in self if each is not None), default=None)


def peak_memory() -> PeakMemory:
    if resource is None:
        return PeakMemory(None, None)
    unit = 1 if sys.platform == "darwin" else 1024
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return PeakMemory(*(resource.getrusage(each).ru_maxrss * unit for each in who))

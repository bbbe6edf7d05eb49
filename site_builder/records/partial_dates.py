"""Days as a text writes them, which may be only a month or a year."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1900, 2199  # of every day in content, and of the day of a build
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class PartialDate(str):
    """A year, month or day as the text gives it: '2020', '2020-12' or '2020-12-31'."""

    __slots__ = ()

    @property
    def latest(self) -> date:
        """The last day the words can mean.

        >>> PartialDate("2020-02").latest
        datetime.date(2020, 2, 29)
        """
        return _latest(self)

    @property
    def earliest(self) -> date:
        return _earliest(self)


@lru_cache(maxsize=1024)  # the days of a notice are asked for again by every view of it
def _latest(text: str) -> date:
    year, month, day = (int(part) if part else 0 for part in _match(text).groups())
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


@lru_cache(maxsize=1024)
def _earliest(text: str) -> date:
    year, month, day = (int(part) if part else 1 for part in _match(text).groups())
    return date(year, month, day)


def _match(text: str) -> re.Match[str]:
    found = _PARTIAL.fullmatch(text)
    if not found:
        raise ValueError(text)
    return found


class Timestamp(str):
    """A day with an optional time as published: '2024-06-24' or '2024-06-24 17:44'."""

    __slots__ = ()

    @property
    def day(self) -> date:
        return date.fromisoformat(self[:10])

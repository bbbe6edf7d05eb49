"""Cuts lists that grow with the archive, so that no page grows with it.

A list has an address of its own that shows its newest lines. Older ones stand on pages of a fixed number of lines, which are
counted from the oldest: a page that is full stays as it is when lines are added, and what links to it finds the same lines.
Where several lists share a page and are too long for it, each shows its first lines and leads to a list of its own.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from site_builder.views.routes import below
from site_builder.views.site_view_models import ItemGroup, Pagination, Rest
from site_builder.views.view_models import Link

T = TypeVar("T")

_NAMED = 2  # first and last pages that are always linked, and pages beside the present one


@dataclass(slots=True, kw_only=True)
class Room:
    """How much a page has room for, so that it stays below 300 kB; only tests change these, to have long lists of few records.

    items     cards of items on a page of a list (0.6 to 1.2 kB each); its first page has up to twice as many
    notices   cards of notices (2 to 3.5 kB each)
    lines     lines with a link (0.2 kB each)
    events    of the newest years that stand in the first calendar
    of_…      lines of all groups of a page, and of each group where these are more (`cut`)
    """

    items: int = 100
    notices: int = 40
    lines: int = 500
    events: int = 1000
    of_items: tuple[int, int] = (120, 25)
    of_lines: tuple[int, int] = (200, 40)
    of_notices: tuple[int, int] = (30, 15)
    of_windows: tuple[int, int] = (80, 20)
    of_dues: tuple[int, int] = (200, 40)
    of_documents: tuple[int, int] = (400, 80)


ROOM = Room()


class Slice(Struct, Generic[T], frozen=True, kw_only=True):
    """A page of a list.

    url     its address, rooted
    suffix  what its title has beside the list's: '' on the first page
    """

    url: str
    suffix: str
    lines: tuple[T, ...]
    pages: Pagination | None


def by_age(lines: Sequence[T], url: str, size: int, weight: Callable[[T], int] = lambda line: 1) -> Iterator[Slice[T]]:
    """The pages of a list that is newest first: the newest at its address, older ones counted from the oldest.

    Takes   lines: all of the list
            url: of the list, rooted
            size: lines of an older page; the newest has that many, and less than twice as many
            weight: as how many a line counts
    """
    ends, filled = [len(lines)], 0
    for place in range(len(lines) - 1, -1, -1):
        filled += weight(lines[place])
        if filled >= size:
            ends.append(place)
            filled = 0
    ends = ends[: max(1, len(ends) - 1)][::-1]  # the last full page is one with what is newer
    older = len(ends) - 1
    names = ["最新", *(f"第{number}页" for number in range(older, 0, -1))]
    urls = [url, *(f"{url}page-{number}/" for number in range(older, 0, -1))]
    yield from _slices(lines, [0, *ends], urls, names)


def in_order(lines: Sequence[T], url: str, size: int) -> Iterator[Slice[T]]:
    """The pages of a list in an order that has nothing to do with time, counted from its beginning. Takes   as `by_age`"""
    number = max(1, -(-len(lines) // size))
    urls = [url, *(f"{url}page-{place}/" for place in range(2, number + 1))]
    ends = [*range(0, number * size, size), len(lines)]
    yield from _slices(lines, ends, urls, [f"第{place}页" for place in range(1, number + 1)])


def _slices(lines: Sequence[T], ends: Sequence[int], urls: Sequence[str], names: Sequence[str]) -> Iterator[Slice[T]]:
    links = [Link(url, name) for url, name in zip(urls, names, strict=True)]
    for place, (begin, end) in enumerate(pairwise(ends)):
        pages = None
        if len(links) > 1:
            pages = Pagination(
                total=len(lines),
                before=links[place - 1] if place else None,
                after=links[place + 1] if place + 1 < len(links) else None,
                links=tuple(_named(links, place)),
            )
        suffix = f"（{names[place]}）" if place else ""
        yield Slice(url=urls[place], suffix=suffix, lines=tuple(lines[begin:end]), pages=pages)


def _named(links: Sequence[Link], here: int) -> Iterator[tuple[Link, bool] | None]:
    """The links that are shown, each with whether it is the present page; None where some are left out."""
    shown = [
        place
        for place in range(len(links))
        if place < _NAMED or place >= len(links) - _NAMED or abs(place - here) <= _NAMED
    ]
    for before, place in pairwise([-1, *shown]):
        if place - before > 1:
            yield None
        yield links[place], place == here


def cut(sizes: Sequence[int], most: int, each: int) -> list[int]:
    """How many lines of each group a page shows: all, where there are few in all; else the first of each while there is room.

    >>> cut([30, 5, 50], most=100, each=10)
    [30, 5, 50]
    >>> cut([300, 5, 50, 4], most=20, each=10)
    [10, 5, 5, 0]
    """
    if sum(sizes) <= most:
        return list(sizes)
    shown: list[int] = []
    for size in sizes:
        shown.append(min(size, each, most - sum(shown)))
    return shown


def rest(total: int, shown: int, url: str) -> Rest | None:
    """What a group leaves out, and the one list that has all of it; None where it shows all."""
    return Rest(((Link(url, "全部"), total),)) if shown < total else None


def fitted(groups: Sequence[ItemGroup], url: str, most: int, each: int) -> tuple[ItemGroup, ...]:
    """Groups of items as a page has room for them; one that is cut leads to its own list, at its anchor's name below the page.

    Takes   url: of the page
            most, each: as `cut`
    """
    shown = cut([len(group.lines) for group in groups], most, each)
    return tuple(
        replace(group, lines=group.lines[:room], rest=rest(len(group.lines), room, below(url, group.anchor)))
        for group, room in zip(groups, shown, strict=True)
    )

"""What the second reader sees in one notice, before a rule judges it. Small values: they are kept between builds."""

from typing import Literal

from msgspec import Struct

HitKind = Literal["wrong", "near", "organ", "former", "name", "person"]


class Hit(Struct, frozen=True, gc=False):
    """Words of a file that a list knows.

    kind    wrong: a listed wrong word · near: almost a set phrase · organ: almost an organ's name
            former: a name that an organ bore for a time · name: of an organ or place that the head does not know
            person: a listed holder of a post
    file    "n" for notice.md, "l" for ledger.yaml
    line    of the file, from 1; column from 1
    times   how often the words stand in the line
    right   what the list has for them; of a person the post
    why     the list's reason; of a former name its first and last day, "2004-06-01/2019-02-28"
    where   title, text or all
    """

    kind: HitKind
    file: str
    line: int
    column: int
    words: str
    right: str = ""
    why: str = ""
    grade: str = "warning"
    where: str = "all"
    times: int = 1
    rank: int = 0


class Shared(Struct, frozen=True, gc=False):
    """A print that earlier notices have too, and the slugs of those."""

    print: int
    slugs: tuple[str, ...]


class SamePicture(Struct, frozen=True, gc=False):
    """A picture of this notice whose bytes an earlier notice has as well."""

    sha256: str
    slugs: tuple[str, ...]


class SecondReading(Struct, frozen=True, kw_only=True):
    """All that the second reader has for the rules of one notice.

    repeated  prints that stand twice in the notice itself
    common    prints of its formulae: how many notices have them, in steps; only where something is shared or repeated
    """

    hits: tuple[Hit, ...] = ()
    shared: tuple[Shared, ...] = ()
    repeated: tuple[int, ...] = ()
    common: tuple[tuple[int, int], ...] = ()
    pictures: tuple[SamePicture, ...] = ()


NOTHING_READ = SecondReading()

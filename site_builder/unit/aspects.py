"""Aspects of a card: the parts that pages of the site are made from, each with a digest of its own.

A page depends on few aspects of a notice, so most edits of a notice leave most pages of the site as they are.
"""

from typing import Literal, get_args

from msgspec import Struct

from site_builder.records.encoding import DIGEST_SIZE

# brief      what lists say of a notice
# items      what lists say of its items
# titles     names and addresses of its items
# addresses  pages of its items and targets, and the days of their last change
# entries    what feeds say: dated entries and changes
# dues       names and addresses of its items, and their due dates
# documents  papers it names, with the items that name them
# changes    its history
# events     components of calendars
# whole      every part, for the open data
Aspect = Literal["brief", "items", "titles", "addresses", "entries", "dues", "documents", "changes", "events", "whole"]
ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
_PLACES = {aspect: slice(place * DIGEST_SIZE, (place + 1) * DIGEST_SIZE) for place, aspect in enumerate(ASPECTS)}


class AspectDigests(Struct, frozen=True, array_like=True):
    """The digests of one card's aspects in the order of `ASPECTS`, joined; empty for a notice that is not public."""

    digests: bytes = b""

    @property
    def parts(self) -> bytes:
        """The digests of all aspects but the whole, which is the last."""
        return self.digests[:-DIGEST_SIZE]

    def of(self, aspect: Aspect) -> bytes:
        return self.digests[_PLACES[aspect]]

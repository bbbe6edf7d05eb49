"""Briefs → which items stand on `/due/`: a matter is listed once for each organ, by the item of its newest notice that gives a day.

The day that another organ gives is a promise of its own, and nothing that a later one of this organ could replace.
"""

from collections import Counter
from collections.abc import Iterable
from typing import TypeAlias

from site_builder.unit.cards import Brief, DueMatter

Place: TypeAlias = tuple[str, str]  # slug of a notice, id of an item


class DueMatters:
    """
    cards   slug → notice, of those with such items
    below   item that is listed → the items of earlier notices that it stands for, earliest first; where there are any
    folded  those items
    counts  where they would be listed, as in `Counts.dues`
    """

    def __init__(self, cards: Iterable[Brief]):
        self.cards: dict[str, Brief] = {}
        self.below: dict[Place, list[Place]] = {}
        self.folded: set[Place] = set()
        self.counts: Counter[str] = Counter()
        self._together: dict[str, set[str]] = {}
        known: dict[Place, DueMatter] = {}
        for card in sorted(cards, key=lambda card: (card.published or "", card.slug)):
            if card.due_matters:
                self.cards[card.slug] = card
                known |= {(card.slug, each.item): each for each in card.due_matters}
        order = {place: number for number, place in enumerate(known)}
        for place, own in known.items():
            organ = self.cards[place[0]].organ
            others = (each for each in own.others if organ and each in known and self.cards[each[0]].organ == organ)
            matter = sorted([place, *others], key=order.__getitem__)
            self._together.setdefault(place[0], set()).update(key for each in matter for key in known[each].places)
            newest = matter[-1][0]
            if place[0] != newest:
                self.folded.add(place)
                self.counts.update(own.places)
            elif earlier := [each for each in matter if each[0] != newest]:
                self.below[place] = earlier

    def places(self, card: Brief) -> set[str]:
        """Where items of a notice are listed or named, and those of others about the same matters: as in `Counts.dues`."""
        return {*card.counts.dues, *self._together.get(card.slug, ())}

"""Cards are read from the store once while there is room for them, and always where they go to another process."""

import pickle
from typing import Any

import pytest
from msgspec.structs import replace

from site_builder.build import site_records
from site_builder.build.site_paths import SitePaths
from site_builder.build.site_records import StoredCards
from site_builder.build.state_file import load_state
from site_builder.build.store import Store
from site_builder.records.encoding import pack, unpacker
from site_builder.unit.cards import Card
from tests.conftest import LEDGER, Space


class Counting(Store):
    """A store that counts what is read from it."""

    reads = 0

    def get(self, name: bytes) -> bytes:
        self.reads += 1
        return super().get(name)


@pytest.fixture
def stored(space: Space) -> tuple[Counting, list[Card], StoredCards]:
    """Three notices' cards in a store."""
    space.notice(ledger=LEDGER)
    space.build()
    store = Counting(space.folder / ".public.state/store")
    card: Card = unpacker(Card).decode(store.get(load_state(SitePaths(space.out)).units["n"].card or b""))
    cards = [replace(card, slug=slug) for slug in ("a", "b", "c")]
    store.reads = 0
    return store, cards, StoredCards(store, {card.slug: store.put(pack(card)) for card in cards})


def test_each_card_is_read_once(stored: tuple[Counting, list[Card], StoredCards]) -> None:
    store, cards, opened = stored
    for _ in range(3):
        assert [opened(card.brief) for card in cards] == cards
    assert store.reads == 3


def test_what_has_no_room_is_read_each_time(
    stored: tuple[Counting, list[Card], StoredCards], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, cards, opened = stored
    monkeypatch.setattr(site_records, "CARDS_IN_MEMORY", 2)
    for _ in range(3):
        assert [opened(card.brief) for card in cards] == cards
    assert store.reads == 2 + 3


def test_another_process_gets_the_way_to_the_store_and_no_card(
    stored: tuple[Counting, list[Card], StoredCards],
) -> None:
    _, cards, opened = stored
    before = len(pickle.dumps(opened))
    opened(cards[0].brief)
    assert len(pickle.dumps(opened)) == before
    elsewhere: Any = pickle.loads(pickle.dumps(opened))
    assert elsewhere(cards[0].brief) == cards[0]

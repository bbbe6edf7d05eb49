"""Many notices: orders and reports are on their way a few at a time, whoever works on them."""

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import Any
from weakref import WeakSet

import pytest

from site_builder.build.thresholds import BATCHES_AHEAD
from site_builder.build.unit_jobs import UnitJob
from site_builder.build.unit_making import UnitMaker
from site_builder.build.workers import make_units
from tests.conftest import SITE, Space

NOTICES = 48  # in batches of three


class Recording(ThreadPoolExecutor):
    """One worker. Counts orders that were made and are not carried out, and results that somebody still holds."""

    def __init__(self) -> None:
        super().__init__(1)
        self.orders = self.most_orders = self.most_results = 0
        self._results: WeakSet[Future[Any]] = WeakSet()
        self._lock = Lock()

    def ordered(self, number: int) -> None:
        with self._lock:
            self.orders += number
            self.most_orders = max(self.most_orders, self.orders)

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future = super().submit(fn, *args, **kwargs)
        if fn is make_units:
            future.add_done_callback(lambda _: self.ordered(-len(args[1])))
            self._results.add(future)
            self.most_results = max(self.most_results, len(self._results))
        return future


@pytest.mark.parametrize("again", [False, True], ids=["new", "again"])
def test_a_few_batches_are_on_their_way(space: Space, again: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(NOTICES):
        space.notice(f"n{number:02}")
    if again:  # then each order tells which files are published
        space.build()
        space.write("site.yaml", SITE.replace("试验台账", "另一台账"))
    executor, job = Recording(), UnitMaker.job

    def counted(*told: Any, **named: Any) -> UnitJob:
        executor.ordered(1)
        return job(*told, **named)

    monkeypatch.setattr(UnitMaker, "job", counted)
    with executor:
        assert space.build(executor=executor).units_made == NOTICES
    assert 3 < executor.most_orders <= (BATCHES_AHEAD + 1) * 3  # and a batch whose end is not counted yet
    assert executor.most_results <= BATCHES_AHEAD + 1  # and one that is being read

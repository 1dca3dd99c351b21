"""A clock that was set back: writes stand in the order of their numbers, and it is told."""

from datetime import UTC, datetime, timedelta

import pytest

from dxkpi.store import Store
from tests.support.clock import stand_at
from tests.support.logged_lines import logged_lines
from tests.support.shipped_cities import key_of
from tests.support.stored import register_figures, stored_value

NOON = datetime(2030, 6, 1, 3, 0, tzinfo=UTC)


def test_a_write_after_the_clock_was_set_back_is_the_last_one_all_the_same(
    store: Store, city: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_at(monkeypatch, NOON)
    first = register_figures(store, city, {"K01": 5})
    stand_at(monkeypatch, NOON - timedelta(hours=2))
    with logged_lines() as log:
        second = register_figures(store, city, {"K01": 6})
    [line] = log.of("clock_set_back")
    assert (line["level"], line["revision"]) == ("warning", second.revision)
    assert second.at < first.at
    assert stored_value(store, city, "K01") == 6
    assert store.submissions(key_of(city))[0] == second
    assert [step.revision for step in store.history(key_of(city), "K01")][-2:] == [
        first.revision,
        second.revision,
    ]
    assert store.verify().is_sound


def test_nothing_is_told_of_a_clock_that_goes_on(
    store: Store, city: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_at(monkeypatch, NOON)
    with logged_lines() as log:
        register_figures(store, city, {"K01": 5})
        register_figures(store, city, {"K01": 6})
    assert log.of("clock_set_back") == []

"""What others changed since a revision."""

import pytest

from dxkpi.store import Store, writing
from tests.support.stored import YEAR, actual_saying, form_of, register_figures


def test_what_changed_since_a_form_was_made_is_told_with_who_and_what_it_was(
    store: Store, city: str
) -> None:
    before = form_of(store, city).revision
    assert store.changed_since(city, YEAR, before) == {}
    register_figures(store, city, {"K01": 5, "K02": 6}, who="佐藤")
    middle = form_of(store, city).revision
    register_figures(store, city, {"K02": 7}, who="鈴木")
    changed = store.changed_since(city, YEAR, before)
    assert {code: (c.then, c.who) for code, c in changed.items()} == {
        "K01": (None, "佐藤"),
        "K02": (None, "鈴木"),
    }
    assert changed["K02"].at == store.revision().at
    assert {
        code: c.then for code, c in store.changed_since(city, YEAR, middle).items()
    } == {"K02": actual_saying(6)}
    assert store.changed_since(city, 2025, before) == {}


def test_what_went_back_to_what_it_was_has_not_changed(store: Store, city: str) -> None:
    before = form_of(store, city).revision
    made = register_figures(store, city, {"K01": 5})
    middle = form_of(store, city).revision
    writing.withdraw_return(store, made.number, "田中", "誤り")
    assert store.changed_since(city, YEAR, before) == {}
    [(code, change)] = store.changed_since(city, YEAR, middle).items()
    assert (code, change.then, change.who, change.at) == (
        "K01",
        actual_saying(5),
        "田中",
        store.revision().at,
    )


@pytest.mark.parametrize("revision", [0, -1, 99])
def test_a_revision_that_the_store_does_not_know_says_nothing(
    store: Store, city: str, revision: int
) -> None:
    register_figures(store, city, {"K01": 5})
    assert store.changed_since(city, YEAR, revision) == {}

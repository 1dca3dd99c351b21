"""What others changed since a revision."""

import pytest

from dxkpi.plan import BarState, Progress
from dxkpi.returns import CheckedReturn
from dxkpi.rules import EntryKey
from dxkpi.store import Store, writing
from tests.support.returned import put_on_record
from tests.support.shipped_cities import key_of
from tests.support.stored import YEAR, actual_saying, form_of, register_figures


def test_what_changed_since_a_form_was_made_is_told_with_who_and_what_it_was(
    store: Store, city: str
) -> None:
    before = form_of(store, city).revision
    assert store.changed_since(key_of(city), YEAR, before) == {}
    register_figures(store, city, {"K01": 5, "K02": 6}, who="佐藤")
    middle = form_of(store, city).revision
    register_figures(store, city, {"K02": 7}, who="鈴木")
    changed = store.changed_since(key_of(city), YEAR, before)
    assert {code: (c.then, c.who) for code, c in changed.items()} == {
        "K01": (None, "佐藤"),
        "K02": (None, "鈴木"),
    }
    assert changed["K02"].at == store.revision().at
    assert {
        code: c.then
        for code, c in store.changed_since(key_of(city), YEAR, middle).items()
    } == {"K02": actual_saying(6)}
    assert store.changed_since(key_of(city), 2025, before) == {}


def test_what_went_back_to_what_it_was_has_not_changed(store: Store, city: str) -> None:
    before = form_of(store, city).revision
    made = register_figures(store, city, {"K01": 5})
    middle = form_of(store, city).revision
    writing.withdraw_return(store, made.number, "田中", "誤り")
    assert store.changed_since(key_of(city), YEAR, before) == {}
    [(code, change)] = store.changed_since(key_of(city), YEAR, middle).items()
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
    assert store.changed_since(key_of(city), YEAR, revision) == {}


def test_progress_that_changed_since_is_told_with_who_and_whose_return_it_was(
    store: Store, city: str
) -> None:
    before = form_of(store, city).revision
    key = report_state(store, city, BarState.IN_PROGRESS, who="佐藤")
    [(changed, change)] = store.progress_changed_since(
        key_of(city), YEAR, before
    ).items()
    assert (changed, change.then, change.who) == (key, None, "佐藤")
    assert change.department is None
    middle = form_of(store, city).revision
    report_state(store, city, BarState.LATE, who="鈴木")
    change = store.progress_changed_since(key_of(city), YEAR, middle)[key]
    assert change.then is not None
    assert (change.then.state, change.who) == (BarState.IN_PROGRESS, "鈴木")
    assert store.progress_changed_since(key_of(city), YEAR - 1, before) == {}
    assert store.progress_changed_since(key_of(city), YEAR, 99) == {}


def report_state(store: Store, city: str, state: BarState, who: str) -> EntryKey:
    """Register the state of the first entry of the schedule, and give its key."""
    form = form_of(store, city)
    key = form.schedule_entries[0].key
    progress = {key: Progress(fiscal_year=YEAR, state=state)}
    put_on_record(store, CheckedReturn(form, (), (), {}, progress), who)
    return key

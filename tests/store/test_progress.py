"""The progress of the schedule's entries as it is kept."""

from dxkpi.plan import BarState, Plan
from dxkpi.store import Store, writing
from tests.support.returned import put_on_record
from tests.support.shipped_cities import key_of
from tests.support.stored import (
    current_plan,
    entry_progress,
    form_of,
    register_figures,
    return_of,
    stored_value,
)


def test_progress_is_the_latest_at_or_before_the_year(store: Store, city: str) -> None:
    for year, state in ((2024, BarState.IN_PROGRESS), (2026, BarState.DONE)):
        form = form_of(store, city, year=year)
        put_on_record(
            store, return_of(form, {}, {0: entry_progress(state, year=year)}), "佐藤"
        )
    key = form_of(store, city).schedule_entries[0].key
    known = {
        year: store.progress(key_of(city), year)
        for year in (2023, 2024, 2025, 2026, 2027)
    }
    assert [{year: entry[key].state for year, entry in known.items() if entry}] == [
        {2024: "in_progress", 2025: "in_progress", 2026: "done", 2027: "done"}
    ]
    assert store.progress(key_of(city)) == known[2027]
    assert known[2025][key].fiscal_year == 2024


def test_entries_with_the_same_label_are_told_apart(
    store: Store, city: str, sample_plan: Plan
) -> None:
    policy = next(
        p for p in sample_plan.policies if any(m.schedule for m in p.measures)
    )
    measure = next(m for m in policy.measures if m.schedule)
    twice = measure.model_copy(
        update={"schedule": (measure.schedule[0], measure.schedule[0])}
    )
    policies = tuple(
        p.model_copy(
            update={"measures": tuple(twice if m is measure else m for m in p.measures)}
        )
        for p in sample_plan.policies
    )
    writing.save_plans(
        store,
        [sample_plan.model_copy(update={"policies": policies})],
        "secretariat",
        "plan.yaml",
    )
    form = form_of(store, city)
    first, second = [
        n
        for n, bar in enumerate(form.schedule_entries)
        if bar.measure.number == measure.number
    ]
    register_figures(
        store,
        city,
        {},
        {first: entry_progress(BarState.DONE), second: entry_progress(BarState.LATE)},
    )
    assert [entry.state for entry in store.progress(key_of(city)).values()] == [
        BarState.DONE,
        BarState.LATE,
    ]


def test_a_plan_that_is_loaded_again_keeps_returns_figures_and_progress(
    store: Store, city: str, sample_plan: Plan
) -> None:
    made = register_figures(store, city, {"K01": 5}, {0: entry_progress(BarState.DONE)})
    bars = store.progress(key_of(city))
    writing.save_plans(
        store,
        [
            current_plan(store, city).model_copy(
                update={"policies": sample_plan.policies[::-1]}
            )
        ],
        "s",
        "plan.yaml",
    )
    assert (store.submissions(key_of(city)), store.progress(key_of(city))) == (
        (made,),
        bars,
    )
    assert stored_value(store, city, "K01") == 5
    assert [u.superseded for u in store.preview_withdrawal(made.number)] == [
        False,
        False,
    ]

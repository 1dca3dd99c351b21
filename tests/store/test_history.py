"""The history of figures and of the schedule, write by write."""

from decimal import Decimal

from dxkpi.plan import Actual, BarState, Plan
from dxkpi.store import FigureKind, Store, writing
from tests.support.shipped_cities import key_of
from tests.support.stored import (
    FILE,
    YEAR,
    entry_progress,
    form_of,
    plan_with_actual,
    register_figures,
)


def test_every_step_names_its_return_its_file_and_what_it_said_beside_the_value(
    store: Store, city: str
) -> None:
    first = register_figures(
        store,
        city,
        {
            "K01": Actual(
                fiscal_year=YEAR,
                value=Decimal(5),
                as_of="2026-09",
                note="速報",
                countermeasure="確報を待つ",
            )
        },
    )
    register_figures(
        store,
        city,
        {"K01": Actual(fiscal_year=YEAR, value=Decimal(5), as_of="2027-03")},
        file="確報.xlsx",
    )
    writing.withdraw_return(store, 2, "田中", "誤り")
    steps = [
        s
        for s in store.history(key_of(city), "K01")
        if s.kind is FigureKind.ACTUAL and s.fiscal_year == YEAR
    ]
    assert [(s.submission, s.withdrawal, s.source, s.who) for s in steps] == [
        (first.number, False, FILE, "人事 佐藤"),
        (2, False, "確報.xlsx", "人事 佐藤"),
        (2, True, "確報.xlsx", "田中"),
    ]
    assert [(s.before and s.before.note, s.after and s.after.note) for s in steps] == [
        (None, "速報"),
        ("速報", None),
        (None, "速報"),
    ]
    assert [s.after and s.after.countermeasure for s in steps] == [
        "確報を待つ",
        None,
        "確報を待つ",
    ]
    assert [
        (s.before and s.before.as_of, s.after and s.after.as_of) for s in steps
    ] == [
        (None, "2026-09"),
        ("2026-09", "2027-03"),
        ("2027-03", "2026-09"),
    ]
    five = Decimal(5)
    assert [(s.old, s.new) for s in steps] == [(None, five), (five, five), (five, five)]


def test_progress_has_its_steps_in_the_history(store: Store, city: str) -> None:
    made = register_figures(
        store, city, {"K01": 5}, {0: entry_progress(BarState.IN_PROGRESS, 40, "着手")}
    )
    register_figures(store, city, {}, {0: entry_progress(BarState.DONE)})
    bar = form_of(store, city).schedule_entries[0]
    steps = [s for s in store.history(key_of(city)) if s.entry_key is not None]
    assert [(s.old, s.new, s.fiscal_year, s.entry_key, s.place) for s in steps] == [
        (
            None,
            BarState.IN_PROGRESS,
            YEAR,
            bar.key,
            f"{bar.measure.number} {bar.item.label}",
        ),
        (
            BarState.IN_PROGRESS,
            BarState.DONE,
            YEAR,
            bar.key,
            f"{bar.measure.number} {bar.item.label}",
        ),
    ]
    assert steps[0].after is not None
    assert (steps[0].after.percent, steps[0].after.note, steps[0].submission) == (
        Decimal(40),
        "着手",
        made.number,
    )
    assert [s.revision for s in store.history(key_of(city))] == sorted(
        s.revision for s in store.history(key_of(city))
    )
    assert all(s.entry_key is None for s in store.history(key_of(city), "K01"))


def test_a_new_value_supersedes_the_old_one_and_says_who_when_and_from_where(
    empty_store: Store, sample_plan: Plan
) -> None:
    code = sample_plan.municipality.code
    writing.save_plans(empty_store, [sample_plan], "first", "plan.yaml")
    writing.save_plans(
        empty_store,
        [plan_with_actual(sample_plan, "K01", 2025, "29.9")],
        "second",
        "fix.yaml",
    )
    steps = [
        step
        for step in empty_store.history(key_of(code), "K01")
        if step.kind is FigureKind.ACTUAL and step.fiscal_year == 2025
    ]
    assert [(s.revision, s.who, s.source, s.old, s.new) for s in steps] == [
        (1, "first", "plan.yaml", None, Decimal("29.0")),
        (2, "second", "fix.yaml", Decimal("29.0"), Decimal("29.9")),
    ]
    assert all(step.at.tzinfo is not None for step in steps)


def test_a_target_that_moves_is_one_step_from_the_old_to_the_new(
    empty_store: Store, sample_plan: Plan
) -> None:
    one = sample_plan.indicators[0]
    assert one.target is not None
    earlier = one.target.model_copy(
        update={"fiscal_year": 2026, "as_of": None, "value": Decimal("65.0")}
    )
    moved = one.model_copy(update={"target": earlier})
    writing.save_plans(empty_store, [sample_plan], "tester", "test")
    writing.save_plans(
        empty_store,
        [
            sample_plan.model_copy(
                update={"indicators": (moved, *sample_plan.indicators[1:])}
            )
        ],
        "tester",
        "test",
    )
    [_first, second] = [
        s
        for s in empty_store.history(sample_plan.key, "K01")
        if s.kind is FigureKind.TARGET
    ]
    assert (second.fiscal_year, second.old, second.new) == (
        2026,
        Decimal("60.0"),
        Decimal("65.0"),
    )


def test_an_indicator_that_leaves_and_returns_keeps_its_history(
    empty_store: Store, sample_plan: Plan
) -> None:
    without = sample_plan.model_copy(update={"indicators": sample_plan.indicators[1:]})
    for plan in (sample_plan, without, sample_plan):
        writing.save_plans(empty_store, [plan], "tester", "test")
        assert empty_store.plan(plan.key) == plan
    target = [
        s
        for s in empty_store.history(sample_plan.key, "K01")
        if s.kind is FigureKind.TARGET
    ]
    assert [(s.old, s.new) for s in target] == [
        (None, Decimal("60.0")),
        (Decimal("60.0"), None),
        (None, Decimal("60.0")),
    ]

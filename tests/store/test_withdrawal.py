"""Returns are withdrawn: what goes back, what stays."""

from decimal import Decimal
from functools import partial

import pytest

from dxkpi.plan import Actual, BarState, Missing, Plan, ValueType
from dxkpi.store import (
    Store,
    StoreError,
    StoreFault,
    SubmissionState,
    WithdrawalPreview,
    WithdrawnReturn,
    writing,
)
from tests.support.returned import hold
from tests.support.shipped_cities import key_of
from tests.support.stored import (
    CONTENT,
    FILE,
    YEAR,
    actual_saying,
    current_plan,
    entry_progress,
    form_of,
    plan_with_indicator,
    plan_without,
    register_figures,
    stored_actual,
    stored_value,
)
from tests.support.threads import at_once


def test_what_waits_is_withdrawn_without_any_figure_changing(
    store: Store, city: str
) -> None:
    left = hold(store, form_of(store, city), "佐藤", FILE, CONTENT)
    gone = writing.withdraw_return(
        store, left.number, "田中", " 別の年度の様式 "
    ).submission
    assert (gone.state, gone.withdrawn_by, gone.withdrawn_reason) == (
        SubmissionState.WITHDRAWN,
        "田中",
        "別の年度の様式",
    )
    last_change = store.last_change(key_of(city))
    assert last_change is not None
    assert (last_change.number, store.revision().number) == (1, 3)
    assert store.verify().is_sound
    assert (
        hold(store, form_of(store, city), "佐藤", FILE, CONTENT).number
        == left.number + 1
    )


def test_withdrawing_leaves_the_plan_as_it_was_to_the_last_note(
    store: Store, city: str, sample_plan: Plan
) -> None:
    before = Actual(
        fiscal_year=YEAR,
        as_of="2026-09",
        value=Decimal("28.50"),
        approximate=True,
        note="速報",
    )
    register_figures(
        store,
        city,
        {"K01": before, "K02": Missing.NOT_PUBLISHED},
        {0: entry_progress(BarState.LATE, 10, "遅延")},
    )
    plan, bars = current_plan(store, city), store.progress(key_of(city))
    made = register_figures(
        store,
        city,
        {"K01": 30, "K02": 5, "K03": 6},
        {0: entry_progress(BarState.DONE, 100), 1: entry_progress(BarState.DONE)},
    )
    first, second = (bar.key for bar in form_of(store, city).schedule_entries[:2])
    assert store.preview_withdrawal(made.number) == (
        WithdrawalPreview(
            "K01", None, YEAR, actual_saying(30), before, superseded=False
        ),
        WithdrawalPreview(
            "K02",
            None,
            YEAR,
            actual_saying(5),
            actual_saying(Missing.NOT_PUBLISHED),
            superseded=False,
        ),
        WithdrawalPreview("K03", None, YEAR, actual_saying(6), None, superseded=False),
        WithdrawalPreview(
            None,
            first,
            YEAR,
            entry_progress(BarState.DONE, 100),
            entry_progress(BarState.LATE, 10, "遅延"),
            superseded=False,
        ),
        WithdrawalPreview(
            None, second, YEAR, entry_progress(BarState.DONE), None, superseded=False
        ),
    )
    gone = writing.withdraw_return(
        store, made.number, "事務局 田中", "年度を間違えた"
    ).submission
    assert repr(current_plan(store, city)) == repr(plan)
    assert repr(store.progress(key_of(city))) == repr(bars)
    assert (gone.state, gone.withdrawn_by, gone.withdrawn_reason) == (
        SubmissionState.WITHDRAWN,
        "事務局 田中",
        "年度を間違えた",
    )
    assert gone.withdrawn_at == store.revision().at
    assert (gone.figures, store.original(made.number)) == (
        made.figures,
        store.original(gone.number),
    )
    assert store.preview_withdrawal(made.number) == ()


def test_what_was_changed_since_stays_and_is_shown_first(
    store: Store, city: str
) -> None:
    first = register_figures(
        store, city, {"K01": 5, "K02": 6}, {0: entry_progress(BarState.LATE)}
    )
    register_figures(
        store, city, {"K02": 7}, {0: entry_progress(BarState.DONE)}, file=None
    )
    one, two, three = store.preview_withdrawal(first.number)
    assert (one.indicator, one.now, one.back, one.superseded) == (
        "K01",
        actual_saying(5),
        None,
        False,
    )
    assert (two.indicator, two.now, two.back, two.superseded) == (
        "K02",
        actual_saying(7),
        actual_saying(7),
        True,
    )
    assert (three.now, three.back, three.superseded) == (
        entry_progress(BarState.DONE),
        entry_progress(BarState.DONE),
        True,
    )
    writing.withdraw_return(store, first.number, "田中", "誤り")
    assert (stored_value(store, city, "K01"), stored_value(store, city, "K02")) == (
        None,
        7,
    )
    assert [*store.progress(key_of(city)).values()] == [entry_progress(BarState.DONE)]


@pytest.mark.parametrize(
    "order", [(1, 2, 3), (3, 2, 1), (2, 1, 3), (2, 3, 1), (1, 3, 2), (3, 1, 2)]
)
def test_returns_withdrawn_in_any_order_leave_nothing_of_them(
    store: Store, city: str, sample_plan: Plan, order: tuple[int, ...]
) -> None:
    for n in (1, 2, 3):
        register_figures(
            store, city, {"K01": n}, {0: entry_progress(BarState.IN_PROGRESS, 10 * n)}
        )
    left = {1, 2, 3}
    for number in order:
        writing.withdraw_return(store, number, "田中", "誤り")
        left.discard(number)
        standing = max(left, default=None)
        assert stored_value(store, city, "K01") == standing, (order, number)
        assert [entry.percent for entry in store.progress(key_of(city)).values()] == (
            [10 * standing] if standing else []
        )
    assert current_plan(store, city) == sample_plan


def test_a_figure_that_a_loaded_plan_has_changed_since_stays(
    store: Store, city: str
) -> None:
    made = register_figures(store, city, {"K01": 5})
    writing.save_plans(
        store,
        [current_plan(store, city).with_actuals({"K01": actual_saying("5.5")})],
        "secretariat",
        "plan.yaml",
    )
    writing.withdraw_return(store, made.number, "田中", "誤り")
    assert stored_value(store, city, "K01") == Decimal("5.5")


def test_an_indicator_that_left_the_plan_since_is_no_hindrance(
    store: Store, city: str
) -> None:
    made = register_figures(store, city, {"K01": 5, "K02": 6})
    plan = current_plan(store, city)
    writing.save_plans(store, [plan_without(plan, "K01")], "secretariat", "plan.yaml")
    one, two = store.preview_withdrawal(made.number)
    assert (one.indicator, one.now, one.back, one.superseded) == (
        "K01",
        None,
        None,
        True,
    )
    writing.withdraw_return(store, made.number, "田中", "誤り")
    assert stored_value(store, city, "K02") is None
    writing.save_plans(store, [plan], "secretariat", "plan.yaml")
    assert stored_value(store, city, "K01") == 5, (
        "a plan that comes back with its figure has it"
    )
    assert not two.superseded


def test_an_entry_of_the_schedule_that_left_the_plan_since_is_no_hindrance(
    store: Store, city: str, sample_plan: Plan
) -> None:
    made = register_figures(store, city, {}, {0: entry_progress(BarState.DONE)})
    writing.save_plans(
        store,
        [sample_plan.model_copy(update={"policies": (), "indicators": ()})],
        "secretariat",
        "plan.yaml",
    )
    writing.withdraw_return(store, made.number, "田中", "誤り")
    assert store.progress(key_of(city)) == {}


def test_a_figure_of_what_is_answered_by_yes_or_no_meanwhile_does_not_come_back(
    store: Store, city: str, sample_plan: Plan
) -> None:
    number = next(
        i
        for i in sample_plan.indicators
        if i.value_type is ValueType.NUMBER and i.target is None
    )
    register_figures(store, city, {number.code: 5})
    made = register_figures(store, city, {number.code: 1})
    plan = current_plan(store, city)
    changed = {
        "value_type": ValueType.YES_NO,
        "baseline": None,
        "references": (),
        "actuals": (actual_saying(1),),
    }
    writing.save_plans(
        store,
        [plan_with_indicator(plan, number.code, **changed)],
        "secretariat",
        "plan.yaml",
    )
    assert [(u.now, u.back) for u in store.preview_withdrawal(made.number)] == [
        (actual_saying(1), None)
    ]
    writing.withdraw_return(store, made.number, "田中", "誤り")
    assert stored_actual(store, city, number.code) is None


def test_a_return_is_withdrawn_once_and_with_a_reason(store: Store, city: str) -> None:
    made = register_figures(store, city, {"K01": 5})
    for blank in ("", "  ", "\u3000\n"):
        with pytest.raises(StoreError, match=StoreFault.NO_REASON):
            writing.withdraw_return(store, made.number, "田中", blank)
    writing.withdraw_return(store, made.number, "田中", "誤り")
    with pytest.raises(StoreError, match=f"{StoreFault.ALREADY_WITHDRAWN} .* 田中"):
        writing.withdraw_return(store, made.number, "鈴木", "誤り")
    again = store.submission(made.number)
    assert again is not None
    assert again.withdrawn_by == "田中"


def test_two_who_withdraw_at_the_same_moment_do_it_once(
    store: Store, city: str
) -> None:
    made = register_figures(store, city, {"K01": 5})
    results = at_once(
        [
            partial(writing.withdraw_return, store, made.number, who, "誤り")
            for who in ("田中", "鈴木")
        ]
    )
    assert [type(r) for r in results].count(WithdrawnReturn) == 1
    assert stored_value(store, city, "K01") is None


def test_numbers_never_given_out_are_told(store: Store) -> None:
    assert store.submission(99) is None
    assert store.original(99) is None
    for asked in (
        lambda: store.preview_withdrawal(99),
        lambda: writing.withdraw_return(store, 99, "田中", "誤り"),
    ):
        with pytest.raises(StoreError, match=f"{StoreFault.UNKNOWN_RETURN} 99"):
            asked()

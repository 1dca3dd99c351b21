"""A year released: what it holds stays, whatever is corrected, renamed, regraded, withdrawn."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dxkpi import actions
from dxkpi.actions import (
    Actor,
    Identification,
    NotPermitted,
    ReleaseFault,
    ReleaseYear,
    WrongRelease,
)
from dxkpi.plan import Plan, PlanChange, SharedIndicator
from dxkpi.plan.city_departments import CityDepartment
from dxkpi.plan.grading import Grading, NamedProfile
from dxkpi.plan.release import USUAL_TEXTS, ReleasedText
from dxkpi.plan.release_difference import release_changes
from dxkpi.plan.review import Finality, ItemKind
from dxkpi.settings import settings
from dxkpi.store import Role, Store, StoreError, StoreFault, writing
from tests.support.accounts import granted
from tests.support.recorded_rounds import confirm_everything, run_round
from tests.support.several_plans import linked, strategy
from tests.support.shipped_cities import MIHON, key_of
from tests.support.stored import plan_with_actual, register_figures

KEY = key_of(MIHON)
OPERATOR = Actor("operator", Identification.COMMAND_LINE)


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("dxkpi.fiscal.today", lambda: date(2026, 6, 20))
    yield
    settings.cache_clear()


def release(store: Store, year: int = 2025, **words: Any) -> Any:
    return actions.release_year(store, ReleaseYear(KEY, year, **words), OPERATOR)


def plan_now(store: Store) -> Plan:
    plan = store.plan(KEY)
    assert plan is not None
    return plan


def corrected(store: Store) -> None:
    changed = plan_with_actual(plan_now(store), "K01", 2025, "12.3")
    writing.save_plans(store, [changed], "佐藤", "plan.yaml")


def reorganised(store: Store) -> None:
    plan = plan_now(store)
    departments = (
        CityDepartment(name="人事課", until="2026-03", became=("人財課",)),
        CityDepartment(name="人財課", since="2026-04"),
    )
    city = plan.municipality.model_copy(update={"departments": departments})
    changed = plan.model_copy(update={"municipality": city})
    writing.save_plans(store, [changed], "佐藤", "plan.yaml")


def regraded(store: Store) -> None:
    plan = plan_now(store)
    grading = Grading(profile=NamedProfile.NAGANO)
    about = plan.about.model_copy(update={"grading": grading})
    changed = plan.model_copy(update={"about": about})
    writing.save_plans(store, [changed], "佐藤", "plan.yaml")


def returned_and_withdrawn(store: Store) -> None:
    made = register_figures(store, MIHON, {"K01": 77}, {})
    writing.withdraw_return(store, made.number, "田中", "誤り")


@pytest.mark.parametrize(
    "change", [corrected, reorganised, regraded, returned_and_withdrawn]
)
def test_a_release_stays_byte_for_byte(
    store: Store, change: Callable[[Store], None]
) -> None:
    release(store)
    before = store.release_content(KEY, 1)
    change(store)
    assert store.release_content(KEY, 1) == before
    [released] = store.releases(KEY)
    assert (released.number, released.fiscal_year) == (1, 2025)


def test_figures_of_later_years_are_not_in_it(store: Store) -> None:
    writing.save_plans(
        store,
        [plan_with_actual(plan_now(store), "K01", 2026, "98765.4")],
        "佐藤",
        "plan.yaml",
    )
    release(store)
    content = store.release_content(KEY, 1)
    assert content is not None
    assert "98765" not in content
    released = actions.released_content(store, KEY, 1).plan
    indicator = released.indicator("K01")
    assert indicator is not None
    assert indicator.actual(2025) is not None
    assert indicator.actual(2026) is None


def test_names_of_people_are_not_in_it(store: Store) -> None:
    register_figures(store, MIHON, {"K01": 5}, {})
    [submission] = store.submissions(KEY)
    release(store, texts=frozenset(ReleasedText), although_not_over=True, year=2026)
    content = store.release_content(KEY, 1)
    assert content is not None
    assert submission.who not in content


def test_the_same_content_again_changes_nothing_and_another_needs_a_reason(
    store: Store,
) -> None:
    first = release(store)
    assert release(store) == first
    corrected(store)
    with pytest.raises(StoreError) as error:
        release(store)
    assert error.value.fault is StoreFault.RELEASE_NEEDS_REASON
    second = release(store, reason="K01の転記誤り")
    assert (second.number, second.corrects) == (2, 1)
    old, new = (actions.released_content(store, KEY, number).plan for number in (1, 2))
    assert old != new


@pytest.mark.parametrize(
    ("year", "words", "fault"),
    [
        (2026, {}, ReleaseFault.YEAR_NOT_OVER),
        (2001, {}, ReleaseFault.YEAR_NOT_OF_PLAN),
        (2025, {"note": "長" * 201}, ReleaseFault.NOTE_TOO_LONG),
        (2025, {"reason": "長" * 201}, ReleaseFault.REASON_TOO_LONG),
        (2025, {"note": "\0"}, ReleaseFault.UNSTORABLE),
    ],
)
def test_what_cannot_be_released_is_refused(
    store: Store, year: int, words: dict[str, str], fault: ReleaseFault
) -> None:
    with pytest.raises(WrongRelease) as error:
        release(store, year, **words)
    assert error.value.faults == (fault,)
    assert store.releases(KEY) == ()


def test_a_year_that_is_not_over_is_released_only_where_it_is_said(
    store: Store,
) -> None:
    assert release(store, 2026, although_not_over=True).fiscal_year == 2026


def test_what_is_preliminary_is_released_only_where_it_is_said_and_says_so(
    store: Store,
) -> None:
    run_round(store, KEY)
    with pytest.raises(WrongRelease) as error:
        release(store)
    assert error.value.faults == (ReleaseFault.STILL_PRELIMINARY,)
    release(store, although_preliminary=True)
    finality = {
        (item.kind, item.place): item.confirmed_at is not None
        for item in actions.released_content(store, KEY, 1).finality
        if item.fiscal_year == 2025
    }
    assert finality[ItemKind.FIGURE, "K13"]
    assert not finality[ItemKind.FIGURE, "K16"]
    preliminary = actions.released_content(store, KEY, 1).number_preliminary
    assert preliminary == list(finality.values()).count(False)


def test_of_a_year_that_is_final_nothing_is_said_and_what_became_final_differs(
    store: Store,
) -> None:
    run_round(store, KEY)
    release(store, although_preliminary=True)
    confirm_everything(store, KEY)
    release(store, reason="確報")
    first, second = (actions.released_content(store, KEY, n) for n in (1, 2))
    assert second.finality == ()
    assert '"finality"' not in (store.release_content(KEY, 2) or "")
    became_final = release_changes(first, second)
    assert len(became_final) == first.number_preliminary
    place = ("indicator", "K16", "actual", 2025, "finality")
    change = PlanChange(place, Finality.PRELIMINARY, Finality.CONFIRMED)
    assert change in became_final
    [again] = [each for each in release_changes(second, first) if each.path == place]
    assert (again.old, again.new) == (None, Finality.PRELIMINARY)


def test_what_goes_out_must_be_what_was_seen_also_of_other_plans(store: Store) -> None:
    shared = SharedIndicator(plan=KEY.id, code="K01")
    sharing = linked(strategy(plan_now(store)), "K01", shares=shared)
    writing.save_plans(store, [sharing], "佐藤", "strategy.yaml")
    seen = actions.release_preview(store, sharing.key, 2025, USUAL_TEXTS).sha256
    corrected(store)
    command = ReleaseYear(sharing.key, 2025, seen=seen)
    with pytest.raises(StoreError) as refused:
        actions.release_year(store, command, OPERATOR)
    assert refused.value.fault is StoreFault.CHANGED_SINCE_SEEN
    seen = actions.release_preview(store, sharing.key, 2025, USUAL_TEXTS).sha256
    command = ReleaseYear(sharing.key, 2025, seen=seen)
    assert actions.release_year(store, command, OPERATOR).sha256 == seen
    released = actions.released_content(store, sharing.key, 1).plan.indicator("K01")
    assert released is not None
    actual = released.actual(2025)
    assert actual is not None
    assert actual.value == Decimal("12.3")


def test_what_was_seen_in_other_words_is_not_what_goes_out(store: Store) -> None:
    seen = actions.release_preview(store, KEY, 2025, frozenset()).sha256
    with pytest.raises(StoreError) as refused:
        release(store, seen=seen)
    assert refused.value.fault is StoreFault.CHANGED_SINCE_SEEN
    assert release(store, seen=seen, texts=frozenset()).sha256 == seen


def test_the_years_over_of_a_plan_are_released_at_once(store: Store) -> None:
    plan = plan_now(store)
    assert actions.years_to_release(plan) == (2023, 2024, 2025)
    starts_now = plan.about.model_copy(update={"first_fiscal_year": 2026})
    new = plan.model_copy(update={"about": starts_now})
    assert actions.years_to_release(new) == (2025,)


def test_only_who_may_release_does(store: Store) -> None:
    reviewer = granted(store, "reviewer", Role.REVIEWER, MIHON)
    reporter = granted(store, "reporter", Role.REPORTER, MIHON, "人事課")
    command = ReleaseYear(KEY, 2025)
    for actor in (reporter, Actor("通りがかり", Identification.VISITOR)):
        with pytest.raises(NotPermitted):
            actions.release_year(store, command, actor)
    assert actions.release_year(store, command, reviewer).who == reviewer.name

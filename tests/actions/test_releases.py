"""A year released: what it holds stays, whatever is corrected, renamed, regraded, withdrawn."""

from collections.abc import Callable, Iterator
from datetime import date
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
from dxkpi.plan import Plan
from dxkpi.plan.city_departments import CityDepartment
from dxkpi.plan.grading import Grading, NamedProfile
from dxkpi.plan.release import ReleasedText
from dxkpi.settings import settings
from dxkpi.store import Role, Store, StoreError, StoreFault, writing
from tests.support.accounts import granted
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
    release(store, texts=frozenset(ReleasedText), is_over_or_not=True, year=2026)
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
    assert release(store, 2026, is_over_or_not=True).fiscal_year == 2026


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

"""A staff survey of a city, counted and registered in an open store."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from dxkpi import actions
from dxkpi.plan import Actual, Plan
from dxkpi.store import FigureKind, Store
from dxkpi.survey import AnswerSheet, CountingMethod
from tests.support import answered
from tests.support.returned import person
from tests.support.shipped_cities import key_of

YEAR, TODAY = 2026, date(2027, 4, 20)
HELD = "2027-02-19"


def sheet(rows: list[dict[str, str]] | None = None) -> AnswerSheet:
    given = answered.answers() if rows is None else rows
    return AnswerSheet(
        tuple(given[0]),
        tuple(tuple(row.values()) for row in given),
        tuple(range(2, len(given) + 2)),
    )


def method_of(given: AnswerSheet, **changed: Any) -> CountingMethod:
    asked: dict[str, Any] = {
        "invited": sum(answered.ASKED.values()),
        "invited_by_department": tuple(answered.ASKED.items()),
        "respondent": answered.NUMBER,
    }
    return replace(answered.probable(given), **asked | changed)


def counted(
    store: Store, city: str, rows: list[dict[str, str]] | None = None, **changed: Any
) -> actions.ExaminedSurvey:
    given = sheet(rows)
    return actions.count_answers(
        store, key_of(city), YEAR, TODAY, given, method_of(given, **changed), HELD
    )


def registered(
    store: Store, city: str, rows: list[dict[str, str]] | None = None, who: str = "佐藤"
) -> int:
    found = counted(store, city, rows)
    assert found.checked is not None, found.counted.findings
    return actions.register_survey(
        store, actions.RegisterSurvey(found), person(who)
    ).number


def plan_of(store: Store, city: str) -> Plan:
    plan = store.plan(key_of(city))
    assert plan is not None
    return plan


def entry(store: Store, city: str, year: int = YEAR) -> Actual | None:
    indicator = plan_of(store, city).realisation
    assert indicator is not None
    return indicator.actual(year)


def code_of(store: Store, city: str) -> str:
    indicator = plan_of(store, city).realisation
    assert indicator is not None
    return indicator.code


def figure(said: object) -> Decimal | None:
    return said if isinstance(said, Decimal) else None


def steps(
    store: Store, city: str, year: int = YEAR
) -> list[tuple[str, Decimal | None, Decimal | None]]:
    return [
        (step.source, figure(step.old), figure(step.new))
        for step in store.history(key_of(city), code_of(store, city))
        if step.kind is FigureKind.ACTUAL and step.fiscal_year == year
    ]

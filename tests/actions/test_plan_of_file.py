"""Which of a city's plans a form is of."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from dxkpi import actions
from dxkpi.actions import ExaminedReturn, StatedPurpose
from dxkpi.findings import Finding
from dxkpi.plan import Plan
from dxkpi.returns import FormOrigin
from dxkpi.store import Store
from tests.support.databases import Prepared
from tests.support.returned import TODAY
from tests.support.several_plans import strategy
from tests.support.workbooks import read_form

CITY, YEAR = "999997", 2025


@pytest.fixture
def further(sample_plan: Plan) -> Plan:
    return strategy(sample_plan)


@pytest.fixture
def store(sqlite_stores: Prepared, sample_plan: Plan, further: Plan) -> Iterator[Store]:
    opened = Store(sqlite_stores.store([sample_plan, further]))
    yield opened
    opened.close()


def examined(
    store: Store,
    plan: Plan,
    stated: StatedPurpose,
    origin: dict[str, Any] | None = None,
    *,
    with_origin: bool = True,
) -> ExaminedReturn:
    """A plan's form, handed in; `origin` is what an older form says otherwise."""
    form = actions.return_form(store, plan.key, YEAR, "人事課", TODAY)
    content = actions.form_workbook(form)
    filled = read_form(content)
    assert isinstance(filled.origin, FormOrigin)
    said = replace(filled.origin, **(origin or {})) if with_origin else None
    filled = replace(filled, origin=said)
    opened = actions.OpenedWorkbook("form.xlsx", content, "0" * 64, filled)
    return actions.examine_return(store, opened, TODAY, stated)


def finding_of(examined: ExaminedReturn, code: str) -> Finding:
    [finding] = [one for one in examined.findings if one.code == code]
    return finding


def test_a_form_is_read_as_that_of_its_own_plan(store: Store, further: Plan) -> None:
    result = examined(store, further, StatedPurpose(CITY, chosen_year=YEAR))
    assert result.checked is not None
    assert result.checked.form.plan.key == further.key


def test_a_form_of_another_plan_than_the_chosen_one_is_refused(
    store: Store, sample_plan: Plan, further: Plan
) -> None:
    chosen = StatedPurpose(CITY, chosen_year=YEAR, plan=sample_plan.about.id)
    result = examined(store, further, chosen)
    assert result.checked is None
    finding = finding_of(result, "other_plan")
    assert (finding.value, finding.facts["asked"]) == (
        "見本市総合戦略",
        "見本市DX推進計画",
    )


def test_a_form_of_a_plan_that_is_not_here_is_refused(
    store: Store, further: Plan
) -> None:
    result = examined(store, further, StatedPurpose(CITY), {"plan": "dx-1999"})
    assert result.checked is None
    assert finding_of(result, "unknown_plan").value == "dx-1999"


def test_a_plan_that_the_city_does_not_have_is_not_taken_for_none(
    store: Store, further: Plan
) -> None:
    result = examined(store, further, StatedPurpose(CITY, plan="dx-2032"))
    assert result.checked is None
    finding = finding_of(result, "no_such_plan")
    assert finding.value == "dx-2032"
    assert "strategy-2025" in str(finding.facts["plans"])


def test_an_older_form_is_known_by_its_plans_title(store: Store, further: Plan) -> None:
    result = examined(store, further, StatedPurpose(CITY), {"plan": None})
    assert result.checked is not None
    assert result.checked.form.plan.key == further.key


def test_a_form_that_does_not_say_its_plan_is_of_the_chosen_one(
    store: Store, further: Plan
) -> None:
    asked = examined(store, further, StatedPurpose(CITY), with_origin=False)
    assert asked.asks == ("plan",)
    assert "見本市総合戦略" in str(finding_of(asked, "which_plan").facts["plans"])
    told = StatedPurpose(CITY, plan=further.about.id)
    result = examined(store, further, told, with_origin=False)
    assert result.checked is not None
    assert result.checked.form.plan.key == further.key

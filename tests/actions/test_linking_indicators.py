"""The indicators of a city's other plans that lead to one."""

from collections.abc import Iterator

import pytest

from dxkpi.actions import linking_indicators
from dxkpi.plan import FormerIndicator, Plan, SharedIndicator
from dxkpi.store import Store
from tests.support.databases import Prepared
from tests.support.several_plans import linked, strategy, successor


@pytest.fixture
def store(stores: Prepared, sample_plan: Plan) -> Iterator[Store]:
    former = FormerIndicator(code="K03")
    shared = SharedIndicator(plan=sample_plan.about.id, code="K04")
    plans = [
        sample_plan,
        linked(successor(sample_plan), "K03", continues=former),
        linked(strategy(sample_plan), "K01", shares=shared),
    ]
    opened = Store(stores.store(plans))
    yield opened
    opened.close()


def test_what_goes_on_from_it_and_what_shares_it_leads_to_it(
    store: Store, sample_plan: Plan
) -> None:
    [going_on] = linking_indicators(store, sample_plan.key, ["K03"])
    assert going_on.plan_title == "第2次見本市DX推進計画"
    assert going_on.indicator.code == "K03"
    [sharing] = linking_indicators(store, sample_plan.key, ["K04", "K05"])
    assert (sharing.plan_title, sharing.indicator.code) == ("見本市総合戦略", "K01")


def test_nothing_leads_to_another(store: Store, sample_plan: Plan) -> None:
    assert linking_indicators(store, sample_plan.key, ["K01"]) == ()

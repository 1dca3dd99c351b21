"""職員のDX推進実感率: the page in every year of every plan."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dxkpi.plan import Plan
from tests.support.apptest import CITIES, HOSTILE, Open, charts_of, save
from tests.support.realised_plans import plan_with_rate, without_surveys


def without_indicators(plan: Plan) -> Plan:
    return plan.model_copy(update={"indicators": ()})


def with_hostile_words(plan: Plan) -> Plan:
    return plan_with_rate(
        plan,
        name=f"実感率 {HOSTILE}",
        unit="<b>%*",
        definition=HOSTILE,
        actuals=[{"fiscal_year": 2025, "value": "66", "note": HOSTILE}],
    )


VARIANTS: dict[str, Callable[[Plan], Plan]] = {
    "full": lambda plan: plan,
    "no surveys": without_surveys,
    "no indicators": without_indicators,
    "only the baseline": lambda plan: plan_with_rate(plan, actuals=[]),
    "a missing year": lambda plan: plan_with_rate(
        plan, actuals=[{"fiscal_year": 2025, "missing": "not_submitted"}]
    ),
    "no target": lambda plan: plan_with_rate(plan, target=None),
    "no baseline": lambda plan: plan_with_rate(plan, baseline=None),
    "nothing at all": lambda plan: plan_with_rate(
        plan, baseline=None, target=None, actuals=[]
    ),
    "a level to keep": lambda plan: plan_with_rate(
        plan, target={"rule": "keep", "value": "60", "comparator": ">="}
    ),
    "hostile words": with_hostile_words,
}


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
@pytest.mark.parametrize("variant", VARIANTS)
def test_the_page_stands_in_every_year_of_every_plan(
    visit: Open,
    own_store: Path,
    shipped_plans: dict[str, Plan],
    variant: str,
    locale: str,
) -> None:
    plans = {
        code: shipped_plans[code]
        for code in (CITIES if variant == "full" else ("472123", "999997"))
    }
    plans = {code: VARIANTS[variant](plan) for code, plan in plans.items()}
    save(own_store, *plans.values())
    for code, plan in plans.items():
        at = visit("realisation", city=code, locale=locale)
        for year in plan.fiscal_years:
            at.selectbox(key="select_year").set_value(year).run()
            assert not at.exception
            assert not at.error
            assert len(at.header) == 1
            assert at.header[0].value
            assert len(at.metric) <= 3
            assert len(charts_of(at)) <= 5
            for element in (*at.markdown, *at.caption, *at.header, *at.info):
                assert "<img" not in element.value.replace("\\<", "")
                assert "[x](" not in element.value
            for metric in at.metric:
                assert (
                    "<b"
                    not in f"{metric.label}{metric.value}{metric.delta}".replace(
                        "\\<", ""
                    )
                )

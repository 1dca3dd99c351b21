"""An indicator under a second measure, and one above another, on their screens."""

from dxkpi.plan import Plan
from tests.support.apptest import KeepOnly, Open
from tests.support.page_links import page_links


def nested(plan: Plan) -> Plan:
    """The plan with K01 under a second measure and above K02."""
    first, second, *others = plan.indicators
    measures = [measure.number for measure in plan.measures]
    further = next(number for number in measures if number != first.measure)
    again = first.model_copy(update={"also_in": (further,)})
    below = second.model_copy(update={"part_of": first.code})
    return plan.model_copy(update={"indicators": (again, below, *others)})


def test_it_stands_under_both_measures(
    keep_only: KeepOnly, visit: Open, sample_plan: Plan
) -> None:
    plan = nested(sample_plan)
    keep_only(plan)
    [further] = plan.indicators[0].also_in
    at = visit("plan", city="999997", year="2025", measure=further)
    assert not at.exception
    assert any("再掲" in label for _page, label in page_links(at))


def test_its_page_leads_up_and_down(
    keep_only: KeepOnly, visit: Open, sample_plan: Plan
) -> None:
    plan = nested(sample_plan)
    keep_only(plan)
    upper, below = plan.indicators[:2]
    at = visit("indicator", city="999997", year="2025", kpi=upper.code)
    assert any(below.name in label for _page, label in page_links(at))
    at = visit("indicator", city="999997", year="2025", kpi=below.code)
    assert any(upper.name in label for _page, label in page_links(at))

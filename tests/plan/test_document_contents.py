"""What goes with an item of a document that is taken out, counted."""

from dxkpi.plan import Plan
from dxkpi.plan.document_contents import HeldThing, item_contents
from dxkpi.plan.document_data import plan_as_data


def test_an_indicator_holds_its_figures_and_what_is_said_of_them(
    sample_plan: Plan,
) -> None:
    k03 = sample_plan.indicator("K03")
    assert k03 is not None
    counts = item_contents(plan_as_data(sample_plan), ("indicators", "K03"))
    values = [actual for actual in k03.actuals if actual.value is not None]
    assert counts[HeldThing.FIGURES] == len(values)
    assert counts.get(HeldThing.MARKS, 0) == len(k03.marks)


def test_a_measure_holds_what_is_in_it_and_the_indicators_that_name_it(
    sample_plan: Plan,
) -> None:
    measure = sample_plan.measure("1-1")
    assert measure is not None
    place = ("policies", "1", "measures", "1-1")
    counts = item_contents(plan_as_data(sample_plan), place)
    named = [one for one in sample_plan.indicators if one.measure == "1-1"]
    assert counts[HeldThing.INITIATIVES] == len(measure.initiatives)
    assert counts[HeldThing.ENTRIES] == len(measure.schedule)
    assert counts[HeldThing.INDICATORS] == len(named)
    reports = len(measure.reports)
    reports += sum(len(one.reports) for one in measure.initiatives)
    assert counts.get(HeldThing.REPORTS, 0) == reports


def test_a_new_item_holds_nothing() -> None:
    data = {"indicators": [{"code": "K01", "name": "指標", "actuals": []}]}
    assert item_contents(data, ("indicators", "K01")) == {}
    assert item_contents(data, ("indicators", "K02")) == {}

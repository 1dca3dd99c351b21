"""The indicators that need attention: how many are shown, and what a bar cannot show."""

from pathlib import Path

from dxkpi.plan import DoTarget, Plan
from dxkpi.web.common import markdown
from tests.support.apptest import Open, drawings_of, save, words
from tests.support.page_links import page_links
from tests.support.specs import actual, indicator_of


def crowded(plan: Plan, number: int) -> Plan:
    """The sample with this many more indicators that are far behind, in one policy."""
    late = indicator_of(plan, "K01")
    more = tuple(
        late.model_copy(
            update={"code": f"X{n}", "name": f"遅れている指標{n}", "references": ()}
        )
        for n in range(number)
    )
    return plan.model_copy(update={"indicators": (*plan.indicators, *more)})


def test_of_many_the_worst_eight_are_shown_and_a_link_leads_to_the_rest(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    save(own_store, crowded(sample_plan, 40))
    at = visit("overview", city="999997", year="2025")
    assert len(drawings_of(at)) == 2 + 8
    assert ("kpi", "指標の一覧を見る") in page_links(at)
    assert markdown.plain("47指標のうち遅れの大きい8") in words(at)


def test_what_a_bar_cannot_show_is_said_in_words(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    missed = indicator_of(sample_plan, "K20").model_copy(
        update={
            "target": DoTarget(fiscal_year=2024),
            "actuals": (actual(2025, "0"),),
        }
    )
    save(own_store, sample_plan.model_copy(update={"indicators": (missed,)}))
    at = visit("overview", city="999997", year="2025")
    assert len(drawings_of(at)) == 1
    assert "期限までに実施できませんでした。" in words(at)

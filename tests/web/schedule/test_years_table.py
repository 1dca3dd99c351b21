"""The table of years in place of the charts."""

from pathlib import Path

import pytest

from dxkpi.plan import Plan
from tests.support.apptest import CITIES, Open, charts_of, save
from tests.support.gantt import (
    measure_with,
    plan_of_measures,
    schedule_entry,
    scheduled_entries,
)
from tests.support.table_cells import table_cells


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
@pytest.mark.parametrize("code", CITIES)
def test_the_table_is_one_click_away_with_every_entry(
    visit: Open, code: str, locale: str, shipped_plans: dict[str, Plan]
) -> None:
    at = visit("schedule", city=code, locale=locale)
    at.toggle(key="as_table").set_value(True).run()
    assert not at.exception
    assert charts_of(at) == []
    text = "\n".join(table_cells(at))
    for each, entry in scheduled_entries(shipped_plans[code]):
        assert entry.label in text
        assert f"](plan?city={code}&table=1&measure={each.number})" in text


def test_a_plan_without_any_year_shows_its_entries_as_a_table(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    bare = {"first_fiscal_year": None, "last_fiscal_year": None}
    save(
        own_store,
        plan_of_measures(
            sample_plan, measure_with(schedule_entry(label="順次検討")), **bare
        ),
    )
    at = visit("schedule", city="999997")
    assert not at.exception
    assert charts_of(at) == []
    assert table_cells(at)[-1] == "順次検討"
    assert not visit("schedule", city="999997", measure="1-1").exception

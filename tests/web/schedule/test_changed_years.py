"""What the plan has changed, with its reasons."""

from dxkpi.plan import Plan
from dxkpi.web.common.markdown import plain
from tests.support.apptest import Open, words
from tests.support.gantt import scheduled_entries
from tests.support.table_cells import table_cells


def test_a_changed_entry_gives_its_reason_on_the_page_of_its_measure(
    visit: Open, sample_plan: Plan
) -> None:
    changed = next(
        entry
        for each, entry in scheduled_entries(sample_plan)
        if each.number == "1-1" and entry.before
    )
    at = visit("schedule", city="999997", measure="1-1")
    assert changed.before is not None
    assert any(
        f"変更の理由：{changed.before.reason}" in cell for cell in table_cells(at)
    )
    assert any("変更前 令和7～8年度" in cell for cell in table_cells(at))
    assert "上の細い枠：計画変更前の年度" in words(visit("schedule", city="999997"))


def test_what_the_plan_has_changed_is_listed_with_its_reason_beside_charts_and_table(
    visit: Open, sample_plan: Plan
) -> None:
    changed = [
        item
        for m in sample_plan.measures
        for item in m.schedule
        if item.before is not None
    ]
    assert changed
    at = visit("schedule", city="999997", year="2025")
    for shown in (at, at.toggle(key="as_table").set_value(True).run()):
        for item in changed:
            assert item.before is not None
            assert plain(item.before.reason) in words(shown)

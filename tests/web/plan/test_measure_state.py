"""計画: how each measure stands, on its closed line."""

from pathlib import Path

from dxkpi.plan import BarState, Progress
from dxkpi.rules import reportable_entries
from tests.support import returned
from tests.support.apptest import Open
from tests.support.returned import put_on_record
from tests.support.shipped_cities import key_of

LATE = Progress(fiscal_year=2025, state=BarState.LATE)


def lines(visit: Open, city: str) -> dict[str, str]:
    """The closed lines by the measure's number."""
    at = visit("plan", city=city, year=2025)
    labels = [each.label for each in at.expander if each.label.startswith("**")]
    return {label.strip("*").split()[0].replace("\\", ""): label for label in labels}


def test_the_worst_of_its_indicators_comes_first_with_the_year(visit: Open) -> None:
    line = lines(visit, "999997")["2-1"]
    assert ":gray[R7] :red-badge[× 未達成 1] :blue-badge[◎ 達成 1]" in line
    assert line.endswith(":gray-badge[－ 完了したか未報告 4件]")


def test_what_is_not_due_says_nothing(visit: Open) -> None:
    assert not any("R7" in line for line in lines(visit, "422096").values())


def test_what_its_reports_call_late_is_counted(visit: Open, own_store: Path) -> None:
    with returned.opened(own_store) as store:
        plan = store.plan(key_of("999997"))
        assert plan is not None
        entry = next(e for e in reportable_entries(plan) if e.measure.number == "3-1")
        answer = returned.answer(store, "999997", 2025, None, {}, {entry.key: LATE})
        put_on_record(store, answer, "佐藤", None, None)
    assert ":orange-badge[▲ 工程の遅れ 1件]" in lines(visit, "999997")["3-1"]

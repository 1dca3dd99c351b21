"""Where an indicator's figures come from, on its page."""

from dxkpi.plan import Calendar, Plan
from tests.support.apptest import KeepOnly, Open


def test_the_page_says_how_figures_are_worked_out_and_of_which_time_they_are(
    keep_only: KeepOnly, visit: Open, sample_plan: Plan
) -> None:
    facts = {
        "method": "利用件数÷申請件数×100",
        "source": "庁内調べ",
        "calendar": Calendar.CALENDAR_YEAR,
    }
    own = sample_plan.indicators[0].model_copy(update=facts)
    others = sample_plan.indicators[1:]
    keep_only(sample_plan.model_copy(update={"indicators": (own, *others)}))
    at = visit("indicator", city="999997", year="2025", kpi=own.code)
    assert not at.exception
    texts = [str(element.value) for element in at.text]
    assert "利用件数÷申請件数×100" in texts
    assert "庁内調べ" in texts
    assert "値は暦年（1月～12月）のものです。" in texts

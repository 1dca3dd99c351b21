"""A report does not ask for what was retired."""

from datetime import date

from dxkpi.plan import Plan, Retirement, RetirementReason
from dxkpi.returns import ReturnForm
from dxkpi.returns.checking import indicator_codes
from dxkpi.returns.figure_counts import plan_figure_counts
from dxkpi.returns.return_form import departments_asked
from dxkpi.returns.status import ReturnStatus, return_statuses
from dxkpi.store import Submission
from tests.support.late_figures import IN_DECEMBER, IN_MAY, NOVEMBER, form_of, kpi
from tests.support.retired import retire

FROM_2024 = Retirement(fiscal_year=2024, because=RetirementReason.ENDED)
DAY = date(2026, 5, 1)


def asked(form: ReturnForm) -> list[str]:
    return [indicator.code for indicator in form.asked_indicators]


def test_the_form_of_a_year_asks_for_what_counts_in_it() -> None:
    ended = kpi(code="K02", retired=FROM_2024)
    assert asked(form_of(kpi(), ended, fiscal_year=2023)) == ["K01", "K02"]
    assert asked(form_of(kpi(), ended, fiscal_year=2024)) == ["K01"]


def test_the_last_figure_that_comes_out_late_is_still_asked_for() -> None:
    late = kpi(code="K02", retired=FROM_2024, **NOVEMBER)
    form = form_of(kpi(), late, fiscal_year=2024, today=IN_MAY)
    assert asked(form) == ["K01", "K02"]
    assert form.figure_year(late) == 2023
    in_december = form_of(kpi(), late, fiscal_year=2024, today=IN_DECEMBER)
    assert asked(in_december) == ["K01", "K02"]
    assert in_december.figure_year(late) == 2023
    assert asked(form_of(kpi(), late, fiscal_year=2025)) == ["K01"]


def test_a_department_that_had_nothing_else_is_asked_for_nothing() -> None:
    ended = kpi(code="K02", department="文化課", retired=FROM_2024)
    plan = form_of(kpi(), ended).plan
    assert departments_asked(plan) == ("統計課", "文化課")
    assert departments_asked(plan, fiscal_year=2023) == ("統計課", "文化課")
    assert departments_asked(plan, fiscal_year=2024) == ("統計課",)
    statuses: tuple[ReturnStatus[Submission], ...]
    statuses = return_statuses(plan, (), 2024, DAY)
    assert [status.department for status in statuses] == ["統計課"]


def test_it_is_not_counted_as_missing(sample_plan: Plan) -> None:
    before = plan_figure_counts(sample_plan, 2025, DAY)
    after = plan_figure_counts(retire(sample_plan, "K03", 2025), 2025, DAY)
    assert after.asked == before.asked - 1
    earlier = plan_figure_counts(retire(sample_plan, "K03", 2025), 2024, DAY)
    assert earlier == plan_figure_counts(sample_plan, 2024, DAY)


def test_its_code_is_known_in_a_form_that_does_not_ask_for_it() -> None:
    ended = kpi(code="K02", retired=FROM_2024)
    assert "K02" in indicator_codes(form_of(kpi(), ended, fiscal_year=2024))

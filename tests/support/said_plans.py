"""A plan whose initiatives were reported, and which the city marked."""

from dxkpi.plan import InitiativeState, Judge, OwnMark, Plan, YearlyReport
from dxkpi.rules import ReportedYear, with_reported_year
from tests.support.plan_values import without_yearly_reports

REPORT = YearlyReport(
    fiscal_year=2025,
    state=InitiativeState.DELAYED,
    done="本庁の14の窓口で始めた。",
    results="予約は3割5分に増えた。",
    difficulties="**支所** <b>の改修</b>",
    next_steps="電話で受ける。",
)
EARLIER = YearlyReport(
    fiscal_year=2024, state=InitiativeState.UNDER_WAY, done="市民課で始めた。"
)
MARK = OwnMark(
    fiscal_year=2025,
    by=Judge.HEADQUARTERS,
    mark="△",
    text="前倒しの方法を示すこと。",
    decided="2026-05-20",
)
FIRST, SECOND = ("1-1", "1"), ("1-1", "2")


def said_plan(plan: Plan) -> Plan:
    """見本市's plan with a report of 1-1(1), an earlier one of 1-1(2), and marks: of
    1-1(1) and of K01, whose status is 遅れ, by two judges.
    """
    plan = without_yearly_reports(plan)
    plan = with_reported_year(plan, ReportedYear(2024, {SECOND: EARLIER}))
    plan = with_reported_year(plan, ReportedYear(2025, {FIRST: REPORT}, {FIRST: MARK}))
    good = OwnMark(fiscal_year=2025, by=Judge.DEPARTMENT, mark="◎")
    poor = MARK.model_copy(update={"mark": "×"})
    indicators = tuple(
        one.model_copy(update={"marks": (good, poor)}) if one.code == "K01" else one
        for one in plan.indicators
    )
    return plan.model_copy(update={"indicators": indicators})

"""The charts of a return's new figures, as they will be once it is registered."""

from typing import Any, NamedTuple

from dxkpi import charts
from dxkpi.plan import Indicator, Plan
from dxkpi.returns import CheckedReturn
from dxkpi.rules import judge_years
from dxkpi.web.common.language import current_language
from dxkpi.wording.figures import recorded_figure_text

_MOST_CHARTS = 6


class NewChart(NamedTuple):
    """A small chart with the new figure marked; its indicator's name, the figure in words."""

    title: str
    figure: str
    spec: dict[str, Any]


def new_charts(checked: CheckedReturn) -> list[NewChart]:
    """The chart of each figure that changes, the first of many."""
    plan = checked.form.plan.with_actuals(checked.actuals)
    drawn = [
        indicator
        for indicator in plan.measured_indicators
        if _can_be_drawn(checked, indicator)
    ]
    return [_new_chart(checked, plan, indicator) for indicator in drawn[:_MOST_CHARTS]]


def _can_be_drawn(checked: CheckedReturn, indicator: Indicator) -> bool:
    actual = checked.actuals.get(indicator.code)
    if actual is None or actual.value is None:
        return False
    return charts.chart_form(indicator) != "nothing"


def _new_chart(checked: CheckedReturn, plan: Plan, indicator: Indicator) -> NewChart:
    language, form = current_language(), checked.form
    years = plan.fiscal_years
    spec = charts.small_multiple(
        indicator,
        judge_years(plan, indicator, form.last_closed, form.profile, form.today),
        language,
        first_year=years[0],
        last_year=years[-1],
        ring=form.fiscal_year,
    )
    actual = checked.actuals[indicator.code]
    figure = recorded_figure_text(indicator, actual, language)
    return NewChart(indicator.name, figure, spec)

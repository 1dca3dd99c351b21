"""Where an indicator leads if it goes on as it has gone so far, in a sentence or two."""

from dxkpi.plan import Direction
from dxkpi.rules.arrival import arrival_year
from dxkpi.rules.forecast import Forecast
from dxkpi.survey import IndicatorTrend
from dxkpi.wording.figures import exact_figure_text
from dxkpi.wording.forecast import forecast_text
from dxkpi.wording.language import Language


def outlook_text(trend: IndicatorTrend, language: Language) -> str:
    """The range of the last year looked ahead to, and when the target is reached:
    このままなら令和9年度に30～38%です。目標の60.0%には令和13年度ごろ届く計算です。

    Empty where there is no outlook.
    """
    if trend.outlook is None:
        return ""
    _ = language.gettext
    end = trend.outlook.end
    leads_to = _(
        "If this goes on, {year} will have {value}.",
        year=language.fiscal_year(end.fiscal_year),
        value=forecast_text(trend.indicator, end, language),
    )
    return language.sentences([leads_to, _arrival_text(trend, trend.outlook, language)])


def _arrival_text(trend: IndicatorTrend, outlook: Forecast, language: Language) -> str:
    """When a target that is still to be reached is reached."""
    _ = language.gettext
    way = trend.trajectory
    if way is None or way.goal is None or way.reached or way.has_room:
        return ""
    goal = exact_figure_text(trend.indicator, way.goal, language)
    is_higher_better = trend.indicator.direction is Direction.HIGHER
    year = arrival_year(outlook, way.goal, higher=is_higher_better)
    if year is not None:
        return _when_text(goal, year, outlook.end.fiscal_year, language)
    is_coming_nearer = (outlook.slope > 0) is is_higher_better and outlook.slope != 0
    if is_coming_nearer:
        return _("The target of {goal} is then not reached for long.", goal=goal)
    return _("The target of {goal} does not come nearer.", goal=goal)


def _when_text(goal: str, year: int, deadline: int, language: Language) -> str:
    """When a target is reached, and how long after its deadline."""
    when = language.fiscal_year(year)
    if year <= deadline:
        return language.gettext(
            "The target of {goal} is then reached around {year}.", goal=goal, year=when
        )
    return language.ngettext(
        "The target of {goal} is then reached around {year}, {n} year after the deadline.",
        "The target of {goal} is then reached around {year}, {n} years after the deadline.",
        year - deadline,
        goal=goal,
        year=when,
    )

"""What one wants to know first of a plan's year: the leading figure, the worst, and how
complete the figures are.

The overview on screen and the sheet for the 本部会議 show the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dxkpi.plan import Actual, Indicator, Plan
from dxkpi.rules.judgement import Judgement
from dxkpi.rules.known_figures import last_known
from dxkpi.rules.plan_summary import leading_indicator, leading_start, needing_attention
from dxkpi.rules.totals import running_total


@dataclass(frozen=True)
class LeadingFigure:
    """The leading indicator with its last figure by the year looked at, and its
    judgement of that year.

    `starts_with_plan`: the plan's own sentence already tells its whole way, because
    nothing has begun yet.
    """

    indicator: Indicator
    figure: Actual
    judgement: Judgement
    starts_with_plan: bool


@dataclass(frozen=True)
class WorstIndicators:
    """What needs attention, worst first, as much as there is room for; `more` counts the rest."""

    judgements: tuple[Judgement, ...]
    more: int


def leading_figure(
    plan: Plan, judgements: Sequence[Judgement], fiscal_year: int
) -> LeadingFigure | None:
    """The figure to show first; None where there is no indicator with a figure to lead."""
    indicator = leading_indicator(plan, fiscal_year)
    if indicator is None:
        return None
    figure = last_known(running_total(indicator), fiscal_year)
    if figure is None:
        return None
    for judgement in judgements:
        if judgement.indicator.code == indicator.code:
            starts = leading_start(plan, judgements, fiscal_year) is not None
            return LeadingFigure(indicator, figure, judgement, starts)
    return None


def worst_indicators(judgements: Sequence[Judgement], most: int) -> WorstIndicators:
    """At most so many indicators that need attention, worst first."""
    worst = needing_attention(judgements)
    return WorstIndicators(worst[:most], more=max(0, len(worst) - most))

"""How many figures the report of a year asks for, and how many of them are registered.

One count for every place that tells it: a figure is registered once its value is there. A
reason why there is none answers the question, but is no figure. 未提出 (also 集計中, 調整中) is
no such answer: the figure is open until it is there.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from dxkpi import fiscal
from dxkpi.plan import Actual, Indicator, Missing, Plan
from dxkpi.returns.figure_years import figure_year, is_asked
from dxkpi.rules import is_due


@dataclass(frozen=True)
class FigureCounts:
    """Of so many figures (`asked`), `reported` are registered; `missing` says for each
    reason that answers the question how many have none. `unconfirmed` were reported and
    wait to be confirmed: of who sees only what is final.
    """

    asked: int = 0
    reported: int = 0
    missing: tuple[tuple[Missing, int], ...] = ()
    unconfirmed: int = 0

    @property
    def explained(self) -> int:
        """How many have a reason instead."""
        return sum(number for _reason, number in self.missing)

    @property
    def open(self) -> int:
        """How many have neither."""
        return self.asked - self.reported - self.explained - self.unconfirmed


def is_answered(figure: Actual | None) -> bool:
    """Whether a figure that is asked for is there, or the last word on why there is none;
    else it is open.
    """
    if figure is None:
        return False
    has_last_word = figure.missing not in (None, Missing.NOT_SUBMITTED)
    return figure.value is not None or has_last_word


def figures_on_record(
    plan: Plan, indicators: Iterable[Indicator], fiscal_year: int, day: date
) -> list[Actual | None]:
    """What is on record of each figure that the report of a year can ask for: one that is
    not out yet, or that no survey is made for, is not asked for.
    """
    place = (fiscal_year, day, plan.about.first_fiscal_year)
    on_record = []
    for indicator in indicators:
        year = figure_year(indicator, *place)
        if year is not None and is_asked(indicator, *place):
            on_record.append(indicator.actual(year))
    return on_record


def count_figures(figures: Iterable[Actual | None]) -> FigureCounts:
    """The counts of what is on record of the figures that are asked for."""
    asked = reported = unconfirmed = 0
    reasons: Counter[Missing] = Counter()
    for figure in figures:
        asked += 1
        if figure is not None and figure.is_unconfirmed:
            unconfirmed += 1
            continue
        if figure is None or not is_answered(figure):
            continue
        if figure.missing is None:
            reported += 1
        else:
            reasons[figure.missing] += 1
    ordered = tuple((reason, reasons[reason]) for reason in Missing if reasons[reason])
    return FigureCounts(asked, reported, ordered, unconfirmed)


def plan_figure_counts(
    plan: Plan, fiscal_year: int, day: date, *, without: Collection[str] = ()
) -> FigureCounts:
    """The counts of a whole plan, or without the indicators of some codes; none is asked
    for while the year is not due.
    """
    if not is_due(plan, fiscal_year, fiscal.last_closed_year(day)):
        return FigureCounts()
    indicators = [i for i in plan.collected_in(fiscal_year) if i.code not in without]
    return count_figures(figures_on_record(plan, indicators, fiscal_year, day))

"""The years of a plan: of which figures can be asked for, and which is looked at first."""

from dxkpi import fiscal
from dxkpi.plan import Plan
from dxkpi.rules.plan_in_force import is_in_force


def is_due(plan: Plan, fiscal_year: int, last_closed: int) -> bool:
    """Whether figures of a fiscal year can be asked for: it is over, and the plan was
    in force before it ended.
    """
    about = plan.about
    if fiscal_year > last_closed:
        return False
    if about.first_fiscal_year is not None and fiscal_year < about.first_fiscal_year:
        return False
    if about.established is None:
        return True
    month_established = about.established[:7]
    return fiscal.last_month(fiscal_year) > month_established


def default_year(plan: Plan, last_closed: int) -> int:
    """The year of a reader who has chosen none: the last of which the plan has something
    to say. Always one of the plan's.

    That is its last figure, or the last deadline of its targets once all have passed. A
    plan of which no figure is due yet, but which runs, is opened at the year that runs,
    one that is still to begin at its last figure. Where nothing is said of any year, it
    is the last that is over (`last_closed`). A year of which more figures wait to be
    confirmed than are known is passed over.
    """
    spoken_of = _years_spoken_of(plan, last_closed)
    due = [year for year in spoken_of if is_due(plan, year, last_closed)]
    runs = is_in_force(plan.about, last_closed + 1)
    if due:
        latest = max(due)
    elif runs and not is_due(plan, last_closed, last_closed):
        latest = last_closed + 1
    elif runs:
        latest = last_closed
    else:
        latest = max(spoken_of, default=last_closed)
    years = plan.fiscal_years
    if not years:
        return latest
    return min(max(latest, years[0]), years[-1])


def _years_spoken_of(plan: Plan, last_closed: int) -> list[int]:
    """The years that are over and have a figure, and that in which the last target was
    to be reached.
    """
    figures: list[int] = []
    deadlines: list[int] = []
    for indicator in plan.measured_indicators:
        figures += [a.fiscal_year for a in indicator.actuals if a.value is not None]
        target = indicator.target
        if target is not None and target.fiscal_year is not None:
            deadlines.append(target.fiscal_year)
    years = [*figures, *deadlines]
    if max(deadlines, default=last_closed) > last_closed:
        years = figures
    return [
        year for year in years if year <= last_closed and not _mostly_waits(plan, year)
    ]


def _mostly_waits(plan: Plan, fiscal_year: int) -> bool:
    """Whether more figures of a year wait to be confirmed than are known."""
    known = waiting = 0
    for indicator in plan.measured_indicators:
        actual = indicator.actual(fiscal_year)
        if actual is None:
            continue
        known += actual.value is not None
        waiting += actual.is_unconfirmed
    return waiting > known

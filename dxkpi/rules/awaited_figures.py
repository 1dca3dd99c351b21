"""Why a year that is over has no figure, and which figure is the latest known."""

from datetime import date

from dxkpi.plan import Actual, Missing
from dxkpi.rules.judgement import Judgement, Reason

NO_FIGURE_TO_COME = (
    Missing.CANNOT_BE_EVALUATED,
    Missing.DISCONTINUED,
    Missing.NOT_APPLICABLE,
)


def reason_for_waiting(judgement: Judgement, day: date) -> Reason | None:
    """Why a year that is over has no figure though nobody is late: it waits to be
    confirmed, is not out yet, or none is made in it; None where it could be there.
    """
    indicator = judgement.reported or judgement.indicator
    published, actual = indicator.published, judgement.actual
    if actual is not None and actual.is_unconfirmed:
        return Reason.UNCONFIRMED
    if published is not None and not published.has_figure(judgement.fiscal_year):
        return Reason.NO_FIGURE_THIS_YEAR
    if actual is not None and actual.missing is Missing.NOT_PUBLISHED:
        return Reason.AWAITING_PUBLICATION
    if published is not None and not published.is_out(judgement.fiscal_year, day):
        return Reason.AWAITING_PUBLICATION
    return None


def awaits_figure(judgement: Judgement) -> bool:
    """Whether the year has no figure, and nothing says that it will have none."""
    if judgement.value is not None or judgement.reason is not Reason.NO_FIGURE:
        return False
    actual = judgement.actual
    return actual is None or actual.missing not in NO_FIGURE_TO_COME


def latest_known_actual(judgement: Judgement) -> Actual | None:
    """The latest figure before the judgement's year; of a total the latest sum."""
    known = [
        actual
        for actual in judgement.indicator.actuals
        if actual.fiscal_year < judgement.fiscal_year and actual.value is not None
    ]
    return max(known, key=lambda actual: actual.fiscal_year, default=None)

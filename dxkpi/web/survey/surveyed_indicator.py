"""The 実感率 of the view's plan, and the survey before this one."""

from dxkpi import actions
from dxkpi.plan import Indicator, Survey
from dxkpi.web.common.view import View


def surveyed_indicator(view: View) -> Indicator:
    """The indicator that the survey gives a figure for. Raises `LookupError` where the
    plan has none.
    """
    indicator = view.plan.realisation
    if indicator is None:
        raise LookupError("the plan does not follow the share of staff")
    return indicator


def last_survey(view: View) -> Survey | None:
    """The survey that this one is compared with and filled in from."""
    return actions.last_survey(surveyed_indicator(view), view.year)

"""The surveys on record behind the 実感率 of a view."""

from dxkpi.survey import SurveyCourse
from dxkpi.web.common.view import View


def recorded_surveys(view: View) -> SurveyCourse:
    """The surveys of a plan that has some. Raises `LookupError` otherwise."""
    surveys = view.followed_trend().surveys
    if surveys is None:
        raise LookupError("no survey of this plan is on record")
    return surveys

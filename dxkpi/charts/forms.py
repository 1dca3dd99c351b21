"""Which picture suits an indicator."""

from typing import Literal

from dxkpi.plan import DoTarget, ImproveTarget, Indicator, KeepTarget, ValueType
from dxkpi.rules.figure_course import figures_on_record

ChartForm = Literal["line", "years", "nothing"]


def chart_form(indicator: Indicator) -> ChartForm:
    """A line over the years, a row of year tiles where each year is judged on its own,
    or nothing worth a picture.
    """
    if isinstance(indicator.target, KeepTarget | ImproveTarget | DoTarget):
        return "years"
    if not figures_on_record(indicator):
        return "nothing"
    if indicator.value_type is ValueType.YES_NO:
        return "years"
    return "line"

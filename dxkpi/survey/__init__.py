"""The staff survey: from answers to counts, the rate and how sure it is, groups too small to tell, the course of years."""

from dxkpi.survey.comparability import changes
from dxkpi.survey.counting import (
    Counted,
    Method,
    Repeated,
    Sheet,
    actual,
    choices,
    count,
)
from dxkpi.survey.course import (
    Change,
    Course,
    breaks,
    course,
    likely,
    surveys,
    told,
    with_margin,
    with_range,
)
from dxkpi.survey.rate import (
    Counts,
    Interval,
    apart,
    difference,
    interval,
    rate,
    response,
)
from dxkpi.survey.small_groups import pooled, protected, repooled
from dxkpi.survey.trend import Trend, trend

__all__ = [
    "Change",
    "Counted",
    "Counts",
    "Course",
    "Interval",
    "Method",
    "Repeated",
    "Sheet",
    "Trend",
    "actual",
    "apart",
    "breaks",
    "changes",
    "choices",
    "count",
    "course",
    "difference",
    "interval",
    "likely",
    "pooled",
    "protected",
    "rate",
    "repooled",
    "response",
    "surveys",
    "told",
    "trend",
    "with_margin",
    "with_range",
]

"""The plan as a value, its document, and the difference between two of them."""

from dxkpi.plan.difference import Change, compare
from dxkpi.plan.indicator import (
    Actual,
    Aggregation,
    Baseline,
    Comparator,
    Direction,
    Indicator,
    Missing,
    Reference,
    Target,
    TargetRule,
    ValueType,
)
from dxkpi.plan.staff_survey import Group, Survey
from dxkpi.plan.tree import (
    About,
    BarState,
    Certainty,
    FormerYears,
    Initiative,
    Measure,
    Municipality,
    NationalItem,
    Plan,
    Policy,
    Progress,
    ScheduleItem,
    ScheduleKind,
)

__all__ = [
    "About", "Actual", "Aggregation", "BarState", "Baseline", "Certainty", "Change", "Comparator", "Direction", "FormerYears", "Group", "Indicator",
    "Initiative", "Measure", "Missing", "Municipality", "NationalItem", "Plan", "Policy", "Progress", "Reference", "ScheduleItem",
    "ScheduleKind", "Survey", "Target", "TargetRule", "ValueType", "compare",
]  # fmt: skip

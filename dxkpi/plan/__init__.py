"""The plan as a value, its document, and the difference between two of them."""

from dxkpi.plan.compare import Change, compare
from dxkpi.plan.counts import Group, Survey
from dxkpi.plan.values import (
    About,
    Actual,
    Aggregation,
    BarState,
    Baseline,
    Certainty,
    Comparator,
    Direction,
    FormerYears,
    Indicator,
    Initiative,
    Measure,
    Missing,
    Municipality,
    NationalItem,
    Plan,
    Policy,
    Progress,
    Reference,
    ScheduleItem,
    ScheduleKind,
    Target,
    TargetRule,
    ValueType,
)

__all__ = [
    "About", "Actual", "Aggregation", "BarState", "Baseline", "Certainty", "Change", "Comparator", "Direction", "FormerYears", "Group", "Indicator",
    "Initiative", "Measure", "Missing", "Municipality", "NationalItem", "Plan", "Policy", "Progress", "Reference", "ScheduleItem",
    "ScheduleKind", "Survey", "Target", "TargetRule", "ValueType", "compare",
]  # fmt: skip

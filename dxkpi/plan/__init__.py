"""The plan as a value, its document, and the difference between two of them."""

from dxkpi.plan.city_departments import CityDepartment
from dxkpi.plan.dated_figure import CountedThings, ShareCounts
from dxkpi.plan.decision import Decision, DecisionState, DecisionSubject
from dxkpi.plan.difference import PlanChange, changes_between
from dxkpi.plan.former_target import FormerTarget
from dxkpi.plan.indicator import Indicator
from dxkpi.plan.indicator_figures import Actual, Baseline, Reference
from dxkpi.plan.indicator_part import IndicatorPart
from dxkpi.plan.indicator_terms import (
    Aggregation,
    Calendar,
    Direction,
    IndicatorRole,
    Missing,
    ValueType,
)
from dxkpi.plan.linked_indicator import FormerIndicator, SharedIndicator
from dxkpi.plan.staff_survey import Survey, SurveyGroup
from dxkpi.plan.target import (
    Comparator,
    DoTarget,
    ImproveTarget,
    KeepTarget,
    RangeTarget,
    ReachTarget,
    RiseTarget,
    Target,
    TargetRule,
    TotalTarget,
    WrittenTarget,
    target_by_rule,
)
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
    PlanKey,
    PlanKind,
    Policy,
    Progress,
    ScheduleItem,
    ScheduleKind,
    plan_with_facts_of_city,
    plans_with_facts_of_cities,
)
from dxkpi.plan.yearly_report import InitiativeState, Judge, OwnMark, YearlyReport

__all__ = [
    "About",
    "Actual",
    "Aggregation",
    "BarState",
    "Baseline",
    "Calendar",
    "Certainty",
    "CityDepartment",
    "Comparator",
    "CountedThings",
    "Decision",
    "DecisionState",
    "DecisionSubject",
    "Direction",
    "DoTarget",
    "FormerIndicator",
    "FormerTarget",
    "FormerYears",
    "ImproveTarget",
    "Indicator",
    "IndicatorPart",
    "IndicatorRole",
    "Initiative",
    "InitiativeState",
    "Judge",
    "KeepTarget",
    "Measure",
    "Missing",
    "Municipality",
    "NationalItem",
    "OwnMark",
    "Plan",
    "PlanChange",
    "PlanKey",
    "PlanKind",
    "Policy",
    "Progress",
    "RangeTarget",
    "ReachTarget",
    "Reference",
    "RiseTarget",
    "ScheduleItem",
    "ScheduleKind",
    "ShareCounts",
    "SharedIndicator",
    "Survey",
    "SurveyGroup",
    "Target",
    "TargetRule",
    "TotalTarget",
    "ValueType",
    "WrittenTarget",
    "YearlyReport",
    "changes_between",
    "plan_with_facts_of_city",
    "plans_with_facts_of_cities",
    "target_by_rule",
]

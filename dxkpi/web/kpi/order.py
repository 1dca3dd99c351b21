"""In which order the indicators stand, and under which titles."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

import streamlit as st

from dxkpi.rules import Judgement, plan_summary
from dxkpi.rules.severity import worst_first
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.page_choices import option_in_address, write_choice
from dxkpi.web.common.session import WidgetKeys
from dxkpi.web.common.view import View
from dxkpi.wording.policies import policy_title

_ORDER = WidgetKeys("kpi").key("order")


class IndicatorOrder(StrEnum):
    """What the reader may choose."""

    SEVERITY = "severity"
    PLAN = "plan"
    DEPARTMENT = "department"


class IndicatorGroup(NamedTuple):
    """Indicators under a title; empty where all stand in one group."""

    title: str
    judgements: Sequence[Judgement]


def show_order(view: View, default: IndicatorOrder) -> IndicatorOrder:
    """The choice of the order; by department only where the plan names any."""
    options = [IndicatorOrder.SEVERITY, IndicatorOrder.PLAN]
    if any(view.plan.departments_of(each) for each in view.plan.indicators):
        options.append(IndicatorOrder.DEPARTMENT)
    chosen = option_in_address(_ORDER, options) or default
    st.session_state[_ORDER] = chosen
    st.segmented_control(
        _("Order"),
        options,
        required=True,
        format_func=_order_names().__getitem__,
        label_visibility="collapsed",
        key=_ORDER,
        on_change=write_choice,
        args=(_ORDER,),
    )
    return chosen


def _order_names() -> dict[IndicatorOrder, str]:
    return {
        IndicatorOrder.SEVERITY: _("Worst first"),
        IndicatorOrder.PLAN: _("Plan order"),
        IndicatorOrder.DEPARTMENT: _("By department"),
    }


def grouped_indicators(
    view: View, judgements: Sequence[Judgement], order: IndicatorOrder
) -> list[IndicatorGroup]:
    """The judgements in an order, under the titles of their policies or departments."""
    match order:
        case IndicatorOrder.SEVERITY:
            return [IndicatorGroup("", worst_first(judgements))]
        case IndicatorOrder.PLAN:
            by_policy = plan_summary.group_by_policy(view.plan, judgements)
            language = current_language()
            return [
                IndicatorGroup(policy_title(view.plan, number, language), members)
                for number, members in by_policy.items()
            ]
        case IndicatorOrder.DEPARTMENT:
            return _by_department(view, judgements)


def _by_department(view: View, judgements: Sequence[Judgement]) -> list[IndicatorGroup]:
    """Each department with its indicators, the worst first; one of several departments
    stands under each. Those of none come last.
    """
    members: dict[str, list[Judgement]] = {}
    of_none = []
    for judgement in worst_first(judgements):
        departments = view.plan.departments_of(judgement.indicator)
        for department in departments:
            members.setdefault(department, []).append(judgement)
        if not departments:
            of_none.append(judgement)
    groups = [IndicatorGroup(name, members[name]) for name in sorted(members)]
    if of_none:
        groups.append(IndicatorGroup(_("No department named"), of_none))
    return groups

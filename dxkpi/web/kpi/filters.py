"""What the reader narrows the indicators to, and in which order they stand."""

from collections.abc import Collection
from dataclasses import dataclass

import streamlit as st

from dxkpi.plan import Plan
from dxkpi.rules import Judgement, Status
from dxkpi.text.search import holds_words, search_text
from dxkpi.web.common.chart_block import show_table_toggle
from dxkpi.web.common.filters import department_options, show_filter, show_search
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.session import WidgetKeys
from dxkpi.web.common.view import View
from dxkpi.web.kpi.order import IndicatorOrder, show_order
from dxkpi.wording import glossary

_KEYS = WidgetKeys("kpi")


@dataclass(frozen=True)
class IndicatorFilters:
    """Which indicators, in which order, and whether they are shown as a table; empty
    means everything.
    """

    text: str = ""
    policy: str | None = None
    department: str | None = None
    status: Status | None = None
    as_table: bool = False
    order: IndicatorOrder = IndicatorOrder.PLAN

    def keep(self, judgement: Judgement, departments: Collection[str]) -> bool:
        """Whether an indicator passes; `departments` are those it belongs to."""
        if self.policy not in (None, judgement.indicator.policy):
            return False
        if self.department is not None and self.department not in departments:
            return False
        if self.status not in (None, judgement.counted_status):
            return False
        if not self.text:
            return True
        return holds_words(_searched_text(judgement, departments), self.text)


def _searched_text(judgement: Judgement, departments: Collection[str]) -> str:
    """What a search looks into: names, the departments in charge, the status."""
    indicator, language = judgement.indicator, current_language()
    return search_text(
        indicator.code,
        indicator.name,
        indicator.definition,
        *[f"{part.code} {part.name}" for part in indicator.parts],
        *departments,
        glossary.term_label(judgement.status, language),
        glossary.term_label(judgement.counted_status, language),
    )


def show_filters(view: View) -> IndicatorFilters:
    """The filters above the gallery; none where there is nothing to filter."""
    plan = view.plan
    if not plan.indicators:
        return IndicatorFilters()
    policies = {
        policy.number: f"{policy.number} {policy.name}" for policy in plan.policies
    }
    departments = department_options(view, _departments(plan))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        text = show_search(_KEYS, _("Indicator, department, status"))
        policy = show_filter(_KEYS.key("policy"), _("Policy"), policies)
        department = show_filter(_KEYS.key("department"), _("Department"), departments)
        status = show_filter(_KEYS.key("status"), _("Status"), _statuses())
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        as_table = show_table_toggle()
        default = IndicatorOrder.SEVERITY if as_table else IndicatorOrder.PLAN
        order = show_order(view, default)
    return IndicatorFilters(text, policy, department, status, as_table, order)


def _departments(plan: Plan) -> list[str]:
    names: set[str] = set()
    for indicator in plan.indicators:
        names.update(plan.departments_of(indicator))
    return sorted(names)


def _statuses() -> dict[Status, str]:
    language = current_language()
    return {status: glossary.marked_label(status, language) for status in Status}

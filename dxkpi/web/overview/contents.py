"""What the plan holds, where nothing of it is judged yet."""

import streamlit as st

from dxkpi.plan import Policy
from dxkpi.web.common import page_files
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.links import show_page_link
from dxkpi.web.common.markdown import SEPARATOR, list_item, plain, strong
from dxkpi.web.common.view import View
from dxkpi.web.overview.due import due_lists


def show_contents(view: View) -> None:
    """The card: the plan's contents, and the links to them unless another card has the link."""
    st.markdown(view.timeless.worded(_contents))
    show_page_link(page_files.PLAN, _("Open the plan"))
    has_schedule = any(measure.schedule for measure in view.plan.measures)
    if has_schedule and not due_lists(view):
        show_page_link(page_files.SCHEDULE, _("Open the schedule"))


def _contents(view: View) -> str:
    """What the plan holds, in numbers and by policy."""
    plan = view.plan
    counts = {
        _("policies"): len(plan.policies),
        _("measures"): len(plan.measures),
        _("initiatives"): sum(len(measure.initiatives) for measure in plan.measures),
        _("schedule"): sum(len(measure.schedule) for measure in plan.measures),
    }
    numbers = [f"{plain(name)} **{n}**" for name, n in counts.items() if n]
    policies = [_policy_item(policy) for policy in plan.policies]
    return "\n\n".join(
        [
            strong(_("What the plan holds")),
            SEPARATOR.join(numbers),
            "\n".join(policies),
        ]
    )


def _policy_item(policy: Policy) -> str:
    measures = [measure.name for measure in policy.measures]
    return list_item(
        plain(f"{policy.number} {policy.name}"), current_language().listed(measures)
    )

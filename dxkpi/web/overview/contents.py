"""What the plan holds, where nothing of it is judged yet."""

import streamlit as st

from dxkpi.plan import Policy
from dxkpi.text.width import cut_to_width
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import SEPARATOR, faint, list_item, plain, strong
from dxkpi.web.common.view import View

_MOST_CARDS = 4
_CARD_WIDTH = 210
_MEASURES_EMS = 14


def show_contents(view: View) -> None:
    """A card for each of a few policies; one card with a list of many."""
    policies = view.plan.policies
    if not policies:
        return
    if len(policies) > _MOST_CARDS:
        with st.container(border=True):
            st.markdown(view.timeless.worded(_contents))
        return
    columns = 3 if len(policies) == 3 else 2
    grid = st.grid(columns, min_column_width=_CARD_WIDTH, border=True)
    for policy in policies:
        with grid.cell(column_span="all" if len(policies) == 1 else 1):
            st.markdown(_policy_card(policy))


def _policy_card(policy: Policy) -> str:
    """The policy, how much it holds, and its first measures."""
    title = strong(f"{policy.number} {policy.name}")
    counts = [_("measures {n}", n=len(policy.measures))]
    initiatives = sum(len(measure.initiatives) for measure in policy.measures)
    if initiatives:
        counts.append(_("initiatives {n}", n=initiatives))
    lines = [title, plain(SEPARATOR.join(counts))]
    names = current_language().listed([measure.name for measure in policy.measures])
    if names:
        lines.append(f":small[{faint(cut_to_width(names, _MEASURES_EMS))}]")
    return "  \n".join(lines)


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

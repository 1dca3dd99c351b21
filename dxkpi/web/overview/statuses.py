"""The overview's statuses: how many indicators of each policy stand how."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dxkpi import charts
from dxkpi.rules import JUDGED, Judgement, Status, plan_summary
from dxkpi.rules.profiles import IN_ORDER
from dxkpi.web.common.chart_block import fitting_drawing, show_drawing
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import faint, plain, status_badge, strong
from dxkpi.web.common.view import View
from dxkpi.wording.ledger import revised_targets_text
from dxkpi.wording.policies import policy_title


def show_statuses(view: View, *, as_table: bool) -> None:
    """The card: the totals, and a strip for each policy or the same as a table."""
    with st.container(gap="xsmall"):
        _show_policies(view, as_table=as_table)
        if revised := view.worded(_revised_targets):
            st.caption(revised)


def _show_policies(view: View, *, as_table: bool) -> None:
    title, totals = _("Status by policy"), view.worded(_totals)
    if as_table:
        st.markdown(f"{strong(title)}\n\n{totals}")
        st.table(
            view.worded(_statuses_table),
            border="horizontal",
            hide_index=True,
            alt=title,
        )
        return
    note = _besides() if _leaves_one_out(view) else strip_note()
    st.markdown(f"{strong(title)} :small[{faint(note)}]  \n{totals}")
    show_drawing(view.worded(_drawn_strip))


def strip_note() -> str:
    """How the strip is read."""
    return _("the longer, the more indicators")


def status_strip(view: View) -> dict[str, Any]:
    """The strip of statuses for each policy, as a chart."""
    return view.worded(_status_strip)


def _drawn_strip(view: View) -> str:
    return fitting_drawing(status_strip(view))


def _status_strip(view: View) -> dict[str, Any]:
    return charts.status_strip(_drawn_groups(view), current_language())


def _besides() -> str:
    """That the strip leaves out the one indicator of the plan as a whole."""
    return _("besides: 1 of the plan as a whole")


def _drawn_groups(view: View) -> dict[str, list[Judgement]]:
    """The judgements by policy; a single one of no policy is counted beside the title."""
    groups = _judgements_by_policy(view)
    if _leaves_one_out(view):
        groups.pop(policy_title(view.plan, None, current_language()))
    return groups


def _leaves_one_out(view: View) -> bool:
    """Whether the strip leaves out the only indicator that belongs to no policy."""
    return plan_summary.has_one_without_policy(view.plan, view.judgements())


def _judgements_by_policy(view: View) -> dict[str, list[Judgement]]:
    """The judgements under the title of their policy."""
    groups = plan_summary.group_by_policy(view.plan, view.judgements())
    language = current_language()
    return {
        policy_title(view.plan, number, language): judgements
        for number, judgements in groups.items()
    }


def _statuses_table(view: View) -> pd.DataFrame:
    rows = [
        {_("Policy"): plain(title), _("Status"): _status_badges(judgements)}
        for title, judgements in _judgements_by_policy(view).items()
    ]
    return pd.DataFrame(rows)


def _totals(view: View) -> str:
    """The judged ones in sums: in order, in need of attention, within the margin. Where
    nothing was judged, all with their status.
    """
    sums = _judged_sums(view.judgements())
    if sums:
        return "  \n".join(_sum_text(each) for each in sums)
    n = len(view.plan.indicators)
    count = ngettext("{n} indicator in all", "{n} indicators in all", n)
    return f"{count} {_status_badges(view.judgements())}"


def _sum_text(members: Sequence[Judgement]) -> str:
    """How many, and with which status: of what needs attention the worst first."""
    groups = list(plan_summary.group_by_status(members).items())
    if members[0].needs_attention:
        groups.reverse()
    badges = [status_badge(status, len(group)) for status, group in groups]
    return " ".join([strong(str(len(members))), *badges])


def _judged_sums(judgements: Sequence[Judgement]) -> list[list[Judgement]]:
    """Those in order, those in need of attention, those within the margin."""
    in_order, behind, undecided = [], [], []
    for judgement in judgements:
        if judgement.status not in JUDGED:
            continue
        if judgement.status in IN_ORDER:
            in_order.append(judgement)
        if judgement.needs_attention:
            behind.append(judgement)
        if judgement.counted_status is Status.WITHIN_MARGIN:
            undecided.append(judgement)
    return list(filter(None, (in_order, behind, undecided)))


def _revised_targets(view: View) -> str:
    """How many targets were revised and what the first ones would say."""
    revised = plan_summary.count_revised(view.judgements())
    return plain(revised_targets_text(revised, current_language()))


def _status_badges(judgements: Iterable[Judgement]) -> str:
    groups = plan_summary.group_by_status(judgements)
    return " ".join(
        status_badge(status, len(group)) for status, group in groups.items()
    )

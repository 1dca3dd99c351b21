"""The overview's statuses: how many indicators of each policy stand how."""

from collections.abc import Iterable
from typing import Any

import pandas as pd
import streamlit as st

from dxkpi import charts
from dxkpi.rules import Judgement, plan_summary
from dxkpi.web.common.chart_block import show_chart
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import plain, status_badge, titled
from dxkpi.web.common.view import View
from dxkpi.wording.ledger import revised_targets_text
from dxkpi.wording.policies import policy_title


def show_statuses(view: View, *, as_table: bool) -> None:
    """The card: a strip for each policy or the same as a table, and the totals."""
    title = _("Status by policy")
    if as_table:
        st.markdown(titled(title, ""))
        st.table(
            view.worded(_statuses_table),
            border="horizontal",
            hide_index=True,
            alt=title,
        )
    else:
        st.markdown(titled(title, strip_note()))
        show_chart(status_strip(view))
    st.markdown(view.worded(_totals))
    if revised := view.worded(_revised_targets):
        st.caption(revised)


def strip_note() -> str:
    """How the strip is read."""
    return _("the longer, the more indicators")


def status_strip(view: View) -> dict[str, Any]:
    """The strip of statuses for each policy, as a chart."""
    return view.worded(_status_strip)


def _status_strip(view: View) -> dict[str, Any]:
    return charts.status_strip(_judgements_by_policy(view), current_language())


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
    n = len(view.plan.indicators)
    count = ngettext("{n} indicator in all", "{n} indicators in all", n)
    return f"{count} {_status_badges(view.judgements())}"


def _revised_targets(view: View) -> str:
    """How many targets were revised and what the first ones would say."""
    revised = plan_summary.count_revised(view.judgements())
    return plain(revised_targets_text(revised, current_language()))


def _status_badges(judgements: Iterable[Judgement]) -> str:
    groups = plan_summary.group_by_status(judgements)
    return " ".join(
        status_badge(status, len(group)) for status, group in groups.items()
    )

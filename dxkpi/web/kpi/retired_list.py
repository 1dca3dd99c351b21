"""The indicators that were retired before the year, with the year in which each ended."""

import streamlit as st

from dxkpi.plan import Indicator
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.links import indicator_address
from dxkpi.web.common.markdown import plain, verdict_badge
from dxkpi.web.common.opened_items import show_fold
from dxkpi.web.common.session import WidgetKeys
from dxkpi.web.common.view import View
from dxkpi.wording.retirement import retirement_text


def show_retired_indicators(view: View) -> None:
    """A line each, closed at first; nothing where none was retired."""
    n = len(_retired(view))
    if n == 0:
        return
    label = ngettext("{n} retired indicator", "{n} retired indicators", n)
    with show_fold(WidgetKeys("kpi"), "retired", label):
        st.caption(_("Not counted in this year. The status is that of the last year."))
        st.markdown(view.worded(_lines))


def _retired(view: View) -> list[Indicator]:
    return [one for one in view.plan.indicators if not one.counts_in(view.year)]


def _lines(view: View) -> str:
    lines = []
    for indicator in _retired(view):
        assert indicator.retired is not None
        link = f"[{plain(indicator.name)}]({indicator_address(indicator)})"
        since = plain(retirement_text(indicator.retired, current_language()))
        lines.append(f"- {link}　{since}　{verdict_badge(view.judged(indicator))}")
    return "\n".join(lines)

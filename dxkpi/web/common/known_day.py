"""Looking back: the pages show what was known at the end of a day, and nothing is written.

The day stands in the address (`?known=2025-05-20`), so that a link brings back what the
headquarters had before it. A banner on every page says so, with the way back.
"""

from datetime import date

import streamlit as st

from dxkpi import fiscal
from dxkpi.plan.sight import SeenState
from dxkpi.store import ListedPlan
from dxkpi.web.common import cached
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.notices import add_notice
from dxkpi.web.common.reader_choice import choose_known_day, reader_choice
from dxkpi.web.common.session import WidgetKeys
from dxkpi.web.common.view import View

_PARAMETER = "known"
_KEYS = WidgetKeys("known_day")
_DAY, _BACK = _KEYS.key("day"), _KEYS.key("back")
_LONGEST_QUOTE = 20


def take_known_day() -> None:
    """Remember the day that the address asks for; say so where it is none that was."""
    asked = st.query_params.get(_PARAMETER)
    if asked is None:
        return
    if _day_that_was(asked) is None:
        del st.query_params[_PARAMETER]
        add_notice(
            _(
                "“{value}” is no day to look back to; today's plan is shown.",
                value=asked[:_LONGEST_QUOTE],
            )
        )
        return
    reader_choice().known = asked


def known_day() -> date | None:
    """The day to which the reader looks back; None: he looks at today."""
    chosen = reader_choice().known
    return None if chosen is None else _day_that_was(chosen)


def plan_as_known(listed: ListedPlan) -> ListedPlan:
    """The plan as it was known on the reader's day; as it is where he looks at today, and
    where it was not there yet, which is told.
    """
    day = known_day()
    if day is None or listed.state is not SeenState.REPORTED:
        return listed
    known = cached.listed_on(listed, day)
    if known is None:
        choose_known_day(None)
        add_notice(
            _(
                "The plan was not in the store yet on {day}; it is shown as it is today.",
                day=_label(day),
            )
        )
        return listed
    return known


def show_known_day(view: View) -> None:
    """The banner of a page that looks back, with the way back; nothing on today's."""
    day = view.listed.known_on
    if day is None:
        return
    text = _(
        "This is what was known at the end of {day}. It can be read only.",
        day=_label(day),
    )
    since = cached.wording_of(view.listed)
    if since is not None:
        text += " " + _(
            "The wording of that day was not kept; names and texts are those of {day}.",
            day=_label(since),
        )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.warning(plain(text), icon=":material/history:", width="stretch")
        st.button(
            _("Back to today"),
            icon=":material/today:",
            key=_BACK,
            on_click=choose_known_day,
            args=(None,),
        )


def offer_known_days(view: View) -> None:
    """The choice of a day to look back to; where the reader does already, the banner
    leads back.
    """
    if view.listed.known_on is not None or not view.shows_everything:
        return
    with st.popover(_("As it was known on a day"), icon=":material/history:"):
        st.date_input(
            _("Day, for example that of a headquarters meeting"),
            value=None,
            max_value=fiscal.today(),
            format="YYYY/MM/DD",
            key=_DAY,
            on_change=_look_back,
        )


def stop_where_figures_are_registered(view: View) -> None:
    """End a page that registers figures where the reader looks back."""
    if view.listed.known_on is not None:
        st.info(
            _("Figures are registered into today's plan. Go back to today first."),
            icon=":material/lock:",
        )
        st.stop()


def _look_back() -> None:
    chosen = st.session_state[_DAY]
    if isinstance(chosen, date):
        choose_known_day(chosen)


def _day_that_was(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day <= fiscal.today() else None


def _label(day: date) -> str:
    return current_language().month(day.isoformat())

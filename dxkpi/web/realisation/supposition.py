"""What if: a figure of the next year that a reader supposes, and what it would mean.

It is not stored; it stands in the address alone (`?realisation_supposed_year=2026:66.5`).
"""

import re
from decimal import Decimal

import streamlit as st

from dxkpi.rules import Trajectory, meets_goal
from dxkpi.web.common.language import _, current_language, ngettext, sentences
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.page_choices import choice_in_address, choose
from dxkpi.web.common.session import WidgetKeys
from dxkpi.web.common.view import View
from dxkpi.wording import figures
from dxkpi.wording.differences import change_text, difference_text

_KEYS = WidgetKeys("realisation")
_CHOICE = _KEYS.key("supposed", "year")
_TOGGLE, _SLIDER = _KEYS.key("supposing"), _KEYS.key("supposed", "figure")


def ask_supposed_figure(view: View) -> Decimal | None:
    """A figure of the next year to play with.

    None while nobody plays, and where there is nothing to play with.
    """
    trajectory = view.followed_trend().trajectory
    if trajectory is None or trajectory.deadline is None:
        return None
    if trajectory.last >= trajectory.deadline:
        return None
    whole = trajectory.indicator.share_whole
    if whole is None:
        return None

    next_year = trajectory.last + 1
    year = plain(current_language().fiscal_year(next_year))
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        supposed = _supposed_in_address(next_year, float(whole))
        st.session_state[_TOGGLE] = supposed is not None
        st.toggle(
            _("What if? Suppose a figure for {year}", year=year),
            key=_TOGGLE,
            on_change=_write_toggle,
            args=(next_year, round(float(trajectory.value), 1)),
        )
        if supposed is None:
            return None
        st.session_state[_SLIDER] = supposed
        st.slider(
            _("Supposed figure of {year}", year=year),
            0.0,
            float(whole),
            step=0.5,
            format="%.1f" + trajectory.indicator.unit.replace("%", "%%"),
            key=_SLIDER,
            width=360,
            on_change=_write_slider,
            args=(next_year,),
        )
    return Decimal(str(supposed))


def _supposed_in_address(year: int, whole: float) -> float | None:
    """The figure that the address supposes of a year; None where it supposes none that can
    be.
    """
    supposed = re.fullmatch(
        rf"{year}:([0-9]{{1,3}}\.[0-9])", choice_in_address(_CHOICE)
    )
    if supposed is None or float(supposed[1]) > whole:
        return None
    return float(supposed[1])


def _write_toggle(year: int, value: float) -> None:
    """Begin with the last figure, or stop."""
    is_on = st.session_state[_TOGGLE]
    choose(_CHOICE, _written(year, value) if is_on else "")


def _write_slider(year: int) -> None:
    choose(_CHOICE, _written(year, st.session_state[_SLIDER]))


def _written(year: int, value: float) -> str:
    return f"{year}:{value:.1f}"


def supposition_text(trajectory: Trajectory, supposed: Decimal) -> str:
    """What the supposed figure of the year after the last would mean for the years left."""
    year = current_language().fiscal_year(trajectory.last + 1)
    value = figures.figure_text(trajectory.indicator, supposed, current_language())
    start = _(
        "A supposition, not a figure; nothing is stored. If {year} were {value}:",
        year=year,
        value=value,
    )
    return sentences((start, _consequence(trajectory, supposed)))


def _consequence(trajectory: Trajectory, supposed: Decimal) -> str:
    """That the target would be reached or missed, or what it would still ask for.

    Nothing without a target to reach.
    """
    if trajectory.goal is None or trajectory.deadline is None:
        return ""
    language = current_language()
    indicator = trajectory.indicator
    goal = figures.figure_text(indicator, trajectory.goal, language)
    years_left = trajectory.deadline - (trajectory.last + 1)
    if meets_goal(supposed, trajectory.goal, None, indicator.direction):
        if indicator.target_is_worse and years_left > 0:
            return ""
        return _("the target of {goal} would be reached.", goal=goal)

    gap = trajectory.goal - supposed
    if years_left == 0:
        return _(
            "the target of {goal} would be missed by {gap}.",
            goal=goal,
            gap=difference_text(indicator, gap, language),
        )
    return ngettext(
        "the target of {goal} would then ask for {pace} in the {n} year left.",
        "the target of {goal} would then ask for {pace} in each of the {n} years left.",
        years_left,
        goal=goal,
        pace=change_text(indicator, gap / years_left, language),
    )

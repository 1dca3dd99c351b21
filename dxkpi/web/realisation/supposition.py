"""What if: a figure of the next year that a reader supposes, and what it would mean.

It is not stored, nor in the address.
"""

from decimal import Decimal

import streamlit as st

from dxkpi import fiscal
from dxkpi.rules import Trajectory, meets_goal
from dxkpi.web.common.language import _, current_language, ngettext, sentences
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.session import WidgetKeys
from dxkpi.web.common.view import View
from dxkpi.wording import figures
from dxkpi.wording.differences import change_text, difference_text

_KEYS = WidgetKeys("realisation")


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

    year = plain(fiscal.wareki(trajectory.last + 1))
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        question = _("What if? Suppose a figure for {year}", year=year)
        if not st.toggle(question, key=_KEYS.key("supposing")):
            return None
        value = st.slider(
            _("Supposed figure of {year}", year=year),
            0.0,
            float(whole),
            round(float(trajectory.value), 1),
            0.5,
            format="%.1f" + trajectory.indicator.unit.replace("%", "%%"),
            key=_KEYS.key("supposed", view.listed.key, view.year),
            width=360,
        )
    return Decimal(str(value))


def supposition_text(trajectory: Trajectory, supposed: Decimal) -> str:
    """What the supposed figure of the year after the last would mean for the years left."""
    year = fiscal.wareki(trajectory.last + 1)
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

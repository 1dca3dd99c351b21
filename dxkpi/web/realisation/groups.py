"""The survey behind the 実感率: which groups of staff feel it, who answered, and how it
was asked.
"""

from typing import Any

import streamlit as st

from dxkpi import charts, fiscal
from dxkpi.plan.staff_survey import GroupKind
from dxkpi.survey import SurveyCourse, differing_pairs
from dxkpi.web.common.chart_block import show_chart
from dxkpi.web.common.language import _, current_language, ngettext, sentences
from dxkpi.web.common.markdown import faint, plain, strong
from dxkpi.web.common.view import View
from dxkpi.web.realisation.recorded_surveys import recorded_surveys
from dxkpi.web.realisation.sections import differing_pairs_text, show_sections
from dxkpi.wording.survey import group_kind_title

_MOST_PAIRS_NAMED = 3


def show_survey(view: View) -> None:
    """The groups of staff, the response, and how it was asked, if a survey is on record."""
    surveys = view.followed_trend().surveys
    if surveys is None:
        st.caption(
            plain(
                _(
                    "The counts of the survey are not recorded, so no margin of error is known. "
                    "They come in by “Take in a survey”."
                )
            )
        )
        return
    if surveys.latest_survey.departments:
        show_sections(view)
    grid = st.grid(2, min_column_width=340, border=True)
    for kind in (GroupKind.POSITION, GroupKind.AGE):
        if surveys.groups(kind, surveys.last_year):
            with grid.cell():
                _show_groups(view, surveys, kind)
    with grid.cell():
        title, note = _("Response rate"), _("share of the staff asked")
        st.markdown(f"{strong(title)} {faint(note)}")
        show_chart(view.worded(_response_chart))
    with grid.cell():
        st.markdown(view.worded(_questions))


def _show_groups(view: View, surveys: SurveyCourse, kind: GroupKind) -> None:
    title = group_kind_title(kind, current_language())
    note = _("{year}, with the 95% margin", year=fiscal.wareki(surveys.last_year))
    st.markdown(f"{strong(title)} {faint(note)}")
    show_chart(view.worded(_margins_chart, kind))
    st.caption(view.worded(_certain_differences, kind))


def _margins_chart(view: View, kind: GroupKind) -> dict[str, Any]:
    surveys = recorded_surveys(view)
    groups = surveys.groups(kind, surveys.last_year)
    return charts.group_margins(surveys.indicator, groups, current_language())


def _response_chart(view: View) -> dict[str, Any]:
    return charts.response_bars(recorded_surveys(view).surveys, current_language())


def _certain_differences(view: View, kind: GroupKind) -> str:
    """Which groups differ by more than chance explains, of all pairs compared at once.

    Empty for a single group.
    """
    surveys = recorded_surveys(view)
    groups = surveys.groups(kind, surveys.last_year)
    count = len(groups) * (len(groups) - 1) // 2
    if count == 0:
        return ""
    differing = [
        _("{higher} above {lower}", higher=higher.name, lower=lower.name)
        for higher, lower in differing_pairs(groups)
    ]
    if not differing:
        told = _("No group can be said to differ from another.")
    elif len(differing) <= _MOST_PAIRS_NAMED:
        pairs = current_language().listed(differing)
        told = _("More than chance explains: {pairs}.", pairs=pairs)
    else:
        told = differing_pairs_text(count, len(differing))
    compared = ngettext(
        "{n} pair compared (Bonferroni).",
        "{n} pairs compared at once (Bonferroni).",
        count,
    )
    return plain(sentences((told, compared)))


def _questions(view: View) -> str:
    """The question and what counts as felt, years asked alike together, the last first."""
    surveys = recorded_surveys(view)
    periods = [
        _asked_alike_item(surveys, years) for years in _years_asked_alike(surveys)
    ]
    title = strong(_("How it was asked"))
    return f"{title}\n\n" + "\n".join(reversed(periods))


def _years_asked_alike(surveys: SurveyCourse) -> list[list[int]]:
    """The years of the surveys in order, parted where something was changed."""
    runs: list[list[int]] = []
    for year in surveys.surveys:
        if not runs or year in surveys.breaks:
            runs.append([])
        runs[-1].append(year)
    return runs


def _asked_alike_item(surveys: SurveyCourse, years: list[int]) -> str:
    first, last = years[0], years[-1]
    survey = surveys.surveys[last]
    period = strong(fiscal.year_span(first, last) or "")
    if first in surveys.breaks:
        changed = plain(_("changed"))
        period += f" :orange-badge[{changed}]"
    choices = current_language().listed(survey.counted)
    counted = faint(_("counted as felt: {choices}", choices=choices))
    return f"- {period} {plain(survey.question)}  \n  :small[{counted}]"

"""The page's sentence: what is on record for the year, or what was just registered."""

import streamlit as st

from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.view import View
from dxkpi.web.survey.draft_survey import DraftSurvey
from dxkpi.web.survey.surveyed_indicator import surveyed_indicator
from dxkpi.wording.figures import recorded_figure_text


def show_sentence(view: View, draft: DraftSurvey | None) -> None:
    """The sentence as the page's header."""
    is_registered = draft is not None and draft.receipt is not None
    st.header(plain(_sentence(view, is_registered=is_registered)), anchor=False)


def _sentence(view: View, *, is_registered: bool) -> str:
    indicator = surveyed_indicator(view)
    actual = indicator.actual(view.year)
    facts = {
        "year": current_language().fiscal_year(view.year),
        "name": indicator.name,
        "value": recorded_figure_text(indicator, actual, current_language()),
    }
    if is_registered:
        return _("Registered: {name} of {year} is {value}.", **facts)
    if actual is None or actual.value is None:
        return _("{name} of {year} is not on record yet.", **facts)
    if actual.survey is None:
        return _(
            "{name} of {year} is on record as {value}, without the counts of its survey.",
            **facts,
        )
    return _("{name} of {year} is on record as {value}, with its survey.", **facts)

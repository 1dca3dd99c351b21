"""② How to count: question, choices, columns and staff, filled in from the last survey or
by the headings.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import streamlit as st

from dxkpi import fiscal
from dxkpi.plan import Survey
from dxkpi.survey import (
    AnswerSheet,
    CountingMethod,
    RepeatedAnswers,
    answer_choices,
    column_choice,
)
from dxkpi.survey.answer_sheet import AnswerKind
from dxkpi.web.common.language import _, current_language, sentences
from dxkpi.web.common.markdown import faint, plain, strong
from dxkpi.web.common.view import View
from dxkpi.web.survey.draft_survey import DraftSurvey
from dxkpi.web.survey.question import ask_column, ask_kinds, ask_wording
from dxkpi.web.survey.staff import ask_invited, ask_staff
from dxkpi.web.survey.surveyed_indicator import last_survey

_YEARS_AROUND = 5
"""How many years before and after the view's the day of a survey can be chosen in."""


@dataclass(frozen=True)
class ChosenMethod:
    """How the sheet is to be counted: the sheet without people's own words, the method,
    and the day of the survey.

    `kinds` says which answers are people's own words, which the method does not.
    """

    sheet: AnswerSheet = field(repr=False)
    method: CountingMethod
    kinds: Mapping[str, AnswerKind | None]
    held: str | None


class _SurveyDay(NamedTuple):
    """The day of the survey (None: not said), and whether it can be one of the year."""

    held: str | None
    is_possible: bool


def ask_method(view: View, draft: DraftSurvey) -> ChosenMethod | None:
    """What has to be said before the answers can be counted, as far as possible filled
    in; None where more is needed.
    """
    sheet = draft.sheet
    if sheet is None:
        return None
    last = last_survey(view)
    guess = draft.kept(column_choice.guess_method, last)
    with st.container(border=True):
        st.markdown(strong(_("② How to count")) + " " + faint(_origin_text(last)))
        question = ask_column(
            draft, "question", _("Question"), sheet.headings, guess.question
        )
        if question is None:
            return None
        offered = draft.kept(answer_choices.offered_choices, question, last)
        if offered is None:
            _tell_own_words(question)
            return None
        wording = ask_wording(draft, question, last)
        kinds = ask_kinds(draft, question, offered, last)
        columns = _ask_columns(draft, sheet, guess)
        department = columns.get("department")
        repeated = RepeatedAnswers.ALL
        if "respondent" in columns:
            repeated = _ask_repeated(draft)
        grid = st.grid(2, min_column_width=240)
        with grid.cell():
            invited = ask_invited(draft, last)
        with grid.cell():
            day = _ask_day(view, draft)
        staff: tuple[tuple[str, int], ...] = ()
        if department is not None:
            staff = ask_staff(view, draft, department, invited, last)
    if not day.is_possible:
        return None
    method = CountingMethod(
        question=question,
        department=department,
        position=columns.get("position"),
        age=columns.get("age"),
        respondent=columns.get("respondent"),
        wording=wording,
        repeated=repeated,
        renamed=dict(draft.renamed),
        invited=invited,
        invited_by_department=staff,
    )
    settled_sheet, settled_method = answer_choices.settle_choices(
        sheet, method, kinds, offered.written
    )
    return ChosenMethod(settled_sheet, settled_method, kinds, day.held)


def _origin_text(last: Survey | None) -> str:
    """Where what is filled in comes from."""
    if last is None:
        return _("filled in by the words of the headings; check it")
    return _(
        "filled in as in the last survey, as far as the headings are the same; check it"
    )


def _tell_own_words(question: str) -> None:
    sentence = _(
        "“{heading}” holds people's own words, not choices. Choose another question.",
        heading=question,
    )
    st.error(plain(sentence), icon=":material/error:")


def _ask_columns(
    draft: DraftSurvey, sheet: AnswerSheet, guess: CountingMethod
) -> dict[str, str]:
    """The columns of groups and of the respondent, by their use, as far as there are any."""
    st.markdown(strong(_("Columns")))
    grid = st.grid(4, min_column_width=190)
    grouping = draft.kept(column_choice.grouping_columns)
    chosen = {}
    for use, label, headings, guessed in (
        ("department", _("Section"), grouping, guess.department),
        ("position", _("Position"), grouping, guess.position),
        ("age", _("Age"), grouping, guess.age),
        ("respondent", _("Respondent"), sheet.headings, guess.respondent),
    ):
        with grid.cell():
            column = ask_column(draft, use, label, headings, guessed)
        if column:
            chosen[use] = column
    notes = (
        _(
            "The respondent's column only serves to find who answered twice; it is not kept."
        ),
        _(
            "Columns that tell who answered, or hold people's "
            "own words, cannot be chosen as groups."
        ),
    )
    st.caption(plain(sentences(notes)))
    return chosen


def _ask_repeated(draft: DraftSurvey) -> RepeatedAnswers:
    """Which answer counts of somebody who gave several."""
    words = {
        RepeatedAnswers.LAST: _("the last one counts"),
        RepeatedAnswers.FIRST: _("the first one counts"),
        RepeatedAnswers.ALL: _("each one counts"),
    }
    chosen = st.radio(
        _("Where somebody answered several times"),
        list(words),
        format_func=words.__getitem__,
        horizontal=True,
        key=draft.widget_key("repeated"),
        persist_state="session",
    )
    return chosen or RepeatedAnswers.LAST


def _ask_day(view: View, draft: DraftSurvey) -> _SurveyDay:
    """The day of the survey, which must lie in the view's year."""
    day = st.date_input(
        _("Day of the survey (its last day)"),
        value=None,
        min_value=date(view.year - _YEARS_AROUND, 1, 1),
        max_value=date(view.year + _YEARS_AROUND, 12, 31),
        key=draft.widget_key("held", view.year),
        persist_state="session",
    )
    if not isinstance(day, date):
        return _SurveyDay(None, is_possible=True)
    held = day.isoformat()
    if fiscal.year_of_day(day) == view.year:
        return _SurveyDay(held, is_possible=True)
    sentence = _(
        "{value} does not lie in {year}. Write a day of that fiscal year.",
        value=current_language().month(held),
        year=current_language().year_in_both_calendars(view.year),
    )
    st.error(plain(sentence), icon=":material/error:")
    return _SurveyDay(held, is_possible=False)

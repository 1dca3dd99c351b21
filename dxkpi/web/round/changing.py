"""Changing a round: its deadlines, a department's extension, who answers for 全課."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import streamlit as st

from dxkpi import actions
from dxkpi.actions import (
    AssignDepartments,
    ChangeRound,
    ExtendDeadline,
    NotPermitted,
    OpenRound,
    WrongRound,
)
from dxkpi.plan import PlanKey
from dxkpi.plan.round import LONGEST_REASON, Round
from dxkpi.returns import collective_names, departments_asked
from dxkpi.store import StoreError
from dxkpi.web.common import access, cached, notices
from dxkpi.web.common.language import _, current_language, sentences
from dxkpi.web.common.markdown import faint
from dxkpi.web.common.reader_choice import speak_to_reader
from dxkpi.web.common.session import page_state
from dxkpi.web.common.view import View
from dxkpi.web.round.widget_keys import KEYS
from dxkpi.web.sign_in.reader import current_actor
from dxkpi.wording.rounds import extension_text, round_fault_text

_DAY = "YYYY/MM/DD"


class RoundChange(StrEnum):
    """What can be changed of a round."""

    DEADLINES = "deadlines"
    EXTENSION = "extension"
    ASSIGNMENT = "assignment"


@dataclass
class RoundPageState:
    """Which form is open of which plan's year, and what came of the last press of a
    button; each press makes the widgets anew.
    """

    place: tuple[PlanKey, int] | None = None
    form: RoundChange | None = None
    presses: int = 0
    succeeded: bool = True
    outcome: str = ""


def leave_other_rounds(view: View) -> None:
    """Close the form of another plan or year: what it holds must not be stored here."""
    state = page_state(RoundPageState)
    place = (view.listed.key, view.year)
    if state.place == place:
        return
    state.place, state.form = place, None
    state.presses += 1


def show_outcome() -> None:
    """What came of the press of a button, said once."""
    state = page_state(RoundPageState)
    sentence, state.outcome = state.outcome, ""
    notices.show_outcome(sentence, succeeded=state.succeeded)


def offer_changes(view: View) -> None:
    """The ways to change a round; each opens its form or closes it."""
    _offer(RoundChange.DEADLINES, _("Change the deadlines"), "edit_calendar")
    if departments_asked(view.plan, view.register, view.year):
        _offer(RoundChange.EXTENSION, _("Give more time"), "more_time")
    if collective_names(view.plan):
        _offer(RoundChange.ASSIGNMENT, _("Who answers for 全課"), "groups")


def show_opened_form(view: View, opened: Round) -> None:
    """The form that is open; nothing where none is."""
    form = page_state(RoundPageState).form
    if form is None:
        return
    with st.container(border=True):
        match form:
            case RoundChange.DEADLINES:
                _show_deadlines(view, opened)
            case RoundChange.EXTENSION:
                _show_extension(view, opened)
            case RoundChange.ASSIGNMENT:
                _show_assignments(view, opened)


def _offer(form: RoundChange, label: str, icon: str) -> None:
    st.button(
        label,
        icon=f":material/{icon}:",
        key=KEYS.key("form", form.value),
        on_click=_open_form,
        args=(form,),
    )


def _open_form(form: RoundChange) -> None:
    state = page_state(RoundPageState)
    state.form = None if state.form is form else form


def _close_form() -> None:
    page_state(RoundPageState).form = None


def _show_buttons(label: str, act: Callable[[View], None], view: View) -> None:
    with st.container(horizontal=True, gap="small"):
        st.form_submit_button(
            label, icon=":material/check:", on_click=act, args=(view,)
        )
        st.form_submit_button(_("Close"), on_click=_close_form)


def show_opening(view: View, figures: date) -> None:
    """The form with which a round is opened, with one button."""
    with st.form(KEYS.key("opening"), border=True, enter_to_submit=False):
        _ask_deadlines("open", figures, figures)
        _ask_review(is_reviewed=False, which="open")
        access.ask_name()
        st.form_submit_button(
            _("Open the round"),
            type="primary",
            icon=":material/event_available:",
            on_click=_open,
            args=(view,),
        )


def _key(widget: str) -> str:
    return KEYS.key(widget, page_state(RoundPageState).presses)


def _ask_deadlines(which: str, figures: date, schedule: date) -> None:
    with st.container(horizontal=True, gap="small"):
        for widget, label, day in (
            ("figures", _("Deadline of the figures"), figures),
            ("schedule", _("Deadline of the schedule"), schedule),
        ):
            st.date_input(
                label,
                value=day,
                format=_DAY,
                key=_key(f"{which}_{widget}"),
                width=190,
            )


def _ask_review(*, is_reviewed: bool, which: str) -> None:
    st.checkbox(
        _("The secretariat confirms what is handed in (review)"),
        value=is_reviewed,
        key=_key(f"{which}_review"),
    )


def _show_deadlines(view: View, opened: Round) -> None:
    with st.form(KEYS.key("deadlines"), border=False, enter_to_submit=False):
        schedule = opened.schedule_deadline or opened.deadline
        _ask_deadlines("change", opened.deadline, schedule)
        _ask_review(is_reviewed=opened.is_reviewed, which="change")
        access.ask_name()
        _show_buttons(_("Change"), _change, view)


def _show_extension(view: View, opened: Round) -> None:
    language = current_language()
    for extension in opened.extensions:
        st.markdown(f":small[{faint(extension_text(extension, language))}]")
    with st.form(KEYS.key("extension"), border=False, enter_to_submit=False):
        st.selectbox(
            _("Department"),
            departments_asked(view.plan, view.register, view.year),
            key=_key("extend_department"),
        )
        st.date_input(
            _("Until (empty: take it back)"),
            value=None,
            format=_DAY,
            key=_key("extend_until"),
        )
        st.text_input(
            _("Why (required)"), key=_key("extend_reason"), max_chars=LONGEST_REASON
        )
        access.ask_name()
        _show_buttons(_("Put on record"), _extend, view)


def _show_assignments(view: View, opened: Round) -> None:
    names = collective_names(view.plan)
    assigned = {
        assignment.named: assignment.departments for assignment in opened.assignments
    }
    known = _known_departments(view)
    named = st.selectbox(_("The plan's word"), names, key=_key("assign_named")) or ""
    answering = assigned.get(named, ())
    with st.form(KEYS.key("assignment"), border=False, enter_to_submit=False):
        st.multiselect(
            _("Who answers (empty: as the city's register says)"),
            list(dict.fromkeys([*known, *answering])),
            default=list(answering),
            accept_new_options=True,
            placeholder=_("Choose or type"),
            key=_key(f"assign_departments_{named}"),
        )
        access.ask_name()
        _show_buttons(_("Put on record"), _assign, view)


def _known_departments(view: View) -> list[str]:
    """The departments that the plan or the city's register names."""
    registered = [department.name for department in view.plan.municipality.departments]
    asked = departments_asked(view.plan, view.register, view.year)
    return list(dict.fromkeys([*asked, *registered]))


# The press of a button: permission and name are asked for at this moment


def _held(widget: str) -> Any:
    return st.session_state.get(_key(widget))


def _open(view: View) -> None:
    command = OpenRound(
        view.listed.key,
        view.year,
        _held("open_figures"),
        _held("open_schedule"),
        is_reviewed=bool(_held("open_review")),
    )
    _do(
        lambda: actions.open_round(cached.store(), command, current_actor()),
        lambda: _("The round is open."),
    )


def _change(view: View) -> None:
    command = ChangeRound(
        view.listed.key,
        view.year,
        _held("change_figures"),
        _held("change_schedule"),
        is_reviewed=bool(_held("change_review")),
    )
    _do(
        lambda: actions.change_round(cached.store(), command, current_actor()),
        lambda: _("The deadlines are changed."),
    )


def _extend(view: View) -> None:
    command = ExtendDeadline(
        view.listed.key,
        view.year,
        _held("extend_department") or "",
        _held("extend_until"),
        _held("extend_reason") or "",
    )
    _do(
        lambda: actions.extend_deadline(cached.store(), command, current_actor()),
        lambda: _("The extension is on record."),
    )


def _assign(view: View) -> None:
    named = _held("assign_named") or ""
    departments = tuple(_held(f"assign_departments_{named}") or ())
    command = AssignDepartments(view.listed.key, view.year, named, departments)
    _do(
        lambda: actions.assign_departments(cached.store(), command, current_actor()),
        lambda: _("It is on record who answers."),
    )


def _do(act: Callable[[], Round], done: Callable[[], str]) -> None:
    """Act, and keep what came of it to be said."""
    speak_to_reader()
    state = page_state(RoundPageState)
    try:
        act()
    except WrongRound as error:
        language = current_language()
        texts = [round_fault_text(fault, language) for fault in error.faults]
        state.succeeded, state.outcome = False, sentences(texts)
        return
    except (NotPermitted, StoreError) as error:
        state.succeeded, state.outcome = False, access.not_done_text(error)
        return
    state.presses += 1
    state.form = None
    state.succeeded, state.outcome = True, done()

"""The form in which a decision of the headquarters is written, changed or taken out where it
is read, by whoever may.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dxkpi import actions, fiscal
from dxkpi.actions import (
    ChangeDecision,
    NotPermitted,
    Right,
    TypedDecision,
    WrongDecision,
)
from dxkpi.plan import Decision, DecisionState, DecisionSubject, Plan
from dxkpi.plan.decision import LONGEST_DECISION, WHOLE_PLAN
from dxkpi.returns import departments_asked
from dxkpi.store import StoreError
from dxkpi.text.lines import shortened
from dxkpi.web.common import access, cached, notices, seen_changes
from dxkpi.web.common.decision_changes import as_in_form, decision_changes
from dxkpi.web.common.language import _, current_language, sentences
from dxkpi.web.common.reader_choice import speak_to_reader
from dxkpi.web.common.session import WidgetKeys, page_state
from dxkpi.web.common.view import View
from dxkpi.web.sign_in.reader import current_actor
from dxkpi.wording.decisions import fault_text, subject_text
from dxkpi.wording.glossary import term_label

_KEYS = WidgetKeys("decision")
_NEW = ""
_LONGEST_DAY = 30
_LONGEST_NAME = 40


@dataclass
class DecisionFormState:
    """What the form is open for, the decision as it was seen when it was opened (None: a
    new one), and what came of the last press of a button.

    `opened` counts the openings: each has widgets of its own. `meanwhile` are the changes
    by others that a press of a button met; the next press is about the decision as it
    stands after them.
    """

    place: tuple[object, ...] | None = None
    seen: Decision | None = None
    opened: int = 0
    meanwhile: tuple[str, ...] = ()
    succeeded: bool = True
    outcome: str = ""


def offer_decision_form(
    view: View, subject: DecisionSubject, decisions: Sequence[Decision]
) -> None:
    """The button that opens the form, or the form; nothing for who may not write.

    About the plan as a whole (`WHOLE_PLAN`) it is asked what the decision is about.
    `decisions` are those that can be changed here.
    """
    _show_outcome()
    if not access.may_write(Right.DECIDE, view.city.code):
        return
    state = page_state(DecisionFormState)
    place = (view.listed.key, subject)
    if state.place != place:
        st.button(
            _("Write or change what was decided"),
            icon=":material/edit_note:",
            key=_KEYS.key("open"),
            on_click=_open,
            args=(place,),
        )
        return
    with st.container(border=True):
        _choose_decision(decisions)
        _show_form(view, subject)


def _show_outcome() -> None:
    """What came of the press of a button, said once."""
    state = page_state(DecisionFormState)
    sentence, state.outcome = state.outcome, ""
    notices.show_outcome(sentence, succeeded=state.succeeded)


def _open(place: tuple[object, ...] | None, seen: Decision | None = None) -> None:
    state = page_state(DecisionFormState)
    state.place, state.seen, state.meanwhile = place, seen, ()
    state.opened += 1


def _choose_decision(decisions: Sequence[Decision]) -> None:
    """Whether a new decision is written or which is changed; not asked where there is none."""
    if not decisions:
        return
    state = page_state(DecisionFormState)
    texts = {_NEW: _("Write a new one")}
    texts |= {each.number: shortened(each.text, _LONGEST_NAME) for each in decisions}
    if state.seen is not None:  # one that was taken out meanwhile is seen still
        texts.setdefault(state.seen.number, shortened(state.seen.text, _LONGEST_NAME))
    key = _KEYS.key("chosen")
    st.session_state[key] = state.seen.number if state.seen else _NEW
    st.selectbox(
        _("Which decision"),
        list(texts),
        format_func=texts.__getitem__,
        key=key,
        on_change=_choose,
        args=(tuple(decisions),),
    )


def _choose(decisions: tuple[Decision, ...]) -> None:
    number = st.session_state[_KEYS.key("chosen")]
    seen = next((each for each in decisions if each.number == number), None)
    _open(page_state(DecisionFormState).place, seen)


def _show_form(view: View, subject: DecisionSubject) -> None:
    state = page_state(DecisionFormState)
    shown = _typed_before(view, subject)
    if state.meanwhile:
        seen_changes.show_changes(state.meanwhile)
    with st.form(_KEYS.key("form"), border=False, enter_to_submit=False):
        if state.meanwhile:
            seen_changes.ask_whether_seen(_key_of_changes(state))
        st.text_area(
            _("What was decided"),
            shown.text,
            max_chars=LONGEST_DECISION,
            height=68,
            key=_key("text"),
        )
        if subject == WHOLE_PLAN:
            _ask_subject(view.plan, shown.subject)
        with st.container(horizontal=True, gap="small"):
            _ask_department(view, shown.department)
            _ask_day("until", _("Until when"), shown.until, _("e.g. 2026-12"))
            _ask_state(shown.state)
        with st.container(horizontal=True, gap="small"):
            _ask_day("decided", _("Decided on"), shown.decided, _("e.g. 2026-05-27"))
            _ask_year(view, shown.fiscal_year)
        st.text_area(
            _("What came of it"),
            shown.outcome,
            max_chars=LONGEST_DECISION,
            height=68,
            key=_key("outcome"),
        )
        access.ask_name()
        access.ask_correction([view.plan])
        _show_buttons(view, subject, state.seen)


def _show_buttons(view: View, subject: DecisionSubject, seen: Decision | None) -> None:
    with st.container(horizontal=True, gap="small"):
        st.form_submit_button(
            _("Put on record"),
            type="primary",
            icon=":material/check:",
            on_click=_record,
            args=(view, subject, seen),
        )
        st.form_submit_button(_("Close"), on_click=_open, args=(None,))
        if seen is not None:
            st.form_submit_button(
                _("Take out (it was a mistake)"),
                icon=":material/delete:",
                on_click=_take_out,
                args=(view, seen),
            )


def _typed_before(view: View, subject: DecisionSubject) -> TypedDecision:
    """What the form begins with: the decision that was chosen, else an empty one of today."""
    seen = page_state(DecisionFormState).seen
    if seen is None:
        today = current_language().day_to_type(fiscal.today().isoformat())
        return TypedDecision("", view.year, today, subject)
    return as_in_form(seen)


def _key(widget: str) -> str:
    return _KEYS.key(widget, page_state(DecisionFormState).opened)


def _ask_subject(plan: Plan, chosen: DecisionSubject) -> None:
    subjects = [WHOLE_PLAN]
    subjects += [DecisionSubject(indicator=each.code) for each in plan.indicators]
    subjects += [DecisionSubject(measure=each.number) for each in plan.measures]
    if chosen not in subjects:
        subjects.append(chosen)
    language = current_language()
    st.selectbox(
        _("About what"),
        subjects,
        subjects.index(chosen),
        format_func=lambda subject: subject_text(plan, subject, language),
        key=_key("subject"),
    )


def _ask_department(view: View, chosen: str) -> None:
    names = list(departments_asked(view.plan, view.register))
    if chosen and chosen not in names:
        names.append(chosen)
    st.selectbox(
        _("Department in charge"),
        names,
        names.index(chosen) if chosen else None,
        placeholder=_("Choose or type"),
        accept_new_options=True,
        key=_key("department"),
        width=220,
    )


def _ask_day(widget: str, label: str, text: str, example: str) -> None:
    st.text_input(
        label,
        text,
        max_chars=_LONGEST_DAY,
        placeholder=example,
        key=_key(widget),
        width=190,
    )


def _ask_state(chosen: DecisionState) -> None:
    states = list(DecisionState)
    language = current_language()
    st.selectbox(
        _("How far"),
        states,
        states.index(chosen),
        format_func=lambda state: term_label(state, language),
        key=_key("state"),
        width=150,
    )


def _ask_year(view: View, chosen: int) -> None:
    years = sorted({*view.years, chosen})
    st.selectbox(
        _("About which fiscal year"),
        years,
        years.index(chosen),
        format_func=current_language().fiscal_year_title,
        key=_key("about_year"),
        width=190,
    )


def _record(view: View, subject: DecisionSubject, seen: Decision | None) -> None:
    """The press of the button: permission, name and days are asked for at this moment."""
    typed = st.session_state
    if subject == WHOLE_PLAN:
        subject = typed[_key("subject")]
    elif seen is not None:
        subject = seen.subject
    written = TypedDecision(
        text=typed[_key("text")],
        fiscal_year=typed[_key("about_year")],
        decided=typed[_key("decided")],
        subject=subject,
        department=typed[_key("department")] or "",
        until=typed[_key("until")],
        state=typed[_key("state")],
        outcome=typed[_key("outcome")],
    )
    _change(view, seen, written)


def _take_out(view: View, seen: Decision) -> None:
    _change(view, seen, None)


def _change(view: View, seen: Decision | None, typed: TypedDecision | None) -> None:
    speak_to_reader()
    state = page_state(DecisionFormState)
    plan, correction = view.listed.key, access.typed_correction()
    if state.meanwhile and not seen_changes.is_seen(_key_of_changes(state)):
        state.succeeded, state.outcome = False, seen_changes.not_seen_text()
        return
    try:
        after = actions.parse_decision(typed) if typed else None
        command = ChangeDecision(plan, seen, after, correction=correction)
        actions.change_decision(cached.store(), command, current_actor())
    except WrongDecision as error:
        language = current_language()
        texts = [fault_text(fault, language) for fault in error.faults]
        state.succeeded, state.outcome = False, sentences(texts)
        return
    except (NotPermitted, StoreError) as error:
        state.succeeded, state.outcome = False, access.not_done_text(error)
        _see_what_stands_now(view, typed)
        return
    _open(None)
    state.succeeded = True
    state.outcome = _("The decision is on record.") if typed else _("It was taken out.")


def _see_what_stands_now(view: View, typed: TypedDecision | None) -> None:
    """Where somebody else changed the decision, show what: the next press is about the
    decision as it is shown then.
    """
    state = page_state(DecisionFormState)
    plan = cached.store().plan(view.listed.key)
    if state.seen is None or plan is None:
        return
    numbered = {each.number: each for each in plan.decisions}
    now = numbered.get(state.seen.number)
    state.meanwhile += decision_changes(plan, state.seen, now, typed)
    state.seen = now


def _key_of_changes(state: DecisionFormState) -> str:
    return _key(f"changes_{len(state.meanwhile)}")

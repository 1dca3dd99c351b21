"""取下げ: a return is taken back in two steps. What would go back and what would stay
is shown, then a reason is asked for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dxkpi import actions
from dxkpi.actions import NotPermitted, Right
from dxkpi.plan import Actual, OwnMark, Progress, YearlyReport
from dxkpi.rules import (
    EntryKey,
    ReportableEntry,
    ReportKey,
    report_subjects,
    reportable_entries,
    subject_code,
)
from dxkpi.store import (
    Recorded,
    StoreError,
    Submission,
    SubmissionState,
    WithdrawalPreview,
)
from dxkpi.web.common import access, cached, notices
from dxkpi.web.common.language import _, current_language, ngettext, sentences
from dxkpi.web.common.markdown import faint, plain, strong
from dxkpi.web.common.reader_choice import speak_to_reader
from dxkpi.web.common.reason_form import ask_reason, offer_taking_back, typed_reason
from dxkpi.web.common.session import page_state
from dxkpi.web.common.view import View
from dxkpi.web.returns.widget_keys import KEYS
from dxkpi.web.sign_in.reader import current_actor
from dxkpi.wording.figures import recorded_figure_text, recorded_progress_text
from dxkpi.wording.yearly_reports import mark_in_short, report_in_short

_REASON = KEYS.key("reason")


@dataclass
class WithdrawalState:
    """Which submission is being withdrawn, and what came of the last press of the button."""

    number: int | None = None
    succeeded: bool = True
    outcome: str = ""


def show_first_step(view: View, submission: Submission) -> None:
    """The button that begins, where this submission can be withdrawn and was not begun with."""
    if not _may_withdraw(view, submission):
        return
    if page_state(WithdrawalState).number == submission.number:
        return
    st.button(
        _("Withdraw …"),
        icon=":material/undo:",
        on_click=_begin,
        args=(submission.number,),
        key=KEYS.key("withdraw", submission.number),
    )


def show_second_step(view: View, submission: Submission) -> None:
    """What withdrawing would put back and leave, then the reason, where the first step
    was taken.
    """
    is_begun = page_state(WithdrawalState).number == submission.number
    if not is_begun or not _may_withdraw(view, submission):
        return
    effects = cached.store().preview_withdrawal(submission.number)
    st.markdown(strong(_("Withdraw receipt number {number}", number=submission.number)))
    st.markdown(plain(_preview_sentence(submission, effects)))
    if effects:
        st.table(
            _effects_table(view, effects),
            border="horizontal",
            hide_index=True,
            alt=_("What withdrawing changes"),
        )
    _ask_reason(submission.number)


def _may_withdraw(view: View, submission: Submission) -> bool:
    """Whether it stands, and is of a department whose returns the reader takes back."""
    if submission.state is SubmissionState.WITHDRAWN:
        return False
    if not access.may_write(Right.WITHDRAW, view.city.code):
        return False
    return access.may(Right.WITHDRAW, view.city.code, submission.department)


def show_outcome() -> None:
    """What came of the press of a button, said once."""
    state = page_state(WithdrawalState)
    sentence, state.outcome = state.outcome, ""
    notices.show_outcome(sentence, succeeded=state.succeeded)


def _begin(number: int) -> None:
    page_state(WithdrawalState).number = number
    st.session_state.pop(_REASON, None)


def _stop() -> None:
    page_state(WithdrawalState).number = None


def _ask_reason(number: int) -> None:
    with st.form(KEYS.key("withdrawal"), border=False, enter_to_submit=False):
        access.ask_name()
        ask_reason(_("Why it is withdrawn (required)"), _REASON)
        offer_taking_back(_("Withdraw"), _withdraw, number, _stop)


def _withdraw(number: int) -> None:
    """The press of the button: permission, name and reason are asked for at this moment."""
    speak_to_reader()
    state = page_state(WithdrawalState)
    command = actions.WithdrawReturn(number, typed_reason(_REASON))
    try:
        withdrawn = actions.withdraw_return(cached.store(), command, current_actor())
    except (NotPermitted, StoreError) as error:
        state.succeeded, state.outcome = False, access.not_done_text(error)
        return
    _stop()
    state.succeeded = True
    state.outcome = _withdrawn_sentence(number, withdrawn.effects)


def _preview_sentence(
    submission: Submission, effects: Sequence[WithdrawalPreview]
) -> str:
    """What withdrawing does to the figures, in a sentence."""
    if submission.state is SubmissionState.WAITING:
        return _("It was not registered yet, so no figure changes.")
    return sentences([_("If it is withdrawn:"), *_counted_effects(effects)])


def _withdrawn_sentence(number: int, effects: Sequence[WithdrawalPreview]) -> str:
    done = _("Receipt number {number} is withdrawn.", number=number)
    return sentences([done, *_counted_effects(effects)])


def _counted_effects(effects: Sequence[WithdrawalPreview]) -> Iterator[str]:
    staying = sum(effect.superseded for effect in effects)
    going_back = len(effects) - staying
    if going_back:
        yield ngettext(
            "{n} value goes back to what it was.",
            "{n} values go back to what they were.",
            going_back,
        )
    if staying:
        yield ngettext(
            "{n} value was changed since and stays.",
            "{n} values were changed since and stay.",
            staying,
        )


def _effects_table(view: View, effects: Sequence[WithdrawalPreview]) -> pd.DataFrame:
    """Each figure and entry of the schedule that was changed: what stands now, and what
    would stand.
    """
    entries = {entry.key: entry for entry in reportable_entries(view.plan)}
    names = [plain(_effect_name(view, effect, entries)) for effect in effects]
    texts = [_effect_text(view, effect) for effect in effects]
    return pd.DataFrame({_("Indicator or entry"): names, _("Now → then"): texts})


def _effect_name(
    view: View,
    effect: WithdrawalPreview,
    entries: Mapping[EntryKey, ReportableEntry],
) -> str:
    if effect.report_key is not None:
        return _reported_name(view, effect.report_key)
    if effect.entry_key is not None:
        measure, label, _nth = effect.entry_key
        entry = entries.get(effect.entry_key)
        return f"{entry.code if entry else measure} {label}"
    code = effect.indicator or ""
    indicator = view.plan.indicator(code)
    return f"{code} {indicator.name}" if indicator else code


def _reported_name(view: View, key: ReportKey) -> str:
    """The initiative that was reported, by its code and name as far as it is there."""
    for subject in report_subjects(view.plan):
        if subject.key == key:
            return f"{subject.code} {subject.name}"
    return subject_code(*key)


def _effect_text(view: View, effect: WithdrawalPreview) -> str:
    now = plain(_recorded_text(view, effect, effect.now))
    if effect.superseded:
        return now + " " + faint(_("was changed since and stays"))
    return f"{now} → {strong(_recorded_text(view, effect, effect.back))}"


def _recorded_text(
    view: View, effect: WithdrawalPreview, recorded: Recorded | None
) -> str:
    if isinstance(recorded, YearlyReport):
        return report_in_short(recorded, current_language())
    if isinstance(recorded, OwnMark):
        return mark_in_short(recorded)
    if isinstance(recorded, Progress):
        return recorded_progress_text(recorded, current_language())
    indicator = view.plan.indicator(effect.indicator or "")
    if indicator is None:
        return _("none")
    actual = recorded if isinstance(recorded, Actual) else None
    return recorded_figure_text(indicator, actual, current_language())

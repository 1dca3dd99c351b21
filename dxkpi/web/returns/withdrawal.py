"""取下げ: a return is taken back in two steps. What would go back and what would stay is shown, then a reason is asked for."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd
import streamlit as st

from dxkpi import actions
from dxkpi.actions import NotPermitted
from dxkpi.plan import Actual, Progress
from dxkpi.returns import ReportableEntry, reportable_entries
from dxkpi.store import StoreError, Submission, SubmissionState, WithdrawalPreview
from dxkpi.web.common import access, cached
from dxkpi.web.common.language import _, current_language, ngettext, sentences
from dxkpi.web.common.markdown import faint, plain, strong
from dxkpi.web.common.reader_choice import speak_to_reader
from dxkpi.web.common.view import View
from dxkpi.wording.figures import recorded_figure_text, recorded_progress_text

_LONGEST_REASON = 300
_WITHDRAWING, _REASON, _TOLD = (
    f"withdrawal_{name}" for name in ("number", "reason", "told")
)


def can_begin(submission: Submission) -> bool:
    """Whether a button to withdraw it should be there."""
    standing = submission.state is not SubmissionState.WITHDRAWN
    return (
        standing
        and access.may_register()
        and st.session_state.get(_WITHDRAWING) != submission.number
    )


def button(submission: Submission) -> None:
    """The first step."""
    st.button(
        _("Withdraw …"),
        icon=":material/undo:",
        on_click=_begin,
        args=(submission.number,),
        key=f"withdraw-{submission.number}",
    )


def show(view: View, submission: Submission) -> None:
    """The second step, where the first was taken for this submission."""
    if (
        submission.state is not SubmissionState.WITHDRAWN
        and st.session_state.get(_WITHDRAWING) == submission.number
    ):
        _preview_and_reason(view, submission)


def _begin(number: int) -> None:
    st.session_state[_WITHDRAWING] = number
    st.session_state.pop(_REASON, None)


def _stop() -> None:
    st.session_state.pop(_WITHDRAWING, None)


def _preview_and_reason(view: View, submission: Submission) -> None:
    """What withdrawing would put back and what it would leave, then the reason."""
    found = cached.store().preview_withdrawal(submission.number)
    st.markdown(strong(_("Withdraw receipt number {number}", number=submission.number)))
    st.markdown(plain(_preview_sentence(submission, found)))
    if found:
        st.table(
            _preview(view, found),
            border="horizontal",
            hide_index=True,
            alt=_("What withdrawing changes"),
        )
    with st.form("withdraw", border=False, enter_to_submit=False):
        access.ask_name()
        st.text_input(
            _("Why it is withdrawn (required)"), key=_REASON, max_chars=_LONGEST_REASON
        )
        with st.container(horizontal=True, gap="small"):
            st.form_submit_button(
                _("Withdraw"),
                type="primary",
                icon=":material/undo:",
                on_click=_withdraw,
                args=(submission.number,),
            )
            st.form_submit_button(_("Leave it"), on_click=_stop)


def _preview_sentence(
    submission: Submission, found: Sequence[WithdrawalPreview]
) -> str:
    """What withdrawing does to the figures, in a sentence."""
    if submission.state is SubmissionState.WAITING:
        return _("It was not registered yet, so no figure changes.")
    return sentences([_("If it is withdrawn:"), *_counted_undoing(found)])


def _told_sentence(number: int, found: Sequence[WithdrawalPreview]) -> str:
    return sentences(
        [
            _("Receipt number {number} is withdrawn.", number=number),
            *_counted_undoing(found),
        ]
    )


def _counted_undoing(found: Sequence[WithdrawalPreview]) -> Iterator[str]:
    stays = sum(undo.superseded for undo in found)
    if stays < len(found):
        yield ngettext(
            "{n} value goes back to what it was.",
            "{n} values go back to what they were.",
            len(found) - stays,
        )
    if stays:
        yield ngettext(
            "{n} value was changed since and stays.",
            "{n} values were changed since and stay.",
            stays,
        )


def _preview(view: View, found: Sequence[WithdrawalPreview]) -> pd.DataFrame:
    """Each figure and entry of the schedule that was changed: what stands now, and what would stand."""
    bars = {bar.key: bar for bar in reportable_entries(view.plan)}
    return pd.DataFrame(
        [
            {
                _("Indicator or entry"): plain(_undone_name(view, undo, bars)),
                _("Now → then"): _undone(view, undo),
            }
            for undo in found
        ]
    )


def _undone_name(
    view: View,
    undo: WithdrawalPreview,
    bars: Mapping[tuple[str, str, int], ReportableEntry],
) -> str:
    if undo.bar is not None:
        return (
            f"{bars[undo.bar].code} {undo.bar[1]}"
            if undo.bar in bars
            else " ".join(undo.bar[:2])
        )
    indicator = view.plan.indicator(undo.indicator or "")
    return f"{undo.indicator} {indicator.name}" if indicator else undo.indicator or ""


def _undone(view: View, undo: WithdrawalPreview) -> str:
    if undo.superseded:
        return (
            plain(_entry(view, undo, undo.now))
            + " "
            + faint(_("was changed since and stays"))
        )
    return f"{plain(_entry(view, undo, undo.now))} → {strong(_entry(view, undo, undo.back))}"


def _entry(view: View, undo: WithdrawalPreview, entry: Actual | Progress | None) -> str:
    if isinstance(entry, Progress):
        return recorded_progress_text(entry, current_language())
    indicator = view.plan.indicator(undo.indicator or "")
    return (
        recorded_figure_text(indicator, entry, current_language())
        if indicator
        else _("none")
    )


def _withdraw(number: int) -> None:
    """The press of the button: permission, name and reason are asked for at this moment."""
    speak_to_reader()
    reason = " ".join(str(st.session_state.get(_REASON) or "").split())
    command = actions.WithdrawReturn(number, reason)
    try:
        withdrawn = actions.withdraw_return(
            cached.store(), command, access.current_actor()
        )
    except (NotPermitted, StoreError) as error:
        st.session_state[_TOLD] = (False, access.not_done_text(error))
        return
    _stop()
    st.session_state[_TOLD] = (True, _told_sentence(number, withdrawn.effects))


def told() -> None:
    """What came of the press of a button, said once."""
    done, sentence = st.session_state.pop(_TOLD, (True, ""))
    if sentence:
        (st.success if done else st.error)(
            plain(sentence),
            icon=":material/check_circle:" if done else ":material/error:",
        )

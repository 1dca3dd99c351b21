"""④ 登録する: who registers, and what can be registered or left to the secretariat now.

The buttons ask for permission at the moment they are pressed, and store what was shown:
where somebody else was faster nothing is stored. Files that are registered at once follow
each other: each is looked at again after those before it, and stored if it says the same.
"""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dxkpi import actions
from dxkpi.actions import ExaminedReturn, NotPermitted, Right
from dxkpi.findings import Severity
from dxkpi.returns import CheckedReturn
from dxkpi.store import ChangedInStore, StoreError, Submission
from dxkpi.web.common import access, cached, page_files, seen_changes
from dxkpi.web.common.finding_counts import what_is_left_text
from dxkpi.web.common.language import _, ngettext, sentences
from dxkpi.web.common.links import show_returns_link
from dxkpi.web.common.markdown import plain, strong
from dxkpi.web.common.reader_choice import link_query, speak_to_reader
from dxkpi.web.common.view import View
from dxkpi.web.sign_in.reader import current_actor
from dxkpi.web.upload import drafts
from dxkpi.web.upload.batch_needs import Need, need_of
from dxkpi.web.upload.draft_return import (
    DraftAnswer,
    DraftReturn,
    FileReturn,
    TypedReturn,
    key_of_changes,
)
from dxkpi.web.upload.examination import (
    acceptable_drafts,
    examine_alone,
    examine_draft,
    needs_another_file,
)
from dxkpi.web.upload.widget_keys import KEYS


def show_registration(view: View, checked: Sequence[DraftReturn]) -> None:
    """④: who registers, the way back, and what can be registered now."""
    open_drafts = [draft for draft in checked if draft.is_open]
    if not open_drafts:
        _show_ways_on(view)
        return
    refusal = access.refusal_in_city(Right.REPORT, view.city.code)
    if refusal is not None:
        access.show_refusal(refusal)
        show_back_button()
        return
    _show_open_drafts(view, open_drafts)
    is_any_done = len(open_drafts) < len(checked)
    is_any_waiting = any(draft.waiting is not None for draft in open_drafts)
    if is_any_done or is_any_waiting:
        _show_ways_on(view)


def show_registration_of_one(view: View, draft: FileReturn) -> None:
    """Register this one of several, or leave it to the secretariat."""
    if not draft.is_open or not access.may_write(Right.REPORT, view.city.code):
        return
    if acceptable_drafts(view, [draft]):
        st.button(
            _("Register this file"),
            icon=":material/check_circle:",
            key=KEYS.key("register", draft.key),
            on_click=register_drafts,
            args=(view, draft),
        )
    elif _may_be_held(view, draft):
        _show_hold_button(draft, KEYS.key("hold", draft.key))


def show_back_button() -> None:
    """Back to the form and the choice of files."""
    st.button(
        _("Back"),
        icon=":material/arrow_back:",
        on_click=drafts.go_back,
        key=KEYS.key("back"),
    )


def _show_open_drafts(view: View, open_drafts: Sequence[DraftReturn]) -> None:
    acceptable = acceptable_drafts(view, open_drafts)
    can_be_held = _files_that_can_be_held(view, open_drafts)
    with st.container(border=True):
        st.markdown(strong(_("④ Register")))
        if acceptable or can_be_held:
            access.ask_name()
            access.ask_correction_of(_checked_returns(view, acceptable))
        if not acceptable:
            st.markdown(plain(_what_is_left(view, open_drafts)))
        with st.container(horizontal=True, gap="small"):
            show_back_button()
            if len(open_drafts) == 1 and can_be_held:
                _show_hold_button(can_be_held[0], KEYS.key("hold"))
            _show_register_button(view, acceptable, is_one=len(open_drafts) == 1)


def _checked_returns(view: View, shown: Sequence[DraftReturn]) -> list[CheckedReturn]:
    """What would be registered of these drafts."""
    answers = [examine_draft(view, draft).examined.checked for draft in shown]
    return [checked for checked in answers if checked is not None]


def _show_register_button(
    view: View, acceptable: tuple[DraftReturn, ...], *, is_one: bool
) -> None:
    label = _("Register")
    if not is_one:
        label = _("Register all ({n})", n=len(acceptable))
    st.button(
        label,
        type="primary",
        icon=":material/check_circle:",
        disabled=not acceptable,
        key=KEYS.key("register"),
        on_click=register_drafts,
        args=(view, *acceptable),
    )


def _show_hold_button(draft: FileReturn, key: str) -> None:
    st.button(
        _("Leave it to the secretariat to confirm"),
        icon=":material/pending_actions:",
        key=key,
        on_click=hold_draft,
        args=(draft,),
    )


def _files_that_can_be_held(
    view: View, open_drafts: Sequence[DraftReturn]
) -> list[FileReturn]:
    files = []
    for draft in open_drafts:
        if isinstance(draft, FileReturn) and _may_be_held(view, draft):
            files.append(draft)
    return files


def _may_be_held(view: View, draft: FileReturn) -> bool:
    """Whether only held values stand between a file and its registration, and it does
    not wait already.

    What waits is the workbook as it came, so nothing of it was typed over.
    """
    if draft.waiting is not None or draft.typed:
        return False
    answer = examine_draft(view, draft)
    if answer.refusal is not None:
        return False
    examined = answer.examined
    has_errors = bool(examined.findings_of(Severity.ERROR))
    has_holds = bool(examined.findings_of(Severity.HOLD))
    return examined.checked is not None and has_holds and not has_errors


def _what_is_left(view: View, open_drafts: Sequence[DraftReturn]) -> str:
    """Why there is nothing to register yet."""
    errors = holds = wrong_files = waiting = 0
    refusals: dict[str, None] = {}
    for draft in open_drafts:
        answer = examine_draft(view, draft)
        examined = answer.examined
        if answer.refusal is not None:
            refusals[answer.refusal] = None
        elif needs_another_file(examined):
            wrong_files += 1
        elif need_of(view, draft) is Need.WAITS:
            waiting += 1
        else:
            errors += len(examined.findings_of(Severity.ERROR))
            holds += len(examined.findings_of(Severity.HOLD))
    texts = (
        *refusals,
        _take_away_text(wrong_files),
        what_is_left_text(errors, holds),
        _waiting_text(waiting),
    )
    return sentences([text for text in texts if text])


def _take_away_text(files: int) -> str:
    if not files:
        return ""
    return ngettext(
        "{n} file cannot be registered: take it away, and choose the right one.",
        "{n} files cannot be registered: take them away, and choose the right ones.",
        files,
    )


def _waiting_text(files: int) -> str:
    if not files:
        return ""
    return ngettext(
        "{n} file waits for the secretariat. Until it is confirmed no figure changes, "
        "and there is nothing more to do here; it can also be confirmed above.",
        "{n} files wait for the secretariat. Until they are confirmed no figure changes, "
        "and there is nothing more to do here; they can also be confirmed above.",
        files,
    )


def _show_ways_on(view: View) -> None:
    """Where to go once something is registered."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            _("Hand in another form"),
            icon=":material/upload_file:",
            on_click=drafts.forget_registered,
            key=KEYS.key("another"),
        )
        show_returns_link(view.year)
        st.page_link(
            page_files.OVERVIEW,
            label=_("Overview"),
            icon=":material/dashboard:",
            query_params=link_query(),
        )


# What the buttons do


def register_drafts(view: View, *shown: DraftReturn) -> None:
    """Register what was shown of these drafts, one after the other; each keeps why it
    failed.
    """
    speak_to_reader()
    drafts.upload_state().take_step(shown[0] if len(shown) == 1 else None)
    for draft in shown:
        draft.failure = _register(view, draft)


def _register(view: View, draft: DraftReturn) -> str:
    """Register a draft; why it could not be, if so."""
    shown = draft.answer
    if shown is None or not draft.is_open or not shown.examined.accepted:
        return ""
    if _has_unseen_changes(draft):
        return seen_changes.not_seen_text()
    try:
        examined = examine_alone(view, draft)
        if not _may_be_stored(shown, examined):
            return _look_again(draft, shown, examined)
        draft.receipt = _put_on_record(examined)
    except NotPermitted as error:
        return access.not_done_text(error)
    except StoreError as error:
        draft.answer = replace(shown, stamp=None)  # to be examined again
        return access.not_done_text(error)
    draft.answer = replace(shown, examined=examined)
    return ""


def _has_unseen_changes(draft: DraftReturn) -> bool:
    """Whether what others registered while this was typed was not said to be seen."""
    if not isinstance(draft, TypedReturn) or not draft.changes_meanwhile:
        return False
    return not seen_changes.is_seen(key_of_changes(draft))


def _look_again(draft: DraftReturn, shown: DraftAnswer, now: ExaminedReturn) -> str:
    """Have the draft examined again, and say why it was not stored."""
    draft.answer = replace(shown, stamp=None)
    before, after = shown.examined.checked, now.checked
    if before and after and before.form.revision == after.form.revision:
        return _(
            "It was checked as it stands after the files before it. Register those first."
        )
    return access.not_done_text(ChangedInStore())


def _may_be_stored(shown: DraftAnswer, now: ExaminedReturn) -> bool:
    """Whether what comes of a draft now is what its reader was shown.

    One that is registered without the files before it may change more than was shown
    after those: nobody else changed anything then.
    """
    if not now.accepted:
        return False
    if now.registered is not None or shown.examined.checked is None:
        return True
    before, after = shown.checked, now.checked
    if after is None:
        return False
    changes_the_same = before.changes == after.changes  # from what, and to what
    nobody_wrote = before.form.revision == after.form.revision
    answers_the_same = _answers(shown.examined) == _answers(now)
    return changes_the_same or (nobody_wrote and answers_the_same)


def _answers(examined: ExaminedReturn) -> set[tuple[str, str, str | None]]:
    """Which holds are confirmed, and with which choice."""
    return {
        (finding.code, finding.where, finding.proposed)
        for finding in examined.findings
        if finding.reason is not None
    }


def _put_on_record(examined: ExaminedReturn) -> Submission:
    store, actor = cached.store(), current_actor()
    correction = access.typed_correction()
    if examined.is_only_progress:
        progress = actions.ReportProgress(examined, correction)
        return actions.report_progress(store, progress, actor)
    command = actions.RegisterReturn(examined, correction)
    return actions.register_return(store, command, actor)


def hold_draft(draft: FileReturn) -> None:
    """Leave a file with its held values to the secretariat: the original is kept, no
    figure changes.
    """
    speak_to_reader()
    drafts.upload_state().take_step(draft)
    draft.failure = ""
    answer = draft.answer
    if answer is None or answer.examined.checked is None or draft.waiting is not None:
        return
    if answer.examined.findings_of(Severity.ERROR):
        return
    command = actions.HoldReturn(answer.examined)
    try:
        draft.waiting = actions.hold_return(cached.store(), command, current_actor())
    except (NotPermitted, StoreError) as error:
        draft.failure = access.not_done_text(error)

"""The button that confirms and sends back, and what comes of it.

What the reviewer saw goes along: where somebody else was faster nothing is stored, and
the page says what he did.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import streamlit as st

from dxkpi import actions
from dxkpi.actions import ConfirmItems, NotPermitted, ReturnItems, WrongReview
from dxkpi.store import StoreError, StoreFault
from dxkpi.web.common import access, cached, notices
from dxkpi.web.common.language import _, current_language, ngettext, sentences
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.reader_choice import speak_to_reader
from dxkpi.web.common.session import page_state
from dxkpi.web.common.view import View
from dxkpi.web.review.choices import Decisions, read_decisions
from dxkpi.web.review.shown_review import ShownReview
from dxkpi.web.review.widget_keys import KEYS
from dxkpi.web.sign_in.reader import current_actor
from dxkpi.wording.reviews import review_fault_text


@dataclass
class ReviewState:
    """What came of the last press of the button."""

    succeeded: bool = True
    outcome: str = ""


def show_outcome() -> None:
    """What came of the press of a button, said once."""
    state = page_state(ReviewState)
    sentence, state.outcome = state.outcome, ""
    notices.show_outcome(sentence, succeeded=state.succeeded)


def offer_deciding(view: View, shown: ShownReview) -> None:
    """One button, which says what it does; nothing where nothing is chosen."""
    decisions = read_decisions(view, shown)
    if not decisions.confirmed and not decisions.remarks:
        return
    access.ask_name()
    icon = "undo" if decisions.remarks else "check_circle"
    st.button(
        _label(decisions),
        type="primary",
        icon=f":material/{icon}:",
        key=KEYS.key("decide"),
        on_click=_decide,
        args=(view, shown),
    )
    st.caption(plain(_what_follows(decisions)))


def _label(decisions: Decisions) -> str:
    fine, remarks = len(decisions.confirmed), len(decisions.remarks)
    if not remarks:
        return ngettext("Make {n} thing final", "Make all {n} things final", fine)
    if not fine:
        return ngettext("Send {n} thing back", "Send {n} things back", remarks)
    return _(
        "Make {fine} final and send {remarks} back",
        fine=fine,
        remarks=remarks,
    )


def _what_follows(decisions: Decisions) -> str:
    final = _("Whoever changes later what is final gives the reason.")
    if not decisions.remarks:
        return final
    return sentences([_("What is sent back waits for the department."), final])


def _decide(view: View, shown: ShownReview) -> None:
    """Permission and name are asked for at this moment."""
    speak_to_reader()
    state = page_state(ReviewState)
    decisions = read_decisions(view, shown)
    try:
        _put_on_record(view, decisions)
    except WrongReview as error:
        language = current_language()
        texts = [review_fault_text(fault, language) for fault in error.faults]
        state.succeeded, state.outcome = False, sentences(texts)
    except StoreError as error:
        texts = [access.not_done_text(error)]
        if error.fault is StoreFault.CHANGED_SINCE_SEEN:
            texts += _what_others_did(view, shown)
        state.succeeded, state.outcome = False, sentences(texts)
    except NotPermitted as error:
        state.succeeded, state.outcome = False, access.not_done_text(error)
    else:
        state.succeeded, state.outcome = True, _done_text(decisions)


def _put_on_record(view: View, decisions: Decisions) -> None:
    store, actor = cached.store(), current_actor()
    plan, seen = view.listed.key, view.listed.revision.number
    if decisions.remarks:
        returning = ReturnItems(
            plan, view.year, decisions.remarks, decisions.confirmed, seen=seen
        )
        actions.return_items(store, returning, actor)
        return
    confirming = ConfirmItems(plan, view.year, decisions.confirmed, seen=seen)
    actions.confirm_items(store, confirming, actor)


def _done_text(decisions: Decisions) -> str:
    fine, remarks = len(decisions.confirmed), len(decisions.remarks)
    texts = []
    if fine:
        texts.append(ngettext("{n} thing is final.", "{n} things are final.", fine))
    if remarks:
        texts.append(
            ngettext("{n} thing is sent back.", "{n} things are sent back.", remarks)
        )
    return sentences(texts)


def _what_others_did(view: View, shown: ShownReview) -> Iterator[str]:
    """What happened to the things that were seen since then."""
    seen = view.listed.revision.number
    review = cached.store().review(view.listed.key, view.year)
    for reviewed in shown.items:
        key, year, name = reviewed.key, reviewed.seen.fiscal_year, reviewed.item.name
        confirmation = review.confirmation(key, year)
        for remark in review.remarks_on(key):
            if remark.revision > seen:
                yield _("{who} sent “{name}” back.", who=remark.who, name=name)
        if confirmation is not None and confirmation.revision > seen:
            yield _("{who} made “{name}” final.", who=confirmation.who, name=name)
        if review.changed_in.get((key, year), 0) > seen:
            yield _("“{name}” was handed in anew.", name=name)

"""The sentence of the page: what of the return is fine, what is remarked on, what waits."""

import streamlit as st

from dxkpi.returns.round_items import ItemState
from dxkpi.web.common.language import _, ngettext, sentences
from dxkpi.web.common.markdown import plain
from dxkpi.web.review.choices import Decisions
from dxkpi.web.review.shown_review import ShownReview


def show_sentence(
    shown: ShownReview, decisions: Decisions, *, may_decide: bool
) -> None:
    texts = [_verdict_sentence(shown, decisions, may_decide=may_decide)]
    if n := decisions.without_text:
        texts.append(
            ngettext(
                "{n} remark is still to be written.",
                "{n} remarks are still to be written.",
                n,
            )
        )
    elif not decisions.remarks:
        texts += _what_waits(shown)
    st.header(plain(sentences(texts)), anchor=False)


def _verdict_sentence(
    shown: ShownReview, decisions: Decisions, *, may_decide: bool
) -> str:
    if not shown.items:
        return _("Nothing is in yet.")
    fine, remarks = len(decisions.confirmed), len(decisions.remarks)
    if not may_decide or fine + remarks == 0:
        return _standing_sentence(shown)
    if remarks == 0:
        return ngettext(
            "{n} thing is fine and can be made final.",
            "All {n} things are fine and can be made final.",
            fine,
        )
    return _(
        "Of {n} things {fine} are fine. {remarks} with a remark can be sent back.",
        n=fine + remarks,
        fine=fine,
        remarks=remarks,
    )


def _standing_sentence(shown: ShownReview) -> str:
    """How many of what is in are final."""
    states = [reviewed.item.state for reviewed in shown.items]
    return _(
        "Of {n} things that are in {done} are final.",
        n=len(states),
        done=states.count(ItemState.CONFIRMED),
    )


def _what_waits(shown: ShownReview) -> list[str]:
    """What the department has still to do, in one sentence; none where it has nothing."""
    sent_back = sum(
        reviewed.item.state is ItemState.SENT_BACK for reviewed in shown.items
    )
    if sent_back:
        return [
            ngettext(
                "{n} waits for the department's answer.",
                "{n} wait for the department's answer.",
                sent_back,
            )
        ]
    if n := len(shown.open_items):
        return [ngettext("{n} is still to come.", "{n} are still to come.", n)]
    return []

"""Why a target changes: when it was decided, by whom and why, or what was a slip.

It becomes an entry of the indicator's target ledger, which the history and the chart show.
"""

from typing import Any

import streamlit as st

from dxkpi.plan.document_changes import ABSENT, value_at
from dxkpi.plan.ledger import replaced_promise
from dxkpi.web.common.language import _
from dxkpi.web.common.markdown import strong
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.edit.saving import save_edits
from dxkpi.web.edit.widget_keys import KEYS

_DECIDED, _BY, _REASON, _SLIP = "decided", "by", "reason", "correction"


def ask_why_target_changes(opened: OpenedDraft, code: str) -> None:
    """The fields for the word, where the draft promises otherwise than the plan and does
    not say why.
    """
    if not opened.lacks_word(code):
        return
    st.markdown(strong(_("Why the target changes")))
    st.caption(_("It stays in the history and in the chart."))
    with st.form(
        KEYS.key("word", opened.number, code), border=False, enter_to_submit=False
    ):
        first, second = st.columns(2)
        first.text_input(
            _("Decided on *"),
            key=_key(code, _DECIDED),
            placeholder="2026-06-02",
        )
        second.text_input(_("Who decided"), key=_key(code, _BY))
        st.text_area(_("Why *"), key=_key(code, _REASON), height="content")
        st.text_input(
            _("Or: what was written wrongly (a slip, not a decision)"),
            key=_key(code, _SLIP),
        )
        st.form_submit_button(
            _("Put the reason into the draft"), on_click=_save, args=(opened, code)
        )


def _key(code: str, field: str) -> str:
    return KEYS.key("word", code, field)


def _save(opened: OpenedDraft, code: str) -> None:
    before, after = opened.stored_indicator(code), opened.edited_indicator(code)
    if before is None or after is None:
        return
    ledger = list(opened.value(("indicators", code, "former_targets")) or ())
    entry = _promise_before(opened, code, replaced_promise(before, after))
    entry |= _typed_word(code)
    save_edits(opened, {("indicators", code, "former_targets"): [*ledger, entry]})


def _promise_before(
    opened: OpenedDraft, code: str, replaced: dict[str, Any]
) -> dict[str, Any]:
    """What was promised, as the document that the draft began with says it."""
    base = opened.compared.draft.base
    stood = {name: value_at(base, ("indicators", code, name)) for name in replaced}
    return {name: value for name, value in stood.items() if value is not ABSENT}


def _typed_word(code: str) -> dict[str, Any]:
    fields = (_DECIDED, _BY, _REASON, _SLIP)
    typed = {
        field: st.session_state.get(_key(code, field), "").strip() for field in fields
    }
    if typed[_SLIP]:
        return {_SLIP: typed[_SLIP]}
    return {field: text for field, text in typed.items() if text}

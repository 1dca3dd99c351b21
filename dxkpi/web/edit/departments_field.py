"""担当課 of an indicator: one or several, which the document says in two ways."""

from typing import Any

import streamlit as st

from dxkpi.plan.document_changes import ABSENT
from dxkpi.plan.document_problem import Location
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.edit.saving import save_edits
from dxkpi.web.edit.widget_keys import KEYS
from dxkpi.wording.plan_document import problem_text

_ONE, _SEVERAL = "department", "departments"


def show_departments_field(opened: OpenedDraft, item: Location) -> None:
    """The departments that answer for an indicator, chosen or typed."""
    key = KEYS.key("field", opened.number, *item, _SEVERAL)
    held = _held(opened, item)
    st.session_state[key] = held
    st.multiselect(
        _("Departments in charge"),
        list(dict.fromkeys([*held, *opened.departments])),
        key=key,
        accept_new_options=True,
        placeholder=_("choose, or type"),
        on_change=_save,
        args=(opened, item, key),
    )
    for name in (_ONE, _SEVERAL):
        for finding in opened.findings_within((*item, name)):
            sentence = problem_text(finding.problem, current_language())
            st.caption(f":material/error: {plain(sentence)}")


def _held(opened: OpenedDraft, item: Location) -> list[str]:
    one = opened.value((*item, _ONE))
    several = opened.value((*item, _SEVERAL)) or []
    names = [one, *several] if one else list(several)
    return [str(name) for name in dict.fromkeys(names)]


def _save(opened: OpenedDraft, item: Location, key: str) -> None:
    typed = [name.strip() for name in st.session_state[key] if name.strip()]
    save_edits(opened, edits_of_departments(opened, item, typed))


def edits_of_departments(
    opened: OpenedDraft, item: Location, names: list[str]
) -> dict[Location, Any]:
    """One department stands under its own field, several in a list, none nowhere."""
    wanted: dict[str, Any] = {_ONE: ABSENT, _SEVERAL: ABSENT}
    if len(names) == 1:
        wanted[_ONE] = names[0]
    elif names:
        wanted[_SEVERAL] = names
    return {
        (*item, name): value
        for name, value in wanted.items()
        if value is not ABSENT or opened.value((*item, name)) is not None
    }

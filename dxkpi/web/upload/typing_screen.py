"""ファイルを使わずに入力: a few figures, or the progress of some 工程, typed with the
checks, preview and receipt of a file.

The tables start with what is on record, so a correction touches only the cells it means.
"""

import streamlit as st

from dxkpi.actions import Right
from dxkpi.web.common import access
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain, strong
from dxkpi.web.common.view import View
from dxkpi.web.upload.answer_view import answer_of_step
from dxkpi.web.upload.draft_card import show_draft
from dxkpi.web.upload.draft_folder import KeptTyping
from dxkpi.web.upload.draft_return import FormAddress, TypedReturn
from dxkpi.web.upload.drafts import upload_state
from dxkpi.web.upload.form_downloads import choose_department, nothing_asked_text
from dxkpi.web.upload.form_options import form_options
from dxkpi.web.upload.registration import show_back_button, show_registration
from dxkpi.web.upload.typed_rows import entry_rows, figure_rows
from dxkpi.web.upload.typed_tables import (
    figure_columns,
    figures_table,
    form_to_type,
    schedule_columns,
    schedule_table,
)
from dxkpi.web.upload.typing_table import edit_table

_SELECTOR_WIDTH = 400


def show_typing(view: View) -> None:
    """The tables to type into, then what comes of it."""
    with answer_of_step(upload_state().step_of()):
        st.header(_("Type figures without a file"), anchor=False)
    options = form_options(view)
    if not options:
        st.info(plain(nothing_asked_text()))
        show_back_button()
        return
    department = choose_department(options, _SELECTOR_WIDTH)
    draft = _typed_return(view, department)
    refusal = access.refusal_in_city(Right.REPORT, view.city.code)
    if draft.figures.is_empty and draft.schedule.is_empty:
        st.info(_("Nothing is asked of this department."))
    elif refusal is not None:
        access.show_refusal(refusal)
    elif draft.receipt is None:
        _show_tables(view, draft)
    if draft.rows or draft.entry_rows:
        show_draft(view, draft, step=upload_state().step_of(draft))
        show_registration(view, [draft])
    else:
        show_back_button()


def _typed_return(view: View, department: str | None) -> TypedReturn:
    """What was typed for a department in this session; empty tables at first."""
    state = upload_state()
    address = FormAddress(view.listed.key, view.year, department)
    if address not in state.typed:
        key = state.new_key()
        draft = TypedReturn(
            key,
            address=address,
            figures=figures_table(view, department, key),
            schedule=schedule_table(view, department, key),
        )
        _take_up_what_was_kept(draft, state.kept_typings.pop(address, None))
        state.typed[address] = draft
    return state.typed[address]


def _take_up_what_was_kept(draft: TypedReturn, kept: KeptTyping | None) -> None:
    """Put what was typed before a reload into the tables, unless it is asked no more."""
    if kept is None:
        return
    for table, cells in (
        (draft.figures, kept.figures),
        (draft.schedule, kept.schedule),
    ):
        for code, column, text in cells:
            if code in table.recorded.index and column in table.inputs:
                table.edits[code, column] = text
    draft.confirmations = {(c.code, c.cell): c for c in kept.confirmations}


def _show_tables(view: View, draft: TypedReturn) -> None:
    st.caption(
        _(
            "Edit the cells that change. They are checked at once; "
            "nothing is stored until “Register” is pressed."
        )
    )
    form = form_to_type(view, draft.address.department)
    year = current_language().fiscal_year(view.year)
    if not draft.figures.is_empty:
        st.markdown(strong(_("Indicators")))
        title = _("Figures of {year} to be typed", year=year)
        edited = edit_table(draft.figures, figure_columns(), title)
        _forget_confirmations(draft, edited)
        draft.rows = figure_rows(form, draft.figures.edits)
    if not draft.schedule.is_empty:
        st.markdown(strong(_("Entries of the schedule")))
        title = _("Progress of {year} to be typed", year=year)
        edited = edit_table(draft.schedule, schedule_columns(), title)
        _forget_confirmations(draft, edited)
        draft.entry_rows = entry_rows(form, draft.schedule.edits)


def _forget_confirmations(draft: TypedReturn, edited: set[str]) -> None:
    """A value that was edited is to be confirmed anew; `edited` are codes."""
    for place, confirmation in list(draft.confirmations.items()):
        if confirmation.cell in edited:
            del draft.confirmations[place]

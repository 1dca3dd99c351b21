"""A pasted table: the box for it, and how it is read, column by column."""

import streamlit as st

from dxkpi.drafting.column_meaning import ColumnMeaning
from dxkpi.drafting.pasted_table import (
    PastedTable,
    TableLack,
    read_pasted_table,
    with_meaning,
)
from dxkpi.drafting.table_columns import PlanYears
from dxkpi.plan.document_columns import ABOUT_COLUMNS
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain, strong
from dxkpi.web.common.session import page_state
from dxkpi.web.edit.field_widgets import show_field
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.reading.read_papers import ReadingState, read_pasted
from dxkpi.web.reading.widget_keys import KEYS
from dxkpi.wording.pasted_tables import (
    cell_reading_text,
    column_meaning_text,
    table_lack_text,
)

_FIRST, _LAST = ("plan", "first_fiscal_year"), ("plan", "last_fiscal_year")
_ABREAST = 6
_NARROWEST = 140
"""Pixels in which the meaning of a column can be read."""


def offer_pasting(opened: OpenedDraft) -> None:
    """The box for a table, and how it is read."""
    st.header(_("Or a table, pasted"), anchor=False)
    text = st.text_area(
        _("Copy the table in Word, Excel, a PDF or a web page, and paste it here"),
        key=KEYS.key("pasted", opened.number, page_state(ReadingState).times_put_away),
        height=160,
        on_change=_forget_meanings,
        args=(opened,),
    )
    if not text.strip():
        return
    table = _with_said_meanings(
        opened, read_pasted_table(text, _years_of_draft(opened))
    )
    if table.lack is not None:
        st.info(plain(table_lack_text(table.lack, current_language())))
    if table.lack is TableLack.PLAN_YEARS:
        _ask_years(opened)
    _show_columns(opened, table)
    st.button(
        _("Propose what this table says"),
        key=KEYS.key("propose"),
        type="primary",
        disabled=not table.proposals,
        on_click=read_pasted,
        args=(opened.number, _("Pasted table"), table),
    )


def _years_of_draft(opened: OpenedDraft) -> PlanYears:
    first, last = opened.value(_FIRST), opened.value(_LAST)
    return PlanYears(
        first if isinstance(first, int) else None,
        last if isinstance(last, int) else None,
    )


def _ask_years(opened: OpenedDraft) -> None:
    """The plan's years, which go into the draft."""
    first, last = st.columns(2)
    for place, path in ((first, _FIRST), (last, _LAST)):
        with place:
            show_field(opened, (), ABOUT_COLUMNS.column(path=path))


# What columns are


def _meanings(opened: OpenedDraft) -> dict[int, ColumnMeaning]:
    return page_state(ReadingState).meanings.setdefault(opened.number, {})


def _forget_meanings(opened: OpenedDraft) -> None:
    """Another table has other columns."""
    _meanings(opened).clear()


def _with_said_meanings(opened: OpenedDraft, table: PastedTable) -> PastedTable:
    """The table with the meanings that somebody chose."""
    for n, meaning in _meanings(opened).items():
        if n < len(table.columns):
            table = with_meaning(table, n, meaning)
    return table


def _show_columns(opened: OpenedDraft, table: PastedTable) -> None:
    """What each column was taken for, to be said otherwise, over what its cells were read as."""
    if not table.columns:
        return
    language = current_language()
    abreast = min(len(table.columns), _ABREAST)
    choices = st.grid(abreast, min_column_width=_NARROWEST)
    for n, column in enumerate(table.columns):
        key = KEYS.key("meaning", opened.number, n)
        st.session_state[key] = column.meaning
        with choices.cell():
            st.selectbox(
                plain(column.heading) or _("(no heading)"),
                list(ColumnMeaning),
                format_func=lambda meaning: column_meaning_text(meaning, language),
                key=key,
                on_change=_say_meaning,
                args=(opened, n, key),
            )
    _show_readings(table)


def _say_meaning(opened: OpenedDraft, column: int, key: str) -> None:
    _meanings(opened)[column] = st.session_state[key]


def _show_readings(table: PastedTable) -> None:
    """The rows as they were read, under the headings of the paper."""
    if not table.rows:
        return
    language = current_language()
    head = [strong(column.heading) for column in table.columns]
    rows = [
        [plain(cell_reading_text(reading, language)) for reading in row.readings]
        for row in table.rows
    ]
    st.table([dict(enumerate(row)) for row in (head, *rows)], hide_header=True)

"""Where nothing is read yet: the file, or the table that is pasted."""

from typing import NoReturn

import streamlit as st

from dxkpi.drafting.column_meaning import ColumnMeaning
from dxkpi.drafting.pasted_table import (
    PastedKind,
    PastedTable,
    read_pasted_table,
    with_meaning,
)
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.reading.read_papers import (
    PaperInHand,
    paper_of_draft,
    read_file,
    read_pasted,
)
from dxkpi.web.reading.widget_keys import KEYS
from dxkpi.wording.findings import finding_text
from dxkpi.wording.pasted_tables import cell_reading_text, column_meaning_text
from dxkpi.workbook.reader import Unreadable

_ENDINGS = ["docx", "pdf", "xlsx", "txt", "md"]


def paper_to_read(opened: OpenedDraft) -> PaperInHand:
    """The paper that is read for the draft. The page ends with the ways to one where there
    is none yet.
    """
    paper = paper_of_draft(opened.number)
    if paper is None:
        _offer_ways(opened)
    return paper


def _offer_ways(opened: OpenedDraft) -> NoReturn:
    title = _("Read the plan's paper")
    st.set_page_config(page_title=f"{title} – dxkpi")
    st.markdown(plain(opened.listed.title))
    st.title(title, anchor=False)
    _offer_file(opened)
    _offer_pasting(opened)
    st.stop()


def _offer_file(opened: OpenedDraft) -> None:
    st.header(_("The plan as a file"), anchor=False)
    file = st.file_uploader(
        _("Word, PDF, Excel or text"),
        type=_ENDINGS,
        key=KEYS.key("file", opened.number),
    )
    if file is None:
        return
    with st.spinner(_("Reading …")):
        try:
            read_file(opened.number, file.name, file.getvalue())
        except Unreadable as unreadable:
            st.error(plain(finding_text(unreadable.finding, current_language())))
            return
    st.rerun()


def _offer_pasting(opened: OpenedDraft) -> None:
    """The box for a table, and how it is read, column by column."""
    st.header(_("Or a table, pasted"), anchor=False)
    key = KEYS.key("pasted", opened.number)
    text = st.text_area(
        _("Copy the table in Word, Excel, a PDF or a web page, and paste it here"),
        key=key,
        height=160,
    )
    if not text.strip():
        return
    table = _with_said_meanings(opened, read_pasted_table(text))
    if table.kind is PastedKind.NOTHING:
        st.info(
            _(
                "No column is known. Say below what at least the name and the target are."
            )
        )
    _show_columns(opened, table)
    st.button(
        _("Propose what this table says"),
        key=KEYS.key("propose"),
        type="primary",
        disabled=not table.proposals,
        on_click=read_pasted,
        args=(opened.number, _("Pasted table"), table),
    )


def _with_said_meanings(opened: OpenedDraft, table: PastedTable) -> PastedTable:
    """The table with the meanings that somebody chose."""
    for n, column in enumerate(table.columns):
        said = st.session_state.get(_meaning_key(opened, n))
        if said is not None and said is not column.meaning:
            table = with_meaning(table, n, said)
    return table


def _meaning_key(opened: OpenedDraft, column: int) -> str:
    return KEYS.key("meaning", opened.number, column)


def _show_columns(opened: OpenedDraft, table: PastedTable) -> None:
    """What each column was taken for, to be said otherwise, over what its cells were read as."""
    language = current_language()
    places = st.columns(len(table.columns)) if table.columns else []
    for n, (place, column) in enumerate(zip(places, table.columns, strict=True)):
        key = _meaning_key(opened, n)
        st.session_state.setdefault(key, column.meaning)
        place.selectbox(
            plain(column.heading) or _("(no heading)"),
            list(ColumnMeaning),
            format_func=lambda meaning: column_meaning_text(meaning, language),
            key=key,
        )
    rows = [
        [plain(cell_reading_text(reading, language)) for reading in row.readings]
        for row in table.rows
    ]
    if rows:
        st.table([dict(enumerate(row)) for row in rows], hide_header=True)

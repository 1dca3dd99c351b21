"""取りまとめの結果: the record of the round that is filed, on screen and as files."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from dxkpi import actions
from dxkpi.actions import Actor, CityScope, Right
from dxkpi.reports.contents.recorded_round import RecordedRound
from dxkpi.reports.filed_record import FiledRecord, cell_text, make_filed_record
from dxkpi.reports.record_pdf import record_pdf
from dxkpi.reports.record_workbook import record_workbook
from dxkpi.store import HistoryStep, Store
from dxkpi.web.common import access, cached
from dxkpi.web.common.downloads import WORKBOOK_TYPE
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import SEPARATOR, faint, plain, strong, unbroken
from dxkpi.web.common.view import View
from dxkpi.web.round.shown_round import ShownRound, forms_of_departments
from dxkpi.web.round.widget_keys import KEYS
from dxkpi.web.sign_in.reader import current_actor
from dxkpi.wording.language import Language
from dxkpi.workbook.typed_table import TypedCell, TypedColumn, TypedTable

_PDF_TYPE = "application/pdf"

_LONGEST_ON_LINE = 12
"""Of a heading and its number: more has no room in a column on a telephone."""


def may_see_record(view: View) -> bool:
    """Whether the reader runs the rounds of the city; also one who looks back."""
    return access.may(Right.RUN_ROUND, view.city.code)


def show_record(view: View, shown: ShownRound) -> None:
    """The files to take away, then each table under its title."""
    record = view.worded(_record, shown)
    with st.container(horizontal=True, gap="small"):
        _offer_file(view, record, _("Workbook (Excel)"), record_workbook, "xlsx")
        _offer_file(view, record, _("Get the PDF"), record_pdf, "pdf")
    for number, table in enumerate(record.tables):
        with st.container(  # print.css knows it by this key
            border=True, gap="xsmall", key=KEYS.key("record_table", number)
        ):
            _show_table(table, record.language)
    st.caption(plain(record.foot))


def _record(view: View, shown: ShownRound) -> FiledRecord:
    listed = view.listed
    year = RecordedRound(
        view.plan,
        shown.opened,
        forms_of_departments(view),
        shown.progress,
        view.store.review(listed.key, view.year, listed.known_at),
        _steps(view),
        view.profile,
        view.today,
        listed.revision.at,
        current_language(),
    )
    return make_filed_record(year)


def _steps(view: View) -> tuple[HistoryStep, ...]:
    """The plan's history, as far as the view knows it."""
    steps = view.store.history(view.listed.key)
    known_at = view.listed.known_at
    if known_at is None:
        return steps
    return tuple(step for step in steps if step.revision <= known_at)


def _offer_file(
    view: View,
    record: FiledRecord,
    label: str,
    write: Callable[[FiledRecord], bytes],
    ending: str,
) -> None:
    """A file that is made when it is asked for."""
    is_pdf = ending == "pdf"
    icon = "picture_as_pdf" if is_pdf else "table"
    st.download_button(
        label,
        partial(
            record_file,
            cached.store(),
            current_actor(),
            view.city.code,
            record,
            write,
        ),
        file_name=f"{view.file_stem}-round-{view.year}.{ending}",
        mime=_PDF_TYPE if is_pdf else WORKBOOK_TYPE,
        icon=f":material/{icon}:",
        on_click="ignore",
        key=KEYS.key("record", ending),
    )


def record_file(
    store: Store,
    actor: Actor,
    city: str,
    record: FiledRecord,
    write: Callable[[FiledRecord], bytes],
) -> bytes:
    """The file, for who may run rounds at that moment. Raises `NotPermitted`."""
    actions.require_right(store, actor, Right.RUN_ROUND, [CityScope(city)])
    return write(record)


def _show_table(table: TypedTable, language: Language) -> None:
    """The table under its title, with how it is read; a sentence where it has no row."""
    title = strong(table.title)
    if table.note:
        title += f"  \n:small[{faint(table.note)}]"
    st.markdown(title)
    if not table.rows:
        st.markdown(faint(table.nothing))
        return
    st.table(
        _narrow_frame(table, language),
        border="horizontal",
        hide_index=True,
        alt=table.title,
    )


def _narrow_frame(table: TypedTable, language: Language) -> pd.DataFrame:
    """The table in as many columns as a telephone has room for."""
    rows = [
        tuple(
            _narrow_cell(table, row, place, language)
            for place in range(len(table.headings))
        )
        for row in table.rows
    ]
    return pd.DataFrame(rows, columns=list(table.headings))


def _narrow_cell(
    table: TypedTable, row: tuple[TypedCell, ...], place: int, language: Language
) -> str:
    """Everything that stands in a place, each behind its heading or an arrow."""
    written = ""
    for column, cell in zip(table.columns, row, strict=True):
        text = _placed_text(column, cell, language)
        if column.place != place or not text:
            continue
        between = " → " if column.is_next else SEPARATOR
        written += (between if written else "") + text
    return written


def _placed_text(column: TypedColumn, cell: TypedCell, language: Language) -> str:
    """A cell with its heading if it is named, a short number or day on one line with it; empty
    for nothing, as which a named nought counts.
    """
    text = cell_text(cell, language)
    is_nought = column.is_named and cell == 0
    if column.for_reckoning or is_nought or not text:
        return ""
    if column.is_code:
        return unbroken(text)
    if not column.is_named:
        return plain(text)
    named = f"{faint(column.heading)} {plain(text)}"
    is_short = len(column.heading) + len(text) <= _LONGEST_ON_LINE
    return f"*{named}*" if is_short and not isinstance(cell, str) else named

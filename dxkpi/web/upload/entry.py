"""ファイルを使わずに入力: a few figures, or the progress of some 工程, typed with the
checks, preview and receipt of a file.

The tables start with what is registered, so a correction touches only the cells it
means. Only what was edited is read; the rest of a row is what the store holds now.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pandas as pd
import streamlit as st

from dxkpi import fiscal
from dxkpi.plan import Actual, BarState, Indicator, Missing, Progress, ValueType
from dxkpi.returns import FilledRow, FormColumn, ReturnForm, WrittenCell, vocabulary
from dxkpi.returns.form_columns import ACTUALS_SHEET, INPUTS, SCHEDULE_SHEET
from dxkpi.web.common import access
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain, strong
from dxkpi.web.common.view import View
from dxkpi.web.upload import confirm, desk, finish
from dxkpi.web.upload.desk import ReturnOnDesk
from dxkpi.wording import glossary
from dxkpi.wording.figures import recorded_figure_text, recorded_progress_text
from dxkpi.wording.language import LANGUAGES, Language

Place = tuple[str, FormColumn]
"""A cell: the code of the indicator or the schedule's entry, and the column."""

_NAME, _MEASURE, _PERIOD, _NOW = "name", "measure", "period", "now"
_CHOSEN = (FormColumn.MISSING, FormColumn.STATE)


@dataclass(eq=False)
class Table:
    """A table to type into: its columns to fill, how it began and is sent (with what
    was typed before), what was edited.
    """

    key: str
    inputs: tuple[FormColumn, ...]
    base: pd.DataFrame
    sent: pd.DataFrame
    sent_times: int = 0
    edits: dict[Place, str] = field(default_factory=dict)

    @property
    def editor(self) -> str:
        """The key of its widget."""
        return f"typed-{self.key}-{self.sent_times}"


@dataclass(eq=False)
class Typed(ReturnOnDesk):
    """Figures and progress being typed, each in its table."""

    figures: Table = field(kw_only=True)
    schedule: Table = field(kw_only=True)


def show(view: View) -> None:
    """The tables to type into, then what comes of it."""
    st.header(_("Type figures without a file"), anchor=False)
    options = view.worded(confirm.forms_to_take)
    department = st.selectbox(
        _("Department"),
        list(options),
        format_func=options.__getitem__,
        key="upload_department",
        width=400,
        persist_state="session",
    )
    paper = _paper(view, (department if department in options else None) or None)
    if paper.figures.base.empty and paper.schedule.base.empty:
        st.info(_("Nothing is asked of this department."))
    elif not access.may_register():
        st.info(plain(access.closed_text()), icon=":material/lock:")
    elif paper.receipt is None:
        _tables(view, paper)
    if paper.rows or paper.entry_rows:
        confirm.show(view, paper)
        finish.actions(view, [paper])
    else:
        finish.back()


def _paper(view: View, department: str | None) -> Typed:
    place, own = (view.city.code, view.year, department), desk.desk()
    paper = own.typed.get(place)
    if not isinstance(paper, Typed):
        key, figures, schedule = (
            own.new_key(),
            view.worded(_figures, department),
            view.worded(_schedule, department),
        )
        paper = Typed(
            key,
            place=place,
            figures=Table(f"figures-{key}", INPUTS[ACTUALS_SHEET], figures, figures),
            schedule=Table(
                f"schedule-{key}", INPUTS[SCHEDULE_SHEET], schedule, schedule
            ),
        )
        own.typed[place] = paper
    return paper


def _form(view: View, department: str | None) -> ReturnForm:
    return ReturnForm(
        view.plan, view.year, department, 0, view.last_closed, view.progress()
    )


def _figures(view: View, department: str | None) -> pd.DataFrame:
    """What is registered, as text: a row for each indicator asked for, by its code."""
    asked = _form(view, department).indicators
    now = {one.code: one.actual(view.year) for one in asked}
    cells = {
        one.code: {
            _NAME: f"{one.code} {one.name}",
            _NOW: recorded_figure_text(one, now[one.code], current_language()),
        }
        | _texts(one, now[one.code])
        for one in asked
    }
    return pd.DataFrame.from_dict(cells, orient="index")


def _schedule(view: View, department: str | None) -> pd.DataFrame:
    """What is registered, as text: a row for each entry of the schedule asked for, by its code."""
    form = _form(view, department)
    cells = {
        bar.code: {
            _NAME: f"{bar.code} {bar.item.label}",
            _MEASURE: bar.measure.initiative_name(bar.item.initiative)
            or bar.measure.name,
            _PERIOD: fiscal.year_span(bar.item.start, bar.item.end) or _("not stated"),
            _NOW: _last(form.progress.get(bar.key)),
        }
        | _words(form.reported(bar))
        for bar in form.schedule_entries
    }
    return pd.DataFrame.from_dict(cells, orient="index")


def _last(entry: Progress | None) -> str:
    said = recorded_progress_text(entry, current_language())
    return (
        _("{value} ({date})", value=said, date=fiscal.short_year(entry.fiscal_year))
        if entry
        else said
    )


def _words(entry: Progress | None) -> dict[str, str]:
    """Progress as somebody would type it."""
    texts = dict.fromkeys((column.value for column in INPUTS[SCHEDULE_SHEET]), "")
    if entry is not None:
        texts[FormColumn.STATE.value] = glossary.term_label(
            entry.state, current_language()
        )
        texts[FormColumn.PERCENT.value] = (
            "" if entry.percent is None else f"{entry.percent:f}"
        )
        texts[FormColumn.COMMENT.value] = entry.comment or ""
    return texts


def _texts(one: Indicator, entry: Actual | None) -> dict[str, str]:
    """A figure as somebody would type it."""
    texts = dict.fromkeys(INPUTS[ACTUALS_SHEET], "")
    if entry is not None:
        texts |= {
            FormColumn.AS_OF: fiscal.month_label(entry.as_of) if entry.as_of else "",
            FormColumn.NOTE: entry.note or "",
        }
        if entry.missing is not None:
            texts[FormColumn.MISSING] = glossary.term_label(
                entry.missing, current_language()
            )
        elif entry.value is not None:
            texts[FormColumn.VALUE] = ("約" if entry.approximate else "") + _number(
                one, entry
            )
    return {column.value: text for column, text in texts.items()}


def _number(one: Indicator, entry: Actual) -> str:
    if one.value_type is ValueType.YES_NO:
        return vocabulary.YES if entry.value == 1 else vocabulary.NO
    return f"{entry.value:f}"


def _tables(view: View, paper: Typed) -> None:
    st.caption(
        _(
            "Edit the cells that change. They are checked at once; "
            "nothing is stored until “Register” is pressed."
        )
    )
    form, year = (
        _form(view, paper.place[2] if paper.place else None),
        fiscal.wareki(view.year),
    )
    if not paper.figures.base.empty:
        st.markdown(strong(_("Indicators")))
        _type(
            paper,
            paper.figures,
            _figure_columns(),
            _("Figures of {year} to be typed", year=year),
        )
        paper.rows = _rows(form, paper.figures.edits)
    if not paper.schedule.base.empty:
        st.markdown(strong(_("Entries of the schedule")))
        _type(
            paper,
            paper.schedule,
            _schedule_columns(),
            _("Progress of {year} to be typed", year=year),
        )
        paper.entry_rows = _bars(form, paper.schedule.edits)


def _figure_columns() -> dict[str, Any]:
    text = st.column_config.TextColumn
    return {
        _NAME: text(_("Indicator"), disabled=True, pinned=True, width="medium"),
        _NOW: text(_("On record"), disabled=True, width=105),
        FormColumn.VALUE.value: text(
            _("Actual"), width="small", help=_("Also 約30 or 1,234件.")
        ),
        FormColumn.AS_OF.value: text(_("as of"), width="small"),
        FormColumn.MISSING.value: st.column_config.SelectboxColumn(
            _("Why there is none"),
            options=[
                glossary.term_label(reason, current_language()) for reason in Missing
            ],
            width=120,
        ),
        FormColumn.NOTE.value: text(_("Causes and what will be done"), width="large"),
    }


def _schedule_columns() -> dict[str, Any]:
    text = st.column_config.TextColumn
    return {
        _NAME: text(
            _("Entry of the schedule"), disabled=True, pinned=True, width="medium"
        ),
        _MEASURE: text(_("Measure or initiative"), disabled=True, width=170),
        _PERIOD: text(_("Period"), disabled=True, width=120),
        _NOW: text(_("Last on record"), disabled=True, width=120),
        FormColumn.STATE.value: st.column_config.SelectboxColumn(
            _("Progress"),
            options=[
                glossary.term_label(state, current_language()) for state in BarState
            ],
            width=90,
        ),
        FormColumn.PERCENT.value: text(
            _("Progress in percent"),
            width="small",
            help=_("0 to 100; may be left blank."),
        ),
        FormColumn.COMMENT.value: text(_("Comment"), width="medium"),
    }


def _type(paper: Typed, table: Table, columns: dict[str, Any], alt: str) -> None:
    """A table; it is sent anew with what was typed before when somebody comes back to it."""
    if table.edits and table.editor not in st.session_state:
        table.sent, table.sent_times = (
            _edited(table.base, table.edits),
            table.sent_times + 1,
        )
    shown = st.data_editor(
        table.sent,
        hide_index=True,
        column_config=columns,
        key=table.editor,
        num_rows="fixed",
        placeholder="",
        alt=alt,
    )
    edits = _edits(table, shown)
    if edits != table.edits:
        touched = {code for (code, column), text in edits.items() ^ table.edits.items()}
        paper.words = {
            place: word
            for place, word in paper.words.items()
            if word.cell not in touched
        }
        table.edits = edits


def _edited(base: pd.DataFrame, edits: Mapping[Place, str]) -> pd.DataFrame:
    table = base.copy()
    for (code, column), text in edits.items():
        table.loc[code, column.value] = text
    return table


def _edits(table: Table, shown: pd.DataFrame) -> dict[Place, str]:
    """The cells whose text is another than at the beginning."""
    base = table.base
    return {
        (code, column): now
        for column in table.inputs
        for code, before, now in zip(
            base.index,
            base[column.value],
            shown[column.value].fillna("").map(str.strip),
            strict=True,
        )
        if before != now
    }


def _rows(form: ReturnForm, edits: Mapping[Place, str]) -> tuple[FilledRow, ...]:
    """The edited rows in full. A figure in the place of a reason does away with the
    reason, and the other way round.
    """
    rows = []
    for one in form.indicators:
        if own := _own(one.code, edits):
            texts = _texts(one, one.actual(form.fiscal_year))
            for column, other in (
                (FormColumn.VALUE, FormColumn.MISSING),
                (FormColumn.MISSING, FormColumn.VALUE),
            ):
                if own.get(column.value) and other.value not in own:
                    texts[other.value] = ""
            rows.append(_row(one.code, texts | own))
    return tuple(rows)


def _bars(form: ReturnForm, edits: Mapping[Place, str]) -> tuple[FilledRow, ...]:
    """The edited rows of the schedule in full."""
    touched = ((bar, _own(bar.code, edits)) for bar in form.schedule_entries)
    return tuple(
        _row(bar.code, _words(form.reported(bar)) | own) for bar, own in touched if own
    )


def _own(code: str, edits: Mapping[Place, str]) -> dict[str, str]:
    """What was edited in one row."""
    return {column.value: text for (its, column), text in edits.items() if its == code}


def _row(code: str, texts: Mapping[str, str]) -> FilledRow:
    cells = {}
    for name, text in texts.items():
        said = _in_form().get(text, text) if name in _CHOSEN else text
        cells[FormColumn(name)] = WrittenCell("", "", said or None)
    return FilledRow(code, cells)


@cache
def _in_form() -> dict[str, str]:
    """What a reason or a state is called in the form, by what it is called on the screens."""
    choices = (*Missing, *BarState)
    called: dict[str, str] = {}
    for term in choices:
        in_form = glossary.term_label(term, Language.JAPANESE)
        for language in LANGUAGES:
            called[glossary.term_label(term, language)] = in_form
    return called

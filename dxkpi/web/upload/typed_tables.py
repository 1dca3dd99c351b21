"""The tables to type into: figures of indicators, and progress of the schedule's entries."""

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from dxkpi.plan import BarState, Indicator, Missing, Progress
from dxkpi.returns import FormColumn, ReturnForm
from dxkpi.returns.form_columns import ACTUALS_SHEET, INPUTS, SCHEDULE_SHEET
from dxkpi.rules import ReportableEntry
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.view import View
from dxkpi.web.upload.form_options import blank_form
from dxkpi.web.upload.recorded_texts import Texts, figure_texts, progress_texts
from dxkpi.web.upload.typing_table import TypingTable
from dxkpi.wording.figures import (
    beside_counts,
    counts_heading,
    recorded_figure_text,
    recorded_progress_text,
)
from dxkpi.wording.glossary import term_label

_NAME, _MEASURE, _PERIOD, _NOW = "name", "measure", "period", "now"

_text_column = st.column_config.TextColumn
_choice_column = st.column_config.SelectboxColumn


def form_to_type(view: View, department: str | None) -> ReturnForm:
    """The form of a department with what is on record; it is of no revision of the store."""
    return replace(blank_form(view, department), progress=view.progress())


# Figures


def figures_table(view: View, department: str | None, key: int) -> TypingTable:
    """The indicators that a department is asked for, with what is on record."""
    recorded = view.worded(_recorded_figures, department)
    return TypingTable(f"figures_{key}", INPUTS[ACTUALS_SHEET], recorded)


def figure_columns() -> dict[str, Any]:
    """How the columns of figures look."""
    return {
        _NAME: _text_column(_("Indicator"), disabled=True, pinned=True, width="medium"),
        _NOW: _text_column(_("On record"), disabled=True, width=105),
        FormColumn.VALUE.value: _text_column(
            _("Actual"), width="small", help=_("Also 約30 or 1,234件.")
        ),
        FormColumn.AS_OF.value: _text_column(_("as of"), width="small"),
        FormColumn.MISSING.value: _choice_column(
            _("Why there is none"),
            options=[term_label(reason, current_language()) for reason in Missing],
            width=120,
        ),
        FormColumn.NOTE.value: _text_column(
            _("Causes"), width="medium", help=_("Why the figure is what it is.")
        ),
        FormColumn.COUNTERMEASURE.value: _text_column(
            _("Countermeasures"), width="medium", help=_("What is done about it.")
        ),
    }


def _recorded_figures(view: View, department: str | None) -> pd.DataFrame:
    """A row for each indicator that is asked for, by its code."""
    form = form_to_type(view, department)
    rows = {
        indicator.code: _figure_row(form, indicator)
        for indicator in form.asked_indicators
    }
    return pd.DataFrame.from_dict(rows, orient="index")


def _figure_row(form: ReturnForm, indicator: Indicator) -> dict[str, str]:
    actual = form.registered(indicator)
    language = current_language()
    name = f"{indicator.code} {indicator.name}"
    year = form.figure_year(indicator)
    if year != form.fiscal_year:
        of_year = _("figure of {year}", year=language.fiscal_year(year))
        name = f"{name} ({of_year})"
    if indicator.counts is not None:
        name = beside_counts(name, counts_heading(indicator, language), language)
    row = {
        _NAME: name,
        _NOW: recorded_figure_text(indicator, actual, language),
    }
    return row | _by_column_name(figure_texts(indicator, actual))


# The schedule


def schedule_table(view: View, department: str | None, key: int) -> TypingTable:
    """The entries of the schedule that a department is asked for, with what is on record."""
    recorded = view.worded(_recorded_progress, department)
    return TypingTable(f"schedule_{key}", INPUTS[SCHEDULE_SHEET], recorded)


def schedule_columns() -> dict[str, Any]:
    """How the columns of the schedule look."""
    return {
        _NAME: _text_column(
            _("Entry of the schedule"), disabled=True, pinned=True, width="medium"
        ),
        _MEASURE: _text_column(_("Measure or initiative"), disabled=True, width=170),
        _PERIOD: _text_column(_("Period"), disabled=True, width=120),
        _NOW: _text_column(_("Last on record"), disabled=True, width=120),
        FormColumn.STATE.value: _choice_column(
            _("Progress"),
            options=[term_label(state, current_language()) for state in BarState],
            width=90,
        ),
        FormColumn.PERCENT.value: _text_column(
            _("Progress in percent"),
            width="small",
            help=_("0 to 100; may be left blank."),
        ),
        FormColumn.COMMENT.value: _text_column(_("Comment"), width="medium"),
    }


def _recorded_progress(view: View, department: str | None) -> pd.DataFrame:
    """A row for each entry of the schedule that is asked for, by its code."""
    form = form_to_type(view, department)
    rows = {entry.code: _entry_row(form, entry) for entry in form.schedule_entries}
    return pd.DataFrame.from_dict(rows, orient="index")


def _entry_row(form: ReturnForm, entry: ReportableEntry) -> dict[str, str]:
    item = entry.item
    initiative = entry.measure.initiative_name(item.initiative)
    period = current_language().fiscal_years(item.start, item.end)
    row = {
        _NAME: f"{entry.code} {item.label}",
        _MEASURE: initiative or entry.measure.name,
        _PERIOD: period or _("not stated"),
        _NOW: _last_progress_text(form.progress.get(entry.key)),
    }
    return row | _by_column_name(progress_texts(form.registered_progress(entry)))


def _last_progress_text(last: Progress | None) -> str:
    """The last progress on record with its year."""
    text = recorded_progress_text(last, current_language())
    if last is None:
        return text
    year = current_language().short_year(last.fiscal_year)
    return _("{value} ({date})", value=text, date=year)


def _by_column_name(texts: Texts) -> dict[str, str]:
    return {column.value: text for column, text in texts.items()}

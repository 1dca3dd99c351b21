"""Figures by fiscal year, as a table of two columns: the targets of the years on the way."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dxkpi.plan.document_problem import Location
from dxkpi.web.common.language import _, current_language
from dxkpi.web.edit.field_edits import edits_of_field
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.edit.saving import save_edits
from dxkpi.web.edit.widget_keys import KEYS

_YEAR, _VALUE = "year", "value"


def show_year_table(opened: OpenedDraft, location: Location, title: str) -> None:
    """The figures of a place by their years, and the button that puts them into the draft."""
    figures: Mapping[str, Any] = opened.value(location) or {}
    language = current_language()
    rows = pd.DataFrame(
        {
            _YEAR: [_year_text(year) for year in figures],
            _VALUE: [str(figure) for figure in figures.values()],
        },
        dtype="object",
    )
    key = KEYS.key("years", opened.number, opened.step, *location)
    with st.form(f"{key}_form", border=False, enter_to_submit=False):
        edited = st.data_editor(
            rows,
            key=key,
            num_rows="dynamic",
            hide_index=True,
            placeholder="",
            column_config={
                _YEAR: st.column_config.TextColumn(language.gettext("Fiscal year")),
                _VALUE: st.column_config.TextColumn(language.gettext("Target")),
            },
            alt=title,
        )
        if st.form_submit_button(_("Put these targets into the draft")):
            _save(opened, location, edited)


def _year_text(year: str) -> str:
    return current_language().short_year(int(year)) if year.isdigit() else year


def _save(opened: OpenedDraft, location: Location, edited: pd.DataFrame) -> None:
    typed = {
        str(year).strip(): str(value).strip()
        for year, value in zip(edited[_YEAR], edited[_VALUE], strict=True)
        if year and value
    }
    if typed or opened.value(location):
        save_edits(opened, edits_of_field(opened, location, typed or None))
    st.rerun()

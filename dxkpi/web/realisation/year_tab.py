"""The 実感率 year by year: figure, line, gap, verdict, and what happened."""

from collections.abc import Collection
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from dxkpi.plan.review import Finality
from dxkpi.survey import IndicatorTrend
from dxkpi.web.common.finality import finality_word_badge
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain, range_badge, titled
from dxkpi.web.common.view import View
from dxkpi.web.realisation.before_survey import things_to_settle
from dxkpi.wording.glossary import term_label
from dxkpi.wording.year_rows import YearRow, year_rows

_NARROWEST = 340


class _YearTable(NamedTuple):
    """The table with its title; as Markdown."""

    title: str
    table: Any


def show_year_tab(view: View) -> None:
    """The table; before the first survey with what is to be settled beside it."""
    to_settle = view.worded(things_to_settle)
    if not to_settle:
        _show_table(view)
        return
    grid = st.grid(2, min_column_width=_NARROWEST, border=True)
    with grid.cell():
        _show_table(view)
    with grid.cell():
        st.markdown(to_settle)


def _show_table(view: View) -> None:
    shown = view.worded(_year_table)
    with st.container(key="years"):
        st.markdown(shown.title)
        st.table(
            shown.table, border="horizontal", hide_index=True, alt=_("Year by year")
        )


def _year_table(view: View) -> _YearTable:
    trend = view.followed_trend()
    return _YearTable(titled(_("Year by year"), _reading(trend)), _table(view, trend))


def _reading(trend: IndicatorTrend) -> str:
    """The unit, and what is not to be taken from the numbers."""
    unit = trend.indicator.unit
    notes = [_("unit {unit}", unit=unit)] if unit else []
    if trend.surveys is not None:
        notes.append(_("a gap within the margin has its verdict as a range"))
    return _(". ").join(notes)


def _table(view: View, trend: IndicatorTrend) -> Any:
    """The rows; numbers stay numbers, so that they copy as such."""
    preliminary = view.finality.preliminary_years(trend.indicator.code)
    number = "{:." + str(trend.indicator.decimals) + "f}"
    titles = [
        _("Year"),
        _("Actual"),
        _("Line"),
        _("Gap"),
        _("Verdict, and what happened"),
    ]
    rows = [
        (
            _year_cell(row, view.year),
            _number(row.actual),
            _number(row.line),
            _number(row.gap),
            _what_happened(row, preliminary),
        )
        for row in year_rows(trend, current_language())
    ]
    frame = pd.DataFrame(rows, columns=titles)
    for name in (_("Line"), _("Gap")):
        if frame[name].isna().all():
            frame = frame.drop(columns=name)
    formats: dict[Any, Any] = {
        _("Actual"): number,
        _("Line"): number,
        _("Gap"): number.replace(":", ":+"),
    }
    shown = {name: text for name, text in formats.items() if name in frame.columns}
    return frame.style.format(shown, na_rep="")


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))


def _year_cell(row: YearRow, chosen: int) -> str:
    year = plain(current_language().short_year(row.year))
    return f"**{year}**" if row.year == chosen else year


def _what_happened(row: YearRow, preliminary: Collection[int]) -> str:
    """The verdict as a badge, whether the figure is preliminary, then the margin and the
    notes.
    """
    badges = "" if row.judgement is None else range_badge(row.judgement)
    if row.year in preliminary:
        word = term_label(Finality.PRELIMINARY, current_language())
        badges += finality_word_badge(word)
    return f"{badges} {plain(row.remark)}".strip()

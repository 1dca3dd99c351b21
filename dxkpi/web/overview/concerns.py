"""The overview's concerns: indicators that need attention, worst first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from dxkpi import charts
from dxkpi.plan import Indicator
from dxkpi.rules import Judgement
from dxkpi.rules.year_review import WorstIndicators, worst_indicators
from dxkpi.text.width import cut_to_width
from dxkpi.web.common import page_files
from dxkpi.web.common.chart_block import drawn_gauge, show_drawing
from dxkpi.web.common.finality import finality_mark
from dxkpi.web.common.indicator_sentence import indicator_sentence
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.links import show_indicator_link, show_page_link
from dxkpi.web.common.markdown import faint, plain, strong, titled, verdict_badge
from dxkpi.web.common.view import View
from dxkpi.wording.department_words import (
    cause_label,
    countermeasure_label,
    nothing_written_text,
)
from dxkpi.wording.figures import figure_text
from dxkpi.wording.judgement import actual_text, verdict_text
from dxkpi.wording.targets import goal_text
from dxkpi.wording.year_review import NOTHING, expected_or_nothing, gauges_note

_MOST = 8
_LINK_COLUMNS = 60
_WHOSE_WIDTH = 18
_NOTE_WIDTH = 27


@dataclass(frozen=True)
class OverviewConcern:
    """An indicator that needs attention, with what its department says of it; of one that
    consists of parts the one that decides.

    It has a gauge, as a spec and drawn, or, where a bar would say nothing, its sentence.
    """

    indicator: Indicator
    verdict: str
    sentence: str
    gauge: dict[str, Any] | None
    drawing: str
    note: str


def concerns(view: View) -> tuple[OverviewConcern, ...]:
    """The worst of what needs attention."""
    return view.worded(_concerns)


def _concerns(view: View) -> tuple[OverviewConcern, ...]:
    worst = [judgement.decisive for judgement in _worst(view).judgements]
    return tuple(_concern(view, judgement) for judgement in worst)


def _concern(view: View, judgement: Judgement) -> OverviewConcern:
    departments = view.plan.departments_of(judgement.indicator)
    whose = cut_to_width(current_language().listed(departments), _WHOSE_WIDTH)
    gauge = charts.gauge(judgement, current_language())
    verdict = verdict_badge(judgement)
    return OverviewConcern(
        judgement.indicator,
        verdict=f"{verdict}{finality_mark(view, judgement)} :small[{faint(whose)}]",
        sentence=plain(indicator_sentence(view, judgement)),
        gauge=gauge,
        drawing=drawn_gauge(gauge) if gauge else "",
        note=_note(judgement),
    )


def _note(judgement: Judgement) -> str:
    """Why it is so and what is done about it, as the department wrote, in a line each."""
    language = current_language()
    texts = {
        cause_label(language): judgement.note,
        countermeasure_label(language): judgement.countermeasure,
    }
    lines = [f"{strong(name)} {_written(text)}" for name, text in texts.items()]
    return f":small[{lines[0]}]  \n:small[{lines[1]}]"


def _written(text: str) -> str:
    if not text:
        return faint(nothing_written_text(current_language()))
    return plain(cut_to_width(text, _NOTE_WIDTH))


def _worst(view: View) -> WorstIndicators:
    return worst_indicators(view.judgements(), _MOST)


def show_concerns(view: View, *, as_table: bool) -> None:
    """The card: the gauges with reasons or the same as a table, and the link to what is
    left out.
    """
    if as_table:
        st.markdown(view.worded(_title_over_table))
        st.table(
            view.worded(_concerns_table),
            border="horizontal",
            hide_index=True,
            alt=_("Indicators that need attention"),
        )
    else:
        with st.container(gap="xsmall"):
            st.markdown(view.worded(_title_over_gauges))
            _show_rows(concerns(view))
    if _worst(view).more:
        show_page_link(page_files.GALLERY, _("Open the list of indicators"))


def _show_rows(shown: Sequence[OverviewConcern]) -> None:
    rows = st.container(key="concerns").grid(20, min_column_width=24, gap=(2, 10))
    for concern in shown:
        with rows.cell(column_span=6):
            show_indicator_link(
                concern.indicator, _LINK_COLUMNS, beneath=concern.verdict
            )
        with rows.cell(column_span=5):
            if concern.drawing:
                show_drawing(concern.drawing)
            else:
                st.markdown(concern.sentence)
        with rows.cell(column_span=9):
            st.markdown(concern.note)


def _title_over_gauges(view: View) -> str:
    reading = _(
        "{bars}; at the right what the department wrote",
        bars=gauges_note(current_language()),
    )
    if few_shown := _few_of_all(view):
        reading = _("{order}; {reading}", order=few_shown, reading=reading)
    return titled(_concerns_title(view), reading)


def _concerns_title(view: View) -> str:
    worst = _worst(view)
    n = len(worst.judgements) + worst.more
    return ngettext("{n} indicator needs attention", "{n} indicators need attention", n)


def _title_over_table(view: View) -> str:
    note = _few_of_all(view) or _("worst first")
    return titled(_concerns_title(view), note)


def _few_of_all(view: View) -> str:
    """That only the worst are shown; empty where all are."""
    worst = _worst(view)
    if not worst.more:
        return ""
    n = len(worst.judgements) + worst.more
    return _("the {most} worst of {n}", most=_MOST, n=n)


def _concerns_table(view: View) -> pd.DataFrame:
    """The gauges' figures; three columns, which fit a telephone."""
    worst = [judgement.decisive for judgement in _worst(view).judgements]
    rows = [_table_row(view, judgement) for judgement in worst]
    return pd.DataFrame(rows)


def _table_row(view: View, judgement: Judgement) -> dict[str, str]:
    language = current_language()
    indicator, baseline = judgement.indicator, judgement.indicator.baseline
    verdict = verdict_text(judgement, language)
    finality = finality_mark(view, judgement)
    goal = goal_text(indicator, language)
    expected = expected_or_nothing(judgement, language)
    actual = actual_text(judgement, language)

    start = NOTHING
    if baseline is not None:
        start = figure_text(indicator, baseline.value, language)
    return {
        _("Indicator"): f"{strong(verdict)}{finality} {plain(indicator.name)}",
        _("Baseline → target"): plain(f"{start} → {goal}"),
        _("Expected / actual"): plain(f"{expected} / {actual}"),
    }

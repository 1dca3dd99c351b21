"""The overview's concerns: indicators that need attention, worst first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from dxkpi import charts, fiscal
from dxkpi.plan import Indicator
from dxkpi.rules import Judgement
from dxkpi.rules.year_review import WorstIndicators, worst_indicators
from dxkpi.web.common import page_files
from dxkpi.web.common.chart_block import show_chart
from dxkpi.web.common.indicator_sentence import indicator_sentence
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.links import show_indicator_link, show_page_link
from dxkpi.web.common.markdown import faint, plain, strong, titled, verdict_badge
from dxkpi.web.common.view import View
from dxkpi.wording.figures import figure_text
from dxkpi.wording.judgement import actual_text, verdict_text
from dxkpi.wording.targets import goal_text
from dxkpi.wording.year_review import NOTHING, expected_or_nothing

_MOST = 8
_LINK_COLUMNS = 24


@dataclass(frozen=True)
class OverviewConcern:
    """An indicator that needs attention.

    It has a bullet chart or, where a bar would say nothing, its sentence.
    """

    indicator: Indicator
    verdict: str
    sentence: str
    bullet: dict[str, Any] | None


def concerns(view: View) -> tuple[OverviewConcern, ...]:
    """The worst of what needs attention."""
    return view.worded(_concerns)


def _concerns(view: View) -> tuple[OverviewConcern, ...]:
    worst = _worst(view).judgements
    bullets = charts.bullet_charts(worst, current_language())
    return tuple(
        _concern(view, judgement, bullet)
        for judgement, bullet in zip(worst, bullets, strict=True)
    )


def _concern(
    view: View, judgement: Judgement, bullet: dict[str, Any] | None
) -> OverviewConcern:
    departments = view.plan.departments_of(judgement.indicator)
    whose = current_language().listed(departments)
    return OverviewConcern(
        judgement.indicator,
        verdict=f"{verdict_badge(judgement)} {faint(whose)}",
        sentence=plain(indicator_sentence(view, judgement)),
        bullet=bullet,
    )


def _worst(view: View) -> WorstIndicators:
    return worst_indicators(view.judgements(), _MOST)


def show_concerns(view: View, *, as_table: bool) -> None:
    """The card: the bullets or the same as a table, and the link to what is left out."""
    if as_table:
        st.markdown(view.worded(_title_over_table))
        st.table(
            view.worded(_concerns_table),
            border="horizontal",
            hide_index=True,
            alt=_("Indicators that need attention"),
        )
    else:
        st.markdown(view.worded(_title_over_bullets))
        _show_bullets(concerns(view))
    if _worst(view).more:
        show_page_link(page_files.GALLERY, _("Open the list of indicators"))


def _show_bullets(shown: Sequence[OverviewConcern]) -> None:
    rows = st.grid(3, min_column_width=184, gap=(24, 16))
    for concern in shown:
        with rows.cell(), st.container(gap="xxsmall"):
            show_indicator_link(concern.indicator, _LINK_COLUMNS)
            st.markdown(concern.verdict)
        with rows.cell(column_span=2):
            if concern.bullet is None:
                st.markdown(concern.sentence)
            else:
                show_chart(concern.bullet)


def bullets_note(view: View) -> str:
    """How the bullets are read."""
    return _(
        "left end: baseline or 0, right end: target, thick tick: expected by {year}",
        year=fiscal.wareki(view.year),
    )


def _title_over_bullets(view: View) -> str:
    note = bullets_note(view)
    if few_shown := _few_of_all(view):
        note = _("{order}; {reading}", order=few_shown, reading=note)
    return titled(_("Indicators that need attention"), note)


def _title_over_table(view: View) -> str:
    note = _few_of_all(view) or _("worst first")
    return titled(_("Indicators that need attention"), note)


def _few_of_all(view: View) -> str:
    """That only the worst are shown; empty where all are."""
    worst = _worst(view)
    if not worst.more:
        return ""
    n = len(worst.judgements) + worst.more
    return _("the {most} worst of {n}", most=_MOST, n=n)


def _concerns_table(view: View) -> pd.DataFrame:
    """The bullets' figures; three columns, which fit a telephone."""
    rows = [_table_row(judgement) for judgement in _worst(view).judgements]
    return pd.DataFrame(rows)


def _table_row(judgement: Judgement) -> dict[str, str]:
    language = current_language()
    indicator, baseline = judgement.indicator, judgement.indicator.baseline
    verdict = verdict_text(judgement, language)
    goal = goal_text(indicator, language)
    expected = expected_or_nothing(judgement, language)
    actual = actual_text(judgement, language)

    start = NOTHING
    if baseline is not None:
        start = figure_text(indicator, baseline.value, language)
    return {
        _("Indicator"): f"{strong(verdict)} {plain(indicator.name)}",
        _("Baseline → target"): plain(f"{start} → {goal}"),
        _("Expected / actual"): plain(f"{expected} / {actual}"),
    }

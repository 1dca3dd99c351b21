"""計算のしかた: all formulas and methods behind the page, folded away."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import streamlit as st

from dxkpi import charts
from dxkpi.plan.staff_survey import GroupKind
from dxkpi.survey import SurveyCourse, differing_pairs
from dxkpi.text.rounding import rounded_text
from dxkpi.web.common.chart_block import show_chart
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import faint, plain, strong, titled
from dxkpi.web.common.opened_items import show_fold
from dxkpi.web.common.session import WidgetKeys
from dxkpi.web.common.view import View
from dxkpi.web.realisation.explanation import explanation
from dxkpi.web.realisation.recorded_surveys import recorded_surveys
from dxkpi.wording.survey import group_kind_name

_KEYS = WidgetKeys("realisation")
_NARROWEST = 340


def show_method(view: View) -> None:
    """One expander with everything that is not needed to decide."""
    label = _("How it is calculated (margin, outlook, verdict)")
    with show_fold(_KEYS, "method", label, icon=":material/functions:"):
        st.markdown(explanation(view))
        if view.followed_trend().surveys is None:
            return
        st.markdown(view.worded(_comparisons))
        grid = st.grid(2, min_column_width=_NARROWEST)
        with grid.cell():
            st.markdown(titled(_("Response rate"), _("share of the staff asked")))
            show_chart(view.worded(_response_chart))
        with grid.cell():
            st.markdown(view.worded(_questions))


# --- groups compared at once ----------------------------------------------------------


def _comparisons(view: View) -> str:
    """How each kind of group is compared, as a list under its title."""
    surveys = recorded_surveys(view)
    items = [f"- {plain(text)}" for text in _comparison_texts(surveys)]
    if not items:
        return ""
    return strong(_("How groups are compared")) + "\n\n" + "\n".join(items)


def _comparison_texts(surveys: SurveyCourse) -> Iterator[str]:
    language = current_language()
    for kind in GroupKind:
        groups = surveys.groups(kind, surveys.last_year)
        if len(groups) < 2:
            continue
        confidence = Decimal(100) - Decimal(5) / len(groups)
        pairs = len(groups) * (len(groups) - 1) // 2
        yield _(
            "{kind}: each of {n} against all the others, at a confidence of {level} "
            "(Bonferroni). Of {pairs} pairs {k} differ by more than chance explains.",
            kind=group_kind_name(kind, language),
            n=len(groups),
            level=rounded_text(confidence, 1) + "%",
            pairs=pairs,
            k=len(differing_pairs(groups)),
        )


# --- how it was asked -----------------------------------------------------------------


def _response_chart(view: View) -> dict[str, Any]:
    return charts.response_bars(recorded_surveys(view).surveys, current_language())


def _questions(view: View) -> str:
    """The question and what counts as felt, years asked alike together, the last first."""
    surveys = recorded_surveys(view)
    periods = [
        _asked_alike_item(surveys, years) for years in _years_asked_alike(surveys)
    ]
    title = strong(_("How it was asked"))
    return f"{title}\n\n" + "\n".join(reversed(periods))


def _years_asked_alike(surveys: SurveyCourse) -> list[list[int]]:
    """The years of the surveys in order, parted where something was changed."""
    runs: list[list[int]] = []
    for year in surveys.surveys:
        if not runs or year in surveys.breaks:
            runs.append([])
        runs[-1].append(year)
    return runs


def _asked_alike_item(surveys: SurveyCourse, years: list[int]) -> str:
    first, last = years[0], years[-1]
    survey = surveys.surveys[last]
    period = strong(current_language().fiscal_years(first, last) or "")
    if first in surveys.breaks:
        changed = plain(_("changed"))
        period += f" :orange-badge[{changed}]"
    choices = current_language().listed(survey.counted)
    counted = faint(_("counted as felt: {choices}", choices=choices))
    return f"- {period} {plain(survey.question)}  \n  :small[{counted}]"

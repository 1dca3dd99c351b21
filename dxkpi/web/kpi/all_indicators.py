"""All indicators that pass the filters: a card each or one table, and as files."""

from collections.abc import Collection, Sequence
from functools import partial

import streamlit as st

from dxkpi import charts
from dxkpi.rules import Judgement
from dxkpi.web.common.downloads import offer_downloads
from dxkpi.web.common.finality import finality_note
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.plan_notes import show_plan_notes
from dxkpi.web.common.session import WidgetKeys
from dxkpi.web.common.view import View
from dxkpi.web.kpi.filters import IndicatorFilters
from dxkpi.web.kpi.gallery import (
    indicator_picture,
    show_gallery,
    waits_for_first_figure,
)
from dxkpi.web.kpi.indicator_table import show_indicator_table
from dxkpi.web.kpi.order import grouped_indicators
from dxkpi.web.kpi.retired_list import show_retired_indicators
from dxkpi.wording.municipality import city_name
from dxkpi.wording.why_unjudged import why_not_due


def show_indicators(view: View, chosen: IndicatorFilters) -> None:
    """The indicators with their files, and the notes about the plan's data."""
    shown = [
        judgement
        for judgement in view.judgements()
        if chosen.keep(judgement, view.plan.departments_of(judgement.indicator))
    ]
    if not view.plan.indicators:
        st.info(
            _(
                "This plan sets no indicators. What it plans is in its measures and schedule."
            )
        )
    elif not shown:
        st.info(_("No indicator fits these filters. Clear one of them to see more."))
    elif chosen.as_table:
        notes = (_why_not_due(view), finality_note(view))
        st.caption(" ".join(filter(None, notes)))
        codes = tuple(judgement.indicator.code for judgement in shown)
        show_indicator_table(view, codes, chosen.order, is_typed=bool(chosen.text))
    else:
        st.caption(_gallery_note(view, shown))
        show_gallery(view, grouped_indicators(view, shown, chosen.order))
    show_retired_indicators(view)
    if shown:
        _offer_files(view, shown)
    show_plan_notes(view, WidgetKeys("kpi"))


def _gallery_note(view: View, shown: Sequence[Judgement]) -> str:
    """How many there are, why nothing is due yet where that is so, and how the charts are read."""
    notes = [ngettext("{n} indicator.", "{n} indicators.", len(shown))]
    if not_due := _why_not_due(view):
        notes.append(not_due)
    is_any_drawn = not all(waits_for_first_figure(judgement) for judgement in shown)
    years = view.plan.fiscal_years
    if years and is_any_drawn:
        span = current_language().fiscal_years(years[0], years[-1])
        notes.append(
            _(
                "One time axis for all ({span}); "
                "each has its own vertical axis, which does not start at zero. "
                "Dashes: expected from baseline to target. ◆: target.",
                span=span,
            )
        )
    return f"{plain(' '.join(notes))} {finality_note(view)}".rstrip()


def _why_not_due(view: View) -> str:
    """Why nothing can be asked for in this year yet; empty where figures are due."""
    return why_not_due(view.plan, view.year, view.last_closed, current_language())


def _offer_files(view: View, shown: Sequence[Judgement]) -> None:
    codes = tuple(judgement.indicator.code for judgement in shown)
    pictures = [indicator_picture(view, code) for code in codes]
    drawn = [picture for picture in pictures if picture is not None]
    offer_downloads(view, "kpi", drawn, partial(indicators_csv, codes=codes))


def indicators_csv(view: View, codes: Collection[str]) -> bytes:
    """The figures of these indicators in all years; behind one that consists of parts
    these.
    """
    courses = [
        (each, view.course(each))
        for indicator in view.plan.indicators
        if indicator.code in codes
        for each in (indicator, *indicator.part_indicators)
    ]
    return charts.figures_csv(
        courses,
        city_name(view.city, current_language()),
        current_language(),
        finality=view.finality,
    )

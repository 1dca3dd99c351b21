"""What was understood of an indicator, its chart, and its years before and after the edit."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dxkpi import charts, fiscal
from dxkpi.plan import Indicator, Plan
from dxkpi.rules import PROFILES, Judgement, judge_years, profile_of
from dxkpi.rules.edited_years import EditedYear, edited_years, telling_years
from dxkpi.settings import settings
from dxkpi.web.common.chart_block import nothing_to_draw_text, show_chart
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import faint, plain, strong
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.edit.widget_keys import KEYS
from dxkpi.wording.edited_indicator import edit_sentence
from dxkpi.wording.edited_judgements import expected_cell, figure_cell, status_cell
from dxkpi.wording.promise import promise_text


def show_what_changes(opened: OpenedDraft, code: str) -> None:
    """What the edit comes to, in a sentence; nothing where it comes to nothing, or while
    the draft is no plan.
    """
    after = opened.edited_indicator(code)
    if after is None:
        return
    told = telling_years(_years(opened, code))
    sentence = edit_sentence(
        opened.stored_indicator(code),
        after,
        told[-1] if told else None,
        current_language(),
    )
    if sentence:
        st.header(plain(sentence), anchor=False)


def show_read_back(opened: OpenedDraft, code: str) -> None:
    """The sentence, the chart and the years."""
    st.markdown(strong(_("Read back")))
    after = opened.edited_indicator(code)
    plan = opened.plan_as_decided_today
    if after is None or plan is None:
        st.info(
            _("This shows once everything is mended that “Check and register” lists.")
        )
        return
    judged = _judged(plan, after)
    since = judged[0].path_since if judged else None
    st.info(
        plain(promise_text(after, since, current_language())),
        icon=":material/record_voice_over:",
    )
    _show_chart(after, judged, str(opened.value(("municipality", "name")) or ""))
    _show_years(_years(opened, code))
    if opened.lacks_word(code):
        st.caption(
            _(
                "Shown as decided today. A year is judged by the target that was in force "
                "when it was reported; a slip that is corrected counts from the beginning."
            )
        )
    if after.quote:
        quoted = _("Source: “{quote}”. The plan's own words stay.", quote=after.quote)
        st.markdown(faint(quoted))


def _show_chart(indicator: Indicator, judged: Sequence[Judgement], place: str) -> None:
    form = charts.chart_form(indicator)
    if not judged or form == "nothing":
        st.caption(nothing_to_draw_text(indicator))
        return
    show_chart(_chart(form, indicator, judged, place))


def _chart(
    form: str, indicator: Indicator, judged: Sequence[Judgement], place: str
) -> dict[str, Any]:
    language = current_language()
    year = fiscal.last_closed_year(fiscal.today())
    if form == "parts":
        return charts.parts_chart(indicator, judged, language, selected_year=year)
    if form == "years":
        return charts.year_tiles(indicator, judged, language, selected_year=year)
    return charts.line_chart(
        indicator, judged, language, place=place, selected_year=year
    )


def _show_years(years: Sequence[EditedYear]) -> None:
    """The years with a figure as a table; before and after where the edit changes one."""
    told = telling_years(years)
    if not told:
        return
    shown = (
        _years_compared(told)
        if any(year.is_edited for year in told)
        else _years_as_they_are(told)
    )
    with st.container(key=KEYS.key("years_table")):
        st.table(pd.DataFrame(shown).set_index(_("Fiscal year")))


def _years_compared(years: Sequence[EditedYear]) -> dict[str, list[str]]:
    language = current_language()
    return {
        **_years_and_figures(years),
        _("Line before"): [expected_cell(year.before, language) for year in years],
        _("Judgement before"): [status_cell(year.before, language) for year in years],
        _("Line after"): [expected_cell(year.after, language) for year in years],
        _("Judgement after"): [status_cell(year.after, language) for year in years],
    }


def _years_as_they_are(years: Sequence[EditedYear]) -> dict[str, list[str]]:
    language = current_language()
    return {
        **_years_and_figures(years),
        _("Line"): [expected_cell(year.after, language) for year in years],
        _("Judgement"): [status_cell(year.after, language) for year in years],
    }


def _years_and_figures(years: Sequence[EditedYear]) -> dict[str, list[str]]:
    language = current_language()
    return {
        _("Fiscal year"): [language.short_year(year.fiscal_year) for year in years],
        _("Actual"): [figure_cell(year, language) for year in years],
    }


def _years(opened: OpenedDraft, code: str) -> tuple[EditedYear, ...]:
    return edited_years(
        _judged_of(opened.stored, code), _judged_of(opened.plan_as_decided_today, code)
    )


def _judged_of(plan: Plan | None, code: str) -> tuple[Judgement, ...]:
    indicator = None if plan is None else plan.indicator(code)
    if plan is None or indicator is None:
        return ()
    return _judged(plan, indicator)


def _judged(plan: Plan, indicator: Indicator) -> tuple[Judgement, ...]:
    today = fiscal.today()
    profile = profile_of(plan, PROFILES[settings().profile])
    return judge_years(plan, indicator, fiscal.last_closed_year(today), profile, today)

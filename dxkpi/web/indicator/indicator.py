"""One indicator opened: its sentence, the chart beside the judgement with its formula, the figures, and the source."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dxkpi import charts, fiscal
from dxkpi.plan import Actual, Baseline, Indicator, Target, TargetRule, ValueType
from dxkpi.rules import Judgement
from dxkpi.web.common import page_files
from dxkpi.web.common.chart_block import nothing_to_draw_text, show_chart
from dxkpi.web.common.downloads import Picture, offer_downloads
from dxkpi.web.common.indicator_sentence import indicator_sentence
from dxkpi.web.common.language import _, current_language, sentences
from dxkpi.web.common.links import show_measure_link
from dxkpi.web.common.markdown import badge, faint, plain, strong, unbroken
from dxkpi.web.common.notices import add_notice
from dxkpi.web.common.reader_choice import link_query
from dxkpi.web.common.view import View
from dxkpi.wording import figures, glossary
from dxkpi.wording import judgement as wording
from dxkpi.wording.formula import formula_steps
from dxkpi.wording.municipality import city_name
from dxkpi.wording.targets import expected_text, goal_text


def chosen(view: View) -> Indicator:
    """The indicator that the address names; without one, back to the gallery."""
    asked = st.query_params.get("kpi")
    found = view.plan.indicator(asked) if asked else None
    if found is None:
        if asked:
            add_notice(
                _("There is no indicator “{code}” in this plan.", code=asked[:20])
            )
        st.switch_page(page_files.GALLERY, query_params=link_query())
    return found


def ways_out(indicator: Indicator) -> None:
    """The way back to the gallery, and on to the indicator's measure in the plan."""
    with st.container(horizontal=True, gap="medium"):
        label, icon = _("To the list of indicators"), ":material/arrow_back:"
        st.page_link(
            page_files.GALLERY, label=label, icon=icon, query_params=link_query()
        )
        if indicator.measure:
            show_measure_link(indicator.measure)


def place(view: View, indicator: Indicator) -> tuple[str, ...]:
    """Where an indicator stands in the plan, and whose it is."""
    policy, measure = (
        view.plan.policy(indicator.policy),
        view.plan.measure(indicator.measure),
    )
    return (
        _("Policy {number} {name}", number=policy.number, name=policy.name)
        if policy
        else view.plan.about.title,
        _("Measure {number}", number=measure.number) if measure else "",
        _(", ").join(view.plan.departments_of(indicator)),
        "" if indicator.official else _("not a KPI of the plan"),
    )


def answer(view: View, judgement: Judgement) -> None:
    """The page's sentence."""
    st.header(plain(indicator_sentence(view, judgement)), anchor=False)


def picture(view: View, indicator: Indicator, judgement: Judgement) -> None:
    """The chart beside the judgement with its formula and numbers."""
    spec = view.worded(_chart, indicator.code)
    grid = st.grid(3, min_column_width=290, border=True)
    with grid.cell(column_span=2):
        facts = view.timeless.worded(_facts, indicator.code)
        st.markdown(strong(_("Course and target")) + " " + faint(facts))
        if spec is None:
            st.info(nothing_to_draw_text(indicator))
        else:
            show_chart(spec)
            pictures = [Picture(indicator.name, spec, facts)]
            offer_downloads(
                view, indicator.code, pictures, partial(_csv, indicator=indicator)
            )
    with grid.cell():
        _judgement_card(view, judgement)


def _chart(view: View, code: str) -> dict[str, Any] | None:
    """The chart of the opened indicator; None where there is nothing to draw."""
    indicator = view.plan.indicator(code)
    course = view.course(indicator) if indicator else ()
    if indicator is None or not course or charts.form(indicator) == "nothing":
        return None
    if charts.form(indicator) == "years":
        return charts.years(indicator, course, selected_year=view.year)
    return charts.detail(
        indicator, course, place=view.city.name, selected_year=view.year
    )


def _csv(view: View, indicator: Indicator) -> bytes:
    return charts.csv(
        [(indicator, view.course(indicator))], city_name(view.city, current_language())
    )


def _facts(view: View, code: str) -> str:
    """What one must know to read the chart: the kind of figure, its unit, where the axis begins."""
    indicator = view.plan.indicator(code)
    assert indicator is not None
    facts = [
        glossary.term_label(indicator.aggregation, current_language())
        if indicator.value_type is ValueType.NUMBER
        else "",
        _("unit {unit}", unit=indicator.unit) if indicator.unit else "",
    ]
    if start := charts.axis_start(indicator):
        facts.append(
            _(
                "vertical axis from {value}",
                value=figures.figure_text(indicator, start, current_language()),
            )
        )
    return _(", ").join(fact for fact in facts if fact)


def _judgement_card(view: View, judgement: Judgement) -> None:
    title = strong(_("Judgement"))
    grade = faint(_("grade {grade}", grade=judgement.grade)) if judgement.grade else ""
    st.markdown(f"{title} {badge(judgement.status)} {grade}")
    cells = {
        name: f"{strong(value)} {plain(when)}"
        for name, value, when in _inputs(judgement)
    }
    st.table(cells, border="horizontal", alt=_("The figures of the judgement"))
    for step in formula_steps(judgement, current_language()):
        lines = [
            strong(f"{step.name} {step.result}"),
            plain(step.rule),
            plain(step.numbers),
        ]
        st.markdown("  \n".join(line for line in lines if line))
    notes = [
        wording.judgement_note(judgement, current_language()),
        judgement.actual.note if judgement.actual else None,
    ]
    if judgement.pace is not None:
        notes.append(wording.grade_bands_text(view.profile, current_language()))
    for note in filter(None, notes):
        st.caption(plain(note))


def _inputs(judgement: Judgement) -> list[tuple[str, str, str]]:
    """Each figure that went into the judgement: its name, the figure, its date."""
    indicator, target = judgement.indicator, judgement.indicator.target
    actual = judgement.actual if judgement.value is not None else None
    rows = [
        (
            _("Actual"),
            wording.actual_text(judgement, current_language()),
            _when(actual),
        )
    ]
    if judgement.expected is not None:
        before = target is not None and target.rule is TargetRule.IMPROVE
        year = fiscal.short_year(judgement.fiscal_year - before)
        name = _("Year before") if before else _("Expected")
        rows.append(
            (
                name,
                expected_text(
                    indicator, judgement.expected, current_language(), unit=True
                ),
                _("end of fiscal {year}", year=year),
            )
        )
    if indicator.baseline:
        rows.append(
            (
                _("Baseline"),
                figures.figure_text(
                    indicator, indicator.baseline.value, current_language()
                ),
                _when(indicator.baseline),
            )
        )
    if target:
        rows.append(
            (
                _("Target"),
                goal_text(indicator, current_language()) or "－",
                _when(target),
            )
        )
    return rows


def _when(dated: Actual | Baseline | Target | None) -> str:
    if dated is None or dated.fiscal_year is None:
        return ""
    return (
        fiscal.short_month(dated.as_of)
        if dated.as_of
        else fiscal.wareki(dated.fiscal_year)
    )


def figures_table(view: View, indicator: Indicator) -> None:
    """The chart's numbers as tables: our own figures, then those of others."""
    tables = view.timeless.worded(_tables, indicator.code)
    if not tables:
        return
    with st.container(border=True):
        unit = _("unit {unit}", unit=indicator.unit) if indicator.unit else ""
        for alt, beside, table in zip(
            (_("Figures"), _("For comparison")), (unit, ""), tables, strict=False
        ):
            st.markdown(f"{strong(alt)} {faint(beside)}")
            st.table(table, border="horizontal", hide_index=True, alt=alt)
        early = [
            a
            for a in indicator.actuals
            if a.as_of and a.as_of[:7] != fiscal.last_month(a.fiscal_year)
        ]
        st.caption(
            plain(
                sentences(
                    _(
                        "{year}: as of {month}.",
                        year=fiscal.wareki(a.fiscal_year),
                        month=fiscal.month_label(a.as_of),
                    )
                    for a in early
                    if a.as_of
                )
            )
        )


def _tables(view: View, code: str) -> tuple[pd.DataFrame, ...]:
    """Our own figures, and those of others where there are any; none where no year is known."""
    indicator = view.plan.indicator(code)
    if indicator is None or not view.course(indicator):
        return ()
    frame = charts.table(indicator, view.course(indicator)).drop(columns=_("as of"))
    year, actual, expected, *others, judged = frame.columns
    shown = frame.apply(
        lambda column: column.map(unbroken if column.name in (year, judged) else plain)
    )
    own = shown[[year, actual, expected, judged]]
    return tuple(
        t.rename(columns=plain)
        for t in ([own, shown[[year, *others]]] if others else [own])
    )


def source(view: View, indicator: Indicator) -> None:
    """Definition, the plan's own sentence, and where it stands."""
    grid = st.grid(2, min_column_width=300, border=True)
    with grid.cell():
        st.markdown(strong(_("Definition")))
        st.text(indicator.definition or _("The plan gives no definition."))
    with grid.cell():
        st.markdown(strong(_("In the plan (original words)")))
        st.text(indicator.quote or _("The plan's words are not recorded."))
        st.caption(plain(view.plan.about.source or view.plan.about.title))

"""One indicator opened: its sentence, the chart beside the judgement with its formula, the figures, and the source."""

from functools import partial
from typing import Any

import streamlit as st

from dxkpi import charts, fiscal, terms
from dxkpi.i18n import _, language, sentences, use
from dxkpi.plan import Indicator, TargetRule, ValueType, figures
from dxkpi.progress import Judgement, headline, wording
from dxkpi.web import parts, state
from dxkpi.web.parts import departments, shown_actual
from dxkpi.web.state import View


def chosen(view: View) -> Indicator:
    """The indicator that the address names; without one, back to the gallery."""
    asked = st.query_params.get("kpi")
    found = view.plan.indicator(asked) if asked else None
    if found is None:
        if asked:
            state.tell(_("There is no indicator “{code}” in this plan.", code=asked[:20]))
        st.query_params.pop("kpi", None)
        st.switch_page(parts.GALLERY, query_params=parts.address())
    return found


def back() -> None:
    """The way back to the gallery."""
    st.page_link(
        parts.GALLERY, label=_("To the list of indicators"), icon=":material/arrow_back:", query_params=parts.address()
    )


def place(view: View, indicator: Indicator) -> str:
    """Where an indicator stands in the plan, and whose it is."""
    policy = next((p for p in view.plan.policies if p.number == indicator.policy), None)
    measure = next((m for m in view.plan.measures if m.number == indicator.measure), None)
    words = [
        _("Policy {number} {name}", number=policy.number, name=policy.name) if policy else view.plan.about.title,
        _("Measure {number}", number=measure.number) if measure else "",
        "、".join(departments(view, indicator)),
        "" if indicator.official else _("not a KPI of the plan"),
    ]
    return parts.plain("  ".join(word for word in words if word))


def answer(judgement: Judgement) -> None:
    """The page's sentence."""
    st.header(parts.plain(headline(judgement)), anchor=False)


def picture(view: View, indicator: Indicator, judgement: Judgement) -> None:
    """The chart beside the judgement with its formula and numbers."""
    form = charts.form(indicator)
    grid = st.grid(3, min_column_width=290, border=True)
    with grid.cell(column_span=2):
        _chart_title(indicator)
        if form == "nothing":
            st.info(parts.nothing_to_draw(indicator))
        else:
            spec = state.opened_chart(
                view.city.code, indicator.code, view.year, view.revision, state.last_closed(), language()
            )
            parts.chart(spec)
            st.download_button(
                "CSV",
                partial(_csv, view, indicator, language()),
                file_name=f"{view.city.code}-{indicator.code}.csv",
                mime="text/csv",
                icon=":material/table:",
                type="tertiary",
                on_click="ignore",
            )
    with grid.cell():
        _judgement_card(judgement)


def _csv(view: View, indicator: Indicator, language_: str) -> bytes:
    """Made when it is asked for, outside the page's run, so in the language the page was in."""
    use(language_)
    return charts.csv(indicator, _course(view, indicator), parts.city_name(view.city))


def _chart_title(indicator: Indicator) -> None:
    unit = _("unit {unit}", unit=indicator.unit) if indicator.unit else ""
    facts = [terms.label(indicator.aggregation) if indicator.value_type is ValueType.NUMBER else "", unit]
    start = charts.axis_start(indicator) if charts.form(indicator) == "line" else None
    if start:
        facts.append(_("vertical axis from {value}", value=figures.figure(indicator, start)))
    small = _(", ").join(said for said in facts if said)
    st.markdown(parts.strong(_("Course and target")) + " " + parts.faint(small))


def _judgement_card(judgement: Judgement) -> None:
    indicator, target = judgement.indicator, judgement.indicator.target
    title = parts.strong(_("Judgement"))
    st.markdown(f"{title} {parts.badge(judgement.status)} {parts.plain(judgement.grade)}")
    rows = [(_("Actual"), shown_actual(judgement), _when(judgement.actual))]
    if judgement.expected is not None:
        before = target is not None and target.rule is TargetRule.IMPROVE
        name = _("Year before") if before else _("Expected")
        year = fiscal.short(judgement.fiscal_year - before)
        rows.append((name, figures.figure(indicator, judgement.expected), _("end of {year}", year=year)))
    if indicator.baseline:
        rows.append((_("Baseline"), figures.figure(indicator, indicator.baseline.value), _when(indicator.baseline)))
    if target:
        rows.append((_("Target"), wording.goal(indicator) or "－", _when(target) if target.fiscal_year else ""))
    cells = {name: f"**{parts.plain(value)}** {parts.plain(when)}" for name, value, when in rows}
    st.table(cells, border="horizontal", alt=_("The figures of the judgement"))
    for step in wording.steps(judgement):
        said = [f"**{parts.plain(' '.join(p for p in (step.name, step.result) if p))}**", parts.plain(step.rule)]
        st.markdown("  \n".join([*said, *([parts.plain(step.numbers)] if step.numbers else [])]))
    if note := wording.note(judgement):
        st.caption(parts.plain(note))
    if judgement.actual and judgement.actual.note:
        st.caption(parts.plain(judgement.actual.note))


def figures_table(view: View, indicator: Indicator) -> None:
    """The chart's numbers as a table."""
    with st.container(border=True):
        unit = _("unit {unit}", unit=indicator.unit) if indicator.unit else ""
        st.markdown(parts.strong(_("Figures")) + " " + parts.faint(unit))
        frame = charts.table(indicator, _course(view, indicator)).drop(columns=_("as of")).map(parts.plain)
        year, *numbers, judged = frame.columns
        for column in (year, judged):
            frame[column] = frame[column].map(parts.unbroken)
        frame = frame[[year, judged, *numbers]].rename(columns=parts.plain)
        st.table(frame, border="horizontal", hide_index=True, alt=_("Figures"))
        early = [a for a in indicator.actuals if a.as_of and a.as_of[:7] != fiscal.last_month(a.fiscal_year)]
        if early:
            said = (
                _("{year}: as of {month}.", year=fiscal.wareki(a.fiscal_year), month=fiscal.month_label(a.as_of or ""))
                for a in early
            )
            st.caption(parts.plain(sentences(said)))


def source(view: View, indicator: Indicator) -> None:
    """Definition, the plan's own sentence, and where it stands."""
    grid = st.grid(2, min_column_width=300, border=True)
    with grid.cell():
        st.markdown(parts.strong(_("Definition")))
        st.text(indicator.definition or _("The plan gives no definition."))
    with grid.cell():
        st.markdown(parts.strong(_("In the plan (original words)")))
        st.text(indicator.quote or _("The plan's words are not recorded."))
        st.caption(parts.plain(view.plan.about.source or view.plan.about.title))


def _course(view: View, indicator: Indicator) -> tuple[Judgement, ...]:
    return state.own_course(view.city.code, indicator.code, view.revision, state.last_closed())


def _when(dated: Any) -> str:
    if dated is None:
        return ""
    return fiscal.short_month(dated.as_of) if dated.as_of else fiscal.wareki(dated.fiscal_year)

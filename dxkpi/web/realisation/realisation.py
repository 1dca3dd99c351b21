"""職員のDX推進実感率: its sentence, the trend with its margins and what somebody supposes, and what a plan without it needs."""

from decimal import Decimal
from typing import Any

import streamlit as st

from dxkpi import charts, fiscal, survey
from dxkpi.plan import Indicator
from dxkpi.rules import Judgement, meets_goal
from dxkpi.web.common import page_files
from dxkpi.web.common.chart_block import nothing_to_draw_text, show_chart
from dxkpi.web.common.downloads import Picture, offer_downloads
from dxkpi.web.common.language import _, current_language, ngettext, sentences
from dxkpi.web.common.links import show_indicator_link
from dxkpi.web.common.markdown import faint, plain, strong
from dxkpi.web.common.reader_choice import link_query
from dxkpi.web.common.view import View
from dxkpi.wording import figures
from dxkpi.wording.headline import change_text, difference_text, headline
from dxkpi.wording.municipality import city_name
from dxkpi.wording.survey_course import trend_text


def followed(view: View) -> survey.IndicatorTrend | None:
    """The share of staff who feel the DX in the view's year; None where the plan does not follow it."""
    return view.worded(_followed)


def _followed(view: View) -> survey.IndicatorTrend | None:
    indicator = view.plan.realisation
    if indicator is None:
        return None
    return survey.indicator_trend(
        view.plan, view.judged(indicator), view.course(indicator)
    )


def trend(view: View) -> survey.IndicatorTrend:
    """The same of a plan that follows it."""
    found = followed(view)
    assert found is not None
    return found


def said(view: View, judgement: Judgement) -> str:
    """An indicator's sentence in the view's year: with its margin where a survey is behind the figure."""
    found = followed(view)
    if (
        found is not None
        and found.indicator.code == judgement.indicator.code
        and found.is_surveyed
    ):
        return trend_text(found, current_language())
    return headline(judgement, current_language())


def answer(view: View) -> None:
    """The page's sentence."""
    st.header(view.worded(_answer), anchor=False)


def _answer(view: View) -> str:
    return plain(trend_text(trend(view), current_language()))


def picture(view: View) -> None:
    """The trend, with what one must know to read it, what somebody supposes of the next year, and its files."""
    spec, title, note = view.worded(_picture)
    with st.container(border=True):
        st.markdown(f"{strong(title)} {faint(note)}")
        if spec is None:
            st.info(view.worded(_no_picture))
            return
        supposed = _supposed(view)
        show_chart(spec if supposed is None else _drawn(trend(view), supposed))
        if supposed is not None:
            st.caption(plain(_supposition(trend(view), supposed)))
        name = trend(view).indicator.name
        offer_downloads(view, "realisation", [Picture(name, spec, note)], _csv)


def _supposed(view: View) -> Decimal | None:
    """A figure of the next year to play with; it is not stored and not in the address. None while nobody plays."""
    stands = trend(view).trajectory
    if (
        stands is None
        or stands.deadline is None
        or stands.last >= stands.deadline
        or stands.indicator.share_whole is None
    ):
        return None
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        year = fiscal.wareki(stands.last + 1)
        if not st.toggle(
            _("What if? Suppose a figure for {year}", year=plain(year)), key="supposing"
        ):
            return None
        value = st.slider(
            _("Supposed figure of {year}", year=plain(year)),
            0.0,
            float(stands.indicator.share_whole),
            round(float(stands.value), 1),
            0.5,
            format="%.1f" + stands.indicator.unit.replace("%", "%%"),
            key=f"supposed-{view.city.code}-{view.year}",
            width=360,
        )
    return Decimal(str(value))


def _supposition(found: survey.IndicatorTrend, supposed: Decimal) -> str:
    """What the supposed figure would mean for the years after it."""
    stands = found.trajectory
    assert stands is not None
    assert stands.goal is not None
    assert stands.deadline is not None
    indicator, year = found.indicator, stands.last + 1
    value, goal, left = (
        figures.figure_text(indicator, supposed, current_language()),
        figures.figure_text(indicator, stands.goal, current_language()),
        stands.deadline - year,
    )
    start = _(
        "A supposition, not a figure; nothing is stored. If {year} were {value}:",
        year=fiscal.wareki(year),
        value=value,
    )
    if meets_goal(supposed, stands.goal, None, indicator.direction):
        return sentences(
            (start, _("the target of {goal} would be reached.", goal=goal))
        )
    gap = stands.goal - supposed
    if left == 0:
        return sentences(
            (
                start,
                _(
                    "the target of {goal} would be missed by {gap}.",
                    goal=goal,
                    gap=difference_text(indicator, gap, current_language()),
                ),
            )
        )
    pace = change_text(indicator, gap / left, current_language())
    rest = ngettext(
        "the target of {goal} would then ask for {pace} in the {n} year left.",
        "the target of {goal} would then ask for {pace} in each of the {n} years left.",
        left,
        goal=goal,
        pace=pace,
    )
    return sentences((start, rest))


def _picture(view: View) -> tuple[dict[str, Any] | None, str, str]:
    found = trend(view)
    title = _("Trend and way to the target")
    if found.trajectory is None:
        return None, title, ""
    return _drawn(found), title, charts.trend_note(found)


def _drawn(
    found: survey.IndicatorTrend, supposed: Decimal | None = None
) -> dict[str, Any]:
    assert found.trajectory is not None
    return charts.trend(found.trajectory, found.judgements, found.outlook, supposed)


def _no_picture(view: View) -> str:
    indicator = trend(view).indicator
    known = [a.fiscal_year for a in indicator.actuals if a.value is not None]
    if known:
        return plain(
            _(
                "The first figure is of {year}. Choose that year or a later one.",
                year=fiscal.wareki(min(known)),
            )
        )
    return nothing_to_draw_text(indicator)


def _csv(view: View) -> bytes:
    found = trend(view)
    return charts.trend_csv(
        found.indicator,
        found.judgements,
        found.outlook,
        city_name(view.city, current_language()),
    )


def not_followed(view: View) -> None:
    """That the plan has no such indicator, what it has about staff, and what would have to be added."""
    st.header(
        _("This plan does not follow the share of staff who feel the DX."), anchor=False
    )
    grid = st.grid(2, min_column_width=300, border=True)
    with grid.cell():
        st.markdown(strong(_("Indicators of this plan about staff")))
        about_staff = view.timeless.worded(_about_staff)
        for indicator in about_staff:
            show_indicator_link(indicator)
        if not about_staff:
            n = len(view.plan.indicators)
            none = ngettext(
                "Its {n} indicator is not about staff.",
                "None of its {n} indicators is about staff.",
                n,
            )
            st.markdown(none if n else _("This plan sets no indicators at all."))
        label = _("To the list of indicators")
        st.page_link(
            page_files.GALLERY,
            label=label,
            icon=":material/arrow_forward:",
            query_params=link_query(),
        )
    with grid.cell():
        st.markdown(strong(_("To follow it, the plan needs")))
        st.markdown(
            "\n".join(
                f"{n}. {plain(line)}"
                for n, line in enumerate(
                    [
                        _(
                            "an indicator with “実感率” in its name, and the survey question as its definition,"
                        ),
                        _("a baseline and a target: how many per cent, and when,"),
                        _(
                            "the result of the staff survey every year, asked and counted in the same way."
                        ),
                    ],
                    1,
                )
            )
        )
        st.caption(
            _(
                "The way to the target shows at once; where the trend leads, from the third figure on."
            )
        )


def _about_staff(view: View) -> tuple[Indicator, ...]:
    return tuple(
        i for i in view.plan.indicators if "職員" in f"{i.name}{i.definition or ''}"
    )

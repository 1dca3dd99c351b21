"""職員のDX推進実感率 in three large figures: where it stands, what the target asks for, where the trend leads."""

import re
from dataclasses import dataclass
from decimal import Decimal

import streamlit as st

from dxkpi import fiscal, survey
from dxkpi.charts import captions
from dxkpi.plan import Direction, Indicator, TargetRule
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.view import View
from dxkpi.web.realisation import realisation
from dxkpi.wording import figures, judgement
from dxkpi.wording.forecast import forecast_text
from dxkpi.wording.headline import change_text, difference_text, gap_to_expected
from dxkpi.wording.survey import chance_text, rate_with_margin
from dxkpi.wording.trajectory import last_figure_text

_UP_TO_THE_LAST_DIGIT = re.compile(r".*\d", re.DOTALL)


@dataclass(frozen=True)
class FigureCard:
    """A large figure: its name, the figure, and a remark beneath."""

    name: str
    figure: str
    remark: str = ""


def show(view: View) -> None:
    """The large figures: three where there is enough to tell."""
    with st.container(horizontal=True, gap="small"):
        for card in view.worded(_cards):
            st.metric(
                card.name,
                card.figure,
                card.remark or None,
                delta_color="off",
                delta_arrow="off",
                border=True,
                height="stretch",
            )


def _cards(view: View) -> tuple[FigureCard, ...]:
    found = realisation.trend(view)
    goal = _goal_card(found)
    if found.trajectory is None:
        return (goal,) if goal else ()
    needed, ahead = _needed_card(found), _outlook_card(found)
    rest = [
        card
        for card in (goal, needed, ahead, None if needed else _pace_card(found))
        if card
    ]
    shown = [_now_card(found), *(rest[1:] if needed and ahead else rest)]
    return tuple(
        FigureCard(plain(c.name), _large(c.figure), plain(c.remark)) for c in shown[:3]
    )


def _large(figure: str) -> str:
    """A figure for a card: the unit behind it is small, so that a range fits too."""
    unit = _UP_TO_THE_LAST_DIGIT.sub("", figure)
    return plain(figure.removesuffix(unit)) + (f":small[{plain(unit)}]" if unit else "")


def _now_card(trend: survey.IndicatorTrend) -> FigureCard:
    assert trend.trajectory is not None
    found = trend.trajectory
    baseline, indicator, figure = (
        found.indicator.baseline,
        found.indicator,
        last_figure_text(found, current_language()),
    )
    if trend.surveys is not None and trend.is_surveyed:
        spread = survey.rate_interval(trend.surveys.latest_survey)
        if spread.lies_evenly(found.value):
            figure = _(
                "{rate} ±{margin}",
                rate=figure,
                margin=figures.number_text(
                    indicator, spread.margin, current_language()
                ),
            )
        else:
            figure = rate_with_margin(
                indicator, found.value, spread, current_language()
            )
    if not found.begun and baseline is not None:
        month = fiscal.month_label(baseline.as_of) if baseline.as_of else ""
        remark = _("figure of {month}", month=month) if month else ""
        return FigureCard(
            _("Starting point ({year})", year=fiscal.wareki(found.start)),
            figure,
            remark,
        )
    remark = ""
    if (
        found.line is not None
        and found.deadline is not None
        and found.last < found.deadline
    ):
        ahead = found.value - found.line
        gap, line = gap_to_expected(
            indicator, found.value, found.line, current_language()
        )
        better = ahead * (1 if indicator.direction is Direction.HIGHER else -1)
        said = (
            _("{gap} behind the target line {line}")
            if better < 0
            else _("{gap} ahead of the target line {line}")
            if better > 0
            else _("on the target line {line}")
        )
        remark = said.format(gap=gap, line=line)
    return FigureCard(
        _("Actual of {year}", year=fiscal.wareki(found.last)), figure, remark
    )


def _goal_card(found: survey.IndicatorTrend) -> FigureCard | None:
    indicator, target, stands = (
        found.indicator,
        found.indicator.target,
        found.trajectory,
    )
    if target is None or target.value is None:
        return None
    when = captions.when(target, short=False)
    name = _("Target ({when})", when=when) if when else _("Target")
    if target.rule is TargetRule.KEEP:
        name = _("Target (every year)")
    remark = ""
    if stands is not None and stands.left is not None:
        if not stands.begun:
            remark = _(
                "{step} from the starting point",
                step=change_text(indicator, stands.left, current_language()),
            )
        elif stands.reached:
            remark = _("reached")
        elif stands.over:
            remark = _(
                "{gap} short",
                gap=difference_text(indicator, stands.left, current_language()),
            )
        else:
            remark = _(
                "{gap} to go",
                gap=difference_text(indicator, stands.left, current_language()),
            )
    return FigureCard(
        name,
        judgement.bound_text(
            indicator, target.value, target.comparator, current_language()
        ),
        remark,
    )


def _needed_card(found: survey.IndicatorTrend) -> FigureCard | None:
    stands, so_far = found.trajectory, found.yearly_gain
    if stands is None or stands.needed is None or stands.deadline is None:
        return None
    if so_far is None:
        remark = _span(stands.last, stands.deadline)
    else:
        n, pace = stands.last - stands.start, _a_year(found.indicator, so_far)
        remark = ngettext(
            "so far, in {n} year: {pace}", "so far, in {n} years: {pace}", n, pace=pace
        )
    return FigureCard(
        _("Pace that reaches the target"),
        _a_year(found.indicator, stands.needed),
        remark,
    )


def _pace_card(found: survey.IndicatorTrend) -> FigureCard | None:
    stands, so_far = found.trajectory, found.yearly_gain
    if stands is None or so_far is None:
        return None
    return FigureCard(
        _("Pace so far"),
        _a_year(found.indicator, so_far),
        _span(stands.start, stands.last),
    )


def _outlook_card(found: survey.IndicatorTrend) -> FigureCard | None:
    if found.outlook is None:
        return None
    indicator, end = found.indicator, found.outlook.end
    remark = ""
    if (
        found.trajectory is not None
        and found.trajectory.goal is not None
        and found.outlook.has_width
    ):
        goal = figures.figure_text(indicator, found.trajectory.goal, current_language())
        chance = (
            chance_text(
                found.outlook, found.trajectory.goal, indicator, current_language()
            )
            if found.surveys
            else None
        )
        said = (
            _("chance of the target {goal}: {chance}")
            if chance
            else _("target of {goal}: above this range")
            if found.trajectory.goal > end.high
            else _("target of {goal}: below this range")
            if found.trajectory.goal < end.low
            else _("target of {goal}: within this range")
        )
        remark = said.format(goal=goal, chance=chance)
    elif not found.outlook.has_width:
        remark = _("its width cannot be told")
    year = fiscal.wareki(end.fiscal_year)
    return FigureCard(
        _("If this trend goes on ({year})", year=year),
        forecast_text(indicator, end, current_language()),
        remark,
    )


def _a_year(indicator: Indicator, change: Decimal) -> str:
    language = current_language()
    if indicator.is_share:
        number = figures.signed_points_text(indicator, change)
    else:
        number = figures.signed_text(indicator, change, language) + indicator.unit
    return _("{n} a year", n=number)


def _span(first: int, last: int) -> str:
    """How many years lie between two."""
    return ngettext(
        "{n} year from {year} on",
        "{n} years from {year} on",
        last - first,
        year=fiscal.wareki(first),
    )

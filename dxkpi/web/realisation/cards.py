"""職員のDX推進実感率 in three large figures.

Where it stands, what the target asks for, where the trend leads.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

import streamlit as st

from dxkpi import fiscal
from dxkpi.plan import Direction, Indicator, Target, TargetRule
from dxkpi.rules import Forecast, Trajectory
from dxkpi.rules.survey_margin import rate_interval
from dxkpi.survey import IndicatorTrend
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.view import View
from dxkpi.wording import figures
from dxkpi.wording.chart_captions import date_label
from dxkpi.wording.differences import change_text, difference_text, gap_to_expected
from dxkpi.wording.forecast import forecast_text
from dxkpi.wording.survey import chance_text, rate_with_margin
from dxkpi.wording.targets import bound_text
from dxkpi.wording.trajectory import last_figure_text

_MOST_CARDS = 3
_MARGIN_SIGN = "±"
_UP_TO_THE_LAST_DIGIT = re.compile(r".*\d", re.DOTALL)


@dataclass(frozen=True)
class FigureCard:
    """A large figure: its name, the figure, and a remark beneath."""

    name: str
    figure: str
    remark: str = ""


def show_cards(view: View) -> None:
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
    """The cards as Markdown."""
    trend = view.followed_trend()
    goal = _goal_card(trend)
    if trend.trajectory is None:
        if goal is None:
            return ()
        return (FigureCard(plain(goal.name), plain(goal.figure)),)

    shown = _most_telling_cards(trend, trend.trajectory, goal)
    return tuple(
        FigureCard(
            plain(card.name), _figure_with_small_unit(card.figure), plain(card.remark)
        )
        for card in shown[:_MOST_CARDS]
    )


def _most_telling_cards(
    trend: IndicatorTrend, trajectory: Trajectory, goal: FigureCard | None
) -> list[FigureCard]:
    """The cards in order: where it stands comes first.

    The goal gives way where both the pace needed and the outlook are known.
    """
    needed = _needed_pace_card(trend, trajectory)
    outlook = _outlook_card(trend)
    if needed is not None and outlook is not None:
        others: list[FigureCard | None] = [needed, outlook]
    elif needed is not None:
        others = [goal, needed]
    else:
        others = [goal, outlook, _pace_so_far_card(trend)]
    known = [card for card in others if card is not None]
    return [_present_card(trend, trajectory), *known]


def _figure_with_small_unit(figure: str) -> str:
    """A figure for a card: the unit or margin behind it is small, so that three cards
    stand in a row.
    """
    rate, sign, margin = figure.partition(_MARGIN_SIGN)
    if sign:
        return f"{plain(rate.rstrip())} :small[{plain(sign + margin)}]"
    unit = _UP_TO_THE_LAST_DIGIT.sub("", figure)
    number = plain(figure.removesuffix(unit))
    if not unit:
        return number
    return f"{number}:small[{plain(unit)}]"


# --- where it stands -----------------------------------------------------------------


def _present_card(trend: IndicatorTrend, trajectory: Trajectory) -> FigureCard:
    figure = _present_figure(trend, trajectory)
    baseline = trajectory.indicator.baseline
    if not trajectory.begun and baseline is not None:
        name = _("Starting point ({year})", year=fiscal.wareki(trajectory.start))
        return FigureCard(name, figure, _month_remark(baseline.as_of))
    name = _("Actual of {year}", year=fiscal.wareki(trajectory.last))
    return FigureCard(name, figure, _gap_to_line_remark(trend, trajectory))


def _present_figure(trend: IndicatorTrend, trajectory: Trajectory) -> str:
    """The last figure, with its margin where a survey is behind it."""
    language = current_language()
    figure = last_figure_text(trajectory, language)
    if trend.surveys is None or not trend.is_surveyed:
        return figure
    indicator = trajectory.indicator
    interval = rate_interval(trend.surveys.latest_survey)
    if not interval.lies_evenly(trajectory.value):
        return rate_with_margin(indicator, trajectory.value, interval, language)
    margin = figures.number_text(indicator, interval.margin, language)
    return _("{rate} ±{margin}", rate=figure, margin=margin)


def _month_remark(as_of: str | None) -> str:
    """Of which month the starting point is, where that is known."""
    if not as_of:
        return ""
    return _("figure of {month}", month=fiscal.month_label(as_of))


def _gap_to_line_remark(trend: IndicatorTrend, trajectory: Trajectory) -> str:
    """How far the figure is from the line to the target, and whether that is more than its margin.

    Nothing at the deadline and where there is no such line.
    """
    if trajectory.line is None or trajectory.deadline is None:
        return ""
    if trajectory.last >= trajectory.deadline:
        return ""
    indicator = trajectory.indicator
    gap, line = gap_to_expected(
        indicator, trajectory.value, trajectory.line, current_language()
    )
    above = trajectory.value - trajectory.line
    if above == 0:
        return _("on the target line {line}", line=line)
    higher_is_better = indicator.direction is Direction.HIGHER
    is_ahead = (above > 0) == higher_is_better
    if is_ahead:
        text = _("{gap} ahead of the target line {line}", gap=gap, line=line)
    else:
        text = _("{gap} behind the target line {line}", gap=gap, line=line)
    if trend.surveys is None or not trend.is_surveyed:
        return text
    if trend.surveys.latest_interval.side_of(trajectory.line) == 0:
        return _("{gap}, within the margin", gap=text)
    return _("{gap}, more than the margin", gap=text)


# --- what the target asks for --------------------------------------------------------


def _goal_card(trend: IndicatorTrend) -> FigureCard | None:
    indicator, target = trend.indicator, trend.indicator.target
    if target is None or target.value is None:
        return None
    goal = bound_text(indicator, target.value, target.comparator, current_language())
    remark = _way_left_remark(trend.trajectory) if trend.trajectory else ""
    return FigureCard(_goal_name(target), goal, remark)


def _goal_name(target: Target) -> str:
    if target.rule is TargetRule.KEEP:
        return _("Target (every year)")
    when = date_label(target, current_language(), short=False)
    if when:
        return _("Target ({when})", when=when)
    return _("Target")


def _way_left_remark(trajectory: Trajectory) -> str:
    """How far the last figure is from the target; nothing where there is none to reach."""
    if trajectory.left is None:
        return ""
    language = current_language()
    indicator = trajectory.indicator
    if not trajectory.begun:
        step = change_text(indicator, trajectory.left, language)
        return _("{step} from the starting point", step=step)
    if trajectory.reached:
        return _("reached")
    gap = difference_text(indicator, trajectory.left, language)
    if trajectory.has_room:
        return _("{gap} of room", gap=gap)
    if trajectory.over:
        return _("{gap} short", gap=gap)
    return _("{gap} to go", gap=gap)


def _needed_pace_card(
    trend: IndicatorTrend, trajectory: Trajectory
) -> FigureCard | None:
    if trajectory.needed is None or trajectory.deadline is None:
        return None
    return FigureCard(
        _("Pace that reaches the target"),
        _yearly_text(trend.indicator, trajectory.needed),
        _pace_to_compare_remark(trend, trajectory, trajectory.deadline),
    )


def _pace_to_compare_remark(
    trend: IndicatorTrend, trajectory: Trajectory, deadline: int
) -> str:
    """The pace so far; where none is known, how many years are left."""
    pace = trend.pace
    if pace is None:
        return _years_text(trajectory.last, deadline)
    return ngettext(
        "so far, in {n} year: {pace}",
        "so far, in {n} years: {pace}",
        pace.years,
        pace=_yearly_text(trend.indicator, pace.gain),
    )


def _pace_so_far_card(trend: IndicatorTrend) -> FigureCard | None:
    pace = trend.pace
    if pace is None:
        return None
    return FigureCard(
        _("Pace so far"),
        _yearly_text(trend.indicator, pace.gain),
        _years_text(pace.since, pace.until),
    )


def _yearly_text(indicator: Indicator, change: Decimal) -> str:
    """A change a year: +2.1 a year."""
    if indicator.is_share:
        number = figures.signed_points_text(indicator, change)
    else:
        number = figures.signed_text(indicator, change, current_language())
        number += indicator.unit
    return _("{n} a year", n=number)


def _years_text(first: int, last: int) -> str:
    """How many years lie between two."""
    return ngettext(
        "{n} year from {year} on",
        "{n} years from {year} on",
        last - first,
        year=fiscal.wareki(first),
    )


# --- where the trend leads -----------------------------------------------------------


def _outlook_card(trend: IndicatorTrend) -> FigureCard | None:
    if trend.outlook is None:
        return None
    end = trend.outlook.end
    return FigureCard(
        _("If this trend goes on ({year})", year=fiscal.wareki(end.fiscal_year)),
        forecast_text(trend.indicator, end, current_language()),
        _outlook_remark(trend, trend.outlook),
    )


def _outlook_remark(trend: IndicatorTrend, outlook: Forecast) -> str:
    """How the target lies to the range of the outlook; nothing where there is none to reach."""
    if not outlook.has_width:
        return _("its width cannot be told")
    if trend.trajectory is None or trend.trajectory.goal is None:
        return ""
    language = current_language()
    value = trend.trajectory.goal
    goal = figures.figure_text(trend.indicator, value, language)
    if trend.surveys is not None:
        chance = chance_text(outlook, value, trend.indicator, language)
        if chance:
            return _("chance of {goal}: {chance}", goal=goal, chance=chance)
    if value > outlook.end.high:
        return _("target of {goal}: above this range", goal=goal)
    if value < outlook.end.low:
        return _("target of {goal}: below this range", goal=goal)
    return _("target of {goal}: within this range", goal=goal)

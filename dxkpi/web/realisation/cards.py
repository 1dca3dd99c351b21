"""職員のDX推進実感率 in three large figures.

Where it stands, what the target asks for, where the trend leads; before the first
survey from where to where, and when it is. A remark is so short that it stays on one
line of a card 200 pixels wide.
"""

from dataclasses import dataclass
from decimal import Decimal

import streamlit as st

from dxkpi.plan import Direction, Indicator, Target, TargetRule
from dxkpi.rules import Forecast, Trajectory
from dxkpi.survey import IndicatorTrend, NextSurvey
from dxkpi.text.rounding import round_half_up, rounded_text
from dxkpi.text.width import text_width
from dxkpi.web.common.language import _, current_language, ngettext, sentences
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.view import View
from dxkpi.wording import figures
from dxkpi.wording.chart_captions import date_label
from dxkpi.wording.differences import change_text, difference_text
from dxkpi.wording.forecast import forecast_text
from dxkpi.wording.survey import chance_of_goal, chance_percent, chance_words
from dxkpi.wording.targets import bound_text, expected_text
from dxkpi.wording.trajectory import last_figure_text

_MOST_CARDS = 3
_NARROWEST, _FIGURE_SIZE = 200, 44
_MOST_TIMES, _LEAST_TIMES = Decimal(10), Decimal("1.1")


@dataclass(frozen=True)
class FigureCard:
    """A large figure: its name, the figure, and a remark beneath."""

    name: str
    figure: str
    remark: str = ""


def show_cards(view: View) -> None:
    """The large figures in one row: three where there is enough to tell."""
    cards = view.worded(_cards)
    if not cards:
        return
    grid = st.grid(len(cards), min_column_width=_NARROWEST, border=True)
    for card in cards:
        with grid.cell(), st.container(gap=None):
            st.metric(card.name, card.figure)
            st.markdown(card.remark)


def _cards(view: View) -> tuple[FigureCard, ...]:
    """The cards as Markdown."""
    trend = view.followed_trend()
    shown = _shown_cards(trend)
    return tuple(
        FigureCard(
            plain(card.name),
            _fitting_figure(card.figure),
            f":small[{plain(card.remark)}]",
        )
        for card in shown[:_MOST_CARDS]
    )


def _fitting_figure(figure: str) -> str:
    """A figure of a card; words that are wider than it are small."""
    if text_width(figure, _FIGURE_SIZE) <= _NARROWEST:
        return plain(figure)
    return f":small[{plain(figure)}]"


def _shown_cards(trend: IndicatorTrend) -> list[FigureCard]:
    goal = _goal_card(trend)
    if trend.trajectory is None:
        return [goal] if goal is not None else []
    if trend.lies_ahead and trend.coming is not None:
        return _cards_of_way_ahead(trend, trend.trajectory, trend.coming, goal)
    return _most_telling_cards(trend, trend.trajectory, goal)


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


# --- before the first survey ----------------------------------------------------------


def _cards_of_way_ahead(
    trend: IndicatorTrend,
    trajectory: Trajectory,
    coming: NextSurvey,
    goal: FigureCard | None,
) -> list[FigureCard]:
    cards = [_start_card(trend, trajectory)]
    if goal is not None:
        cards.append(goal)
    cards.append(_first_survey_card(trend, coming))
    return cards


def _start_card(trend: IndicatorTrend, trajectory: Trajectory) -> FigureCard:
    """Where the way begins, with its month where that is known, and its margin."""
    figure = last_figure_text(trajectory, current_language())
    year = current_language().fiscal_year(trajectory.start)
    margin = _margin_remark(trend)
    baseline = trajectory.indicator.baseline
    if baseline is None or not baseline.as_of:
        return FigureCard(_("Starting point ({year})", year=year), figure, margin)
    month = current_language().month(baseline.as_of)
    name = _("Starting point ({year})", year=month)
    return FigureCard(name, figure, margin or _("figure of {month}", month=year))


def _margin_remark(trend: IndicatorTrend) -> str:
    """The margin of the last figure; empty where no survey of it is on record."""
    if trend.surveys is None or not trend.is_surveyed:
        return ""
    margin = figures.number_text(
        trend.indicator, trend.surveys.latest_interval.margin, current_language()
    )
    return _("Margin ±{margin}.", margin=margin)


def _first_survey_card(trend: IndicatorTrend, coming: NextSurvey) -> FigureCard:
    when = current_language().short_year(coming.fiscal_year)
    if coming.month is not None:
        when = current_language().spelled_month(coming.month)
    return FigureCard(_("First survey"), when, _line_remark(trend, coming.fiscal_year))


def _line_remark(trend: IndicatorTrend, year: int) -> str:
    """Where the line to the target runs in a year; nothing where there is none."""
    for judgement in trend.judgements:
        if judgement.fiscal_year == year and judgement.expected is not None:
            line = expected_text(
                trend.indicator, judgement.expected, current_language(), unit=True
            )
            return _("target line {line}", line=line)
    return ""


# --- where it stands -----------------------------------------------------------------


def _present_card(trend: IndicatorTrend, trajectory: Trajectory) -> FigureCard:
    figure = last_figure_text(trajectory, current_language())
    baseline = trajectory.indicator.baseline
    if not trajectory.begun and baseline is not None:
        return _start_card(trend, trajectory)
    name = _("Now ({year})", year=current_language().fiscal_year(trajectory.last))
    return FigureCard(name, figure, _gap_to_line_remark(trend, trajectory))


def _gap_to_line_remark(trend: IndicatorTrend, trajectory: Trajectory) -> str:
    """How far the figure is from the line to the target, and whether that is more than its margin.

    Nothing at the deadline and where there is no such line.
    """
    line, deadline = trajectory.line, trajectory.deadline
    if line is None or deadline is None or trajectory.last >= deadline:
        return ""
    above = trajectory.value - line
    if above == 0:
        return _("on the target line")
    gap = figures.number_text(trajectory.indicator, abs(above), current_language())
    if trajectory.indicator.direction.is_better(trajectory.value, line):
        text = _("{gap} ahead of the line.", gap=gap)
    else:
        text = _("{gap} to the line.", gap=gap)
    return sentences((text, _line_and_margin_remark(trend, line)))


def _line_and_margin_remark(trend: IndicatorTrend, line: Decimal) -> str:
    """Whether the line lies within the margin of the last figure; empty where that has none."""
    if trend.surveys is None or not trend.is_surveyed:
        return ""
    if trend.surveys.latest_interval.side_of(line) == 0:
        return _("Within the margin")
    return _("More than the margin")


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
        return _way_ahead_remark(trajectory, trajectory.left)
    if trajectory.reached:
        return _("reached")
    gap = difference_text(indicator, trajectory.left, language)
    if trajectory.has_room:
        return _("{gap} of room", gap=gap)
    if trajectory.over:
        return _("{gap} short", gap=gap)
    return _("{gap} to go", gap=gap)


def _way_ahead_remark(trajectory: Trajectory, left: Decimal) -> str:
    """The whole way, and what it is a year: +10.6、年+2.1."""
    indicator = trajectory.indicator
    if trajectory.needed is None:
        step = change_text(indicator, left, current_language())
        return _("{step} from the starting point", step=step)
    return _(
        "{step} from the start, {pace}",
        step=_signed_number(indicator, left),
        pace=_yearly_text(indicator, trajectory.needed),
    )


def _needed_pace_card(
    trend: IndicatorTrend, trajectory: Trajectory
) -> FigureCard | None:
    if trajectory.needed is None or trajectory.deadline is None:
        return None
    if trajectory.goal is None:
        return None
    indicator = trend.indicator
    goal = figures.figure_text(indicator, trajectory.goal, current_language())
    name = _("Rise needed for {goal}", goal=goal)
    if indicator.direction is Direction.LOWER:
        name = _("Fall needed for {goal}", goal=goal)
    return FigureCard(
        name,
        _yearly_text(indicator, trajectory.needed),
        _pace_to_compare_remark(trend, trajectory.needed, trajectory),
    )


def _pace_to_compare_remark(
    trend: IndicatorTrend, needed: Decimal, trajectory: Trajectory
) -> str:
    """The pace so far and how many times as much is needed; where none is known, how
    many years are left.
    """
    pace = trend.pace
    if pace is None:
        return _years_text(trajectory.last, trajectory.deadline or trajectory.last)
    so_far = _yearly_text(trend.indicator, pace.gain)
    if pace.gain == 0 or not _LEAST_TIMES <= needed / pace.gain < _MOST_TIMES:
        return _("so far {pace}", pace=so_far)
    times = _times_text(needed / pace.gain)
    return _("about {times}× the {pace} so far", pace=so_far, times=times)


def _times_text(ratio: Decimal) -> str:
    """How many times, in whole ones from two on: 6, 1.5."""
    return rounded_text(ratio, 0 if round_half_up(ratio, 1) >= 2 else 1)


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
    """A change a year, short: 年+2.1."""
    return _("{n}/yr", n=_signed_number(indicator, change))


def _signed_number(indicator: Indicator, change: Decimal) -> str:
    """A change of a share in points, another with its unit: +2.1."""
    if indicator.is_share:
        return figures.signed_points_text(indicator, change)
    return figures.signed_text(indicator, change, current_language()) + indicator.unit


def _years_text(first: int, last: int) -> str:
    """How many years lie between two."""
    return ngettext(
        "{n} year from {year} on",
        "{n} years from {year} on",
        last - first,
        year=current_language().fiscal_year(first),
    )


# --- where the trend leads -----------------------------------------------------------


def _outlook_card(trend: IndicatorTrend) -> FigureCard | None:
    """The chance of the target, where it can be told; else where the trend leads."""
    outlook = trend.outlook
    if outlook is None:
        return None
    chance = _chance_card(trend, outlook)
    if chance is not None:
        return chance
    end = outlook.end
    remark = "" if outlook.has_width else _("its width cannot be told")
    return FigureCard(
        _(
            "If this trend goes on ({year})",
            year=current_language().fiscal_year(end.fiscal_year),
        ),
        forecast_text(trend.indicator, end, current_language()),
        remark,
    )


def _chance_card(trend: IndicatorTrend, outlook: Forecast) -> FigureCard | None:
    """How likely the target is, in words; the number and the range beneath."""
    goal = None if trend.trajectory is None else trend.trajectory.goal
    if goal is None or not outlook.has_width:
        return None
    share = chance_of_goal(outlook, goal, trend.indicator)
    if share is None:
        return None
    language = current_language()
    return FigureCard(
        _(
            "Chance of {goal}",
            goal=figures.figure_text(trend.indicator, goal, language),
        ),
        chance_words(share, language),
        _(
            "{percent}. Outlook {value}",
            percent=chance_percent(share, language),
            value=forecast_text(trend.indicator, outlook.end, language),
        ),
    )

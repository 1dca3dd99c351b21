"""Figures that a person should look at before they are registered: what they are measured by, and the question to ask."""

from decimal import Decimal

from dxkpi.findings import EarlierFigure, Fact, IndicatorFigure, Phrase, PointsOfShare
from dxkpi.plan import Aggregation, Indicator, ValueType
from dxkpi.returns.numbers import in_unit_of
from dxkpi.rules.known_figures import last_known

JUMP_POINTS = Decimal(30)
"""A share that changes by more points than this is asked about."""

JUMP_TIMES = 3
"""A figure that becomes more than so many times the last one, or less than that part of it, is asked about."""

JUMP_LEAST_POINTS, JUMP_LEAST_STEPS = Decimal(5), Decimal(10)
"""The smallest change that is: of a share in points, else in units of the last digit that the plan prints."""

_RATIO_SURELY_BELOW = Decimal(10)

Question = tuple[str, dict[str, Fact]]
"""The code of a finding, and what fills its sentence."""


def question(indicator: Indicator, fiscal_year: int, value: Decimal) -> Question | None:
    """The question that a year's figure calls for, the gravest only; None for one that is likely."""
    last, known = _last(indicator, fiscal_year), known_figures(indicator, fiscal_year)
    whole = indicator.share_whole
    if whole is not None and value > whole and all(one <= whole for one in known):
        return "over_hundred", {"before": before(indicator, fiscal_year)}
    if value < 0 and all(one >= 0 for one in known):
        return "negative", {"before": before(indicator, fiscal_year)}
    if last is None:
        return None
    last_figure = indicator_figure(indicator, last)
    if indicator.aggregation is Aggregation.CUMULATIVE and value < last:
        return "cumulative_falls", {"last": last_figure}
    bound = _jump(indicator, value, last)
    return ("jump", {"last": last_figure, "bound": bound}) if bound else None


def seems_ratio(indicator: Indicator, fiscal_year: int, value: Decimal) -> bool:
    """Whether a share is likely to have been written as a ratio: 0.664 where it was 64.4 before, or is to become 75."""
    last = _last(indicator, fiscal_year)
    if last is None and indicator.target is not None:
        last = indicator.target.value
    if last is None or not indicator.is_percentage or not 0 < abs(value) <= 1:
        return False
    return abs(last) >= _RATIO_SURELY_BELOW or abs(in_unit_of(value, 2) - last) < abs(
        value - last
    )


def known_figures(indicator: Indicator, fiscal_year: int) -> list[Decimal]:
    """All figures that the plan gives, but for the actual of one year."""
    actuals = [
        entry.value for entry in indicator.actuals if entry.fiscal_year != fiscal_year
    ]
    target = (
        [indicator.target.value, *indicator.target.yearly.values()]
        if indicator.target
        else []
    )
    baseline = [indicator.baseline.value] if indicator.baseline else []
    return [value for value in (*actuals, *target, *baseline) if value is not None]


def before(indicator: Indicator, fiscal_year: int) -> Fact:
    """What the figure was last time."""
    last = _last(indicator, fiscal_year)
    if last is None:
        return Phrase.NO_EARLIER_FIGURE
    return EarlierFigure(indicator_figure(indicator, last))


def indicator_figure(
    indicator: Indicator, value: Decimal, *, approximate: bool = False
) -> IndicatorFigure:
    """A figure of an indicator with what it takes to print it."""
    is_yes_no = indicator.value_type is ValueType.YES_NO
    return IndicatorFigure(
        value, indicator.unit, indicator.decimals, is_yes_no, approximate
    )


def _last(indicator: Indicator, fiscal_year: int) -> Decimal | None:
    entry = last_known(indicator, fiscal_year - 1)
    return entry.value if entry else None


def _jump(indicator: Indicator, value: Decimal, last: Decimal) -> Fact | None:
    """The bound that a change since the last figure exceeds; None where it stays within, or began at zero."""
    gap = abs(value - last)
    if indicator.is_share:
        points = indicator.percentage_points(gap)
        if points > JUMP_POINTS:
            return PointsOfShare(JUMP_POINTS)
        is_small = points < JUMP_LEAST_POINTS
    else:
        is_small = gap < JUMP_LEAST_STEPS.scaleb(-indicator.decimals)
    low, high = sorted((abs(value), abs(last)))
    if last == 0 or is_small or (high <= JUMP_TIMES * low and value * last >= 0):
        return None
    return Phrase.THREEFOLD_OR_A_THIRD

"""Figures that a person should look at before they are registered, and what to ask."""

from decimal import Decimal

from dxkpi.findings import EarlierFigure, Fact, IndicatorFigure, Phrase, PointsOfShare
from dxkpi.plan import Aggregation, Indicator, RangeTarget, ShareCounts, ValueType
from dxkpi.returns.cell_values import as_percentage
from dxkpi.rules.known_figures import last_known
from dxkpi.text.rounding import digits_after_point
from dxkpi.text.units import counts_whole_things
from dxkpi.text.written_figures import times_power_of_ten

JUMP_POINTS = Decimal(30)
"""A share that changes by more percentage points than this is asked about."""

JUMP_TIMES = 3
"""A figure that grows more than threefold is asked about, or falls below a third."""

JUMP_LEAST_POINTS = Decimal(5)
JUMP_LEAST_STEPS = Decimal(10)
"""The smallest change that is: of a share in points, else in units of the last digit."""

_RATIO_SURELY_BELOW = Decimal(10)

_SHARE_POWERS: tuple[int, ...] = (-2, -1)
_COUNT_POWERS: tuple[int, ...] = (-4, -3, -8, -6, 4, 3, 8, 6)
"""The powers of ten by which a unit is mistaken: 万, 千, 億, 百万."""

_SCALES_APART = 50
_SAME_SCALE = 2

Question = tuple[str, dict[str, Fact]]
"""The code of a finding, and the facts of its sentence."""


def question_about(
    indicator: Indicator, fiscal_year: int, value: Decimal
) -> Question | None:
    """The gravest question that a year's figure calls for; None for a likely figure."""
    question = question_about_size(indicator, fiscal_year, value)
    if question is not None:
        return question
    last = last_value(indicator, fiscal_year)
    if last is None:
        return None
    if indicator.has_stages:
        return _question_about_stage(indicator, value, last)
    return _question_about_change(indicator, value, last)


def _question_about_stage(
    indicator: Indicator, value: Decimal, last: Decimal
) -> Question | None:
    """Whether a stage was really gone back."""
    if value >= last:
        return None
    return "stage_goes_back", {"last": indicator_figure(indicator, last)}


def question_about_size(
    indicator: Indicator, fiscal_year: int, value: Decimal
) -> Question | None:
    """What to ask of a figure that exceeds the whole or lies below zero, as no other does."""
    known = figures_of_other_years(indicator, fiscal_year)
    earlier = earlier_figure(indicator, fiscal_year)
    if _exceeds_whole(indicator, value, known):
        return "over_hundred", {"before": earlier}
    if value < 0 and all(figure >= 0 for figure in known):
        return "negative", {"before": earlier}
    return None


def _question_about_change(
    indicator: Indicator, value: Decimal, last: Decimal
) -> Question | None:
    """What to ask of the way that a figure went since the last one known."""
    last_figure = indicator_figure(indicator, last)
    is_cumulative = indicator.aggregation is Aggregation.CUMULATIVE
    if is_cumulative and value < last:
        return "cumulative_falls", {"last": last_figure}
    bound = _exceeded_bound(indicator, value, last)
    if bound is None:
        return None
    return "jump", {"last": last_figure, "bound": bound}


def figure_in_other_scale(
    indicator: Indicator, fiscal_year: int, value: Decimal
) -> Decimal | None:
    """The figure by a power of ten smaller or larger, where that is near the last one.

    Such as 701 of 7,010,000 where 万枚 are counted and it was 752, or 29.5 of 2950%.
    """
    last = last_value(indicator, fiscal_year)
    if not last or not value:
        return None
    powers = _COUNT_POWERS
    whole = indicator.share_whole
    if whole is not None:
        powers = _SHARE_POWERS if value > whole else ()
    elif times_apart(value, last) < _SCALES_APART:
        return None
    for power in powers:
        scaled = times_power_of_ten(value, power)
        if _is_part_of_a_thing(indicator, scaled):
            continue
        if scaled * last > 0 and times_apart(scaled, last) <= _SAME_SCALE:
            return scaled
    return None


def _is_part_of_a_thing(indicator: Indicator, value: Decimal) -> bool:
    """Whether a figure is finer than a count of whole things can be: 12.345件."""
    counts_things = counts_whole_things(indicator.unit)
    return counts_things and digits_after_point(value) > indicator.decimals


def seems_ratio(indicator: Indicator, fiscal_year: int, value: Decimal) -> bool:
    """Whether a share was likely written as a ratio.

    Such as 0.664 where it was 64.4 before, or is to become 75.
    """
    if not indicator.is_percentage or not 0 < abs(value) <= 1:
        return False
    likely = _likely_value(indicator, fiscal_year)
    if likely is None:
        return False
    if abs(likely) >= _RATIO_SURELY_BELOW:
        return True
    share = as_percentage(value)
    if likely == 0:
        return indicator.finer_digits(value) > indicator.finer_digits(share)
    return times_apart(share, likely) < times_apart(value, likely)


def is_nearer(
    indicator: Indicator, fiscal_year: int, value: Decimal, other: Decimal
) -> bool:
    """Whether a value is nearer than another to what the figure was or is to be, whatever
    its sign: 3.1 is nearer to 2.4 than 0.031.
    """
    likely = _likely_value(indicator, fiscal_year)
    if not likely or not value or not other:
        return False
    return times_apart(value, likely) < times_apart(other, likely)


def times_apart(value: Decimal, other: Decimal) -> Decimal:
    """How many times the larger of two figures is the smaller; neither is zero."""
    low, high = sorted((abs(value), abs(other)))
    return high / low


def _likely_value(indicator: Indicator, fiscal_year: int) -> Decimal | None:
    """The last value known, else that of the target."""
    last = last_value(indicator, fiscal_year)
    if last is not None or indicator.target is None:
        return last
    return indicator.target.value


def figures_of_other_years(indicator: Indicator, fiscal_year: int) -> list[Decimal]:
    """All figures that the plan gives, but for the actual of one year."""
    figures: list[Decimal | None] = []
    for actual in indicator.actuals:
        if actual.fiscal_year != fiscal_year:
            figures.append(actual.value)
    if isinstance(indicator.target, RangeTarget):
        figures += indicator.target.bounds
    if indicator.target is not None:
        figures += [indicator.target.value, *indicator.target.yearly.values()]
    if indicator.baseline is not None:
        figures.append(indicator.baseline.value)
    return [figure for figure in figures if figure is not None]


def earlier_figure(indicator: Indicator, fiscal_year: int) -> Fact:
    """What the figure was last time."""
    last = last_value(indicator, fiscal_year)
    if last is None:
        return Phrase.NO_EARLIER_FIGURE
    return EarlierFigure(indicator_figure(indicator, last))


def indicator_figure(
    indicator: Indicator,
    value: Decimal,
    *,
    approximate: bool = False,
    counts: ShareCounts | None = None,
) -> IndicatorFigure:
    """A figure of an indicator with what it takes to print it."""
    things = indicator.counts
    return IndicatorFigure(
        value,
        indicator.unit,
        indicator.decimals,
        is_yes_no=indicator.value_type is ValueType.YES_NO,
        approximate=approximate,
        stage=indicator.stage(value) if indicator.has_stages else "",
        counts=counts,
        counted_unit=(things.unit or "") if things else "",
    )


def _exceeds_whole(indicator: Indicator, value: Decimal, known: list[Decimal]) -> bool:
    """Whether a share is more than the whole, which none of its known figures is."""
    whole = indicator.share_whole
    if whole is None or value <= whole:
        return False
    return all(figure <= whole for figure in known)


def last_value(indicator: Indicator, fiscal_year: int) -> Decimal | None:
    """The last figure known before a fiscal year."""
    last = last_known(indicator, fiscal_year - 1)
    return last.value if last else None


def _exceeded_bound(indicator: Indicator, value: Decimal, last: Decimal) -> Fact | None:
    """The bound that a change since the last figure exceeds; None where it stays within.

    What began at zero has no bound.
    """
    gap = abs(value - last)
    if indicator.is_share and indicator.percentage_points(gap) > JUMP_POINTS:
        return PointsOfShare(JUMP_POINTS)
    if last == 0 or _is_small_change(indicator, gap):
        return None

    low, high = sorted((abs(value), abs(last)))
    same_sign = value * last >= 0
    if same_sign and high <= JUMP_TIMES * low:
        return None
    return Phrase.THREEFOLD_OR_A_THIRD


def _is_small_change(indicator: Indicator, gap: Decimal) -> bool:
    """Whether a change is too small to be asked about."""
    if indicator.is_share:
        return indicator.percentage_points(gap) < JUMP_LEAST_POINTS
    return gap < JUMP_LEAST_STEPS.scaleb(-indicator.decimals)

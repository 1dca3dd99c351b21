"""Differences and changes of figures in words; shares differ by points."""

from decimal import Decimal

from dxkpi.plan import Indicator
from dxkpi.wording import figures
from dxkpi.wording.language import Language
from dxkpi.wording.targets import expected_digits


def difference_text(
    indicator: Indicator, gap: Decimal, language: Language, digits: int = 0
) -> str:
    """The size of a difference with its unit, at least `digits` finer than the plan
    prints; shares differ by points.
    """
    _ = language.gettext
    digits = max(digits, figures.telling_digits(indicator, gap))
    if indicator.is_share:
        points = figures.points_number_text(indicator, gap, digits)
        return _("{n} points", n=points)
    if indicator.has_stages:
        return figures.stages_text(gap, language)
    number = figures.number_text(indicator, abs(gap), language, digits)
    return number + indicator.unit


def gap_to_expected(
    indicator: Indicator, value: Decimal, expected: Decimal, language: Language
) -> tuple[str, str]:
    """How far a figure lies from what was expected, and what was, both with the digits
    that make them agree.
    """
    gap = expected - value
    digits = max(
        expected_digits(indicator, expected), figures.telling_digits(indicator, gap)
    )
    return (
        difference_text(indicator, gap, language, digits),
        figures.figure_text(indicator, expected, language, digits),
    )


def change_text(indicator: Indicator, change: Decimal, language: Language) -> str:
    """A change with its sign and unit: +2.1ポイント; of whole things about so many,
    where it is not exact.
    """
    _ = language.gettext
    if indicator.is_share:
        text = _("{n} points", n=figures.signed_points_text(indicator, change))
    elif indicator.has_stages:
        return figures.signed_text(indicator, change, language)
    else:
        text = figures.signed_text(indicator, change, language) + indicator.unit
    is_exact = indicator.decimals > 0 or indicator.finer_digits(change) == 0
    if is_exact:
        return text
    return _("about {value}", value=text)

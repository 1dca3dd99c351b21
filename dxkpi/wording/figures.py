"""Figures as text: rounded only here, half up as in Japanese official statistics, with the unit as plans print it."""

from decimal import ROUND_HALF_UP, Context, Decimal

from dxkpi.plan.indicator import Indicator, ValueType
from dxkpi.plan.staff_survey import Survey
from dxkpi.plan.tree import Progress
from dxkpi.wording import glossary
from dxkpi.wording.language import Language

_WIDE = Context(
    prec=100, rounding=ROUND_HALF_UP
)  # the usual 28 digits are fewer than a figure or a ratio may need


def rounded_text(value: Decimal, decimals: int) -> str:
    """`value` with this many digits after the point and grouped thousands; the minus sign is U+2212."""
    return f"{round_half_up(value, decimals):,.{decimals}f}".replace("-", "−")


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """The number that `rounded` prints."""
    return _WIDE.plus(
        _WIDE.quantize(value, Decimal(1).scaleb(-decimals))
    )  # plus: no minus sign before a zero


def number_text(
    indicator: Indicator, value: Decimal, language: Language, extra: int = 0
) -> str:
    """A figure of an indicator without its unit, `extra` digits finer than the plan prints it."""
    _ = language.gettext
    if indicator.value_type is ValueType.YES_NO:
        return _("yes") if value == 1 else _("no")
    return rounded_text(value, indicator.decimals + extra)


def finer_digits(indicator: Indicator, value: Decimal) -> int:
    """How many digits a value has beyond those that the plan prints: the `extra` that shows it unrounded."""
    exponent = _WIDE.normalize(value).as_tuple().exponent
    assert isinstance(exponent, int)  # a figure is finite
    return max(0, -exponent - indicator.decimals)


def telling_digits(indicator: Indicator, gap: Decimal) -> int:
    """The `extra` digits that keep a small difference from being printed as zero."""
    digits = 0
    while (
        gap != 0
        and digits < 6
        and _WIDE.quantize(gap, Decimal(1).scaleb(-indicator.decimals - digits)) == 0
    ):
        digits += 1
    return digits


def figure_text(
    indicator: Indicator, value: Decimal, language: Language, extra: int = 0
) -> str:
    """A figure of an indicator with its unit: 73.4%, 4,200件."""
    unit = "" if indicator.value_type is ValueType.YES_NO else indicator.unit
    return number_text(indicator, value, language, extra) + unit


def signed_text(indicator: Indicator, change: Decimal, language: Language) -> str:
    """A change without its unit: +2.1, −0.4, ±0.0; a small one with the digits that tell it from none."""
    sign = "+" if change > 0 else "−" if change < 0 else "±"
    return sign + number_text(
        indicator, abs(change), language, telling_digits(indicator, change)
    )


def percent_text(ratio: Decimal) -> str:
    """A ratio as a percentage with one decimal: 0.8587 is 85.9%."""
    return rounded_text(ratio.scaleb(2), 1) + "%"


def progress_text(entry: Progress, language: Language) -> str:
    """How far an entry of the schedule has come: 実施中 40%."""
    return glossary.term_label(entry.state, language) + (
        "" if entry.percent is None else f" {entry.percent.normalize():f}%"
    )


def counts_text(survey: Survey) -> str:
    """What a survey comes to, and nothing of its groups: 152 / 212, those that feel it of those that answered."""
    return f"{survey.positive:,} / {survey.answers:,}"

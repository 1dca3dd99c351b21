"""Figures as text: rounded only here, half up as in Japanese official statistics, with the unit as plans print it."""

from decimal import ROUND_HALF_UP, Decimal

from dxkpi.i18n import _
from dxkpi.plan.values import Indicator, ValueType


def rounded(value: Decimal, decimals: int) -> str:
    """`value` with this many digits after the point and grouped thousands; the minus sign is U+2212."""
    fixed = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{fixed + 0:,.{decimals}f}".replace("-", "−")


def number(indicator: Indicator, value: Decimal, extra: int = 0) -> str:
    """A figure of an indicator without its unit, `extra` digits finer than the plan prints it."""
    if indicator.value_type is ValueType.YES_NO:
        return _("yes") if value == 1 else _("no")
    return rounded(value, max(indicator.decimals, 0) + extra)


def figure(indicator: Indicator, value: Decimal, extra: int = 0) -> str:
    """A figure of an indicator with its unit: 73.4%, 4,200件."""
    unit = "" if indicator.value_type is ValueType.YES_NO else indicator.unit
    return number(indicator, value, extra) + unit


def percent(ratio: Decimal) -> str:
    """A ratio as a percentage with one decimal: 0.8587 is 85.9%."""
    return rounded(ratio * 100, 1) + "%"

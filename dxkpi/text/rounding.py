"""Numbers rounded half up, as in Japanese official statistics, and printed with grouped
thousands.
"""

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

# The usual 28 digits are fewer than a figure or a ratio may need.
_WIDE = Context(prec=100, rounding=ROUND_HALF_UP)


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """The number with this many digits after the point; a zero has no minus sign."""
    rounded = _WIDE.quantize(value, Decimal(1).scaleb(-decimals))
    return _WIDE.plus(rounded)


def padded_figure(value: Decimal, decimals: int) -> Decimal:
    """The number with this many digits after the point or more: 75 as 75.0, 17.25 as it is."""
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent >= decimals:
        return value
    return round_half_up(value, decimals)


def unsigned_zero(value: Decimal) -> Decimal:
    """The number with its digits; a zero has no minus sign."""
    return value.copy_abs() if value.is_zero() else value


def is_rounding_of(value: Decimal, exact: Fraction) -> bool:
    """Whether a finite number is another one, rounded to the digits that it has: 89.6 is
    89.56…, 89.60 is not.
    """
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)  # only of NaN and infinity it is none
    half_a_digit = Fraction(10) ** exponent / 2
    return abs(exact - Fraction(value)) <= half_a_digit


def decimal_of(value: Fraction) -> Decimal:
    """A fraction as a decimal of 28 digits."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def rounded_text(value: Decimal, decimals: int) -> str:
    """The rounded number with grouped thousands; the minus sign is U+2212."""
    return f"{round_half_up(value, decimals):,.{decimals}f}".replace("-", "−")


def percent_text(ratio: Decimal, decimals: int = 1) -> str:
    """A ratio as a percentage, with one decimal as a rule: 0.8587 is 85.9%."""
    return rounded_text(ratio.scaleb(2), decimals) + "%"


def digits_after_point(value: Decimal) -> int:
    """How many digits a finite number has after the point, without zeros at the end."""
    _sign, _digits, exponent = _WIDE.normalize(value).as_tuple()
    assert isinstance(exponent, int)  # only of NaN and infinity it is none
    return max(0, -exponent)

"""Digits as they are printed, with thousands grouped: 1,234, 58.20. Exact, and no exponents."""

import re
from decimal import Context, Decimal

DIGITS = (
    r"(?>(?:[1-9][0-9]{0,2}(?P<sep>[,、])[0-9]{3}(?:(?P=sep)[0-9]{3})*|[0-9]+)"
    r"(?:[.。][0-9]*)?|[.][0-9]+)"
)
"""A pattern for the digits of one number, for use in one place of another pattern."""

_WIDE = Context(prec=400)


def digits_value(digits: str) -> Decimal:
    """The number that such digits stand for, with as many after the point as are printed."""
    plain = re.sub("[,、]", "", digits).replace("。", ".").rstrip(".")
    if plain.startswith("."):
        plain = "0" + plain
    return Decimal(plain)


def times_power_of_ten(value: Decimal, power: int) -> Decimal:
    """A number times 10 to the `power`, exactly, without the zeros behind the point."""
    if power == 0:
        return value
    text = format(_WIDE.scaleb(value, power), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Decimal(text)

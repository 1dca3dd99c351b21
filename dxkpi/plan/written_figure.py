"""A figure as a document may write it: 1,200件, 58.2%, ５０. Exact, and in its own unit."""

import re
from dataclasses import dataclass
from decimal import Decimal

from dxkpi.text.folding import usual_width
from dxkpi.text.units import asked_unit, written_unit
from dxkpi.text.written_figures import DIGITS, digits_value, times_power_of_ten

_LONGEST = 200
_FIGURE = re.compile(
    rf"(?P<sign>[▲△]\s*|[-−‐‑‒–—―+])?(?P<digits>{DIGITS})(?![0-9.,])\s*(?P<unit>.*)"
)


@dataclass(frozen=True)
class WrittenFigure:
    """A number in the unit that was asked for; `is_other_unit`: it stands in another."""

    value: Decimal
    is_other_unit: bool = False


def written_figure(text: str, unit: str) -> WrittenFigure | None:
    """The figure that a text is, in the indicator's unit; None where it is no number."""
    if len(text) > _LONGEST:
        return None
    match = _FIGURE.fullmatch(usual_width(text).strip())
    if match is None:
        return None
    value = digits_value(match["digits"])
    is_below_zero = match["sign"] not in (None, "+")
    if is_below_zero and value:
        value = value.copy_negate()
    if not match["unit"]:
        return WrittenFigure(value)
    found = written_unit(match["unit"], asked_unit(unit))
    is_whole_unit = found is not None and found.length == len(match["unit"])
    if found is None or not found.is_same or not is_whole_unit:
        return WrittenFigure(value, is_other_unit=True)
    return WrittenFigure(times_power_of_ten(value, found.power))

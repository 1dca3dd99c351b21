"""The figures that a quoted sentence of a plan names in an indicator's unit."""

import re
from decimal import Decimal

from dxkpi.text.folding import usual_width
from dxkpi.text.units import asked_unit, written_unit
from dxkpi.text.written_figures import times_power_of_ten

_NUMBER = re.compile(
    r"(?<![0-9.,])(?P<sign>[-−▲△]\s?)?"
    r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
)
_DATE = re.compile(
    r"(?:令和|平成|昭和|[RHS])\.?\s?(?:元|[0-9]{1,2})(?:年度?|\.[0-9]{1,2})?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?"
    r"|[0-9]{4}年度?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?"
    r"|[0-9]{1,2}月[0-9]{1,2}日|[0-9]{1,2}月(?:末|現在|時点)"
)
"""Years, months and days, whose numbers are no figures in 年, 月 or 日."""


def figures_in_quote(quote: str, unit: str) -> list[Decimal]:
    """Every number that stands before the unit: 4200 of コンビニ交付4,200件以上 for 件.

    None for figures without a unit, since any number of a sentence could be one.
    """
    asked = asked_unit(unit)
    if not asked.names:
        return []
    plain = _DATE.sub(" ", usual_width(quote))
    figures: list[Decimal] = []
    for match in _NUMBER.finditer(plain):
        behind = written_unit(plain[match.end() :].lstrip(), asked)
        if behind is None or not behind.is_same:
            continue
        value = times_power_of_ten(
            Decimal(match["digits"].replace(",", "")), behind.power
        )
        figures.append(value.copy_negate() if match["sign"] else value)
    return figures

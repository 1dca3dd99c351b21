"""The figure of a judgement's year beside that of the year before."""

from dataclasses import dataclass
from decimal import Decimal

from dxkpi.plan import Indicator
from dxkpi.rules.judgement import Judgement
from dxkpi.rules.known_figures import known_figures


@dataclass(frozen=True)
class YearOnYear:
    """The figure of the year before, and what was added to it.

    `before` is None where that year has no figure, `change` also where the year itself
    has none and where the two answer different questions.
    """

    before: Decimal | None
    change: Decimal | None


def year_on_year(judgement: Judgement) -> YearOnYear:
    """The figure of the year before; of a total the sum until then."""
    indicator, year = judgement.indicator, judgement.fiscal_year
    figures = known_figures(indicator, year)
    if _is_of_unknown_year(indicator, year - 1):
        figures.pop(year - 1, None)
    now, before = figures.get(year), figures.get(year - 1)
    if now is None or before is None or not indicator.asks_alike(year - 1, year):
        return YearOnYear(before, None)
    return YearOnYear(before, now - before)


def _is_of_unknown_year(indicator: Indicator, fiscal_year: int) -> bool:
    """Whether the figure that stands for a year is a baseline whose year nobody knows."""
    baseline, actual = indicator.baseline, indicator.actual(fiscal_year)
    is_reported = actual is not None and actual.value is not None
    if baseline is None or is_reported:
        return False
    return baseline.year_unknown and baseline.fiscal_year == fiscal_year

"""Figures that come out after the year's report, or not in every year: whose figure a
form can ask for.

The report of 令和6年度 is made in May: a figure that is published in November of the year
after can be that of 令和5年度 at most. A survey of every second year has none in between.
"""

from datetime import date

from dxkpi.plan import Actual, Indicator

_MOST_YEARS_BACK = 12


def figure_year(
    indicator: Indicator, fiscal_year: int, day: date, first_year: int | None
) -> int | None:
    """The year whose figure the report of a fiscal year can ask for on a day; None where
    there is none to ask for.

    It is one in which the indicator counts: the report's own, unless that is not out yet
    or has no figure at all. The baseline is known already, and so is what lies before
    the plan's `first_year`.
    """
    year = _known_year(indicator, fiscal_year, day, first_year)
    return year if year is not None and indicator.counts_in(year) else None


def _known_year(
    indicator: Indicator, fiscal_year: int, day: date, first_year: int | None
) -> int | None:
    if indicator.published is None or _has_figure(indicator, fiscal_year):
        return fiscal_year
    latest = _latest_out(indicator, fiscal_year, day)
    if latest is None or latest == fiscal_year:
        return latest
    known_until = first_year - 1 if first_year is not None else latest - 1
    if indicator.baseline is not None:
        known_until = max(known_until, indicator.baseline.fiscal_year)
    return latest if latest > known_until else None


def is_asked(
    indicator: Indicator, fiscal_year: int, day: date, first_year: int | None
) -> bool:
    """Whether the report of a fiscal year asks for a figure at all: not in a year without
    a survey once the last one is known.
    """
    year = figure_year(indicator, fiscal_year, day, first_year)
    if year is None:
        return False
    published = indicator.published
    is_between = published is not None and not published.has_figure(fiscal_year)
    return not (is_between and _has_figure(indicator, year))


def _latest_out(indicator: Indicator, fiscal_year: int, day: date) -> int | None:
    published = indicator.published
    assert published is not None
    for year in range(fiscal_year, fiscal_year - _MOST_YEARS_BACK, -1):
        is_out = published.has_figure(year) and published.is_out(year, day)
        if is_out and indicator.counts_in(year):
            return year
    return None


def _has_figure(indicator: Indicator, fiscal_year: int) -> bool:
    actual: Actual | None = indicator.actual(fiscal_year)
    return actual is not None and actual.value is not None

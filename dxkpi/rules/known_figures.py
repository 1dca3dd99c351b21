"""The figures of an indicator that are known by a fiscal year; the baseline stands in
for its own year.
"""

from decimal import Decimal

from dxkpi.plan import Actual, Baseline, Indicator


def known_figures(indicator: Indicator, until: int) -> dict[int, Decimal]:
    """The figures up to a fiscal year, by year and in order."""
    figures: dict[int, Decimal] = {}
    if indicator.baseline is not None:
        figures[indicator.baseline.fiscal_year] = indicator.baseline.value
    for actual in indicator.actuals:
        if actual.value is not None:
            figures[actual.fiscal_year] = actual.value
    return {year: figures[year] for year in sorted(figures) if year <= until}


def last_known(indicator: Indicator, until: int) -> Actual | None:
    """The latest figure up to a fiscal year, as the plan gives it; None where none is known."""
    figures = known_figures(indicator, until)
    if not figures:
        return None
    year = max(figures)
    actual = indicator.actual(year)
    if actual is not None and actual.value is not None:
        return actual
    assert (
        indicator.baseline is not None
    )  # only the baseline is a figure without an actual
    return baseline_as_actual(indicator.baseline)


def known_entry(indicator: Indicator, fiscal_year: int) -> Actual | Baseline | None:
    """What the plan gives as the figure of a year: the actual, else the baseline; None
    where none is known.
    """
    actual, baseline = indicator.actual(fiscal_year), indicator.baseline
    if actual is not None and actual.value is not None:
        return actual
    if baseline is not None and baseline.fiscal_year == fiscal_year:
        return baseline
    return None


def is_baseline(indicator: Indicator, figure: Actual) -> bool:
    """Whether a known figure is the baseline, for whose year nothing was reported."""
    baseline = indicator.baseline
    if baseline is None or baseline.fiscal_year != figure.fiscal_year:
        return False
    reported = indicator.actual(figure.fiscal_year)
    return reported is None or reported.value is None


def first_done(indicator: Indicator, fiscal_year: int) -> Actual | None:
    """The entry by which what was to be done was done, by this year."""
    for actual in indicator.actuals:
        if actual.fiscal_year <= fiscal_year and actual.value == 1:
            return actual
    return None


def baseline_as_actual(baseline: Baseline) -> Actual:
    """The baseline as the figure of its own year."""
    return Actual(
        fiscal_year=baseline.fiscal_year,
        as_of=baseline.as_of,
        value=baseline.value,
        numerator=baseline.numerator,
        denominator=baseline.denominator,
        approximate=baseline.approximate,
    )

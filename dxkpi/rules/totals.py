"""A total over several years: the running total that its figures make."""

from collections.abc import Iterator
from decimal import Decimal

from dxkpi.plan import Actual, Aggregation, Baseline, Indicator, TotalTarget

_NOTHING_YET = Decimal(0)
_WITHOUT_COUNTS = {"survey": None, "numerator": None, "denominator": None}


def running_total(indicator: Indicator) -> Indicator:
    """The indicator as its own sum since the first year of its total; any other as it is.

    Its baseline is nothing at the end of the year before, its figures are sums up to
    the end of a year. Where a year has no figure the sum is unknown from there on, and
    never as if that year had been zero. Doing it twice changes nothing.
    """
    target = indicator.target
    if not isinstance(target, TotalTarget):
        return indicator
    start = Baseline.model_construct(
        fiscal_year=target.since - 1, as_of=None, value=_NOTHING_YET
    )
    sums = {
        "baseline": start,
        "actuals": tuple(_sums(indicator, target)),
        "aggregation": Aggregation.CUMULATIVE,
        "references": (),
    }
    return indicator.model_copy(update=sums)


def least_sum(indicator: Indicator, fiscal_year: int) -> Decimal:
    """What the known years of the total make by a fiscal year: the sum is at least that."""
    target = indicator.target
    assert isinstance(target, TotalTarget)
    known = [
        actual.value
        for actual in indicator.actuals
        if target.since <= actual.fiscal_year <= fiscal_year
        and actual.value is not None
    ]
    return sum(known, _NOTHING_YET)


def years_without_figure(indicator: Indicator, fiscal_year: int) -> list[int]:
    """The years of the total up to a fiscal year that have no figure."""
    target = indicator.target
    assert isinstance(target, TotalTarget)
    last = min(fiscal_year, target.fiscal_year)
    years = range(target.since, last + 1)
    return [year for year in years if _value_of(indicator, year) is None]


def _sums(indicator: Indicator, target: TotalTarget) -> Iterator[Actual]:
    """The sum up to each year that has an entry; without a value where it is unknown."""
    is_approximate = False
    for actual in sorted(indicator.actuals, key=lambda entry: entry.fiscal_year):
        if not target.since <= actual.fiscal_year <= target.fiscal_year:
            continue
        is_approximate = is_approximate or actual.approximate
        value = _sum_until(indicator, target, actual)
        is_about = is_approximate and value is not None
        told = {"value": value, "approximate": is_about, **_WITHOUT_COUNTS}
        yield actual.model_copy(update=told)


def _sum_until(
    indicator: Indicator, target: TotalTarget, actual: Actual
) -> Decimal | None:
    if actual.value is None:
        return None
    if indicator.aggregation is Aggregation.CUMULATIVE:
        return actual.value - _running_before(indicator, target.since - 1)
    if years_without_figure(indicator, actual.fiscal_year):
        return None
    return least_sum(indicator, actual.fiscal_year)


def _running_before(indicator: Indicator, fiscal_year: int) -> Decimal:
    """The running total at the end of the year before the period, where it is known; a
    running total that begins with the period has none.
    """
    value = _value_of(indicator, fiscal_year)
    baseline = indicator.baseline
    if value is None and baseline is not None and baseline.fiscal_year == fiscal_year:
        return baseline.value
    return value or _NOTHING_YET


def _value_of(indicator: Indicator, fiscal_year: int) -> Decimal | None:
    actual = indicator.actual(fiscal_year)
    return actual.value if actual else None

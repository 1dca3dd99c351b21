"""The month in which a year's survey is held."""

from dxkpi.plan import Indicator

_FIRST_MONTH = 4


def survey_month(indicator: Indicator, fiscal_year: int) -> str | None:
    """The month of a year's survey: that of all figures whose month is stated.

    None where none is, or where they were not of the same month.
    """
    months = {month[5:7] for month in _stated_months(indicator)}
    if len(months) != 1:
        return None
    month = months.pop()
    is_next_calendar_year = int(month) < _FIRST_MONTH
    year = fiscal_year + 1 if is_next_calendar_year else fiscal_year
    return f"{year}-{month}"


def _stated_months(indicator: Indicator) -> list[str]:
    months: list[str] = []
    baseline = indicator.baseline
    if baseline is not None and baseline.as_of is not None:
        months.append(baseline.as_of)
    for actual in indicator.actuals:
        if actual.value is not None and actual.as_of is not None:
            months.append(actual.as_of)
    return months

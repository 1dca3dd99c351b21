"""What somebody who writes an entry of the schedule should be told of its years."""

from enum import StrEnum

from dxkpi.plan import About, ScheduleItem


class YearsRemark(StrEnum):
    """It keeps the entry from nothing: a plan may look beyond its own years."""

    NO_YEARS = "no_years"
    """It is drawn nowhere."""
    BEFORE_PERIOD = "before_period"
    AFTER_PERIOD = "after_period"


def years_remarks(item: ScheduleItem, about: About) -> tuple[YearsRemark, ...]:
    """What is to be told of the years of an entry in a plan of this period."""
    years = [year for year in (item.start, item.end) if year is not None]
    if not years:
        return (YearsRemark.NO_YEARS,)
    remarks = []
    first, last = about.first_fiscal_year, about.last_fiscal_year
    if first is not None and min(years) < first:
        remarks.append(YearsRemark.BEFORE_PERIOD)
    if last is not None and max(years) > last:
        remarks.append(YearsRemark.AFTER_PERIOD)
    return tuple(remarks)

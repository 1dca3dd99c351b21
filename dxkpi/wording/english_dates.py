"""How years, months and moments are written in English: FY2026, 31 March 2026.

Their Japanese writing is `dxkpi.fiscal`'s; `Language` has both.
"""

from datetime import date, datetime

from dxkpi import fiscal

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def fiscal_year(year: int) -> str:
    """FY2026."""
    return f"FY{year}"


def short_year(year: int) -> str:
    """FY26: for narrow axes."""
    return f"FY{year % 100:02}"


def fiscal_years(first: int | None, last: int | None) -> str | None:
    """FY2026–2030; None when neither end is known."""
    if first is None:
        return None if last is None else f"to FY{last}"
    if last is None:
        return f"from FY{first}"
    return f"FY{first}" if first == last else f"FY{first}–{last}"


def month(as_of: str) -> str:
    """March 2026 for `"2026-03"`, 31 March 2026 for a day."""
    name = f"{_MONTHS[_month_number(as_of) - 1]} {as_of[:4]}"
    has_day = len(as_of) > len("2026-03")
    return f"{int(as_of[8:10])} {name}" if has_day else name


def short_month(as_of: str) -> str:
    """Mar 2026 for `"2026-03"` and for a day in it."""
    return f"{_MONTHS[_month_number(as_of) - 1][:3]} {as_of[:4]}"


def short_day(day: str) -> str:
    """31 Mar 2026 for `"2026-03-31"`."""
    return f"{int(day[8:10])} {short_month(day)}"


def day_within_year(day: date) -> str:
    """15 May."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def moment(at: datetime) -> str:
    """20 May 2026, 10:15, by the clocks of Japan."""
    there = fiscal.time_in_japan(at)
    return f"{month(there.date().isoformat())}, {there:%H:%M}"


def short_moment(at: datetime) -> str:
    """20 May 2026 10:15, by the clocks of Japan: for narrow columns."""
    there = fiscal.time_in_japan(at)
    return f"{short_day(there.date().isoformat())} {there:%H:%M}"


def _month_number(as_of: str) -> int:
    return int(as_of[5:7])

"""The Japanese fiscal year, in both calendars.

Fiscal year N runs from April N to March N+1 and is written as a plain `int` everywhere
(令和8年度 is 2026). A month is not a fiscal year: 令和8年3月 lies in 令和7年度. So what is parsed
keeps both, the fiscal year and, where one is given, the month as `"YYYY-MM"` (a day as
`"YYYY-MM-DD"`), and says whether the text could be read in another way.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from dxkpi.text.folding import without_spaces

FIRST_YEAR, LAST_YEAR = 1989, 2100

_JAPAN = timezone(timedelta(hours=9))
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018, "H": 1988, "S": 1925}
_INITIALS = {"令和": "R", "平成": "H", "昭和": "S"}
_FIRST_FISCAL_YEAR_OF_ERA = {"令和": 2019, "平成": 1989}

_YEAR = r"(?:(?P<era>令和|平成|昭和|[RHS])\.?(?P<n>元|0?[1-9]|[1-9]\d)|(?P<ce>\d{4}))"
_STATE = r"(?:末日?|時点|現在)*"
_FISCAL = re.compile(r"(?P<fy>FY)?" + _YEAR + r"(?P<unit>年度|年)?" + _STATE, re.ASCII)
_MONTH = re.compile(
    _YEAR
    + r"(?:年|[./-])(?P<month>\d{1,2})(?:月|(?:月|[./-])(?P<day>\d{1,2})日?)?"
    + _STATE,
    re.ASCII,
)
_BOTH_CALENDARS = re.compile(r"(?P<first>[^()]+)\((?P<second>[^()]+)\)(?P<end>[^()]*)")


@dataclass(frozen=True)
class ParsedYear:
    """What a text about a year or a month was read as."""

    fiscal_year: int
    as_of: str | None = None
    ambiguous: bool = False


class NotAFiscalYear(ValueError):
    """The text names no fiscal year, or two that disagree."""


def parse_year(text: str) -> ParsedYear:
    """Read a Japanese or Western fiscal year, month or day.

    Accepts 令和8年度, R8, Ｒ８, 令和８年度末, 2026年度, FY2026, 2026, 令和8年度(2026年度),
    令和8年(2026年)3月末日現在, R8.3末, 令和8年3月31日, 2026-03 and the like. A bare year (2026, R8,
    令和8年) is read as the fiscal year and marked ambiguous, because it could be the
    calendar year. Raises `NotAFiscalYear` for anything else.
    """
    plain = without_spaces(text).upper()
    if match := _BOTH_CALENDARS.fullmatch(plain):
        return _year_in_both_calendars(match, text)
    if match := _MONTH.fullmatch(plain):
        return _year_of_written_month(match, text)
    if match := _FISCAL.fullmatch(plain):
        fiscal_year = _year_in_range(_western_year(match), text)
        is_fiscal_year = match["unit"] == "年度" or bool(match["fy"])
        return ParsedYear(fiscal_year, ambiguous=not is_fiscal_year)
    raise NotAFiscalYear(text)


def _year_in_both_calendars(match: re.Match[str], text: str) -> ParsedYear:
    """A year that is written twice: 令和8年(2026年)3月末日現在 is 令和8年3月末日現在
    and 2026年3月末日現在.
    """
    first = parse_year(match["first"] + match["end"])
    second = parse_year(match["second"] + match["end"])
    if first.fiscal_year != second.fiscal_year:
        raise NotAFiscalYear(text)
    if first.as_of and second.as_of and first.as_of != second.as_of:
        raise NotAFiscalYear(text)
    return ParsedYear(
        first.fiscal_year,
        first.as_of or second.as_of,
        first.ambiguous and second.ambiguous,
    )


def _year_of_written_month(match: re.Match[str], text: str) -> ParsedYear:
    year, month = _western_year(match), int(match["month"])
    day = int(match["day"]) if match["day"] else None
    try:
        date(year, month, 1 if day is None else day)
    except ValueError:
        raise NotAFiscalYear(text) from None
    as_of = f"{year}-{month:02}"
    if day is not None:
        as_of += f"-{day:02}"
    return ParsedYear(_year_in_range(year_of_month(as_of), text), as_of)


def _western_year(match: re.Match[str]) -> int:
    if match["ce"]:
        return int(match["ce"])
    year_of_era = 1 if match["n"] == "元" else int(match["n"])
    return _ERAS[match["era"]] + year_of_era


def _year_in_range(year: int, text: str) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotAFiscalYear(text)
    return year


def year_of_month(as_of: str) -> int:
    """The fiscal year in which a month or day (`"2026-03"`, `"2026-03-31"`) lies."""
    year, month = int(as_of[:4]), int(as_of[5:7])
    return year if month >= 4 else year - 1


def year_of_day(day: date) -> int:
    """The fiscal year in which a day lies."""
    return day.year if day.month >= 4 else day.year - 1


def last_closed_year(today: date) -> int:
    """The last fiscal year that is over on a day."""
    return year_of_day(today) - 1


def today() -> date:
    """The day in Japan, wherever the server's clock stands."""
    return day_in_japan(now())


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def time_in_japan(at: datetime) -> datetime:
    """A moment by the clocks of Japan."""
    return at.astimezone(_JAPAN)


def day_in_japan(at: datetime) -> date:
    """The day of a moment by the clocks of Japan."""
    return time_in_japan(at).date()


def end_of_day(day: date) -> datetime:
    """The moment at which a day ends in Japan, in UTC."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=_JAPAN)
    return (midnight + timedelta(days=1)).astimezone(UTC)


def moment_label(at: datetime) -> str:
    """令和8年5月20日 10時15分, by the clocks of Japan."""
    there = time_in_japan(at)
    return f"{month_label(there.date().isoformat())} {there.hour}時{there.minute:02}分"


def short_moment(at: datetime) -> str:
    """R8.5.20 10:15, by the clocks of Japan: for narrow columns."""
    there = time_in_japan(at)
    return f"{short_day(there.date().isoformat())} {there:%H:%M}"


def wareki(year: int) -> str:
    """令和8年度; the first year of an era is 元: 令和元年度."""
    era, year_of_era = _era_of_fiscal_year(year)
    return f"{era}{_year_label(year_of_era)}年度"


def both_calendars(year: int) -> str:
    """Both calendars: 令和8年度 (2026)."""
    return f"{wareki(year)} ({year})"


def western(year: int) -> str:
    """FY2026 (令和8), for who does not count in eras."""
    era, year_of_era = _era_of_fiscal_year(year)
    return f"FY{year} ({era}{_year_label(year_of_era)})"


def short_year(year: int) -> str:
    """R8, H30: for narrow axes."""
    era, year_of_era = _era_of_fiscal_year(year)
    return f"{_INITIALS[era]}{year_of_era}"


def year_span(first: int | None, last: int | None) -> str | None:
    """令和8～12年度; across two eras 平成30～令和4年度; None when neither end is known."""
    if first is None:
        return None if last is None else f"～{wareki(last)}"
    if last is None:
        return f"{wareki(first)}～"
    if first == last:
        return wareki(first)
    start = wareki(first).removesuffix("年度")
    first_era, _year = _era_of_fiscal_year(first)
    last_era, year_of_last_era = _era_of_fiscal_year(last)
    if first_era != last_era:
        return f"{start}～{wareki(last)}"
    return f"{start}～{year_of_last_era}年度"


def month_label(as_of: str) -> str:
    """令和8年3月 for `"2026-03"`, 令和8年3月31日 for a day."""
    era, year = _era_of_month(as_of)
    month = f"{era}{_year_label(year)}年{int(as_of[5:7])}月"
    has_day = len(as_of) > len("2026-03")
    return f"{month}{int(as_of[8:10])}日" if has_day else month


def short_month(as_of: str) -> str:
    """R8.3 for `"2026-03"`."""
    era, year = _era_of_month(as_of)
    return f"{_INITIALS[era]}{year}.{int(as_of[5:7])}"


def spelled_month(as_of: str) -> str:
    """R8年3月 for `"2026-03"`: in large letters, where R8.3 looks like a figure."""
    year, month = short_month(as_of).split(".")
    return f"{year}年{month}月"


def short_day(day: str) -> str:
    """R8.3.31 for `"2026-03-31"`."""
    return f"{short_month(day)}.{int(day[8:10])}"


def last_month(year: int) -> str:
    """The month in which a fiscal year ends: `"2027-03"` for 2026."""
    return f"{year + 1}-03"


def day_in_year(day: str, year: int) -> str:
    """A day that comes back every year (`"09-30"`) in a fiscal year: `"2023-09-30"`."""
    month = int(day[:2])
    calendar_year = year if month >= 4 else year + 1
    return f"{calendar_year}-{day}"


def _era_of_fiscal_year(year: int) -> tuple[str, int]:
    """The era of a fiscal year and the year in it: 令和元年度 is all of fiscal year 2019."""
    for era, first_year in _FIRST_FISCAL_YEAR_OF_ERA.items():
        if year >= first_year:
            return era, year - _ERAS[era]
    return "昭和", year - _ERAS["昭和"]


def _era_of_month(as_of: str) -> tuple[str, int]:
    """The era of a month and the year in it; eras change on 2019-05-01, not with a fiscal year."""
    year = int(as_of[:4])
    if as_of[:7] >= "2019-05":
        era = "令和"
    elif year >= 1989:
        era = "平成"
    else:
        era = "昭和"
    return era, year - _ERAS[era]


def _year_label(year_of_era: int) -> str:
    return "元" if year_of_era == 1 else str(year_of_era)

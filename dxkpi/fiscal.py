"""The Japanese fiscal year, in both calendars.

Fiscal year N runs from April N to March N+1 and is written as a plain `int` everywhere (令和8年度 is 2026). A month is
not a fiscal year: 令和8年3月 lies in 令和7年度. So a reading keeps both, the fiscal year and, where one is given, the
month as `"YYYY-MM"` (a day is kept as `"YYYY-MM-DD"`), and says whether the text could be read in another way.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

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
_BOTH = re.compile(r"(?P<a>[^()]+)\((?P<b>[^()]+)\)(?P<tail>[^()]*)")


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

    Accepts 令和8年度, R8, Ｒ８, 令和８年度末, 2026年度, FY2026, 2026, 令和8年度(2026年度), 令和8年(2026年)3月末日現在, R8.3末,
    令和8年3月31日, 2026-03 and the like. A bare year (2026, R8, 令和8年) is read as the fiscal year and marked ambiguous,
    because it could be the calendar year. Raises `NotAFiscalYear` for anything else.
    """
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).upper()
    if both := _BOTH.fullmatch(plain):
        first, second = (
            parse_year(both["a"] + both["tail"]),
            parse_year(both["b"] + both["tail"]),
        )
        if first.fiscal_year != second.fiscal_year or (
            first.as_of and second.as_of and first.as_of != second.as_of
        ):
            raise NotAFiscalYear(text)
        return ParsedYear(
            first.fiscal_year,
            first.as_of or second.as_of,
            first.ambiguous and second.ambiguous,
        )
    if match := _MONTH.fullmatch(plain):
        year, month, day = _western(match), int(match["month"]), int(match["day"] or 1)
        try:
            date(year, month, day)
        except ValueError:
            raise NotAFiscalYear(text) from None
        as_of = f"{year}-{month:02}" + (f"-{day:02}" if match["day"] else "")
        return ParsedYear(_within(year_of_month(as_of), text), as_of)
    if match := _FISCAL.fullmatch(plain):
        return ParsedYear(
            _within(_western(match), text),
            ambiguous=match["unit"] != "年度" and not match["fy"],
        )
    raise NotAFiscalYear(text)


def _western(match: re.Match[str]) -> int:
    if match["ce"]:
        return int(match["ce"])
    return _ERAS[match["era"]] + (1 if match["n"] == "元" else int(match["n"]))


def _within(year: int, text: str) -> int:
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
    return datetime.now(_JAPAN).date()


def moment_label(at: datetime) -> str:
    """令和8年5月20日 10時15分, by the clocks of Japan."""
    there = at.astimezone(_JAPAN)
    return f"{month_label(there.date().isoformat())} {there.hour}時{there.minute:02}分"


def short_moment(at: datetime) -> str:
    """R8.5.20 10:15, by the clocks of Japan: for narrow columns."""
    there = at.astimezone(_JAPAN)
    return f"{short_month(there.date().isoformat())}.{there.day} {there:%H:%M}"


def _era(year: int) -> tuple[str, int]:
    for era, first in _FIRST_FISCAL_YEAR_OF_ERA.items():
        if year >= first:
            return era, year - _ERAS[era]
    return "昭和", year - _ERAS["昭和"]


def wareki(year: int) -> str:
    """令和8年度; the first year of an era is 元: 令和元年度."""
    era, n = _era(year)
    return f"{era}{'元' if n == 1 else n}年度"


def both_calendars(year: int) -> str:
    """Both calendars: 令和8年度 (2026)."""
    return f"{wareki(year)} ({year})"


def short_year(year: int) -> str:
    """R8, H30: for narrow axes."""
    era, n = _era(year)
    return f"{_INITIALS[era]}{n}"


def year_span(first: int | None, last: int | None) -> str | None:
    """令和8～12年度; across two eras 平成30～令和4年度; None when neither end is known."""
    if first is None or last is None:
        known = first if first is not None else last
        return (
            None
            if known is None
            else (f"{wareki(known)}～" if last is None else f"～{wareki(known)}")
        )
    if first == last:
        return wareki(first)
    end = wareki(last) if _era(first)[0] != _era(last)[0] else f"{_era(last)[1]}年度"
    return f"{wareki(first).removesuffix('年度')}～{end}"


def _era_of_month(as_of: str) -> tuple[str, int]:
    """The era of a month and its year in it: eras change on 2019-05-01 here, not with the fiscal year."""
    year = int(as_of[:4])
    era = "令和" if as_of[:7] >= "2019-05" else "平成" if year >= 1989 else "昭和"
    return era, year - _ERAS[era]


def month_label(as_of: str) -> str:
    """令和8年3月 for `"2026-03"`, 令和8年3月31日 for a day."""
    era, n = _era_of_month(as_of)
    day = f"{int(as_of[8:10])}日" if len(as_of) > 7 else ""
    return f"{era}{'元' if n == 1 else n}年{int(as_of[5:7])}月{day}"


def short_month(as_of: str) -> str:
    """R8.3 for `"2026-03"`."""
    era, n = _era_of_month(as_of)
    return f"{_INITIALS[era]}{n}.{int(as_of[5:7])}"


def last_month(year: int) -> str:
    """The month in which a fiscal year ends: `"2027-03"` for 2026."""
    return f"{year + 1}-03"

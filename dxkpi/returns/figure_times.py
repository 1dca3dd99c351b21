"""The years and months that stand beside a figure: 43（令和6年度）, R7 43, R8.3末: 43."""

import re

from dxkpi import fiscal

YEAR = r"(?:(?:令和|平成|[RH])\.?(?:元|[0-9]{1,2})|20[0-9]{2})"

TIME = (
    rf"(?:{YEAR}年度末?|{YEAR}末"
    rf"|{YEAR}(?:年|[./])[0-9]{{1,2}}(?:月|[./])?(?:[0-9]{{1,2}}日?|末日?)?"
    r"|[0-9]{1,2}月(?:[0-9]{1,2}日|末日?)|年度末|今年度|本年度|当年度)"
)
"""A time as it is written before or behind a figure; not all of them name a year."""

YEAR_ALONE = (
    r"(?:(?:令和|平成|[RH])\.?(?:元|[0-9]{1,2})(?:年度?|(?![0-9./年]))|20[0-9]{2}年度?)"
)
"""A year in a label: R7, 令和7年度, 2025年."""

_JUST_AFTER = ("04", "05")
"""April and May, in which offices count what a fiscal year left."""


def time_named(text: str | None) -> fiscal.ParsedYear | None:
    """The year or month that a text names; None where it names none."""
    if not text:
        return None
    match = re.match(rf"{TIME}|{YEAR_ALONE}", text.strip(" ()"))
    if match is None:
        return None
    try:
        return fiscal.parse_year(match[0])
    except fiscal.NotAFiscalYear:
        return None


def is_of_other_year(time: fiscal.ParsedYear | None, fiscal_year: int) -> bool:
    """Whether a time is of another fiscal year; 令和8年4月 may close 令和7年度."""
    if time is None or time.fiscal_year == fiscal_year:
        return False
    if time.as_of is None or time.fiscal_year != fiscal_year + 1:
        return True
    return time.as_of[5:7] not in _JUST_AFTER

"""What the title of a form says: of which year it is, and whose."""

import re
from collections.abc import Iterable
from itertools import zip_longest

from dxkpi import fiscal
from dxkpi.text.folding import without_spaces

_LONGEST_TITLE = 200
_ABOUT_ACTUALS = re.compile("実績|様式")
_YEAR = re.compile(
    r"(?:(?:令和|平成|[RH])(?:元|\d{1,2})|\d{4})年度|[RH]\d{1,2}(?=の?(?:実績|様式))"
)
_PERIOD = re.compile(
    rf"(?:{_YEAR.pattern}|(?:令和|平成|[RH])?\d{{1,4}}年?)"
    r"[~～〜\-–—―]"
    rf"(?:{_YEAR.pattern}|\d{{1,2}}年度)"
)
_PREFECTURE = "北海道|東京都|(?:京都|大阪)府|.{2,3}県"
_MUNICIPALITY = ".{1,10}[市町村区]"
_ASSOCIATION = ".{1,30}(?:広域連合|組合|企業団)"
_CITY = re.compile(rf"({_PREFECTURE}|{_MUNICIPALITY}|{_ASSOCIATION})(?:[(（].*[)）])?")


def year_in_titles(titles: Iterable[str]) -> int | None:
    """The fiscal year in a title: a text about actuals or the form counts before any other."""
    about_actuals_first = sorted(
        titles, key=lambda title: not _ABOUT_ACTUALS.search(title)
    )
    for title in about_actuals_first:
        year = _year_in_title(title)
        if year is not None:
            return year
    return None


def _year_in_title(title: str) -> int | None:
    """The first fiscal year in a title that is no end of a period (令和5～9年度)."""
    text = without_spaces(title[:_LONGEST_TITLE])
    for year in _YEAR.findall(_PERIOD.sub("", text)):
        try:
            return fiscal.parse_year(year).fiscal_year
        except fiscal.NotAFiscalYear:
            continue
    return None


def city_and_department(titles: Iterable[str]) -> tuple[str | None, str | None]:
    """The municipality in a title, and the department, which stands beside it."""
    for title in titles:
        words = title.split()
        for word, word_beside in zip_longest(words, words[1:]):
            city = _CITY.fullmatch(word)
            if city:
                return city[1], word_beside
    return None, None

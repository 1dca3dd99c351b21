"""The month of a figure as it is written into a form: R9.3末, 2027/3, 3月, 2027年度, a date."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dxkpi import fiscal
from dxkpi.findings import FiscalYear, Month
from dxkpi.returns.cell_values import shown_value
from dxkpi.returns.filled_form import FilledRow, WrittenCell
from dxkpi.returns.form_columns import FormColumn
from dxkpi.returns.japanese_numerals import japanese_numeral
from dxkpi.returns.missing_reasons import missing_reason
from dxkpi.text.brackets import without_brackets_behind
from dxkpi.text.folding import without_spaces

_LONGEST = 60
_END_OF_YEAR = re.compile(r"(?:今|本|当|当該)?年度末日?(?:時点|現在)*")
_START_OF_YEAR = re.compile(
    r"(?:今|本|当|当該)?年度(?:当初|初め?|始め?|はじめ)(?:時点|現在)*"
)
_END_OF_HALF = re.compile(r"(?:上半期|上期|前期|中間期?)末?(?:時点|現在)*")
_TAIL = re.compile(r"(?:の)?(?:累計|合計|実績値?|数値|値|中|頃|ごろ|現在|時点)$")
_PERIOD = re.compile(
    r"(?P<first>[^~から]+)(?:~|〜|～|から)(?P<last>[^~]+?)(?:まで)?"
    r"|(?P<begin>[^-]+)-(?P<end>[^-]+)"
)
_WHOLE_YEAR = re.compile(
    r"(?:通年|通期|年間|年度計|年度累計|年度内|(?:今|本|当|当該)年度(?:分|中|実績)?|1年間)"
)
_MONTH_ALONE = re.compile(
    r"(?P<month>\d{1,2})(?:月(?:(?P<day>\d{1,2})日?)?|/(?P<day_behind_stroke>\d{1,2}))"
    r"(?:末日?|時点|現在)*",
    re.ASCII,
)
_ERA_ALONE = re.compile(
    r"\d{1,2}(?:\.\d{1,2}(?:\.\d{1,2})?|/\d{1,2}/\d{1,2}|年\d{1,2}月(?:\d{1,2}日|末)?)",
    re.ASCII,
)
_COMPACT = re.compile(r"(?P<era>[RH])(\d{2})\.?(\d{2})\.?(\d{2})?", re.ASCII)
_NUMERAL = re.compile("[〇一二三四五六七八九十]+")
_MONTH_AS_NUMBER = re.compile(r"(\d{4})(0[1-9]|1[0-2])([0-3]\d)?", re.ASCII)
_FIRST_MONTH = 4
_TIME_IN_TEXT = re.compile(
    r"(?:(?:令和|R)\.?(?:元|\d{1,2})|20\d\d(?=[年./]))"
    r"(?:年度|(?:年|[./])\d{1,2}(?:月(?:\d{1,2}日)?)?)?"
)
_MONTHS_JUST_AFTER = ("04", "05")
_EXCEL_DAYS = range(30_000, 80_000)
_EXCEL_FIRST_DAY = date(1899, 12, 30)


@dataclass(frozen=True)
class ParsedMonth:
    """What a cell about a month says.

    `as_of` is the month or day, None where only a year was written. `is_doubtful`: it
    could be read in another way, or was not written as a month, so the reading is told.
    """

    fiscal_year: int
    as_of: str | None
    is_doubtful: bool = False

    @property
    def time(self) -> Month | FiscalYear:
        """The month, or the year where no month was written."""
        if self.as_of is None:
            return FiscalYear(self.fiscal_year)
        return Month(self.as_of)


def month_in_cell(cell: WrittenCell, fiscal_year: int) -> ParsedMonth | None:
    """The month in a cell of a form for a fiscal year; None where it is none."""
    value = cell.value
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, date):
        return _month_of_day(value)
    if isinstance(value, str):
        return _written_month(value, fiscal_year)
    return _as_doubtful(_written_month(_text_of_number(cell), fiscal_year))


def _text_of_number(cell: WrittenCell) -> str:
    if isinstance(cell.value, float):
        return f"{cell.value:.10g}"
    return shown_value(cell) or ""


def without_month_of(row: FilledRow, fiscal_year: int) -> FilledRow:
    """The row, its month left out if that lies in a year; else the very same row."""
    cell = row.cells.get(FormColumn.AS_OF)
    month = None if cell is None else month_in_cell(cell, fiscal_year)
    if cell is None or month is None or month.fiscal_year != fiscal_year:
        return row
    blank = WrittenCell(cell.sheet, cell.ref)
    return replace(row, cells={**row.cells, FormColumn.AS_OF: blank})


def says_no_month(cell: WrittenCell) -> bool:
    """Whether a cell for a month says in words that there is none."""
    has_digit = any(letter.isdigit() for letter in cell.text)
    return not has_digit and missing_reason(cell.text) is not None


def _month_of_day(day: date) -> ParsedMonth:
    """A date cell; the first of a month is what Excel makes of R8.3, so it is a month."""
    year = fiscal.year_of_day(day)
    if day.day == 1:
        return ParsedMonth(year, day.isoformat()[:7], is_doubtful=True)
    return ParsedMonth(year, day.isoformat()[:10])


def _written_month(text: str, fiscal_year: int) -> ParsedMonth | None:
    plain = without_spaces(text.strip()[:_LONGEST]).strip("'")
    plain = _NUMERAL.sub(_in_digits, _TAIL.sub("", plain))
    without_remark = without_brackets_behind(plain)
    named = _month_named(without_remark, fiscal_year)
    if named is not None:
        return named
    month = _month_in_digits(plain, fiscal_year) or _parsed_month(plain)
    if month is None and without_remark != plain:
        month = _as_doubtful(_written_month(without_remark, fiscal_year))
    if month is None and (period := _PERIOD.fullmatch(plain)):
        return _end_of_period(period, fiscal_year)
    return month


def _in_digits(numeral: re.Match[str]) -> str:
    """8 of 八, as in 令和八年三月; the text itself where it is no number."""
    number = japanese_numeral(numeral[0])
    if number is None or number.length < len(numeral[0]):
        return numeral[0]
    return str(number.value)


def _month_in_digits(plain: str, fiscal_year: int) -> ParsedMonth | None:
    """46112, 202603, 3/31, 8.3: what says no more than the form leaves open."""
    if _is_excel_day(plain):
        return _month_of_excel_day(int(plain))
    if match := _MONTH_AS_NUMBER.fullmatch(plain):
        return _month_as_number(match)
    if match := _COMPACT.fullmatch(plain):
        return _compact_month(match)
    if match := _MONTH_ALONE.fullmatch(plain):
        return _month_alone(match, fiscal_year)
    if _ERA_ALONE.fullmatch(plain):
        return _month_without_era(plain, fiscal_year)
    return None


def _compact_month(match: re.Match[str]) -> ParsedMonth | None:
    """R080331."""
    era, *parts = [part for part in match.groups() if part]
    return _as_doubtful(_parsed_month(era + ".".join(str(int(part)) for part in parts)))


def _end_of_period(period: re.Match[str], fiscal_year: int) -> ParsedMonth | None:
    """R7.4～R8.3 is a figure of its last month."""
    first = _written_month(period["first"] or period["begin"], fiscal_year)
    last = _written_month(period["last"] or period["end"], fiscal_year)
    return None if first is None else _as_doubtful(last)


def _month_named(plain: str, fiscal_year: int) -> ParsedMonth | None:
    """年度末, 年度当初, 上半期末 of the form's year, 通年 for the year without a month."""
    if _END_OF_YEAR.fullmatch(plain):
        return ParsedMonth(fiscal_year, fiscal.last_month(fiscal_year), True)
    if _START_OF_YEAR.fullmatch(plain):
        return ParsedMonth(fiscal_year, f"{fiscal_year}-04", True)
    if _END_OF_HALF.fullmatch(plain):
        return ParsedMonth(fiscal_year, f"{fiscal_year}-09", True)
    if _WHOLE_YEAR.fullmatch(plain):
        return ParsedMonth(fiscal_year, None, True)
    return None


def names_later_year(text: str, fiscal_year: int) -> bool:
    """Whether a text names a month or a fiscal year after this one: 実施（令和9年2月）."""
    return any(year > fiscal_year for year in _years_named(text))


def names_earlier_year(text: str, fiscal_year: int) -> bool:
    """Whether the only years that a text names are before this one: 令和6年度実施済み."""
    years = _years_named(text)
    return bool(years) and all(year < fiscal_year for year in years)


def _years_named(text: str) -> list[int]:
    """The fiscal years of the months and years in a text."""
    years = []
    for match in _TIME_IN_TEXT.finditer(without_spaces(text[:_LONGEST])):
        month = _parsed_month(match[0])
        if month is not None:
            years.append(month.fiscal_year)
    return years


def is_just_after(month: ParsedMonth, fiscal_year: int) -> bool:
    """Whether a time is in the two months after a fiscal year in which offices count what
    it left: 4月1日, Japan's standard date, 5月1日 of schools, 5月31日, when the books are
    closed, and R8.4 without a day.
    """
    if month.as_of is None or month.fiscal_year != fiscal_year + 1:
        return False
    return month.as_of[5:7] in _MONTHS_JUST_AFTER


def _is_excel_day(plain: str) -> bool:
    """Whether a text is the number of a day, which a date cell shows if set to number."""
    return plain.isdecimal() and plain.isascii() and int(plain) in _EXCEL_DAYS


def _month_of_excel_day(number: int) -> ParsedMonth:
    day = _EXCEL_FIRST_DAY + timedelta(number)
    return replace(_month_of_day(day), is_doubtful=True)


def _month_as_number(match: re.Match[str]) -> ParsedMonth | None:
    """202603, 20260331."""
    parts = [part for part in match.groups() if part]
    return _as_doubtful(_parsed_month("-".join(parts)))


def _month_alone(match: re.Match[str], fiscal_year: int) -> ParsedMonth | None:
    """3月, 3/31: that of the form's fiscal year."""
    month = int(match["month"])
    day = match["day"] or match["day_behind_stroke"]
    year = fiscal_year
    if month < _FIRST_MONTH:
        year += 1
    text = f"{year}-{month}"
    if day:
        text = f"{text}-{day}"
    return _as_doubtful(_parsed_month(text))


def _month_without_era(plain: str, fiscal_year: int) -> ParsedMonth | None:
    """8.3 or 26.3 in a form that says R8.3; only of the form's own year."""
    for before in ("R", "20"):
        month = _as_doubtful(_parsed_month(f"{before}{plain}"))
        if month is not None and month.fiscal_year == fiscal_year:
            return month
    return None


def _as_doubtful(month: ParsedMonth | None) -> ParsedMonth | None:
    if month is None:
        return None
    return replace(month, is_doubtful=True)


def _parsed_month(text: str) -> ParsedMonth | None:
    try:
        year = fiscal.parse_year(text)
    except fiscal.NotAFiscalYear:
        return None
    return ParsedMonth(year.fiscal_year, year.as_of, year.ambiguous)

"""The codes of rows, also where a spreadsheet has made a number or a day of one."""

import unicodedata
from datetime import date

from dxkpi.returns.filled_form import Written
from dxkpi.text.folding import with_hyphens

LONGEST_CODE = 40

_CODES_AS_YEARS = range(2001, 2013)
_THIS_CENTURY = 2000


def code_text(value: Written, *, of_schedule: bool = False) -> str:
    """A code as text; "" where there is none.

    `of_schedule`: its last stroke is a slash, as in the entry 1-2/3.
    """
    if value is None:
        return ""
    if isinstance(value, date):
        return _code_of_day(value, of_schedule=of_schedule)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    half_width = unicodedata.normalize("NFKC", str(value))
    return with_hyphens(half_width).strip()


def _code_of_day(day: date, *, of_schedule: bool) -> str:
    """The code of which a spreadsheet made this day.

    1-2 becomes the second of January, 1-2-3 a day of 2001, and 1-32, which can be no day
    of January, the first of January 1932.
    """
    three_numbers = day.year in _CODES_AS_YEARS
    if three_numbers:
        last_stroke = "/" if of_schedule else "-"
        return f"{day.year - _THIS_CENTURY}-{day.month}{last_stroke}{day.day}"
    second_became_the_year = day.year < _THIS_CENTURY and day.day == 1
    if second_became_the_year:
        return f"{day.month}-{day.year % 100}"
    return f"{day.month}-{day.day}"

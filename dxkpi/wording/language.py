"""The interface's words in the reader's language: plain English in the source, Japanese
unless another is asked for.

A function that makes words takes the `Language` to make them in. The catalogues are the
`.po` files under `locale/`, read as they are: there is no compiled copy that could be
out of date.
"""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path

from dxkpi import fiscal
from dxkpi.wording import english_dates
from dxkpi.wording.catalogue import read_catalogue

LOCALE_FOLDER = Path(__file__).parent / "locale"


class Language(StrEnum):
    """A language that the interface speaks, by its ISO code."""

    JAPANESE = "ja"
    ENGLISH = "en"

    def gettext(self, message: str, /, **values: object) -> str:
        """The message in this language, with its {placeholders} filled."""
        translated = _catalogue(self).get(message, message)
        return translated.format(**values) if values else translated

    def ngettext(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The message for n things, with {n} and the other placeholders filled."""
        english = one if n == 1 else many
        return _catalogue(self).get(one, english).format(n=n, **values)

    def sentences(self, parts: Iterable[str]) -> str:
        """Sentences in a row; Japanese sets no space between them. Empty ones are left out."""
        space = "" if self is Language.JAPANESE else " "
        return space.join(part for part in parts if part)

    def listed(self, items: Iterable[str]) -> str:
        """Things in a row, no "and" before the last: 総務課、税務課."""
        comma = "、" if self is Language.JAPANESE else ", "
        return comma.join(items)

    def fiscal_year(self, year: int) -> str:
        """A fiscal year in a sentence: 令和8年度, FY2026."""
        if self is Language.JAPANESE:
            return fiscal.wareki(year)
        return english_dates.fiscal_year(year)

    def fiscal_year_title(self, year: int) -> str:
        """A fiscal year that stands alone, as a choice or a row's first cell: 令和8年度,
        FY2026 (令和8), as the city's own papers have the era only.
        """
        return (
            fiscal.wareki(year) if self is Language.JAPANESE else fiscal.western(year)
        )

    def year_in_both_calendars(self, year: int) -> str:
        """A fiscal year in both calendars: 令和8年度 (2026), FY2026 (令和8)."""
        if self is Language.JAPANESE:
            return fiscal.both_calendars(year)
        return fiscal.western(year)

    def calendar_year(self, year: int) -> str:
        """The year of a figure that runs from January to December: 令和8年, 2026."""
        if self is Language.JAPANESE:
            return fiscal.wareki(year).removesuffix("度")
        return str(year)

    def short_year(self, year: int) -> str:
        """A fiscal year on a narrow axis or beside a figure: R8, FY26."""
        if self is Language.JAPANESE:
            return fiscal.short_year(year)
        return english_dates.short_year(year)

    def fiscal_years(self, first: int | None, last: int | None) -> str | None:
        """A period: 令和8～12年度, FY2026–2030; None when neither end is known."""
        if self is Language.JAPANESE:
            return fiscal.year_span(first, last)
        return english_dates.fiscal_years(first, last)

    def month(self, as_of: str) -> str:
        """A month or a day: 令和8年3月, March 2026; 令和8年3月31日, 31 March 2026."""
        if self is Language.JAPANESE:
            return fiscal.month_label(as_of)
        return english_dates.month(as_of)

    def short_month(self, as_of: str) -> str:
        """The month of a month or day, where there is little room: R8.3, Mar 2026."""
        if self is Language.JAPANESE:
            return fiscal.short_month(as_of)
        return english_dates.short_month(as_of)

    def spelled_month(self, as_of: str) -> str:
        """The same in large letters, where R8.3 looks like a figure: R8年3月, Mar 2026."""
        if self is Language.JAPANESE:
            return fiscal.spelled_month(as_of)
        return english_dates.short_month(as_of)

    def day_to_type(self, as_of: str) -> str:
        """A month or day as it stands in a field, to be typed over: 令和8年3月, 2026-03."""
        return fiscal.month_label(as_of) if self is Language.JAPANESE else as_of

    def short_day(self, day: str) -> str:
        """A day where there is little room: R8.3.31, 31 Mar 2026."""
        if self is Language.JAPANESE:
            return fiscal.short_day(day)
        return english_dates.short_day(day)

    def day_within_year(self, day: date) -> str:
        """A day whose year is known: 5月15日, 15 May."""
        if self is Language.JAPANESE:
            return f"{day.month}月{day.day}日"
        return english_dates.day_within_year(day)

    def moment(self, at: datetime) -> str:
        """A moment by the clocks of Japan: 令和8年5月20日 10時15分, 20 May 2026, 10:15."""
        if self is Language.JAPANESE:
            return fiscal.moment_label(at)
        return english_dates.moment(at)

    def short_moment(self, at: datetime) -> str:
        """A moment in a narrow column: R8.5.20 10:15, 20 May 2026 10:15."""
        if self is Language.JAPANESE:
            return fiscal.short_moment(at)
        return english_dates.short_moment(at)


DEFAULT_LANGUAGE = Language.JAPANESE
LANGUAGES = tuple(Language)


def language_named(code: str) -> Language:
    """The language of this code; Japanese where it is none of ours."""
    return Language(code) if code in LANGUAGES else DEFAULT_LANGUAGE


def mark(message: str) -> str:
    """Mark a message for the catalogue where it is defined; it is translated where it is shown."""
    return message


@cache
def _catalogue(language: Language) -> dict[str, str]:
    path = LOCALE_FOLDER / language / "LC_MESSAGES" / "dxkpi.po"
    return read_catalogue(path) if path.exists() else {}

"""The time that an indicator's figures are of, where it is not the fiscal year."""

from dxkpi import fiscal
from dxkpi.plan import Calendar, Indicator
from dxkpi.plan.publication import Publication
from dxkpi.wording.language import Language


def figure_year_text(indicator: Indicator, fiscal_year: int, language: Language) -> str:
    """The year or day of a figure: 令和5年度, 令和5年（暦年）, 令和5年9月30日現在."""
    _ = language.gettext
    year = language.fiscal_year(fiscal_year)
    if indicator.calendar is Calendar.CALENDAR_YEAR:
        calendar_year = language.calendar_year(fiscal_year)
        return _("{year} (calendar year)", year=calendar_year)
    if indicator.calendar is Calendar.SCHOOL_YEAR:
        return _("{year} (school year)", year=year)
    if indicator.counted_on is not None:
        day = fiscal.day_in_year(indicator.counted_on, fiscal_year)
        return _("as of {day}", day=language.month(day))
    return year


def figure_time_note(indicator: Indicator, language: Language) -> str:
    """Of which time all its figures are; empty where that is the fiscal year."""
    _ = language.gettext
    if indicator.calendar is Calendar.CALENDAR_YEAR:
        return _("Figures are of the calendar year (January to December).")
    if indicator.calendar is Calendar.SCHOOL_YEAR:
        return _("Figures are of the school year.")
    if indicator.counted_on is not None:
        month, day = indicator.counted_on.split("-")
        return _(
            "Figures are as of {month}/{day} of each year.",
            month=int(month),
            day=int(day),
        )
    return ""


def publication_note(indicator: Indicator, language: Language) -> str:
    """When its figures come out, and every how many years there is one; empty where a
    year's figure is there with the year's report.
    """
    _ = language.gettext
    published = indicator.published
    if published is None:
        return ""
    notes = []
    if published.every is not None and published.since is not None:
        since = language.fiscal_year(published.since)
        notes.append(
            _("There is one every {n} years ({since}).", n=published.every, since=since)
        )
    if published.month is not None:
        notes.append(_month_of_publication(published, language))
    return language.sentences(notes)


def _month_of_publication(published: Publication, language: Language) -> str:
    _ = language.gettext
    if published.years_after == 0:
        return _(
            "Published about month {month} of the same fiscal year.",
            month=published.month,
        )
    if published.years_after == 1:
        return _(
            "Published about month {month} of the next fiscal year.",
            month=published.month,
        )
    return _(
        "Published about month {month}, {n} fiscal years later.",
        month=published.month,
        n=published.years_after,
    )


def figure_time_label(indicator: Indicator, language: Language) -> str:
    """The same in a word or two: 暦年, 9月30日現在; empty where it is the fiscal year."""
    _ = language.gettext
    if indicator.calendar is Calendar.CALENDAR_YEAR:
        return _("calendar year")
    if indicator.calendar is Calendar.SCHOOL_YEAR:
        return _("school year")
    if indicator.counted_on is not None:
        month, day = indicator.counted_on.split("-")
        return _("as of {month}/{day}", month=int(month), day=int(day))
    return ""

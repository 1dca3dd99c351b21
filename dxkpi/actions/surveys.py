"""The intake of a staff survey: from the answers that a survey tool exported to counts, and to a registration.

The file is read once and not kept; `count_answers` is asked again whenever somebody changes how to count.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from dxkpi import fiscal
from dxkpi.actions.returns import form
from dxkpi.findings import Finding, FiscalPeriod, FiscalYear, Month, make_finding
from dxkpi.plan import Actual, Indicator, Survey
from dxkpi.returns import CheckedReturn, ReturnForm, departments_asked
from dxkpi.returns.checking import return_changes
from dxkpi.settings import settings
from dxkpi.store import SURVEYED, Store, Submission
from dxkpi.survey import (
    AnswerSheet,
    CountedSurvey,
    CountingMethod,
    count_survey,
    surveyed_actual,
)
from dxkpi.survey.comparability import replacement_findings
from dxkpi.survey.course import survey_before
from dxkpi.workbook.reader import Reader, Unreadable


@dataclass(frozen=True)
class ExaminedSurvey:
    """What a survey comes to: its counts, and the answer that would put them on record (None while something is wrong).

    `before` is the year's actual as it stands.
    """

    counted: CountedSurvey
    answer: CheckedReturn | None
    actual: Actual | None
    before: Actual | None


def answers(
    reader: Reader, content: bytes
) -> tuple[AnswerSheet | None, tuple[Finding, ...]]:
    """The answers that a survey tool exported, or why they cannot be read. The file is not kept."""
    try:
        sheet = reader.answers(content)
    except Unreadable as refused:
        return None, (refused.finding,)
    return sheet, (
        make_finding("read_from_sheet", sheet=sheet.name),
    ) if sheet.name else ()


def last_survey(indicator: Indicator, fiscal_year: int) -> Survey | None:
    """The latest survey before a fiscal year; that of the year itself where it is the only one."""
    return survey_before(indicator, fiscal_year) or survey_before(
        indicator, fiscal_year + 1
    )


def count_answers(
    store: Store,
    city: str,
    fiscal_year: int,
    today: date,
    sheet: AnswerSheet,
    method: CountingMethod,
    held: str | None,
) -> ExaminedSurvey:
    """Count a sheet for a city's 実感率, which its plan must have. `held` is the day or month of the survey, in that year.

    Without one the month on record stays. A note on record stays only with the very counts that it was written about.
    """
    own = form(store, city, fiscal_year, None, today)
    indicator = own.plan.realisation
    assert indicator is not None
    last, stored = last_survey(indicator, fiscal_year), indicator.actual(fiscal_year)
    counted = count_survey(
        sheet, method, settings().smallest_group, departments_asked(own.plan), last
    )
    told, new = [*counted.findings, *_to_come(fiscal_year, held, today)], counted.survey
    if new is None or len(told) > len(counted.findings):
        return ExaminedSurvey(CountedSurvey(None, tuple(told)), None, None, stored)
    before = stored or Actual(fiscal_year=fiscal_year)
    note = before.note if before.survey == new else None
    told += _about_the_year(own, indicator)
    told += (
        [make_finding("survey_note_dropped", value=before.note)]
        if before.note != note
        else []
    )
    told += replacement_findings(before.survey, new, fiscal_year)
    entry = surveyed_actual(indicator, fiscal_year, new, held or before.as_of, note)
    actuals = {indicator.code: entry}
    asked = replace(
        own, department=next(iter(own.plan.departments_of(indicator)), None)
    )
    answer = CheckedReturn(
        asked, tuple(told), tuple(return_changes(asked, actuals, {})), actuals, {}
    )
    return ExaminedSurvey(CountedSurvey(new, answer.findings), answer, entry, stored)


def _to_come(fiscal_year: int, held: str | None, today: date) -> Iterator[Finding]:
    """That nobody can have been asked yet."""
    if fiscal_year > fiscal.year_of_day(today):
        yield make_finding("survey_year_to_come", year=FiscalYear(fiscal_year))
    if held is not None and held > today.isoformat()[: len(held)]:
        yield make_finding("survey_still_to_come", value=Month(held))


def _about_the_year(form: ReturnForm, indicator: Indicator) -> Iterator[Finding]:
    """That the year is not over, or is none of the plan's."""
    year, years = form.fiscal_year, form.plan.fiscal_years_of(indicator)
    if year > form.last_closed:
        yield make_finding("year_not_over", year=FiscalYear(year))
    if years and year not in years:
        yield make_finding(
            "survey_year_outside",
            year=FiscalYear(year),
            period=FiscalPeriod(years[0], years[-1]),
        )


def register_survey(store: Store, surveyed: ExaminedSurvey, who: str) -> Submission:
    """Put the counts of an accepted survey on record. Raises `store.Outdated` as `register` does."""
    assert surveyed.answer is not None
    return store.register(surveyed.answer, who, source=SURVEYED)

"""The intake of a staff survey, from the answers that a survey tool exported to counts,
and their registration.

The file is read once and not kept; `count_answers` is asked again whenever somebody
changes how to count.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from dxkpi import fiscal
from dxkpi.actions.actor import Actor
from dxkpi.actions.command import CityScope, Command, facts_of_plans
from dxkpi.actions.correction import correction_of_return
from dxkpi.actions.logged import logged
from dxkpi.actions.permission import permit
from dxkpi.actions.return_forms import return_form
from dxkpi.actions.returns import make_registration
from dxkpi.actions.rights import Right
from dxkpi.findings import Finding, FiscalPeriod, FiscalYear, Month, make_finding
from dxkpi.plan import Actual, Indicator, PlanKey, Survey
from dxkpi.returns import CheckedReturn, ReturnForm, departments_asked
from dxkpi.returns.checked_return import return_changes
from dxkpi.returns.status import SURVEYED
from dxkpi.settings import settings
from dxkpi.store import Store, Submission, writing
from dxkpi.survey import (
    AnswerSheet,
    CountedSurvey,
    CountingMethod,
    count_survey,
    surveyed_actual,
)
from dxkpi.survey.comparability import replacement_findings
from dxkpi.survey.course import survey_before
from dxkpi.survey.earlier_pools import (
    earlier_versions,
    findings_of_kept_pools,
    keep_earlier_pools,
)
from dxkpi.workbook.reader import Unreadable, WorkbookReader


@dataclass(frozen=True)
class ExaminedSurvey:
    """What a survey comes to: its counts, and the return that would put them on record
    (None while something is wrong).

    `before` is the year's actual as it stands.
    """

    counted: CountedSurvey
    checked: CheckedReturn | None
    actual: Actual | None
    before: Actual | None


@dataclass(frozen=True)
class RegisterSurvey(Command):
    """Put the counts of an accepted survey on record.

    `correction` is the reason that a plan which is over asks for.
    """

    right: ClassVar[Right] = Right.TAKE_SURVEY
    examined: ExaminedSurvey
    correction: str = ""

    def scopes(self, store: Store) -> tuple[CityScope, ...]:
        checked = self.examined.checked
        return () if checked is None else (CityScope(checked.form.plan.key.city),)

    def facts(self) -> Mapping[str, object]:
        checked = self.examined.checked
        return facts_of_plans([] if checked is None else [checked.form.plan.key])


def read_answer_sheet(
    reader: WorkbookReader, content: bytes
) -> tuple[AnswerSheet | None, tuple[Finding, ...]]:
    """The answers that a survey tool exported, or why they cannot be read.

    The file is not kept.
    """
    try:
        sheet = reader.read_survey(content)
    except Unreadable as unreadable:
        return None, (unreadable.finding,)
    if not sheet.name:
        return sheet, ()
    return sheet, (make_finding("read_from_sheet", sheet=sheet.name),)


def last_survey(indicator: Indicator, fiscal_year: int) -> Survey | None:
    """The latest survey before a fiscal year; that of the year itself where it is the
    only one.
    """
    return survey_before(indicator, fiscal_year) or survey_before(
        indicator, fiscal_year + 1
    )


def count_answers(
    store: Store,
    key: PlanKey,
    fiscal_year: int,
    today: date,
    sheet: AnswerSheet,
    method: CountingMethod,
    held: str | None,
) -> ExaminedSurvey:
    """Count a sheet for a plan's 実感率, which it must have.

    `held` is the day or month of the survey, in that year.

    Without one the month on record stays. What was written about the figure on record
    stays only with the very counts that it was written about.
    """
    form = return_form(store, key, fiscal_year, None, today)
    indicator = form.plan.realisation
    if indicator is None:
        raise ValueError("the plan does not follow the share of staff who feel the DX")
    stored = indicator.actual(fiscal_year)
    if indicator.shares is not None:
        elsewhere = make_finding("survey_shared", plan=indicator.shares.plan)
        return ExaminedSurvey(CountedSurvey(None, (elsewhere,)), None, None, stored)
    counted = count_survey(
        sheet,
        method,
        settings().smallest_group,
        departments_asked(form.plan),
        last_survey(indicator, fiscal_year),
    )
    too_early = list(_findings_of_time_to_come(fiscal_year, held, today))
    findings = [*counted.findings, *too_early]
    survey = counted.survey
    if survey is None or too_early:
        refused = CountedSurvey(None, tuple(findings))
        return ExaminedSurvey(refused, None, None, stored)

    smallest = settings().smallest_group
    versions = earlier_versions(indicator, fiscal_year, survey, smallest)
    kept_together = keep_earlier_pools(survey, versions, smallest)
    findings += findings_of_kept_pools(survey, kept_together, smallest)
    survey = kept_together

    before = stored or Actual(fiscal_year=fiscal_year)
    month = held or before.as_of
    actual = surveyed_actual(indicator, fiscal_year, survey, month)
    findings += _findings_of_year(form, indicator)
    if before.survey == survey:
        actual = _with_texts_of(before, actual)
    else:
        findings += _findings_of_dropped_texts(before)
    findings += replacement_findings(before.survey, survey, fiscal_year)
    checked = _checked_survey(form, indicator, actual, findings)
    kept = CountedSurvey(survey, checked.findings)
    return ExaminedSurvey(kept, checked, actual, stored)


def _with_texts_of(before: Actual, actual: Actual) -> Actual:
    texts = {"note": before.note, "countermeasure": before.countermeasure}
    return actual.model_copy(update=texts)


def _findings_of_dropped_texts(before: Actual) -> Iterator[Finding]:
    for text in (before.note, before.countermeasure):
        if text is not None:
            yield make_finding("survey_note_dropped", value=text)


@logged
def register_survey(store: Store, command: RegisterSurvey, actor: Actor) -> Submission:
    """Put the counts on record; the answers are not among them.

    Raises `ChangedInStore` as `register_return` does.
    """
    permit(store, actor, command)
    checked = command.examined.checked
    if checked is None:
        raise ValueError("only an accepted survey can be registered")
    correction = correction_of_return(store, checked, command.correction)
    registration = make_registration(checked, None, SURVEYED, correction)
    return writing.register_return(store, registration, actor.name)


def _checked_survey(
    form: ReturnForm, indicator: Indicator, actual: Actual, findings: list[Finding]
) -> CheckedReturn:
    """The survey as a return of the first department that the indicator belongs to."""
    named = form.plan.departments_of(indicator)
    departments = form.register.answering(named) or named
    department = departments[0] if departments else None
    form = replace(form, department=department)
    actuals = {indicator.code: actual}
    changed = tuple(return_changes(form, actuals, {}))
    return CheckedReturn(form, tuple(findings), changed, actuals, {})


def _findings_of_time_to_come(
    fiscal_year: int, held: str | None, today: date
) -> Iterator[Finding]:
    """That nobody can have been asked yet."""
    if fiscal_year > fiscal.year_of_day(today):
        yield make_finding("survey_year_to_come", year=FiscalYear(fiscal_year))
    if held is not None and held > today.isoformat()[: len(held)]:
        yield make_finding("survey_still_to_come", value=Month(held))


def _findings_of_year(form: ReturnForm, indicator: Indicator) -> Iterator[Finding]:
    """That the year is not over, or is none of the plan's."""
    year = form.fiscal_year
    years = form.plan.fiscal_years_of(indicator)
    if year > form.last_closed:
        yield make_finding("year_not_over", year=FiscalYear(year))
    if years and year not in years:
        yield make_finding(
            "survey_year_outside",
            year=FiscalYear(year),
            period=FiscalPeriod(years[0], years[-1]),
        )

"""What a plan asks for in a fiscal year, and how much of it has come in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dxkpi.plan import Plan
from dxkpi.rules.due_years import is_due
from dxkpi.rules.judgement import Judgement
from dxkpi.rules.profiles import Status
from dxkpi.rules.schedule_entries import ReportableEntry, reportable_entries
from dxkpi.rules.scheduled_ends import ReportedProgress

_NOT_ASKED_FOR = (Status.MONITORED, Status.AHEAD)
_FIRST_MONTH = 4


@dataclass(frozen=True)
class TaskCount:
    """How many there are, and of how many the year has a report."""

    total: int
    given: int

    @property
    def is_done(self) -> bool:
        return self.given == self.total


@dataclass(frozen=True)
class YearTasks:
    """The survey and the entries of the schedule that a year asks for.

    `survey` is the judgement of the indicator that the staff survey measures, `month`
    (2027-03) when that is taken, as far as the baseline tells; None where the year asks
    for no survey.
    """

    survey: Judgement | None
    month: str | None
    entries: TaskCount


def year_tasks(
    plan: Plan,
    judgements: Iterable[Judgement],
    fiscal_year: int,
    reported: ReportedProgress,
) -> YearTasks:
    """What is asked for in a year of the plan. `judgements` are all of the plan's in it."""
    entries = _entries(plan, fiscal_year, reported)
    if not is_due(plan, fiscal_year, fiscal_year):
        return YearTasks(None, None, entries)
    survey = _survey(plan, judgements)
    return YearTasks(survey, _survey_month(survey), entries)


def _survey(plan: Plan, judgements: Iterable[Judgement]) -> Judgement | None:
    """The judgement of the indicator that a survey is to measure in the year."""
    for judgement in judgements:
        if plan.realisation is None or judgement.status in _NOT_ASKED_FOR:
            continue
        if judgement.indicator.code == plan.realisation.code:
            return judgement
    return None


def has_figure(judgement: Judgement) -> bool:
    """Whether the year itself has a reported figure."""
    actual = judgement.reported_actual
    return actual is not None and actual.value is not None


def _survey_month(survey: Judgement | None) -> str | None:
    """The month of the baseline in the judgement's year."""
    baseline = survey.indicator.baseline if survey is not None else None
    if survey is None or baseline is None or baseline.as_of is None:
        return None
    month = int(baseline.as_of[5:7])
    is_next_calendar_year = month < _FIRST_MONTH
    return f"{survey.fiscal_year + is_next_calendar_year}-{month:02}"


def _entries(plan: Plan, fiscal_year: int, reported: ReportedProgress) -> TaskCount:
    """The entries of the schedule that run in the year."""
    running = [
        entry for entry in reportable_entries(plan) if _runs_in(entry, fiscal_year)
    ]
    return TaskCount(len(running), _count_reports(running, fiscal_year, reported))


def _count_reports(
    entries: Sequence[ReportableEntry], fiscal_year: int, reported: ReportedProgress
) -> int:
    reports = [reported.get(entry.key) for entry in entries]
    return sum(r is not None and r.fiscal_year == fiscal_year for r in reports)


def _runs_in(entry: ReportableEntry, fiscal_year: int) -> bool:
    start, end = entry.item.start, entry.item.end
    has_begun = start is None or start <= fiscal_year
    is_over = end is not None and end < fiscal_year
    return has_begun and not is_over

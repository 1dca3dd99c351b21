"""What a plan asks for in a fiscal year, and how much of it has come in."""

from collections.abc import Iterable
from dataclasses import dataclass

from dxkpi.plan import Plan, Progress
from dxkpi.rules.due_years import is_due
from dxkpi.rules.entry_state import FINISHED
from dxkpi.rules.judgement import Judgement
from dxkpi.rules.profiles import Status
from dxkpi.rules.schedule_entries import ReportableEntry, reportable_entries_in
from dxkpi.rules.scheduled_ends import ReportedProgress, waiting_entries
from dxkpi.rules.survey_month import survey_month

_NOT_ASKED_FOR = (Status.MONITORED, Status.AHEAD)


@dataclass(frozen=True)
class TaskCount:
    """How many there are, and of how many the year has a report; of `unconfirmed` it has
    one that waits to be confirmed.
    """

    total: int
    given: int
    unconfirmed: int = 0

    @property
    def is_done(self) -> bool:
        return self.given == self.total


@dataclass(frozen=True)
class YearTasks:
    """The survey and the entries of the schedule that a year asks for.

    `survey` is the judgement of the indicator that the staff survey measures, `month`
    (2027-03) when that is taken, as far as the figures tell; None where the year asks
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
    month = survey_month(survey.indicator, fiscal_year) if survey else None
    return YearTasks(survey, month, entries)


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


def _entries(plan: Plan, fiscal_year: int, reported: ReportedProgress) -> TaskCount:
    """The entries of the schedule that run in the year and were not finished before it."""
    running = [
        entry
        for entry in reportable_entries_in(plan, fiscal_year)
        if _runs_in(entry, fiscal_year)
        and not _was_finished(reported.get(entry.key), fiscal_year)
    ]
    given = [entry for entry in running if _has_report(entry, fiscal_year, reported)]
    waiting = waiting_entries(reported)
    unconfirmed = [e for e in running if e.key in waiting and e not in given]
    return TaskCount(len(running), len(given), len(unconfirmed))


def _has_report(
    entry: ReportableEntry, fiscal_year: int, reported: ReportedProgress
) -> bool:
    report = reported.get(entry.key)
    return report is not None and report.fiscal_year == fiscal_year


def _was_finished(last: Progress | None, fiscal_year: int) -> bool:
    """Whether the last report said so in an earlier year."""
    return (
        last is not None and last.fiscal_year < fiscal_year and last.state in FINISHED
    )


def _runs_in(entry: ReportableEntry, fiscal_year: int) -> bool:
    start, end = entry.item.start, entry.item.end
    has_begun = start is None or start <= fiscal_year
    is_over = end is not None and end < fiscal_year
    return has_begun and not is_over

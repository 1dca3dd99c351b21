"""What comes of a filled form: findings, and what registering it would change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from dxkpi.findings import Finding, Phrase
from dxkpi.plan import Actual, Indicator, OwnMark, Progress, YearlyReport
from dxkpi.returns.return_form import ReturnForm
from dxkpi.rules import EntryKey, Judgement, ReportedYear

FIELDS_IN_FORM = (
    "value",
    "numerator",
    "denominator",
    "as_of",
    "missing",
    "note",
    "countermeasure",
    "approximate",
)
"""What a form says of a figure."""

_ACTUAL_FIELDS = (*FIELDS_IN_FORM, "survey")
_PROGRESS_FIELDS = ("state", "percent", "comment")
REPORT_FIELDS = ("state", "done", "results", "difficulties", "next_steps")


class _Meanwhile:
    """What differs where it is, or is not, certain that somebody changed it since.

    `is_own`: it was the very person whose return is read now, in an earlier one.
    """

    is_certain: bool
    is_own: bool

    @property
    def question(self) -> str:
        """The code by which a difference is held."""
        return "changed_meanwhile" if self.is_certain else "differs_from_registered"

    @property
    def kept(self) -> str:
        """The code by which it is told that what is registered stays."""
        return "stored_kept" if self.is_certain else "registered_stays"


@dataclass(frozen=True)
class ChangedMeanwhile(_Meanwhile):
    """A figure that somebody changed since a workbook was made.

    `then` is what it was when the workbook was made; None: there was no entry. Where a
    file before this one of a batch changes it, `who` is that file and `at` says so.

    `is_certain` is not set where the store does not know when the workbook was made: then
    it is any figure that is registered, and nobody knows what it was. `is_own`: whoever
    returns the workbook registered it himself.
    """

    then: Actual | None
    who: str
    at: datetime | Phrase
    is_certain: bool = True
    is_own: bool = False


@dataclass(frozen=True)
class ProgressMeanwhile(_Meanwhile):
    """An entry's progress that somebody changed since a workbook was made.

    `then`, `who`, `at`, `is_certain` and `is_own` as of a figure. `department` is the one
    whose return changed it; None: that of the whole city, or it is not known.
    """

    then: Progress | None
    who: str
    at: datetime | Phrase
    department: str | None = None
    is_certain: bool = True
    is_own: bool = False


@dataclass(frozen=True)
class ReportMeanwhile(_Meanwhile):
    """A yearly report, or a department's mark, that somebody changed since a workbook was
    made.

    `then`, `who`, `at`, `is_certain` and `is_own` as of a figure.
    """

    then: YearlyReport | OwnMark | None
    who: str
    at: datetime | Phrase
    is_certain: bool = True
    is_own: bool = False


@dataclass(frozen=True)
class Confirmation:
    """Somebody's word that a held value is right: the hold's code, its place and why.

    `choice` is the key of the choice that was taken; None takes the proposed one.
    """

    code: str
    cell: str
    choice: str | None = None
    reason: str = ""


@dataclass(frozen=True)
class ReturnChange:
    """One field of a figure or of an entry's progress that registering changes.

    `place` is the code of the indicator, of the schedule entry or of the initiative.
    `field`: value, numerator, denominator, as_of, missing, note, countermeasure,
    approximate, survey; of an entry state, percent, comment; of an initiative state, done,
    results, difficulties, next_steps, mark.
    """

    place: str
    fiscal_year: int
    field: str
    old: object
    new: object


@dataclass(frozen=True)
class CheckedReturn:
    """What comes of a return. Nothing is stored yet.

    `actuals` are the new figures by indicator, `progress` the new progress by the entry's
    key, `reported_year` the new yearly reports and marks of initiatives. They hold only what
    changes, also where errors keep the rest from being registered. `overruled` are the codes
    of what counts as it is written, against what the same person returned since the form
    was made; `corrected` are the changes of what he returned in any earlier return.
    """

    form: ReturnForm
    findings: tuple[Finding, ...]
    changes: tuple[ReturnChange, ...]
    actuals: Mapping[str, Actual]
    progress: Mapping[EntryKey, Progress]
    reported_year: ReportedYear | None = None
    overruled: frozenset[str] = frozenset()
    corrected: tuple[ReturnChange, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether it can be registered: nothing to mend, nothing left to confirm."""
        return not any(finding.is_open for finding in self.findings)

    def registered(self, indicator: Indicator) -> Actual | None:
        """What is on record of the figure that is reported, in the year that it is of."""
        new = self.actuals.get(indicator.code)
        if new is None:
            return self.form.registered(indicator)
        return indicator.actual(new.fiscal_year)

    def new_judgement(self, indicator: Indicator) -> Judgement:
        """How an indicator would stand once this is registered."""
        return self.form.judged(indicator.with_actual(self.actuals.get(indicator.code)))

    def __hash__(self) -> int:
        return id(self)


def return_changes(
    form: ReturnForm,
    actuals: Mapping[str, Actual],
    progress: Mapping[EntryKey, Progress],
    reported_year: ReportedYear | None = None,
) -> Iterator[ReturnChange]:
    """What registering these figures, this progress and these reports changes, in the
    form's order.
    """
    year = form.fiscal_year
    for indicator in form.indicators:
        actual = actuals.get(indicator.code)
        if actual is not None:
            of_year = actual.fiscal_year
            stored = indicator.actual(of_year) or Actual(fiscal_year=of_year)
            yield from _field_changes(
                indicator.code, of_year, stored, actual, _ACTUAL_FIELDS
            )
    for entry in form.schedule_entries:
        state = progress.get(entry.key)
        if state is not None:
            yield from _field_changes(
                entry.code,
                year,
                form.registered_progress(entry),
                state,
                _PROGRESS_FIELDS,
            )

    if reported_year:
        yield from _report_changes(form, reported_year)


def _report_changes(
    form: ReturnForm, reported_year: ReportedYear
) -> Iterator[ReturnChange]:
    year = form.fiscal_year
    for subject in form.report_subjects:
        report = reported_year.reports.get(subject.key)
        if report is not None:
            stored = subject.report(year)
            yield from _field_changes(subject.code, year, stored, report, REPORT_FIELDS)
        if subject.key in reported_year.marks:
            old, new = subject.department_mark(year), reported_year.marks[subject.key]
            before = old.mark if old else None
            after = new.mark if new else None
            yield ReturnChange(subject.code, year, "mark", before, after)


def _field_changes(
    place: str,
    year: int,
    old: Actual | Progress | YearlyReport | None,
    new: Actual | Progress | YearlyReport,
    fields: tuple[str, ...],
) -> Iterator[ReturnChange]:
    for field in fields:
        before = None if old is None else getattr(old, field)
        after = getattr(new, field)
        if before != after:
            yield ReturnChange(place, year, field, before, after)

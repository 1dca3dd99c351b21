"""A year's return as values: what a 課 is asked (`Form`), what it wrote (`Filled`), and what comes of it (`Answer`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from dxkpi.findings import Finding, Severity
from dxkpi.plan import Actual, Indicator, Plan, Progress
from dxkpi.returns.form_columns import FormColumn
from dxkpi.rules import (
    STANDARD,
    EntryKey,
    Judgement,
    Profile,
    ReportableEntry,
    is_due,
    judge,
    reportable_entries,
)

Written = str | int | float | bool | Decimal | date | datetime | None


@dataclass(frozen=True)
class ReturnForm:
    """What one department (None: all of them) is asked for one fiscal year.

    `plan` and `progress` are as they stand in the store now, at `revision`, the number of the plan's last change;
    `last_closed` is the last fiscal year that is over.
    """

    plan: Plan
    fiscal_year: int
    department: str | None
    revision: int
    last_closed: int
    progress: Mapping[EntryKey, Progress] = field(default_factory=dict)
    profile: Profile = STANDARD

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators asked for, in the plan's order."""
        return tuple(
            i for i in self.plan.indicators if self._own(self.plan.departments_of(i))
        )

    @cached_property
    def bars(self) -> tuple[ReportableEntry, ...]:
        """The schedule's entries asked for, in the plan's order; a bare deadline has no progress of its own."""
        return tuple(
            bar
            for bar in reportable_entries(self.plan)
            if self._own(bar.measure.departments)
        )

    def shared(self, indicator: Indicator) -> bool:
        """Whether another department is asked for the same figure."""
        return (
            self.department is not None and len(self.plan.departments_of(indicator)) > 1
        )

    def reported(self, bar: ReportableEntry) -> Progress | None:
        """An entry's progress as it is registered for the form's year; `progress` may hold an earlier year's."""
        known = self.progress.get(bar.key)
        return (
            known
            if known is not None and known.fiscal_year == self.fiscal_year
            else None
        )

    def judged(self, indicator: Indicator) -> Judgement:
        """An indicator (as it is, or with another actual in it) at the end of the form's year."""
        due = is_due(self.plan, self.fiscal_year, self.last_closed)
        return judge(indicator, self.fiscal_year, due=due, profile=self.profile)

    def _own(self, departments: tuple[str, ...]) -> bool:
        return self.department is None or self.department in departments


def departments_asked(plan: Plan) -> tuple[str, ...]:
    """Every department that is asked for anything, in the plan's order."""
    of_indicators = (name for i in plan.indicators for name in plan.departments_of(i))
    of_bars = (
        name for bar in reportable_entries(plan) for name in bar.measure.departments
    )
    return tuple(dict.fromkeys((*of_indicators, *of_bars)))


@dataclass(frozen=True)
class WrittenCell:
    """One cell as it was written. `value` is None for an empty cell; an error value (#DIV/0!) is its text.

    `percent`: the number format shows it as a percentage, so 0.75 is seen as 75%. `formula`: the value is a formula's
    last result; with `value` None the file holds no result.
    """

    sheet: str
    ref: str
    value: Written = None
    percent: bool = False
    formula: bool = False


@dataclass(frozen=True)
class FilledRow:
    """One row of the form, found by its code: the cells of the columns to fill, where the sheet has them."""

    code: str
    cells: Mapping[FormColumn, WrittenCell]


@dataclass(frozen=True)
class FormOrigin:
    """What the hidden sheet says a workbook was made for, and from which state of the store."""

    city: str
    fiscal_year: int
    department: str | None
    revision: int


@dataclass(frozen=True)
class SurveyTotals:
    """The cells in which a city that has no file of answers writes the totals of its staff survey.

    A choice is (choice, mark, count), a department (name, staff asked, answers, felt); blank rows are among them. `rate`, `response` and `grouped` are the sheet's own formulas. A cell without a `ref` is not on the sheet.
    """

    question: WrittenCell
    held: WrittenCell
    staff: WrittenCell
    blanks: WrittenCell
    rate: WrittenCell
    response: WrittenCell
    grouped: WrittenCell
    choices: tuple[tuple[WrittenCell, WrittenCell, WrittenCell], ...] = ()
    departments: tuple[
        tuple[WrittenCell, WrittenCell, WrittenCell, WrittenCell], ...
    ] = ()

    @property
    def inputs(self) -> tuple[WrittenCell, ...]:
        """The cells that the form comes without: numbers and the day."""
        counts = (cell for _name, _mark, cell in self.choices)
        groups = (cell for _name, *cells in self.departments for cell in cells)
        return (self.held, self.staff, self.blanks, *counts, *groups)


@dataclass(frozen=True)
class FilledForm:
    """What was found in a workbook, or typed on the screen, before anything is understood of it.

    `origin` is None where the hidden sheet is missing or altered. `year`, `city_name` and `department` are what the
    headings and the title say, to be offered where it is. `findings` tell what was odd about the workbook itself.
    """

    rows: tuple[FilledRow, ...] = ()
    bars: tuple[FilledRow, ...] = ()
    origin: FormOrigin | None = None
    year: int | None = None
    city_name: str | None = None
    department: str | None = None
    findings: tuple[Finding, ...] = ()
    totals: SurveyTotals | None = None


@dataclass(frozen=True)
class ChangedMeanwhile:
    """A figure that was changed since a workbook was made: what it was then (None: no entry), and by whom and when."""

    then: Actual | None
    who: str
    at: datetime


@dataclass(frozen=True)
class Confirmation:
    """Somebody's word that a held value is right: the hold's code, its place, which choice, and why."""

    code: str
    cell: str
    choice: str | None = None
    reason: str = ""


@dataclass(frozen=True)
class ReturnChange:
    """One field of one figure or bar that registering changes. `place` is the indicator's or the bar's code.

    `field`: value, as_of, missing, note, approximate, survey; of a bar state, percent, comment.
    """

    place: str
    fiscal_year: int
    field: str
    old: object
    new: object


@dataclass(frozen=True)
class CheckedReturn:
    """What comes of a return: findings, and what registering it would change. Nothing is stored yet.

    `actuals` are the new figures by indicator, `progress` the new progress by `Bar.key`; both hold only what changes,
    also where errors keep the rest from being registered.
    """

    form: ReturnForm
    findings: tuple[Finding, ...]
    changes: tuple[ReturnChange, ...]
    actuals: Mapping[str, Actual]
    progress: Mapping[EntryKey, Progress]

    @property
    def accepted(self) -> bool:
        """Whether it can be registered: nothing to mend, nothing left to confirm."""
        return not any(
            f.severity in (Severity.ERROR, Severity.HOLD) for f in self.findings
        )

    def new_judgement(self, indicator: Indicator) -> Judgement:
        """How an indicator would stand once this is registered."""
        return self.form.judged(indicator.with_actual(self.actuals.get(indicator.code)))

    def __hash__(self) -> int:
        return id(self)

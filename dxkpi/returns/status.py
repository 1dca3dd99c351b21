"""Who has handed in what: how the return of each department and year stands. Pure; day and deadline are given.

A return of the whole city counts for every department. A figure typed on the screen is a correction; it counts as a
department's return only where it leaves nothing of it open. The counts of a staff survey are no return.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from dxkpi import fiscal
from dxkpi.plan import Missing, Plan
from dxkpi.returns.model import departments_asked
from dxkpi.rules import is_due, reportable_entries
from dxkpi.wording.language import mark


class ReturnStage(StrEnum):
    """How far a return has come. The words are those of a submission's state, where there is one."""

    NOT_SUBMITTED = "not_submitted"
    WITHDRAWN = "withdrawn"
    WAITING = "waiting"
    REGISTERED = "registered"
    NOT_DUE = "not_due"


class Returned(Protocol):
    """What a submission says of itself, as far as it matters here."""

    @property
    def number(self) -> int: ...
    @property
    def department(self) -> str | None: ...
    @property
    def fiscal_year(self) -> int: ...
    @property
    def state(self) -> StrEnum: ...
    @property
    def file(self) -> str | None: ...
    @property
    def source(self) -> str | None: ...
    @property
    def at(self) -> datetime: ...
    @property
    def figures(self) -> int: ...


S = TypeVar("S", bound=Returned)

SURVEYED = mark("counts of a staff survey")
"""The source of a submission that came from the answers to a staff survey."""

_LACKING = (ReturnStage.NOT_SUBMITTED, ReturnStage.WITHDRAWN)
_URGENCY = (*_LACKING, ReturnStage.WAITING, ReturnStage.REGISTERED, ReturnStage.NOT_DUE)


@dataclass(frozen=True)
class ReturnStatus(Generic[S]):
    """How the return of one department (None: of the whole city) for one fiscal year stands.

    `asked` indicators and `bars` of the schedule are asked for. Of the indicators `reported` have a figure, `missing`
    says for each reason how many have none, `open` have neither. `submissions` are all that concern it, newest first;
    `decisive` is the one that the stage comes from. `overdue`: the deadline is past and figures are still open; where
    only entries of the schedule are asked for, once anybody has handed in anything of that year.
    """

    department: str | None
    fiscal_year: int
    stage: ReturnStage
    overdue: bool
    asked: int
    bars: int
    reported: int
    missing: tuple[tuple[Missing, int], ...]
    submissions: tuple[S, ...]
    decisive: S | None

    @property
    def open(self) -> int:
        return self.asked - self.reported - sum(n for _, n in self.missing)

    @property
    def settled(self) -> bool:
        """Whether every figure that is asked for is there, or the reason why there is none."""
        return self.asked > 0 and self.open == 0

    @property
    def whole(self) -> bool:
        """Whether the stage comes from a return of the whole city, not of this department alone."""
        return (
            self.department is not None
            and self.decisive is not None
            and self.decisive.department is None
        )

    @property
    def changed(self) -> int:
        """How many figures and entries of the schedule the registered returns of this department have changed."""
        own = (s for s in self.submissions if s.department == self.department)
        return sum(s.figures for s in own if s.state == ReturnStage.REGISTERED)


def return_statuses(
    plan: Plan,
    submissions: Iterable[S],
    fiscal_year: int,
    today: date,
    deadline: date | None = None,
) -> tuple[ReturnStatus[S], ...]:
    """The return of each department for a year, in the plan's order; one for the whole city where the plan names none."""
    newest = sorted(
        (s for s in submissions if s.fiscal_year == fiscal_year),
        key=lambda s: s.number,
        reverse=True,
    )
    owned = [
        (plan.departments_of(indicator), indicator.actual(fiscal_year))
        for indicator in plan.indicators
    ]
    bars = [bar.measure.departments for bar in reportable_entries(plan)]
    due = is_due(plan, fiscal_year, fiscal.last_closed_year(today))
    late = deadline is not None and today > deadline

    def standing(department: str | None) -> ReturnStatus[S]:
        entries = [
            entry for names, entry in owned if department is None or department in names
        ]
        gaps = Counter(
            entry.missing
            for entry in entries
            if entry is not None and entry.missing is not None
        )
        reported = sum(
            entry is not None and entry.value is not None for entry in entries
        )
        settled = reported + gaps.total() == len(entries)
        concerned = tuple(
            s
            for s in newest
            if department is None or s.department in (None, department)
        )
        stage, decisive = _stage(concerned, department, settled=settled, due=due)
        return ReturnStatus(
            department,
            fiscal_year,
            stage,
            overdue=late
            and stage in _LACKING
            and (not settled or (not entries and bool(newest))),
            asked=len(entries),
            bars=sum(department is None or department in names for names in bars),
            reported=reported,
            missing=tuple(
                (reason, gaps[reason]) for reason in Missing if reason in gaps
            ),
            submissions=concerned,
            decisive=decisive,
        )

    return tuple(
        standing(department) for department in departments_asked(plan) or (None,)
    )


def sorted_by_urgency(rows: Iterable[ReturnStatus[S]]) -> tuple[ReturnStatus[S], ...]:
    """What needs somebody first: overdue, then what is not in, then what waits; else in the order given."""
    return tuple(
        sorted(
            rows,
            key=lambda row: (not row.overdue, _URGENCY.index(row.stage), row.settled),
        )
    )


def years_of_returns(plan: Plan, submissions: Iterable[Returned]) -> tuple[int, ...]:
    """The years that returns are asked for: the plan's period (else the years it knows), and any that has a return."""
    about, known = plan.about, plan.fiscal_years
    first = about.first_fiscal_year or (known[0] if known else None)
    last = about.last_fiscal_year or (known[-1] if known else None)
    period = (
        range(first, last + 1) if first is not None and last is not None else range(0)
    )
    return tuple(sorted({*period, *(s.fiscal_year for s in submissions)}))


def _stage(
    newest: Sequence[S], department: str | None, *, settled: bool, due: bool
) -> tuple[ReturnStage, S | None]:
    """What the submissions of a department come to: the newest that is a return and was not withdrawn, if there is one."""
    withdrawn = None
    for submission in newest:
        stage = ReturnStage(submission.state.value)
        corrects = submission.source == SURVEYED or not (
            settled and submission.department == department
        )
        if submission.file is None and corrects:
            continue
        if stage is not ReturnStage.WITHDRAWN:
            return stage, submission
        withdrawn = withdrawn or submission
    if withdrawn is not None:
        return ReturnStage.WITHDRAWN, withdrawn
    return ReturnStage.NOT_SUBMITTED if due else ReturnStage.NOT_DUE, None

"""Recording a return in one write, all or nothing.

Its figures, its progress, its original and what was confirmed.

Also holding one: a file that somebody must confirm first is kept without any figure.
What is here runs on a connection that holds the writer's lock. A return's figures are
those that its revision recorded.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property

from pydantic import ValidationError
from sqlalchemy import Connection, update

from dxkpi.findings import FiscalYear
from dxkpi.plan import Actual, Indicator, Missing, Plan, PlanKey, Progress
from dxkpi.plan.review import ItemKey, entry_item, figure_key, initiative_key
from dxkpi.rules import (
    EntryKey,
    ReportedYear,
    report_subjects,
    reportable_entries,
    with_reported_year,
)
from dxkpi.store.chain import note_return
from dxkpi.store.errors import StoreError, StoreFault
from dxkpi.store.final_items import is_any_final
from dxkpi.store.load import existing_plan, plan_number
from dxkpi.store.progress import read_progress, write_progress
from dxkpi.store.revisions import (
    Revision,
    last_change_of_plan,
    new_revision,
    storable_text,
)
from dxkpi.store.rows import Fields
from dxkpi.store.save import write_figures_of_plan
from dxkpi.store.submissions import (
    RecordedConfirmation,
    Submission,
    add_submission,
    existing_submission,
    standing_submission,
)
from dxkpi.store.tables import SUBMISSION, SubmissionState
from dxkpi.store.yearly_reports import record_yearly_reports

TYPED = "typed on the screen"
"""The source of what came without a file; it is stored in this language and shown in
the reader's.
"""


TYPED_AS_COMMAND = "typed on the command line"
"""The source of what was said to a command, without a file."""


@dataclass(frozen=True)
class OriginalFile:
    """A file as it was handed in."""

    name: str
    content: bytes = field(repr=False)

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class HeldReturn:
    """A file that waits to be confirmed, and whose return it is.

    `department` None is all of them.
    """

    plan: PlanKey
    fiscal_year: int
    department: str | None
    original: OriginalFile


@dataclass(frozen=True)
class Registration:
    """What a return puts on record, of one fiscal year.

    `actuals` are new, by the indicator's code, `progress` by the entry's key.

    `plan`, `known_progress` and `revision` (the number of the plan's last change) are
    the state from which it was worked out. `missing` counts the indicators of the whole
    form that have no figure once this is registered, by reason. `original` is None for
    what was typed or counted; then `source` says which. `reported_year` is what is new of the
    yearly reports. `correction` says why a plan that is over is changed.
    """

    plan: Plan
    fiscal_year: int
    department: str | None
    revision: int
    actuals: Mapping[str, Actual]
    progress: Mapping[EntryKey, Progress]
    known_progress: Mapping[EntryKey, Progress]
    missing: Mapping[Missing, int] = field(default_factory=dict)
    confirmations: tuple[RecordedConfirmation, ...] = ()
    original: OriginalFile | None = None
    source: str = TYPED
    correction: str | None = None
    reported_year: ReportedYear | None = None

    @property
    def items(self) -> tuple[tuple[ItemKey, int], ...]:
        """Every thing that it writes, with its year."""
        year = self.fiscal_year
        keys = [figure_key(code) for code in self.actuals]
        keys += [entry_item(*entry) for entry in self.progress]
        if self.reported_year is not None:
            keys += [initiative_key(*subject) for subject in self.reported_year.reports]
        return tuple((key, year) for key in keys)

    @property
    def plan_after(self) -> Plan:
        """The plan from which it was worked out, with what it registers."""
        plan = self.plan.with_actuals(self.actuals)
        if self.reported_year is None:
            return plan
        return with_reported_year(plan, self.reported_year)


@dataclass(frozen=True)
class RegisteredReturn:
    """What came of a registration.

    `plan` is the plan as it now stands, where nobody else had changed it meanwhile.
    """

    submission: Submission
    revision: Revision
    plan: Plan | None


class AlreadyRegistered(StoreError):
    """This very file is on record for the plan and year; nothing was stored."""

    def __init__(self, submission: Submission) -> None:
        super().__init__(StoreFault.ALREADY_REGISTERED, number=submission.number)
        self.submission = submission


class ChangedInStore(StoreError):
    """Somebody wrote what the return was worked out from; nothing was stored.

    Examine it again.
    """

    def __init__(self) -> None:
        super().__init__(StoreFault.OVERTAKEN)


def record_return(
    connection: Connection, registration: Registration, who: str
) -> RegisteredReturn:
    """Record a return.

    One that waited with this very file keeps its number, its name and its moment.

    Raises `AlreadyRegistered`, and `ChangedInStore` where an indicator or an entry of
    the schedule that it writes is not as it was when the return was worked out. Raises
    `StoreError` (IS_FINAL) where something is final and no reason is given.
    """
    key, year = registration.plan.key, registration.fiscal_year
    waiting = waiting_submission(connection, key, year, registration.original)
    last_change = last_change_of_plan(connection, key)
    plan = existing_plan(connection, key, registration.actuals)
    known_progress = read_progress(connection, key, year)
    if _is_overtaken(registration, plan, known_progress):
        raise ChangedInStore
    _check_reason(connection, registration)

    changed_indicators = _changed_indicators(registration, plan)
    changed_progress = _changed_progress(registration, known_progress)
    file_name = _file_name(registration, waiting)
    revision = new_revision(
        connection,
        who,
        file_name or registration.source,
        registration.correction,
    )
    new_plan = plan.with_actuals(registration.actuals)
    write_figures_of_plan(connection, revision.number, new_plan)
    write_progress(connection, revision.number, key, year, changed_progress)
    changed_reports = _write_yearly_reports(
        connection, registration, plan, revision.number
    )

    changes = len(changed_indicators) + len(changed_progress) + changed_reports
    fields = _registered_fields(registration, revision, changes)
    if waiting is None:
        submission = _add_registered(connection, registration, who, revision, fields)
    else:
        submission = _update_submission(connection, waiting.number, fields)

    if last_change is None or last_change.number != registration.revision:
        return RegisteredReturn(submission, revision, None)  # overtaken elsewhere
    return RegisteredReturn(submission, revision, registration.plan_after)


def _check_reason(connection: Connection, registration: Registration) -> None:
    """Somebody may have made something final since the return was examined."""
    if registration.correction is not None:
        return
    key, year = registration.plan.key, registration.fiscal_year
    if is_any_final(connection, key, year, registration.items):
        raise StoreError(StoreFault.IS_FINAL, year=FiscalYear(year, era_only=True))


def record_held_return(
    connection: Connection, held: HeldReturn, who: str, revision: Revision
) -> Submission:
    """Keep a file to be confirmed."""
    fields: Fields = {
        "department": held.department,
        "fiscal_year": held.fiscal_year,
        "state": SubmissionState.WAITING,
        "at": revision.at,
        "who": storable_text(who),
        "figures": 0,
        "missing": {},
        "confirmations": [],
    }
    fields |= _file_fields(held.original)
    content = held.original.content
    submission = add_submission(connection, held.plan, fields, content)
    note_return(connection, revision.number, submission.number)
    return submission


def can_have_its_figures(indicator: Indicator) -> bool:
    """Whether an indicator may have the figures it was given; `model_copy` does not ask."""
    try:
        Indicator.model_validate(indicator.model_dump(by_alias=True))
    except ValidationError:
        return False
    return True


def waiting_submission(
    connection: Connection,
    plan: PlanKey,
    fiscal_year: int,
    original: OriginalFile | None,
) -> Submission | None:
    """The return of this very file that waits to be confirmed.

    Raises `AlreadyRegistered`.
    """
    if original is None:
        return None
    submission = standing_submission(connection, plan, fiscal_year, original.sha256)
    if submission is not None and submission.state is SubmissionState.REGISTERED:
        raise AlreadyRegistered(submission)
    return submission


def _is_overtaken(
    registration: Registration, plan: Plan, known_progress: Mapping[EntryKey, Progress]
) -> bool:
    """Whether the store is another than the one the return was worked out from.

    Any change of an indicator that it writes counts, and any change of an entry's
    progress.
    """
    for code in registration.actuals:
        stored = plan.indicator(code)
        if stored is None or stored != registration.plan.indicator(code):
            return True

    entries = {entry.key for entry in reportable_entries(plan)}
    for key in registration.progress:
        progress_seen = registration.known_progress.get(key)
        if key not in entries or known_progress.get(key) != progress_seen:
            return True
    return _is_said_overtaken(registration, plan)


def _is_said_overtaken(registration: Registration, plan: Plan) -> bool:
    """Whether anything is gone, or said otherwise, of the initiatives that it is about."""
    reported_year = registration.reported_year
    if not reported_year:
        return False
    stored = {subject.key: subject for subject in report_subjects(plan)}
    seen = {subject.key: subject for subject in report_subjects(registration.plan)}
    for key in (*reported_year.reports, *reported_year.marks):
        if key not in stored or key not in seen:
            return True
        if stored[key].reports != seen[key].reports:
            return True
        if stored[key].marks != seen[key].marks:
            return True
    return False


def _write_yearly_reports(
    connection: Connection, registration: Registration, plan: Plan, revision: int
) -> int:
    """Record what is new of the yearly reports; of how many initiatives it is."""
    reported_year = registration.reported_year
    if not reported_year:
        return 0
    changed = with_reported_year(plan, reported_year)
    plan_id = plan_number(connection, plan.key)
    record_yearly_reports(connection, revision, plan_id, changed)
    pairs = zip(report_subjects(plan), report_subjects(changed), strict=True)
    return sum(
        (before.reports, before.marks) != (after.reports, after.marks)
        for before, after in pairs
    )


def _changed_indicators(registration: Registration, plan: Plan) -> list[Indicator]:
    """The indicators that the registration changes, as they will be.

    Raises `ValueError` for a figure that its indicator cannot have: checking must have
    found it.
    """
    new_plan = plan.with_actuals(registration.actuals)
    changed = [
        new
        for new, old in zip(
            new_plan.measured_indicators, plan.measured_indicators, strict=True
        )
        if repr(new) != repr(old)
    ]
    years = {actual.fiscal_year for actual in registration.actuals.values()}
    of_another_year = years - {registration.fiscal_year}
    if of_another_year or not all(map(can_have_its_figures, changed)):
        raise ValueError("a figure that its indicator cannot have in this year")
    return changed


def _changed_progress(
    registration: Registration, known_progress: Mapping[EntryKey, Progress]
) -> dict[EntryKey, Progress]:
    return {
        key: progress
        for key, progress in registration.progress.items()
        if repr(progress) != repr(known_progress.get(key))
    }


def _file_name(registration: Registration, waiting: Submission | None) -> str | None:
    """The name under which the file was first handed in."""
    if waiting is not None:
        return waiting.file
    if registration.original is not None:
        return registration.original.name
    return None


def _registered_fields(
    registration: Registration, revision: Revision, changes: int
) -> Fields:
    """What is listed of a return once it is on record, whether it waited before or not."""
    return {
        "department": registration.department,
        "state": SubmissionState.REGISTERED,
        "figures": changes,
        "missing": {reason.value: n for reason, n in registration.missing.items()},
        "confirmations": _storable_confirmations(registration),
        "recorded_in": revision.number,
    }


def _storable_confirmations(registration: Registration) -> list[Fields]:
    rows = []
    for confirmation in registration.confirmations:
        row = asdict(confirmation)
        row["reason"] = storable_text(confirmation.reason)
        rows.append(row)
    return rows


def _add_registered(
    connection: Connection,
    registration: Registration,
    who: str,
    revision: Revision,
    fields: Fields,
) -> Submission:
    """List a return that did not wait before."""
    original = registration.original
    handed_in: Fields = {
        "fiscal_year": registration.fiscal_year,
        "at": revision.at,
        "who": storable_text(who),
    }
    handed_in |= _file_fields(original)
    content = None if original is None else original.content
    return add_submission(
        connection, registration.plan.key, handed_in | fields, content
    )


def _update_submission(
    connection: Connection, number: int, fields: Fields
) -> Submission:
    connection.execute(
        update(SUBMISSION).where(SUBMISSION.c.number == number).values(fields)
    )
    return existing_submission(connection, number)


def _file_fields(original: OriginalFile | None) -> Fields:
    if original is None:
        return {"file": None, "sha256": None, "size": None}
    return {
        "file": storable_text(original.name),
        "sha256": original.sha256,
        "size": len(original.content),
    }

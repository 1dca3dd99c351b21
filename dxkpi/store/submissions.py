"""Returns as they are listed: registered, held to be confirmed, or withdrawn."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select

from dxkpi import fiscal
from dxkpi.plan import Missing, PlanKey
from dxkpi.store.engine import reach_of
from dxkpi.store.errors import StoreError, StoreFault
from dxkpi.store.load import is_plan, plan_number
from dxkpi.store.revisions import as_utc
from dxkpi.store.rows import Fields, last_number
from dxkpi.store.tables import ORIGINAL, PLAN, REVISION, SUBMISSION, SubmissionState


@dataclass(frozen=True)
class RecordedConfirmation:
    """Somebody's word that a held value was right.

    The finding's code, its cell or place, which choice was taken, and why.
    """

    code: str
    cell: str
    choice: str | None = None
    reason: str = ""


@dataclass(frozen=True)
class Submission:
    """A return as it is listed.

    `department` None is all of them; `file`, `sha256` and `size` None: it came
    without.

    `source` is what the write that put it on record says it came from: the file's name,
    or a fixed text for figures that were typed or counted. `at` and `who` say when and
    by whom it was handed in, `registered_at` and `registered_by` who put it on record.
    `figures` counts the figures and entries of the schedule that it changed; `missing`
    the indicators of its form that have no figure, by reason, as they stood then.
    `correction` is the reason of a return into a plan that was over.
    """

    number: int
    plan: PlanKey
    department: str | None
    fiscal_year: int
    state: SubmissionState
    file: str | None
    sha256: str | None
    size: int | None
    at: datetime
    who: str
    figures: int = 0
    missing: Mapping[Missing, int] = field(default_factory=dict, hash=False)
    confirmations: tuple[RecordedConfirmation, ...] = ()
    revision: int | None = None
    registered_at: datetime | None = None
    registered_by: str | None = None
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None
    withdrawn_reason: str | None = None
    source: str | None = None
    correction: str | None = None


def submissions_of_plan(
    connection: Connection, plan: PlanKey
) -> tuple[Submission, ...]:
    """The returns of a plan, newest first."""
    query = _submissions().where(is_plan(plan)).order_by(SUBMISSION.c.number.desc())
    return tuple(_submission(row) for row in connection.execute(query))


def submissions_known(
    submissions: Iterable[Submission], day: date | None
) -> tuple[Submission, ...]:
    """The returns as they stood at the end of a day; None: as they stand."""
    if day is None:
        return tuple(submissions)
    end = fiscal.end_of_day(day)
    return tuple(_as_known(each, end) for each in submissions if each.at < end)


def _as_known(submission: Submission, end: datetime) -> Submission:
    """A return as it stood before a moment: not withdrawn yet, not yet on record."""
    known = submission
    if known.withdrawn_at is not None and known.withdrawn_at >= end:
        known = replace(
            known,
            state=SubmissionState.REGISTERED,
            withdrawn_at=None,
            withdrawn_by=None,
            withdrawn_reason=None,
        )
    is_on_record = known.registered_at is not None and known.registered_at < end
    if known.state is SubmissionState.REGISTERED and not is_on_record:
        known = replace(
            known,
            state=SubmissionState.WAITING,
            revision=None,
            registered_at=None,
            registered_by=None,
        )
    return known


def submission_numbered(connection: Connection, number: int) -> Submission | None:
    """The return of this number; None where none was given it, or it is of a city out of
    reach.
    """
    query = _submissions().where(SUBMISSION.c.number == number)
    row = connection.execute(query).first()
    if row is None or not reach_of(connection).holds(row.municipality_code):
        return None
    return _submission(row)


def existing_submission(connection: Connection, number: int) -> Submission:
    """The return of this number. Raises `StoreError` where none was given it."""
    submission = submission_numbered(connection, number)
    if submission is None:
        raise StoreError(StoreFault.UNKNOWN_RETURN, number=number)
    return submission


def standing_submission(
    connection: Connection, plan: PlanKey, fiscal_year: int, sha256: str
) -> Submission | None:
    """The return of this very file for the plan and year, unless withdrawn."""
    s = SUBMISSION.c
    query = _submissions().where(
        is_plan(plan),
        s.fiscal_year == fiscal_year,
        s.sha256 == sha256,
        s.state != SubmissionState.WITHDRAWN,
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    return _submission(row)


def original_content(connection: Connection, number: int) -> bytes | None:
    """The file of a return as it was handed in; None where there is none.

    Raises `StoreError` (ORIGINAL_ALTERED) where it is another than was handed in.
    """
    query = (
        select(ORIGINAL.c.content, SUBMISSION.c.sha256)
        .join(SUBMISSION, SUBMISSION.c.number == ORIGINAL.c.submission)
        .where(ORIGINAL.c.submission == number)
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    content = bytes(row.content)
    if hashlib.sha256(content).hexdigest() != row.sha256:
        raise StoreError(StoreFault.ORIGINAL_ALTERED, number=number)
    return content


def is_original_kept(connection: Connection, number: int) -> bool:
    """Whether the file of a return is there to be read."""
    query = select(ORIGINAL.c.submission).where(ORIGINAL.c.submission == number)
    return connection.execute(query).first() is not None


def add_submission(
    connection: Connection, plan: PlanKey, fields: Fields, content: bytes | None
) -> Submission:
    """Put a return of a plan on the list, under the next number.

    `content` is its original, None where it has none.
    """
    number = last_number(connection, SUBMISSION) + 1
    numbered = {"number": number, "plan_id": plan_number(connection, plan)}
    connection.execute(insert(SUBMISSION), fields | numbered)
    if content is not None:
        original = {"submission": number, "content": content}
        connection.execute(insert(ORIGINAL), original)
    return existing_submission(connection, number)


def _submissions() -> Select[Any]:
    return (
        select(
            SUBMISSION,
            PLAN.c.municipality_code,
            PLAN.c.code,
            REVISION.c.at.label("registered_at"),
            REVISION.c.who.label("registered_by"),
            REVISION.c.source,
            REVISION.c.correction,
        )
        .join(PLAN, PLAN.c.id == SUBMISSION.c.plan_id)
        .outerjoin(REVISION, REVISION.c.id == SUBMISSION.c.recorded_in)
    )


def _submission(row: Row[Any]) -> Submission:
    missing = {Missing(reason): count for reason, count in row.missing.items()}
    confirmations = tuple(RecordedConfirmation(**kept) for kept in row.confirmations)
    return Submission(
        number=row.number,
        plan=PlanKey(row.municipality_code, row.code),
        department=row.department,
        fiscal_year=row.fiscal_year,
        state=row.state,
        file=row.file,
        sha256=row.sha256,
        size=row.size,
        at=as_utc(row.at),
        who=row.who,
        figures=row.figures,
        missing=missing,
        confirmations=confirmations,
        revision=row.recorded_in,
        registered_at=_moment(row.registered_at),
        registered_by=row.registered_by,
        withdrawn_at=_moment(row.withdrawn_at),
        withdrawn_by=row.withdrawn_by,
        withdrawn_reason=row.withdrawn_reason,
        source=row.source,
        correction=row.correction,
    )


def _moment(at: datetime | None) -> datetime | None:
    if at is None:
        return None
    return as_utc(at)

"""Yearly returns: registered in one write with their originals, or left to be confirmed; and how they are listed.

Everything here runs on a connection that the store opened; what writes holds the writer's lock. A return's figures are
those that its revision recorded.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    insert,
    or_,
    select,
    update,
)

from dxkpi.plan import Indicator, Missing, Plan, Progress
from dxkpi.returns import CheckedReturn, Confirmation, ReturnForm, reportable_entries
from dxkpi.rules import EntryKey
from dxkpi.store.engine import StoreError
from dxkpi.store.load import read_plans
from dxkpi.store.revisions import Revision, new_revision, storable, utc
from dxkpi.store.save import Writer, last_number
from dxkpi.store.tables import (
    ORIGINAL,
    PLAN,
    PROGRESS,
    REVISION,
    SUBMISSION,
    SubmissionState,
)
from dxkpi.wording.language import _, mark

TYPED = mark("typed on the screen")


@dataclass(frozen=True)
class Submission:
    """A return as it is listed. `department` None is the whole city; `file`, `sha256` and `size` None: it came without.

    `source` is what the write that put it on record says it came from: the file's name, `TYPED`, `SURVEYED`.

    `at` and `who` say when and by whom it was handed in, `registered_at` and `registered_by` who put it on record.
    `figures` counts the figures and entries of the schedule that it changed; `missing` the indicators of its form that
    have no figure, by reason, as they stood then.
    """

    number: int
    city: str
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
    confirmations: tuple[Confirmation, ...] = ()
    revision: int | None = None
    registered_at: datetime | None = None
    registered_by: str | None = None
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None
    withdrawn_reason: str | None = None
    source: str | None = None


class AlreadyRegistered(StoreError):
    """This very file is on record for the municipality and year; nothing was stored."""

    def __init__(self, submission: Submission) -> None:
        super().__init__(
            _(
                "This very file is registered already (receipt {number}).",
                number=submission.number,
            )
        )
        self.submission = submission


class ChangedInStore(StoreError):
    """Somebody wrote what the answer was worked out from; nothing was stored. Examine the return again."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else registered meanwhile. Nothing was stored; look at what changed and register again."
            )
        )


# --- Reading ------------------------------------------------------------------------------------------------------------


def submissions(connection: Connection, code: str) -> tuple[Submission, ...]:
    """The returns of a municipality, newest first."""
    query = (
        _listed()
        .where(PLAN.c.municipality_code == code)
        .order_by(SUBMISSION.c.number.desc())
    )
    return tuple(_submission(row) for row in connection.execute(query))


def submission(connection: Connection, number: int) -> Submission | None:
    """The return of this number; None where none was given it."""
    row = connection.execute(_listed().where(SUBMISSION.c.number == number)).first()
    return _submission(row) if row else None


def original(connection: Connection, number: int) -> bytes | None:
    """The file as it was handed in; None where there is none."""
    content = connection.execute(
        select(ORIGINAL.c.content).where(ORIGINAL.c.submission == number)
    ).scalar_one_or_none()
    return None if content is None else bytes(content)


def progress(
    connection: Connection, code: str, fiscal_year: int | None = None
) -> dict[EntryKey, Progress]:
    """The latest progress of each entry of the schedule, at or before the year, by `Bar.key`."""
    p = PROGRESS.c
    query = (
        select(PROGRESS)
        .join(PLAN, PLAN.c.id == p.plan_id)
        .where(PLAN.c.municipality_code == code, p.superseded_in.is_(None))
        .order_by(p.fiscal_year)
    )
    until = query if fiscal_year is None else query.where(p.fiscal_year <= fiscal_year)
    return {key_of(row): progress_of(row) for row in connection.execute(until)}


def key_of(row: Row[Any]) -> EntryKey:
    """Which entry of the schedule a row of progress is about."""
    return row.measure, row.label, row.nth


def progress_of(row: Row[Any]) -> Progress:
    """A row of progress as the value it is."""
    return Progress.model_validate(
        {name: getattr(row, name) for name in Progress.model_fields}
    )


def _listed() -> Select[Any]:
    return (
        select(
            SUBMISSION,
            PLAN.c.municipality_code,
            REVISION.c.at.label("registered_at"),
            REVISION.c.who.label("registered_by"),
            REVISION.c.source,
        )
        .join(PLAN, PLAN.c.id == SUBMISSION.c.plan_id)
        .outerjoin(REVISION, REVISION.c.id == SUBMISSION.c.recorded_in)
    )


def _submission(row: Row[Any]) -> Submission:
    return Submission(
        row.number,
        row.municipality_code,
        row.department,
        row.fiscal_year,
        row.state,
        row.file,
        row.sha256,
        row.size,
        utc(row.at),
        row.who,
        row.figures,
        {Missing(reason): n for reason, n in row.missing.items()},
        tuple(Confirmation(**said) for said in row.confirmations),
        row.recorded_in,
        utc(row.registered_at) if row.registered_at else None,
        row.registered_by,
        utc(row.withdrawn_at) if row.withdrawn_at else None,
        row.withdrawn_by,
        row.withdrawn_reason,
        row.source,
    )


# --- Writing ------------------------------------------------------------------------------------------------------------


def register(
    connection: Connection,
    answer: CheckedReturn,
    who: str,
    file: str | None,
    content: bytes | None,
    source: str = TYPED,
) -> tuple[Revision, Submission, Plan | None]:
    """Record an answer's figures and progress, with the original and what was confirmed (`Store.register`).

    Gives the plan as it then stands, where nobody else had changed it since the answer was worked out.
    """
    form = answer.form
    year = form.fiscal_year
    if not answer.accepted or (file is None) != (content is None):
        raise ValueError(
            "only an accepted answer can be registered, and a file only with its content"
        )
    before = _of_content(connection, form, content)
    if before is not None and before.state is SubmissionState.REGISTERED:
        raise AlreadyRegistered(before)
    alone = (
        connection.execute(last_change(form.plan.municipality.code)).scalar_one()
        == form.revision
    )
    plan = plan_of(connection, form.plan.municipality.code, answer.actuals)
    known = progress(connection, plan.municipality.code, year)
    if _outdated(answer, plan, known):
        raise ChangedInStore
    new = plan.with_actuals(answer.actuals)
    figures = [
        i
        for i, was in zip(new.indicators, plan.indicators, strict=True)
        if repr(i) != repr(was)
    ]
    if not all(map(fits, figures)) or any(
        entry.fiscal_year != year for entry in answer.actuals.values()
    ):
        raise ValueError(
            "the answer holds a figure that its indicator cannot have in this year"
        )
    bars = {
        key: entry
        for key, entry in answer.progress.items()
        if repr(entry) != repr(known.get(key))
    }
    name = before.file if before else file
    revision = new_revision(connection, who, name or source)
    Writer(connection, revision.number).write_figures(new)
    write_progress(connection, revision, form.plan.municipality.code, year, bars)
    after = form.plan.with_actuals(answer.actuals)
    facts = {
        "department": form.department,
        "state": SubmissionState.REGISTERED,
        "at": before.at if before else revision.at,
        "figures": len(figures) + len(bars),
        "missing": _missing(replace(form, plan=after)),
        "confirmations": _confirmations(answer),
        "recorded_in": revision.number,
    }
    if before is None:
        registered = _add(connection, form, who, file, content, facts)
    else:
        connection.execute(
            update(SUBMISSION).where(SUBMISSION.c.number == before.number).values(facts)
        )
        registered = existing(connection, before.number)
    return revision, registered, after if alone else None


def hold_return(
    connection: Connection, form: ReturnForm, who: str, file: str, content: bytes
) -> Submission:
    """Keep a file to be confirmed, or find it where it waits already (`Store.leave`)."""
    before = _of_content(connection, form, content)
    if before is not None and before.state is SubmissionState.REGISTERED:
        raise AlreadyRegistered(before)
    return before or _add(
        connection,
        form,
        who,
        file,
        content,
        {"state": SubmissionState.WAITING, "at": datetime.now(UTC)},
    )


def write_progress(
    connection: Connection,
    revision: Revision,
    code: str,
    fiscal_year: int,
    bars: Mapping[EntryKey, Progress | None],
) -> None:
    """Record the progress of a year's entries of the schedule; None takes away what is there."""
    if not bars:
        return
    p = PROGRESS.c
    plan_id = _plan_id(connection, code)
    named = or_(
        *(
            and_(p.measure == measure, p.label == label, p.nth == nth)
            for measure, label, nth in bars
        )
    )
    current = and_(
        p.plan_id == plan_id, p.fiscal_year == fiscal_year, p.superseded_in.is_(None)
    )
    connection.execute(
        update(PROGRESS).where(current, named).values(superseded_in=revision.number)
    )
    given = last_number(connection, PROGRESS)
    rows = [
        dict(zip(("measure", "label", "nth"), key, strict=True)) | entry.model_dump()
        for key, entry in bars.items()
        if entry is not None
    ]
    stamp = {"plan_id": plan_id, "recorded_in": revision.number, "superseded_in": None}
    if rows:
        connection.execute(
            insert(PROGRESS),
            [row | stamp | {"id": n} for n, row in enumerate(rows, given + 1)],
        )


def existing(connection: Connection, number: int) -> Submission:
    """The return of this number. Raises `StoreError` where none was given it."""
    found = submission(connection, number)
    if found is None:
        raise StoreError(
            _("There is no return with the receipt number {number}.", number=number)
        )
    return found


def last_change(code: str) -> Select[Any]:
    """The revision in which a municipality's plan was last changed."""
    return select(PLAN.c.changed_in).where(PLAN.c.municipality_code == code)


def plan_of(
    connection: Connection, code: str, indicators: Collection[str] | None = None
) -> Plan:
    """The plan as it stands, with all or these of its indicators, of a municipality that is known to have one."""
    return read_plans(connection, [code], indicators)[code]


def fits(indicator: Indicator) -> bool:
    """Whether an indicator may have the figures that it was given (`model_copy` does not ask)."""
    try:
        Indicator.model_validate(indicator.model_dump(by_alias=True))
    except ValidationError:
        return False
    return True


def _outdated(
    answer: CheckedReturn, plan: Plan, known: Mapping[EntryKey, Progress]
) -> bool:
    """Whether what the answer was worked out from has changed: an indicator in any way, or an entry's progress."""
    before = answer.form
    stored = {indicator.code: indicator for indicator in plan.indicators}
    seen = {indicator.code: indicator for indicator in before.plan.indicators}
    bars = {bar.key for bar in reportable_entries(plan)}
    return any(
        code not in stored or stored[code] != seen.get(code) for code in answer.actuals
    ) or any(
        key not in bars or known.get(key) != before.progress.get(key)
        for key in answer.progress
    )


def _missing(form: ReturnForm) -> dict[str, int]:
    entries = (indicator.actual(form.fiscal_year) for indicator in form.indicators)
    return Counter(
        entry.missing.value
        for entry in entries
        if entry is not None and entry.missing is not None
    )


def _confirmations(answer: CheckedReturn) -> list[dict[str, Any]]:
    return [
        asdict(
            Confirmation(
                found.code, found.where, found.proposed, storable(found.reason)
            )
        )
        for found in answer.findings
        if found.reason is not None
    ]


def _of_content(
    connection: Connection, form: ReturnForm, content: bytes | None
) -> Submission | None:
    """The return of this very file for the form's municipality and year that was not taken back."""
    if content is None:
        return None
    s = SUBMISSION.c
    same: tuple[ColumnElement[bool], ...] = (
        PLAN.c.municipality_code == form.plan.municipality.code,
        s.fiscal_year == form.fiscal_year,
        s.sha256 == hashlib.sha256(content).hexdigest(),
        s.state != SubmissionState.WITHDRAWN,
    )
    row = connection.execute(_listed().where(*same)).first()
    return _submission(row) if row else None


def _add(
    connection: Connection,
    form: ReturnForm,
    who: str,
    file: str | None,
    content: bytes | None,
    facts: Mapping[str, Any],
) -> Submission:
    number = last_number(connection, SUBMISSION) + 1
    row: dict[str, Any] = {
        "number": number,
        "plan_id": _plan_id(connection, form.plan.municipality.code),
        "department": form.department,
        "fiscal_year": form.fiscal_year,
        "file": None if file is None else storable(file),
        "sha256": None if content is None else hashlib.sha256(content).hexdigest(),
        "size": None if content is None else len(content),
        "who": storable(who),
        "figures": 0,
        "missing": {},
        "confirmations": [],
    }
    connection.execute(insert(SUBMISSION), row | dict(facts))
    if content is not None:
        connection.execute(insert(ORIGINAL), {"submission": number, "content": content})
    return existing(connection, number)


def _plan_id(connection: Connection, code: str) -> int:
    return int(
        connection.execute(
            select(PLAN.c.id).where(PLAN.c.municipality_code == code)
        ).scalar_one()
    )

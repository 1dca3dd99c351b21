"""Releases in rows: written once, never changed.

They are everybody's, with who released them: so they are read as by who reaches every city.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from dxkpi.plan import PlanKey
from dxkpi.plan.release import Release, last_release_of_year
from dxkpi.plan.release_content import sha256_of
from dxkpi.store.engine import reaching_every_city
from dxkpi.store.errors import StoreError, StoreFault
from dxkpi.store.load import is_plan, plan_number
from dxkpi.store.revisions import as_utc
from dxkpi.store.rows import insert_rows, last_number, update_rows
from dxkpi.store.tables import PLAN, RELEASE, REVISION

_FIELDS = ("number", "fiscal_year", "note", "corrects", "reason", "sha256")


@dataclass(frozen=True)
class ReleaseDraft:
    """What is to be released of a plan's year.

    `reason` is asked for only where an earlier release of the year says otherwise.
    """

    plan: PlanKey
    fiscal_year: int
    content: str
    note: str | None = None
    reason: str | None = None


def read_releases(connection: Connection, plan: PlanKey) -> tuple[Release, ...]:
    """The releases of a plan, the oldest first."""
    query = releases_with_writes(plan)
    with reaching_every_city(connection):
        rows = connection.execute(query).all()
    return tuple(release_of(row) for row in rows)


def read_releases_by_plan(
    connection: Connection,
) -> Mapping[PlanKey, tuple[Release, ...]]:
    """The releases of every plan that has any, the oldest first."""
    query = _with_writes().add_columns(PLAN.c.municipality_code, PLAN.c.code)
    with reaching_every_city(connection):
        rows = connection.execute(query).all()
    releases: dict[PlanKey, tuple[Release, ...]] = {}
    for row in rows:
        key = PlanKey(row.municipality_code, row.code)
        releases[key] = (*releases.get(key, ()), release_of(row))
    return releases


def read_content(connection: Connection, plan: PlanKey, number: int) -> str | None:
    """The content of a release byte for byte; None where there is no such one.

    Raises `StoreError` (DAMAGED) where it is another than was released.
    """
    query = (
        select(RELEASE.c.content, RELEASE.c.sha256)
        .join(PLAN, PLAN.c.id == RELEASE.c.plan_id)
        .where(is_plan(plan), RELEASE.c.number == number)
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    content: str = row.content
    if sha256_of(content) != row.sha256:
        raise StoreError(StoreFault.DAMAGED, f"release {number} of {plan}")
    return content


def same_release(connection: Connection, draft: ReleaseDraft) -> Release | None:
    """The newest release of the year where it says what the draft does.

    Raises `StoreError` where there is none and the draft has no reason to correct one, or
    has a reason and nothing to correct.
    """
    former = _former(connection, draft)
    if former is not None and former.sha256 == sha256_of(draft.content):
        return former
    if former is not None and draft.reason is None:
        raise StoreError(StoreFault.RELEASE_NEEDS_REASON, number=former.number)
    if former is None and draft.reason is not None:
        raise StoreError(StoreFault.NOTHING_TO_CORRECT)
    return None


def write_release(connection: Connection, revision: int, draft: ReleaseDraft) -> int:
    """Record a release; its number. The plan was changed: pages say that it is released."""
    plan_id = plan_number(connection, draft.plan)
    update_rows(connection, PLAN, "id", [{"id": plan_id, "changed_in": revision}])
    releases = read_releases(connection, draft.plan)
    former = last_release_of_year(releases, draft.fiscal_year)
    number = len(releases) + 1
    row = {
        "id": last_number(connection, RELEASE) + 1,
        "plan_id": plan_id,
        "number": number,
        "fiscal_year": draft.fiscal_year,
        "note": draft.note,
        "corrects": former.number if former else None,
        "reason": draft.reason,
        "content": draft.content,
        "sha256": sha256_of(draft.content),
        "recorded_in": revision,
    }
    insert_rows(connection, RELEASE, [row])
    return number


def releases_with_writes(plan: PlanKey) -> Select[Any]:
    """The statement for every release of a plan with the write that recorded it."""
    return _with_writes().where(is_plan(plan))


def _with_writes() -> Select[Any]:
    r = RELEASE.c
    return (
        select(
            *(r[name] for name in _FIELDS),
            r.recorded_in,
            REVISION.c.at,
            REVISION.c.who,
            REVISION.c.source,
            REVISION.c.correction,
        )
        .join(PLAN, PLAN.c.id == r.plan_id)
        .join(REVISION, REVISION.c.id == r.recorded_in)
        .order_by(r.number)
    )


def release_of(row: Row[Any]) -> Release:
    """A row of `releases_with_writes` as the release it is, without its content."""
    fields: Mapping[str, Any] = {name: getattr(row, name) for name in _FIELDS}
    return Release(**fields, at=as_utc(row.at), who=row.who)


def _former(connection: Connection, draft: ReleaseDraft) -> Release | None:
    releases = read_releases(connection, draft.plan)
    return last_release_of_year(releases, draft.fiscal_year)

"""Taking a return back: what that does is shown first, and nothing is deleted.

Each figure and each entry of the schedule is left as the last write that still counts left it: no write of a return
that was taken back counts, and none that only took one back. So the order in which returns are taken back is all one.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, select, update

from dxkpi import fiscal
from dxkpi.plan import Actual, Indicator, Plan, Progress
from dxkpi.rules import EntryKey
from dxkpi.store.engine import StoreError
from dxkpi.store.history import actual_of
from dxkpi.store.returns import (
    TYPED,
    Submission,
    existing,
    fits,
    key_of,
    plan_of,
    progress_of,
    write_progress,
)
from dxkpi.store.revisions import Revision, new_revision, storable
from dxkpi.store.save import Writer
from dxkpi.store.tables import (
    FIGURE,
    INDICATOR,
    PLAN,
    PROGRESS,
    SUBMISSION,
    FigureKind,
    SubmissionState,
)
from dxkpi.wording.language import _


@dataclass(frozen=True)
class WithdrawalPreview:
    """What taking a return back does to one figure (`indicator` is its code) or entry of the schedule (`bar`, its key).

    `now` is what stands, `back` what will stand then; None is no entry. Where a later write has `superseded` what the
    return said, it stays as it is.
    """

    indicator: str | None
    bar: EntryKey | None
    fiscal_year: int
    now: Actual | Progress | None
    back: Actual | Progress | None
    superseded: bool


def preview_withdrawal(
    connection: Connection, number: int
) -> tuple[WithdrawalPreview, ...]:
    """What taking a return back would do, figures first; nothing where none of it is on record (`Store.undoing`)."""
    found = existing(connection, number)
    if found.state is not SubmissionState.REGISTERED or found.revision is None:
        return ()
    plan = plan_of(connection, found.city)
    void = _void(connection, found.city)
    undone: list[WithdrawalPreview] = []
    for code, rows in _figures(connection, found):
        now, back, superseded = _without(rows, found.revision, void)
        was, will = now and actual_of(now), back and actual_of(back)
        if not superseded and not _possible(plan, code, will):
            will = None
        undone.append(
            WithdrawalPreview(code, None, found.fiscal_year, was, will, superseded)
        )
    for key, rows in _bars(connection, found):
        now, back, superseded = _without(rows, found.revision, void)
        left = now and progress_of(now), back and progress_of(back)
        undone.append(
            WithdrawalPreview(None, key, found.fiscal_year, *left, superseded)
        )
    return tuple(undone)


def withdraw(
    connection: Connection, number: int, who: str, reason: str
) -> tuple[Revision | None, Submission]:
    """Take a return back; the revision is None where none of it was on record (`Store.withdraw`)."""
    found = existing(connection, number)
    if found.withdrawn_at is not None:
        raise StoreError(
            _(
                "Receipt {number} was withdrawn already, on {when} by {who}.",
                number=number,
                when=fiscal.moment_label(found.withdrawn_at),
                who=found.withdrawn_by,
            )
        )
    if not reason.strip():
        raise StoreError(_("Write why it is withdrawn: the reason is kept with it."))
    revision = None
    if found.state is SubmissionState.REGISTERED:
        undone = [
            undo
            for undo in preview_withdrawal(connection, number)
            if not undo.superseded
        ]
        revision = new_revision(connection, who, found.file or found.source or TYPED)
        _put_back(connection, revision, found, undone)
    facts = {
        "state": SubmissionState.WITHDRAWN,
        "withdrawn_in": revision.number if revision else None,
        "withdrawn_at": revision.at if revision else datetime.now(UTC),
        "withdrawn_by": storable(who),
        "withdrawn_reason": storable(reason.strip()),
    }
    connection.execute(
        update(SUBMISSION).where(SUBMISSION.c.number == number).values(facts)
    )
    return revision, existing(connection, number)


def _figures(
    connection: Connection, found: Submission
) -> Iterator[tuple[str, list[Row[Any]]]]:
    """The indicators whose actual the return wrote, each with all that was ever recorded of that year."""
    f = FIGURE.c
    own = select(f.indicator_id).where(f.recorded_in == found.revision)
    query = (
        select(INDICATOR.c.code, FIGURE)
        .join(INDICATOR, INDICATOR.c.id == f.indicator_id)
        .where(
            f.indicator_id.in_(own),
            f.kind == FigureKind.ACTUAL,
            f.fiscal_year == found.fiscal_year,
        )
        .order_by(INDICATOR.c.position, INDICATOR.c.id, f.recorded_in)
    )
    grouped: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(query):
        grouped[row.code].append(row)
    yield from grouped.items()


def _bars(
    connection: Connection, found: Submission
) -> Iterator[tuple[EntryKey, list[Row[Any]]]]:
    """The entries of the schedule whose progress the return wrote, each with all that was ever recorded of that year."""
    p, own = PROGRESS.c, PROGRESS.alias("own")
    place = (p.plan_id, p.measure, p.label, p.nth, p.fiscal_year)
    same = and_(
        own.c.recorded_in == found.revision,
        *(column == own.c[column.name] for column in place),
    )
    grouped: dict[EntryKey, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(
        select(PROGRESS).join(own, same).order_by(own.c.id, p.recorded_in)
    ):
        grouped[key_of(row)].append(row)
    yield from grouped.items()


def _void(connection: Connection, city: str) -> set[int | None]:
    """The writes that do not count: of returns that were taken back, and those that took them back."""
    s = SUBMISSION.c
    query = select(s.recorded_in, s.withdrawn_in).join(PLAN, PLAN.c.id == s.plan_id)
    withdrawn = query.where(
        PLAN.c.municipality_code == city, s.state == SubmissionState.WITHDRAWN
    )
    return {revision for row in connection.execute(withdrawn) for revision in row}


def _without(
    rows: Sequence[Row[Any]], revision: int, void: set[int | None]
) -> tuple[Row[Any] | None, Row[Any] | None, bool]:
    """What stands at a place, what will stand without this write, and whether a later one that counts decides anyway."""
    left: dict[int, Row[Any] | None] = {}
    for row in rows:
        left[row.recorded_in] = row
        if row.superseded_in is not None:
            left[row.superseded_in] = None
    now = next((row for row in rows if row.superseded_in is None), None)
    others = [
        number for number in sorted(left) if number not in void and number != revision
    ]
    if others and others[-1] > revision:
        return now, now, True
    return now, left[others[-1]] if others else None, False


def _possible(plan: Plan, code: str, entry: Actual | None) -> bool:
    """Whether the indicator can still have this entry: a figure means nothing once it is answered by yes or no."""
    indicator = plan.indicator(code)
    return indicator is not None and fits(indicator.with_actual(entry))


def _put_back(
    connection: Connection,
    revision: Revision,
    found: Submission,
    undone: Sequence[WithdrawalPreview],
) -> None:
    plan = plan_of(connection, found.city)
    figures = {
        u.indicator: u.back if isinstance(u.back, Actual) else None
        for u in undone
        if u.indicator is not None
    }
    bars = {
        u.bar: u.back if isinstance(u.back, Progress) else None
        for u in undone
        if u.bar is not None
    }

    def changed(indicator: Indicator) -> Indicator:
        if indicator.code not in figures:
            return indicator
        others = tuple(
            entry
            for entry in indicator.actuals
            if entry.fiscal_year != found.fiscal_year
        )
        return indicator.model_copy(update={"actuals": others}).with_actual(
            figures[indicator.code]
        )

    back = plan.model_copy(update={"indicators": tuple(map(changed, plan.indicators))})
    Writer(connection, revision.number).write_figures(back)
    write_progress(connection, revision, found.city, found.fiscal_year, bars)

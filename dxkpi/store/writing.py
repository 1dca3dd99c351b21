"""Every write to the store, each one transaction and one revision, all or nothing, sealed
in the chain of changes.

Only `dxkpi.actions` may use this (an import rule says so): there it is asked who may
write.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from dxkpi.plan import Decision, Municipality, Plan, PlanKey, plans_with_facts_of_cities
from dxkpi.plan.release import Release
from dxkpi.plan.round import Round
from dxkpi.store import registration as returns
from dxkpi.store import withdrawal
from dxkpi.store.chain import note_withheld, recorded_write
from dxkpi.store.decisions import write_decision
from dxkpi.store.errors import StoreError, StoreFault
from dxkpi.store.load import (
    other_plans_of_cities,
    plan_number,
    read_municipalities,
    read_plans,
)
from dxkpi.store.plan_texts import keep_replaced_texts
from dxkpi.store.registration import HeldReturn, Registration
from dxkpi.store.releases import (
    ReleaseDraft,
    read_releases,
    same_release,
    write_release,
)
from dxkpi.store.restoring import RestoredStore, restore_backup
from dxkpi.store.reviews import (
    NewRemark,
    SeenItem,
    check_nothing_new,
    write_answer,
    write_confirmations,
    write_remarks,
)
from dxkpi.store.revisions import (
    Revision,
    last_change_of_plan,
    last_revision,
    new_revision,
)
from dxkpi.store.rounds import MakeRound, read_round, write_round, write_taken_form
from dxkpi.store.save import write_plans
from dxkpi.store.store import Store
from dxkpi.store.submissions import Submission
from dxkpi.store.superseded_surveys import (
    forget_superseded_counts,
    protect_superseded_surveys,
)
from dxkpi.store.withdrawal import WithdrawnReturn


def save_plans(
    store: Store,
    plans: Sequence[Plan],
    who: str,
    source: str,
    seen: Revision | None = None,
    correction: str | None = None,
) -> Revision | None:
    """Store the plans as they are given. Where they say nothing about the departments or
    the grading of their city, these stay as they are stored.

    Returns the new revision, or None if nothing changed.

    With `seen`, nothing is stored if somebody else has written since that revision
    (`StoreError`). `correction` says why a plan that is over is changed.
    """
    keys = [plan.key for plan in plans]
    if len(set(keys)) < len(keys):
        raise StoreError(StoreFault.PLAN_TWICE)
    with write_to(store, *{key.city for key in keys}) as connection:
        if seen is not None and last_revision(connection) != seen:
            raise StoreError(StoreFault.CHANGED_SINCE_SEEN)
        writer = PlanWriter(who, source, correction)
        revision = write_changed_plans(store, connection, plans, writer)
    if revision is not None:
        store.remember_write(revision)
    return revision


class PlanWriter(NamedTuple):
    """Who stores plans, out of what, and why where a plan is over."""

    who: str
    source: str
    correction: str | None


def write_changed_plans(
    store: Store, connection: Connection, plans: Sequence[Plan], writer: PlanWriter
) -> Revision | None:
    """Store the plans that are other than they stand, within a write; None: no plan is."""
    keys = [plan.key for plan in plans]
    cities = read_municipalities(connection, {key.city for key in keys})
    plans = plans_with_facts_of_cities(plans, cities)
    stored = read_plans(connection, keys)
    changed = [plan for plan in plans if repr(plan) != repr(stored.get(plan.key))]
    if not changed:
        return None
    revision = new_revision(connection, *writer)
    keep_replaced_texts(connection, revision.number, stored, changed)
    _keep_texts_of_other_plans(connection, revision.number, plans, cities)
    write_plans(connection, revision.number, changed)
    _protect_answers(store, connection, revision.number)
    return revision


def _keep_texts_of_other_plans(
    connection: Connection,
    revision: int,
    plans: Sequence[Plan],
    cities: Mapping[str, Municipality],
) -> None:
    """Keep the wording of what is not written of cities that the plans say otherwise of."""
    changed = {
        plan.key.city: plan.municipality
        for plan in plans
        if cities.get(plan.key.city, plan.municipality) != plan.municipality
    }
    if not changed:
        return
    written = {plan.key for plan in plans}
    others = other_plans_of_cities(connection, changed, written)
    with_changed_city = [
        other.model_copy(update={"municipality": changed[key.city]})
        for key, other in others.items()
    ]
    keep_replaced_texts(connection, revision, others, with_changed_city)


def register_return(store: Store, registration: Registration, who: str) -> Submission:
    """Put a return on record. One that waited with this very file keeps its number.

    Raises `AlreadyRegistered` for a file that is on record for the plan and
    year, and `ChangedInStore` when an indicator or an entry of the schedule that the
    return writes is not as it was when the return was worked out.
    """
    with write_to(store, registration.plan.key.city) as connection:
        registered = returns.record_return(connection, registration, who)
        _protect_answers(store, connection, registered.revision.number)
    store.remember_write(registered.revision, registered.plan)
    return registered.submission


def hold_return(store: Store, held: HeldReturn, who: str) -> Submission:
    """Keep a file that somebody must confirm: the original only, no figure.

    What waits already is found again.

    Raises `AlreadyRegistered` for a file that is on record.
    """
    with write_to(store, held.plan.city) as connection:
        waiting = returns.waiting_submission(
            connection, held.plan, held.fiscal_year, held.original
        )
        if waiting is not None:
            return waiting
        revision = new_revision(connection, who, held.original.name)
        submission = returns.record_held_return(connection, held, who, revision)
    store.remember_write(revision)
    return submission


def withdraw_return(
    store: Store, number: int, who: str, reason: str, correction: str | None = None
) -> WithdrawnReturn:
    """Withdraw a return.

    Its figures go back to what they were, unless superseded; the reason is kept.

    Raises `StoreError` for an unknown number, a second time, and without a reason.
    """
    with recorded_write(store.engine) as connection:
        withdrawn = withdrawal.record_withdrawal(
            connection, number, who, reason, correction
        )
        _protect_answers(store, connection, withdrawn.revision.number)
    store.remember_write(withdrawn.revision)
    return withdrawn


def change_decision(
    store: Store,
    plan: PlanKey,
    before: Decision | None,
    after: Decision | None,
    who: str,
    source: str,
    correction: str | None = None,
) -> Decision | None:
    """Record a decision in the place of another, as `write_decision` says; the decision
    with its number.

    Raises `StoreError` where somebody changed the former one meanwhile.
    """
    with write_to(store, plan.city) as connection:
        revision = new_revision(connection, who, source, correction)
        plan_id = plan_number(connection, plan)
        written = write_decision(connection, revision.number, plan_id, before, after)
    store.remember_write(revision)
    return written


def change_round(
    store: Store,
    plan: PlanKey,
    fiscal_year: int,
    make: MakeRound,
    who: str,
    source: str,
) -> Round:
    """Record what `make` makes of the round of a year as it stands at this moment.

    Nothing is written where it stays as it was. Raises what `make` raises.
    """
    with write_to(store, plan.city) as connection:
        before = read_round(connection, plan, fiscal_year)
        changed = make(before)
        if before is not None and changed == before:
            return before
        revision = new_revision(connection, who, source)
        write_round(connection, revision.number, plan, changed)
        recorded = read_round(connection, plan, fiscal_year)
    store.remember_write(revision)
    return recorded or changed


def note_taken_form(
    store: Store, plan: PlanKey, fiscal_year: int, department: str | None, who: str
) -> None:
    """Note that somebody took a form of a year for which a round is open; else nothing."""
    with write_to(store, plan.city) as connection:
        if read_round(connection, plan, fiscal_year) is not None:
            write_taken_form(connection, plan, fiscal_year, department, who)


def record_review(
    store: Store,
    plan: PlanKey,
    fiscal_year: int,
    confirmed: Sequence[SeenItem],
    remarks: Sequence[NewRemark],
    who: str,
    source: str,
    seen: int | None = None,
) -> Revision:
    """Confirm things of a year and make remarks on others, in one write; `seen` is the
    revision that was looked at, None: whatever stands now.

    Raises `StoreError` (CHANGED_SINCE_SEEN) where one is not as it was seen.
    """
    items = {(seen_item.item, seen_item.fiscal_year) for seen_item in confirmed}
    items |= {(remark.item, remark.item_year or fiscal_year) for remark in remarks}
    with write_to(store, plan.city) as connection:
        if seen is not None:
            check_nothing_new(connection, plan, fiscal_year, items, seen)
        revision = new_revision(connection, who, source)
        place = (connection, revision.number, plan, fiscal_year)
        write_confirmations(*place, confirmed)
        write_remarks(*place, remarks)
    store.remember_write(revision)
    return revision


def answer_remark(
    store: Store, plan: PlanKey, number: int, answer: str, who: str, source: str
) -> Revision:
    """Answer a remark. Raises `StoreError` (NO_SUCH_REMARK)."""
    with write_to(store, plan.city) as connection:
        revision = new_revision(connection, who, source)
        write_answer(connection, revision.number, plan, number, answer)
    store.remember_write(revision)
    return revision


def release_year(
    store: Store, draft: ReleaseDraft, seen: Revision, who: str, source: str
) -> Release:
    """Record a release of a year; the newest one of the year where it says the same.

    Raises `StoreError` as `same_release` does, and where the plan was changed since
    `seen`.
    """
    with write_to(store, draft.plan.city) as connection:
        if last_change_of_plan(connection, draft.plan) != seen:
            raise StoreError(StoreFault.CHANGED_SINCE_SEEN)
        same = same_release(connection, draft)
        if same is not None:
            return same
        revision = new_revision(connection, who, source)
        write_release(connection, revision.number, draft)
        release = read_releases(connection, draft.plan)[-1]
    store.remember_write(revision)
    return release


def restore_store(store: Store, file: Path, who: str) -> RestoredStore:
    """Put a backup in the place of what the store holds, which is kept aside.

    Raises `StoreError`, and then the store is what it was.
    """
    store.reach.check_is_everywhere()
    restored = restore_backup(store.engine, file, who, store.smallest_group)
    store.remember_write(restored.revision)
    return restored


@contextmanager
def write_to(store: Store, *cities: str) -> Iterator[Connection]:
    """One recorded write to what is of these cities. Raises `StoreError` where one of them
    is out of reach.
    """
    store.reach.check(cities)
    with recorded_write(store.engine) as connection:
        yield connection


def _protect_answers(store: Store, connection: Connection, revision: int) -> None:
    """Take away what the figures that a write superseded would tell of single answers."""
    surveys = protect_superseded_surveys(connection, store.smallest_group, revision)
    counts = forget_superseded_counts(connection, revision)
    figures = surveys.figures | counts
    note_withheld(connection, revision, surveys._replace(figures=figures))

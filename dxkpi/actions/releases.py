"""公表: releasing a plan's year, and reading what was released."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from dxkpi import fiscal
from dxkpi.actions.actor import Actor
from dxkpi.actions.logged import logged
from dxkpi.actions.permission import CityScope, Command, Right, permit
from dxkpi.plan import Plan, PlanKey
from dxkpi.plan.difference import PlanChange
from dxkpi.plan.fields import unstorable
from dxkpi.plan.release import (
    LONGEST_NOTE,
    LONGEST_REASON,
    USUAL_TEXTS,
    Release,
    ReleasedText,
    ReleasedYear,
    last_release_of_year,
)
from dxkpi.plan.release_content import content_of, parse_content, sha256_of
from dxkpi.plan.release_difference import release_changes
from dxkpi.returns.finality import plan_finality
from dxkpi.rules import PROFILES
from dxkpi.rules.released_year import released_year
from dxkpi.settings import settings
from dxkpi.store import (
    TYPED,
    ListedPlan,
    ReleaseDraft,
    Store,
    StoreError,
    StoreFault,
    writing,
)
from dxkpi.survey import plan_with_pooled_groups


class ReleaseFault(StrEnum):
    """Why a year cannot be released as it was said.

    The sentences are in `dxkpi.wording.releases`.
    """

    YEAR_NOT_OF_PLAN = "year_not_of_plan"
    YEAR_NOT_OVER = "year_not_over"
    STILL_PRELIMINARY = "still_preliminary"
    NOTE_TOO_LONG = "note_too_long"
    REASON_TOO_LONG = "reason_too_long"
    UNSTORABLE = "unstorable"


class WrongRelease(Exception):
    """The year cannot be released as it was said; nothing was stored."""

    def __init__(self, *faults: ReleaseFault) -> None:
        super().__init__(*faults)
        self.faults = faults


@dataclass(frozen=True)
class ReleaseYear(Command):
    """Release a plan's year as it stands at this moment.

    `reason` is why it corrects what was released of the year before. `texts` are those
    that are released besides the figures. `is_over_or_not`: also a year that is not over.
    `is_final_or_not`: also what the secretariat has not confirmed yet. `seen`: the
    plan's change of which its reader saw what goes out; None where nobody looked.
    """

    right: ClassVar[Right] = Right.RELEASE
    plan: PlanKey
    fiscal_year: int
    note: str = ""
    reason: str = ""
    texts: frozenset[ReleasedText] = USUAL_TEXTS
    is_over_or_not: bool = False
    source: str = TYPED
    is_final_or_not: bool = True
    seen: int | None = None

    def scopes(self, store: Store) -> tuple[CityScope, ...]:
        return (CityScope(self.plan.city),)


@dataclass(frozen=True)
class ReleasePreview:
    """What releasing a year would do: what goes out, and how it differs from `former`, the
    newest release of the year; None where there is none.
    """

    going_out: ReleasedYear
    former: Release | None = None
    is_same: bool = False
    changes: tuple[PlanChange, ...] = ()


@logged
def release_year(store: Store, command: ReleaseYear, actor: Actor) -> Release:
    """The release of the year; the newest one where that says the same already.

    Raises `WrongRelease`, and `StoreError` where the year was released before and no
    reason is given, or somebody changed the plan meanwhile.
    """
    permit(store, actor, command)
    listed = _listed(store, command.plan)
    plan = _plan_to_show(store, listed)
    faults = tuple(_faults(store, plan, command))
    if faults:
        raise WrongRelease(*faults)
    draft = ReleaseDraft(
        command.plan,
        command.fiscal_year,
        content_of(_released_year(store, plan, command)),
        _in_one_line(command.note),
        _in_one_line(command.reason),
    )
    parse_content(draft.content)  # nothing is released that could not be read again
    _refuse_what_nobody_saw(store, draft, listed, command.seen)
    return writing.release_year(
        store, draft, listed.revision, actor.name, command.source
    )


def release_preview(
    store: Store, plan: PlanKey, fiscal_year: int, texts: frozenset[ReleasedText]
) -> ReleasePreview:
    """What releasing the year would do now. Raises `StoreError` where the plan is gone."""
    command = ReleaseYear(plan, fiscal_year, texts=texts)
    shown = _plan_to_show(store, _listed(store, plan))
    content = content_of(_released_year(store, shown, command))
    going_out = parse_content(content)
    former = last_release_of_year(store.releases(plan), fiscal_year)
    if former is None:
        return ReleasePreview(going_out)
    changes = release_changes(released_content(store, plan, former.number), going_out)
    is_same = former.sha256 == sha256_of(content)
    return ReleasePreview(going_out, former, is_same=is_same, changes=changes)


def number_preliminary(store: Store, plan: Plan, fiscal_year: int) -> int:
    """How many things up to a year are in that the secretariat has not confirmed."""
    finality = plan_finality(plan, store.reviews(plan.key), fiscal.today())
    return sum(
        year <= fiscal_year and at is None
        for (_item, year), at in finality.confirmed_at.items()
    )


def is_year_over(plan: Plan, fiscal_year: int) -> bool:
    """Whether a year of the plan is over, so that it may be released."""
    return fiscal_year in _years_over(plan)


def years_to_release(plan: Plan) -> tuple[int, ...]:
    """The years over of a plan, the oldest first; before its first one is over, the last
    year over that has a figure.
    """
    over = _years_over(plan)
    first = plan.about.first_fiscal_year
    of_plan = tuple(year for year in over if first is None or year >= first)
    return of_plan or over[-1:]


def released_content(store: Store, plan: PlanKey, number: int) -> ReleasedYear:
    """What a release holds. Raises `StoreError` where there is no such one."""
    content = store.release_content(plan, number)
    if content is None:
        raise StoreError(StoreFault.NO_RELEASE, number=number)
    return parse_content(content)


def _years_over(plan: Plan) -> tuple[int, ...]:
    last_closed = fiscal.last_closed_year(fiscal.today())
    return tuple(year for year in plan.fiscal_years if year <= last_closed)


def _listed(store: Store, key: PlanKey) -> ListedPlan:
    for listed in store.listed_plans():
        if listed.key == key:
            return listed
    raise StoreError(StoreFault.PLAN_GONE)


def _plan_to_show(store: Store, listed: ListedPlan) -> Plan:
    """The plan with the figures of its shared indicators, as it may be shown."""
    plan = store.plan_with_shared_figures(listed.key)
    if plan is None:
        raise StoreError(StoreFault.PLAN_GONE)
    return plan_with_pooled_groups(plan, settings().smallest_group)


def _released_year(store: Store, plan: Plan, command: ReleaseYear) -> ReleasedYear:
    today = fiscal.today()
    return released_year(
        plan,
        store.progress(command.plan, command.fiscal_year),
        command.fiscal_year,
        command.texts,
        PROFILES[settings().profile],
        fiscal.last_closed_year(today),
        today,
    )


def _refuse_what_nobody_saw(
    store: Store, draft: ReleaseDraft, listed: ListedPlan, seen: int | None
) -> None:
    """Raise `StoreError` where the plan was changed since somebody looked at what goes out
    and it was not released since just as it stands.
    """
    if seen is None or seen == listed.revision.number:
        return
    former = last_release_of_year(store.releases(draft.plan), draft.fiscal_year)
    if former is None or former.sha256 != sha256_of(draft.content):
        raise StoreError(StoreFault.CHANGED_SINCE_SEEN)


def _faults(store: Store, plan: Plan, command: ReleaseYear) -> Iterator[ReleaseFault]:
    if command.fiscal_year not in plan.fiscal_years:
        yield ReleaseFault.YEAR_NOT_OF_PLAN
    elif command.fiscal_year not in _years_over(plan) and not command.is_over_or_not:
        yield ReleaseFault.YEAR_NOT_OVER
    if not command.is_final_or_not and number_preliminary(
        store, plan, command.fiscal_year
    ):
        yield ReleaseFault.STILL_PRELIMINARY
    if len(command.note) > LONGEST_NOTE:
        yield ReleaseFault.NOTE_TOO_LONG
    if len(command.reason) > LONGEST_REASON:
        yield ReleaseFault.REASON_TOO_LONG
    if unstorable(command.note + command.reason):
        yield ReleaseFault.UNSTORABLE


def _in_one_line(text: str) -> str | None:
    return " ".join(text.split()) or None

"""公表: releasing a plan's year, and reading what was released."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from operator import itemgetter
from typing import ClassVar

from dxkpi import fiscal
from dxkpi.actions.actor import Actor
from dxkpi.actions.command import NotDone, PlanCommand
from dxkpi.actions.finality_reading import read_finality
from dxkpi.actions.logged import logged
from dxkpi.actions.permission import permit
from dxkpi.actions.rights import Right
from dxkpi.plan import Plan, PlanKey
from dxkpi.plan.difference import PlanChange
from dxkpi.plan.fields import unstorable
from dxkpi.plan.release import (
    LONGEST_NOTE,
    LONGEST_REASON,
    USUAL_TEXTS,
    Release,
    ReleasedFinality,
    ReleasedText,
    ReleasedYear,
    last_release_of_year,
)
from dxkpi.plan.release_content import content_of, parse_content, sha256_of
from dxkpi.plan.release_difference import release_changes
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


class WrongRelease(NotDone):
    """The year cannot be released as it was said; nothing was stored."""

    def __init__(self, *faults: ReleaseFault) -> None:
        super().__init__(*faults)
        self.faults: tuple[ReleaseFault, ...] = faults


@dataclass(frozen=True)
class ReleaseYear(PlanCommand):
    """Release a plan's year as it stands at this moment.

    `reason` is why it corrects what was released of the year before. `texts` are those
    that are released besides the figures. `although_not_over`: also a year that is not
    over. `although_preliminary`: also with what the secretariat has not confirmed. `seen`:
    the SHA-256 of what goes out, as its reader saw it; None where nobody looked.
    """

    right: ClassVar[Right] = Right.RELEASE
    fiscal_year: int
    note: str = ""
    reason: str = ""
    texts: frozenset[ReleasedText] = USUAL_TEXTS
    although_not_over: bool = False
    although_preliminary: bool = False
    source: str = TYPED
    seen: str | None = None


@dataclass(frozen=True)
class ReleasePreview:
    """What releasing a year would do: what goes out with its SHA-256, and how it differs
    from `former`, the newest release of the year; None where there is none.
    """

    going_out: ReleasedYear
    sha256: str
    is_over: bool
    former: Release | None = None
    changes: tuple[PlanChange, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether the year is released just as it stands."""
        return self.former is not None and self.former.sha256 == self.sha256


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
        content_of(_released_year(store, plan, command.fiscal_year, command.texts)),
        _in_one_line(command.note),
        _in_one_line(command.reason),
    )
    parse_content(draft.content)  # nothing is released that could not be read again
    _refuse_what_nobody_saw(store, draft, command.seen)
    return writing.release_year(
        store, draft, listed.revision, actor.name, command.source
    )


def release_preview(
    store: Store, plan: PlanKey, fiscal_year: int, texts: frozenset[ReleasedText]
) -> ReleasePreview:
    """What releasing the year would do now. Raises `StoreError` where the plan is gone."""
    shown = _plan_to_show(store, _listed(store, plan))
    content = content_of(_released_year(store, shown, fiscal_year, texts))
    going_out, sha256 = parse_content(content), sha256_of(content)
    is_over = fiscal_year in _years_over(shown)
    former = last_release_of_year(store.releases(plan), fiscal_year)
    if former is None:
        return ReleasePreview(going_out, sha256, is_over)
    changes = release_changes(released_content(store, plan, former.number), going_out)
    return ReleasePreview(going_out, sha256, is_over, former, changes)


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


def _released_year(
    store: Store, plan: Plan, fiscal_year: int, texts: frozenset[ReleasedText]
) -> ReleasedYear:
    today = fiscal.today()
    released = released_year(
        plan,
        store.progress(plan.key, fiscal_year),
        fiscal_year,
        texts,
        PROFILES[settings().profile],
        fiscal.last_closed_year(today),
        today,
    )
    finality = tuple(_finality_up_to(store, plan, fiscal_year))
    return replace(released, finality=finality)


def _finality_up_to(
    store: Store, plan: Plan, fiscal_year: int
) -> Iterator[ReleasedFinality]:
    """When everything that is reviewed became final, up to a year; nothing where all of it
    is final.
    """
    finality = read_finality(store, plan, fiscal.today())
    confirmed_at = {
        (item, year): at
        for (item, year), at in finality.confirmed_at.items()
        if year <= fiscal_year
    }
    if None not in confirmed_at.values():
        return
    for (item, year), at in sorted(confirmed_at.items(), key=itemgetter(0)):
        yield ReleasedFinality(
            kind=item.kind, place=item.place, fiscal_year=year, confirmed_at=at
        )


def _refuse_what_nobody_saw(
    store: Store, draft: ReleaseDraft, seen: str | None
) -> None:
    """Raise `StoreError` where what goes out is not what somebody looked at, and was not
    released since just as it stands.
    """
    sha256 = sha256_of(draft.content)
    if seen is None or seen == sha256:
        return
    former = last_release_of_year(store.releases(draft.plan), draft.fiscal_year)
    if former is None or former.sha256 != sha256:
        raise StoreError(StoreFault.CHANGED_SINCE_SEEN)


def _faults(store: Store, plan: Plan, command: ReleaseYear) -> Iterator[ReleaseFault]:
    if command.fiscal_year not in plan.fiscal_years:
        yield ReleaseFault.YEAR_NOT_OF_PLAN
    else:
        yield from _what_was_not_said(store, plan, command)
    if len(command.note) > LONGEST_NOTE:
        yield ReleaseFault.NOTE_TOO_LONG
    if len(command.reason) > LONGEST_REASON:
        yield ReleaseFault.REASON_TOO_LONG
    if unstorable(command.note + command.reason):
        yield ReleaseFault.UNSTORABLE


def _what_was_not_said(
    store: Store, plan: Plan, command: ReleaseYear
) -> Iterator[ReleaseFault]:
    """What must be said of a release before it is made: whoever asks for it knows."""
    year = command.fiscal_year
    if not command.although_not_over and year not in _years_over(plan):
        yield ReleaseFault.YEAR_NOT_OVER
    if not command.although_preliminary and any(_finality_up_to(store, plan, year)):
        yield ReleaseFault.STILL_PRELIMINARY


def _in_one_line(text: str) -> str | None:
    return " ".join(text.split()) or None

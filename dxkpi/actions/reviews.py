"""確認: the secretariat confirms what was reported, or sends it back with a remark."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from dxkpi import fiscal
from dxkpi.actions.actor import Actor
from dxkpi.actions.command import CityScope, NotDone, PlanCommand
from dxkpi.actions.logged import logged
from dxkpi.actions.permission import permit
from dxkpi.actions.rights import Right
from dxkpi.actions.rounds import register_of_year
from dxkpi.plan import Plan, PlanKey
from dxkpi.plan.fields import unstorable
from dxkpi.plan.review import (
    LONGEST_REMARK,
    ItemKey,
    Remark,
    entry_item,
    figure_key,
    initiative_key,
)
from dxkpi.rules import report_subjects, reportable_entries
from dxkpi.store import (
    TYPED,
    NewRemark,
    Revision,
    SeenItem,
    Store,
    StoreError,
    StoreFault,
    writing,
)


class ReviewFault(StrEnum):
    """Why something cannot be reviewed. The sentences are in `dxkpi.wording.reviews`."""

    NO_REVIEW = "no_review"
    NOTHING_CHOSEN = "nothing_chosen"
    NO_REMARK = "no_remark"
    REMARK_TOO_LONG = "remark_too_long"
    NOT_HANDED_IN = "not_handed_in"
    BOTH = "both"
    OTHER_DEPARTMENT = "other_department_of_remark"


class WrongReview(NotDone):
    """The review cannot be recorded as it is; nothing was stored."""

    def __init__(self, *faults: ReviewFault) -> None:
        super().__init__(*faults)
        self.faults: tuple[ReviewFault, ...] = faults


@dataclass(frozen=True)
class ConfirmItems(PlanCommand):
    """Make things of a year final, as they were seen.

    `seen` is the revision that the reviewer looked at; None: whatever stands now.
    """

    right: ClassVar[Right] = Right.REVIEW
    fiscal_year: int
    items: tuple[SeenItem, ...]
    source: str = TYPED
    seen: int | None = None


@dataclass(frozen=True)
class ReturnItems(PlanCommand):
    """Send things of a year back with a remark each, and make others final as they were
    seen: 2件を確定して1件を差し戻す. `seen` is the revision that the reviewer looked at.
    """

    right: ClassVar[Right] = Right.REVIEW
    fiscal_year: int
    remarks: tuple[NewRemark, ...]
    confirmed: tuple[SeenItem, ...] = ()
    source: str = TYPED
    seen: int | None = None


@dataclass(frozen=True)
class AnswerRemark(PlanCommand):
    """Answer a remark for a department that reports what it is about."""

    right: ClassVar[Right] = Right.REPORT
    fiscal_year: int
    department: str
    number: int
    answer: str
    source: str = TYPED

    def scopes(self, store: Store) -> tuple[CityScope, ...]:
        return (CityScope(self.plan.city, (self.department,)),)


@logged
def confirm_items(store: Store, command: ConfirmItems, actor: Actor) -> Revision:
    """Record that things are final.

    Raises `WrongReview`, and `StoreError` (CHANGED_SINCE_SEEN) where one is no longer as
    it was seen: a return came in between, or another reviewer.
    """
    permit(store, actor, command)
    _check_is_reviewed(store, command.plan, command.fiscal_year)
    if not command.items:
        raise WrongReview(ReviewFault.NOTHING_CHOSEN)
    return writing.record_review(
        store,
        command.plan,
        command.fiscal_year,
        command.items,
        (),
        actor.name,
        command.source,
        command.seen,
    )


@logged
def return_items(store: Store, command: ReturnItems, actor: Actor) -> Revision:
    """Record the remarks and what is final, in one write. Raises as `confirm_items`."""
    permit(store, actor, command)
    _check_is_reviewed(store, command.plan, command.fiscal_year)
    remarks = tuple(_in_one_line(remark) for remark in command.remarks)
    faults = tuple(_faults(store, command, remarks))
    if faults:
        raise WrongReview(*dict.fromkeys(faults))
    return writing.record_review(
        store,
        command.plan,
        command.fiscal_year,
        command.confirmed,
        remarks,
        actor.name,
        command.source,
        command.seen,
    )


@logged
def answer_remark(store: Store, command: AnswerRemark, actor: Actor) -> Revision:
    """Record the answer to a remark. Raises `WrongReview`, and `StoreError`."""
    permit(store, actor, command)
    plan = store.plan(command.plan)
    if plan is None:
        raise StoreError(StoreFault.PLAN_GONE)
    answer = " ".join(command.answer.split())
    faults = tuple(_faults_of_text(answer))
    remark = _remark_of_year(store, command)
    if remark is not None and not _is_own_remark(store, plan, command, remark):
        faults += (ReviewFault.OTHER_DEPARTMENT,)
    if faults:
        raise WrongReview(*faults)
    if remark is None:
        raise StoreError(StoreFault.NO_SUCH_REMARK)
    return writing.answer_remark(
        store, command.plan, command.number, answer, actor.name, command.source
    )


def departments_of_items(plan: Plan) -> Mapping[ItemKey, tuple[str, ...]]:
    """The departments that a plan names for each thing that can be reported."""
    named = {
        figure_key(indicator.code): plan.departments_of(indicator)
        for indicator in plan.collected_indicators
    }
    for entry in reportable_entries(plan):
        named[entry_item(*entry.key)] = entry.measure.departments
    for subject in report_subjects(plan):
        named[initiative_key(*subject.key)] = subject.measure.departments
    return named


def _check_is_reviewed(store: Store, plan: PlanKey, fiscal_year: int) -> None:
    opened = store.round(plan, fiscal_year)
    if opened is None or not opened.is_reviewed:
        raise WrongReview(ReviewFault.NO_REVIEW)


def _in_one_line(remark: NewRemark) -> NewRemark:
    return remark._replace(text=" ".join(remark.text.split()))


def _faults(
    store: Store, command: ReturnItems, remarks: Iterable[NewRemark]
) -> Iterator[ReviewFault]:
    """Everything that is wrong with what is sent back."""
    changes = store.review(command.plan, command.fiscal_year).changed_in
    handed_in = {item for item, _year in changes}
    confirmed = {seen.item for seen in command.confirmed}
    if not command.remarks:
        yield ReviewFault.NOTHING_CHOSEN
    for remark in remarks:
        yield from _faults_of_text(remark.text)
        if remark.item not in handed_in:
            yield ReviewFault.NOT_HANDED_IN
        if remark.item in confirmed:
            yield ReviewFault.BOTH


def _faults_of_text(text: str) -> Iterator[ReviewFault]:
    if not text or unstorable(text):
        yield ReviewFault.NO_REMARK
    if len(text) > LONGEST_REMARK:
        yield ReviewFault.REMARK_TOO_LONG


def _remark_of_year(store: Store, command: AnswerRemark) -> Remark | None:
    """The remark that is answered; None where the year has none of this number."""
    for remark in store.review(command.plan, command.fiscal_year).remarks:
        if remark.number == command.number:
            return remark
    return None


def _is_own_remark(
    store: Store, plan: Plan, command: AnswerRemark, remark: Remark
) -> bool:
    """Whether the department reports what the remark is about."""
    named = departments_of_items(plan).get(remark.item, ())
    register = register_of_year(store, plan, command.fiscal_year, fiscal.today())
    return register.is_asked(command.department, named)

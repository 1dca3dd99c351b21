"""提出の確認, the facts: one 課's return, thing by thing, with what was remarked on it and
confirmed of it.
"""

from collections.abc import Collection
from dataclasses import dataclass

from dxkpi.actions import Right
from dxkpi.plan.review import ItemConfirmation, ItemKey, Remark, YearReview
from dxkpi.plan.round import Round
from dxkpi.returns.round_items import ItemState, RoundItem
from dxkpi.returns.round_status import DepartmentInRound, RoundProgress, required_items
from dxkpi.store import SeenItem
from dxkpi.web.common import access
from dxkpi.web.common.view import View
from dxkpi.web.round.shown_round import read_shown_round


@dataclass(frozen=True)
class ReviewedItem:
    """A thing that is in, as a reviewer sees it: `seen` is what he makes final, `remarks`
    everything that was remarked on it, oldest first.
    """

    item: RoundItem
    seen: SeenItem
    remarks: tuple[Remark, ...]
    waiting: tuple[Remark, ...]
    confirmation: ItemConfirmation | None

    @property
    def key(self) -> ItemKey:
        return self.seen.item

    @property
    def is_to_decide(self) -> bool:
        """Whether it is the reviewer's turn."""
        return self.item.state is ItemState.HANDED_IN


@dataclass(frozen=True)
class ShownReview:
    """A department's return in a round that is reviewed, and the round it stands in.

    `open_items` are required and not in, `optional_items` may be left out and are not in.
    """

    progress: RoundProgress
    department: str | None
    items: tuple[ReviewedItem, ...]
    open_items: tuple[RoundItem, ...]
    optional_items: tuple[RoundItem, ...]

    @property
    def others_to_review(self) -> tuple[DepartmentInRound, ...]:
        """The other departments of which something waits for the reviewer."""
        return tuple(
            department
            for department in self.progress.departments
            if department.department != self.department and count_to_decide(department)
        )


def count_to_decide(department: DepartmentInRound) -> int:
    """How many things of a department wait for the reviewer."""
    return sum(item.state is ItemState.HANDED_IN for item in department.items)


def first_to_review(view: View, opened: Round) -> str | None:
    """The department that needs a reviewer first; None where none does."""
    for department in read_shown_round(view, opened).progress.departments:
        if count_to_decide(department):
            return department.department
    return None


def read_shown_review(view: View, opened: Round, department: str | None) -> ShownReview:
    """A department's return as the view's revision has it."""
    [shown] = read_reviews(view, opened, [department])
    return shown


def read_reviews(
    view: View, opened: Round, departments: Collection[str | None]
) -> tuple[ShownReview, ...]:
    """The returns of several departments, for which the round is read once."""
    progress = read_shown_round(view, opened).progress
    return tuple(_shown_review(view, progress, name) for name in departments)


def _shown_review(
    view: View, progress: RoundProgress, department: str | None
) -> ShownReview:
    items = tuple(_items_of(progress, department))
    reviewed = _reviewed_items(items, review_of_year(view))
    open_items = [item for item in items if item.state is ItemState.OPEN]
    required = required_items(items)
    return ShownReview(
        progress,
        department,
        reviewed,
        tuple(item for item in open_items if item in required),
        tuple(item for item in open_items if item not in required),
    )


def may_review(view: View) -> bool:
    """Whether the reader may confirm and send back; not one who looks back."""
    return access.may_write(Right.REVIEW, view.city.code)


def review_of_year(view: View) -> YearReview:
    """What was remarked and confirmed of the view's year."""
    return view.kept(_review)


def _review(view: View) -> YearReview:
    return view.store.review(view.listed.key, view.year, view.listed.known_at)


def _items_of(progress: RoundProgress, department: str | None) -> tuple[RoundItem, ...]:
    items = {each.department: each.items for each in progress.departments}
    return items.get(department, ())


def _reviewed_items(
    items: tuple[RoundItem, ...], review: YearReview
) -> tuple[ReviewedItem, ...]:
    reviewed = []
    for item in items:
        key, year = item.key, item.fiscal_year
        if item.state is ItemState.OPEN or key is None or year is None:
            continue
        stood_at = review.changed_in.get((key, year))
        if stood_at is None:
            continue
        reviewed.append(
            ReviewedItem(
                item,
                SeenItem(key, year, stood_at),
                review.remarks_on(key),
                review.open_remarks(key, year),
                review.confirmation(key, year),
            )
        )
    return tuple(reviewed)

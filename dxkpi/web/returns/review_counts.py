"""提出状況: how much of what a department handed in was sent back, and how much is final."""

from collections import Counter
from collections.abc import Iterable

from dxkpi.plan.review import YearReview
from dxkpi.returns.round_items import ItemState, RoundItem, round_items
from dxkpi.store import Submission
from dxkpi.web.common.language import current_language
from dxkpi.web.common.view import View
from dxkpi.web.review.shown_review import review_of_year
from dxkpi.web.round.shown_round import forms_of_departments
from dxkpi.wording.glossary import marked_label

ItemsByDepartment = dict[str | None, tuple[RoundItem, ...]]

_COLOURS = {ItemState.SENT_BACK: "orange", ItemState.CONFIRMED: "blue"}


def reviewed_items(view: View) -> ItemsByDepartment:
    """What each department answers for and how far it is; nothing of a year that is not
    reviewed.
    """
    opened = view.round
    if opened is None or not opened.is_reviewed:
        return {}
    return view.kept(_reviewed_items)


def _reviewed_items(view: View) -> ItemsByDepartment:
    review = review_of_year(view)
    forms = forms_of_departments(view)
    return {form.department: round_items(form, review) for form in forms}


def items_of_return(
    view: View, department: str | None, submission: Submission
) -> tuple[RoundItem, ...]:
    """What stands as this return brought it."""
    items = reviewed_items(view).get(department, ())
    if not items or submission.revision is None:
        return ()
    review = review_of_year(view)
    return tuple(
        item for item in items if _stands_since(review, item) == submission.revision
    )


def _stands_since(review: YearReview, item: RoundItem) -> int | None:
    if item.key is None or item.fiscal_year is None:
        return None
    return review.changed_in.get((item.key, item.fiscal_year))


def count_in_state(items: Iterable[RoundItem], state: ItemState) -> int:
    return sum(item.state is state for item in items)


def review_badges(items: Iterable[RoundItem]) -> str:
    """↩ 差戻し 1 ■ 確定 4 as badges; empty where neither is."""
    counts = Counter(item.state for item in items)
    badges = []
    for state, colour in _COLOURS.items():
        if counts[state]:
            label = marked_label(state, current_language())
            badges.append(f":{colour}-badge[{label} {counts[state]}]")
    return " ".join(badges)

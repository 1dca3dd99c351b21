"""What one department answers for in the round of a year, and how far each thing is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from dxkpi.plan.review import (
    ItemKey,
    ItemKind,
    YearReview,
    entry_item,
    figure_key,
    initiative_key,
)
from dxkpi.returns.figure_counts import is_answered
from dxkpi.returns.form_columns import FormColumn
from dxkpi.returns.outstanding import has_begun, is_entry_open
from dxkpi.returns.remark_columns import remarked_column
from dxkpi.returns.return_form import ReturnForm


class ItemState(StrEnum):
    """How far one thing is in the round."""

    OPEN = "open"
    HANDED_IN = "handed_in"
    SENT_BACK = "sent_back"
    CONFIRMED = "confirmed"


@dataclass(frozen=True)
class RoundItem:
    """One thing that a department reports, until when, and how far it is.

    `code` tells it from the others of its kind in the plan, `key` is what it is kept
    under; `fiscal_year` is that of the figure, which may be an earlier one. `decided_at`:
    when it was sent back or confirmed.
    """

    kind: ItemKind
    code: str
    name: str
    deadline: date | None
    state: ItemState = ItemState.OPEN
    key: ItemKey | None = None
    fiscal_year: int | None = None
    decided_at: datetime | None = None

    def days_late(self, today: date) -> int:
        """How many days it is overdue; 0 where it is in, or there is time."""
        if self.deadline is None or self.state is not ItemState.OPEN:
            return 0
        return max(0, (today - self.deadline).days)


@dataclass(frozen=True)
class RemarkOnRow:
    """What was remarked on a row of the form: of which kind, and by its code; `column`
    where it is about one cell of the row.
    """

    kind: ItemKind
    code: str
    text: str
    column: FormColumn | None = None


def round_items(
    form: ReturnForm, review: YearReview | None = None
) -> tuple[RoundItem, ...]:
    """What a department's form asks for, in the form's order, with what was remarked and
    confirmed of it where the round is reviewed. What was finished in an earlier year is
    not asked for again.
    """
    items = (*_figure_items(form), *_entry_items(form), *_initiative_items(form))
    if review is None:
        return items
    return tuple(_reviewed(item, review) for item in items)


def remarks_on_rows(form: ReturnForm, review: YearReview) -> tuple[RemarkOnRow, ...]:
    """What was remarked on the rows of a form and waits, in the form's order."""
    return tuple(
        RemarkOnRow(item.kind, item.code, remark.text, remarked_column(remark.column))
        for item in round_items(form)
        if item.key is not None and item.fiscal_year is not None
        for remark in review.open_remarks(item.key, item.fiscal_year)
    )


def _reviewed(item: RoundItem, review: YearReview) -> RoundItem:
    """The thing in the state that the secretariat's word gives it, once it is in."""
    key, year = item.key, item.fiscal_year
    if item.state is ItemState.OPEN or key is None or year is None:
        return item
    remarks = review.open_remarks(key, year)
    if remarks:
        return replace(item, state=ItemState.SENT_BACK, decided_at=remarks[-1].at)
    confirmation = review.confirmation(key, year)
    if confirmation is not None:
        return replace(item, state=ItemState.CONFIRMED, decided_at=confirmation.at)
    return item


def _figure_items(form: ReturnForm) -> Iterator[RoundItem]:
    deadline = form.deadlines.of_figures(form.department)
    for indicator in form.asked_indicators:
        yield RoundItem(
            ItemKind.FIGURE,
            indicator.code,
            indicator.name,
            deadline,
            _state(is_in=is_answered(form.registered(indicator))),
            figure_key(indicator.code),
            form.figure_year(indicator),
        )


def _entry_items(form: ReturnForm) -> Iterator[RoundItem]:
    deadline = form.deadlines.of_schedule(form.department)
    for entry in form.schedule_entries:
        is_in = form.registered_progress(entry) is not None
        is_asked = has_begun(entry, form) and is_entry_open(entry, form)
        if is_in or is_asked:
            yield RoundItem(
                ItemKind.ENTRY,
                entry.code,
                entry.item.label,
                deadline,
                _state(is_in=is_in),
                entry_item(*entry.key),
                form.fiscal_year,
            )


def _initiative_items(form: ReturnForm) -> Iterator[RoundItem]:
    deadline = form.deadlines.of_schedule(form.department)
    for subject in form.report_subjects:
        is_in = subject.report(form.fiscal_year) is not None
        was_settled_before = subject.standing(form.fiscal_year) is not None
        if is_in or not was_settled_before:
            yield RoundItem(
                ItemKind.INITIATIVE,
                subject.code,
                subject.name,
                deadline,
                _state(is_in=is_in),
                initiative_key(*subject.key),
                form.fiscal_year,
            )


def _state(*, is_in: bool) -> ItemState:
    return ItemState.HANDED_IN if is_in else ItemState.OPEN

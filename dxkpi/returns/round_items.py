"""What one department answers for in the round of a year, and how far each thing is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dxkpi.returns.figure_counts import is_answered
from dxkpi.returns.outstanding import has_begun, is_entry_open
from dxkpi.returns.return_form import ReturnForm


class ItemKind(StrEnum):
    """What is reported: a figure, an entry of the schedule, an initiative."""

    FIGURE = "figure"
    ENTRY = "entry"
    INITIATIVE = "initiative"


class ItemState(StrEnum):
    """How far one thing is in the round."""

    OPEN = "open"
    HANDED_IN = "handed_in"
    SENT_BACK = "sent_back"
    CONFIRMED = "confirmed"


@dataclass(frozen=True)
class RoundItem:
    """One thing that a department reports, until when, and how far it is.

    `code` tells it from the others of its kind in the plan.
    """

    kind: ItemKind
    code: str
    name: str
    deadline: date | None
    state: ItemState = ItemState.OPEN

    def days_late(self, today: date) -> int:
        """How many days it is overdue; 0 where it is in, or there is time."""
        if self.deadline is None or self.state is not ItemState.OPEN:
            return 0
        return max(0, (today - self.deadline).days)


def round_items(form: ReturnForm) -> tuple[RoundItem, ...]:
    """What a department's form asks for, in the form's order. What was finished in an
    earlier year is not asked for again.
    """
    return (
        *_figure_items(form, form.deadlines.of_figures(form.department)),
        *_entry_items(form, form.deadlines.of_schedule(form.department)),
        *_initiative_items(form, form.deadlines.of_schedule(form.department)),
    )


def _figure_items(form: ReturnForm, deadline: date | None) -> Iterator[RoundItem]:
    for indicator in form.asked_indicators:
        state = _state(is_in=is_answered(form.registered(indicator)))
        name = indicator.name
        yield RoundItem(ItemKind.FIGURE, indicator.code, name, deadline, state)


def _entry_items(form: ReturnForm, deadline: date | None) -> Iterator[RoundItem]:
    for entry in form.schedule_entries:
        is_in = form.registered_progress(entry) is not None
        is_asked = has_begun(entry, form) and is_entry_open(entry, form)
        if is_in or is_asked:
            label, state = entry.item.label, _state(is_in=is_in)
            yield RoundItem(ItemKind.ENTRY, entry.code, label, deadline, state)


def _initiative_items(form: ReturnForm, deadline: date | None) -> Iterator[RoundItem]:
    for subject in form.report_subjects:
        is_in = subject.report(form.fiscal_year) is not None
        was_settled_before = subject.standing(form.fiscal_year) is not None
        if is_in or not was_settled_before:
            state = _state(is_in=is_in)
            yield RoundItem(
                ItemKind.INITIATIVE, subject.code, subject.name, deadline, state
            )


def _state(*, is_in: bool) -> ItemState:
    return ItemState.HANDED_IN if is_in else ItemState.OPEN

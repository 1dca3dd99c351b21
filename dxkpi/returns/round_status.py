"""How far a round is: the state of each department and of the whole, from facts alone."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dxkpi.plan.review import ItemKind
from dxkpi.plan.round import Extension, TakenForm
from dxkpi.returns.return_form import concerns
from dxkpi.returns.round_items import ItemState, RoundItem


class RoundState(StrEnum):
    """How far a department is: 様式未受取, 受取済, 一部, 提出, 確認待ち, 差戻し, 確定."""

    FORM_NOT_TAKEN = "form_not_taken"
    FORM_TAKEN = "form_taken"
    PARTLY_IN = "partly_in"
    ALL_IN = "all_in"
    TO_REVIEW = "to_review"
    SENT_BACK = "sent_back"
    CONFIRMED = "confirmed"


SETTLED = (RoundState.ALL_IN, RoundState.CONFIRMED)
"""The states in which nobody has anything to do."""

_NEED = (
    RoundState.SENT_BACK,
    RoundState.TO_REVIEW,
    RoundState.PARTLY_IN,
    RoundState.FORM_NOT_TAKEN,
    RoundState.FORM_TAKEN,
    RoundState.ALL_IN,
    RoundState.CONFIRMED,
)
"""Who needs somebody first, among those who are not overdue."""


class NextStep(StrEnum):
    """What the secretariat does next about a department."""

    REMIND = "remind"
    REVIEW = "review"
    AWAIT_ANSWER = "await_answer"
    HAND_OUT_FORM = "hand_out_form"
    AWAIT = "await"
    NOTHING = "nothing"


_STEPS = {
    RoundState.FORM_NOT_TAKEN: NextStep.HAND_OUT_FORM,
    RoundState.FORM_TAKEN: NextStep.AWAIT,
    RoundState.PARTLY_IN: NextStep.AWAIT,
    RoundState.ALL_IN: NextStep.NOTHING,
    RoundState.TO_REVIEW: NextStep.REVIEW,
    RoundState.SENT_BACK: NextStep.AWAIT_ANSWER,
    RoundState.CONFIRMED: NextStep.NOTHING,
}


@dataclass(frozen=True)
class DepartmentInRound:
    """How far a department (None: the whole city) is in a round.

    `taken` are the takings of its form, oldest first; `handed_in` the moments of its
    registered returns, oldest first. `holds_return`: one waits until somebody has
    confirmed its values.
    """

    department: str | None
    items: tuple[RoundItem, ...]
    state: RoundState
    days_late: int = 0
    taken: tuple[TakenForm, ...] = ()
    handed_in: tuple[datetime, ...] = ()
    extension: Extension | None = None
    holds_return: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether nothing of it is left to do."""
        return self.state in SETTLED

    @property
    def required(self) -> tuple[RoundItem, ...]:
        """What the state comes from."""
        return required_items(self.items)

    @property
    def open_items(self) -> tuple[RoundItem, ...]:
        """What is required and not in."""
        return tuple(item for item in self.required if item.state is ItemState.OPEN)

    @property
    def sent_back_at(self) -> datetime | None:
        """When the last thing was sent back that waits; None where none does."""
        return self._decided_at(ItemState.SENT_BACK)

    @property
    def confirmed_at(self) -> datetime | None:
        """When the last thing was confirmed; None where not everything is that is in."""
        states = {item.state for item in self.items}
        if ItemState.HANDED_IN in states or ItemState.SENT_BACK in states:
            return None
        return self._decided_at(ItemState.CONFIRMED)

    def _decided_at(self, state: ItemState) -> datetime | None:
        moments = [item.decided_at for item in self.items if item.state is state]
        return max((at for at in moments if at is not None), default=None)

    @property
    def has_figures(self) -> bool:
        return any(item.kind is ItemKind.FIGURE for item in self.items)

    @property
    def next_step(self) -> NextStep:
        """What the secretariat does next about it."""
        return next_step(self.state, self.days_late)


@dataclass(frozen=True)
class RoundProgress:
    """A round with its departments, those that need somebody first."""

    departments: tuple[DepartmentInRound, ...]

    @property
    def is_closed(self) -> bool:
        """Whether everything is in and, where it is reviewed, confirmed."""
        return all(one.is_settled for one in self.departments)

    @property
    def overdue(self) -> tuple[DepartmentInRound, ...]:
        return tuple(one for one in self.departments if one.days_late > 0)

    @property
    def unsettled(self) -> tuple[DepartmentInRound, ...]:
        return tuple(one for one in self.departments if not one.is_settled)

    @property
    def missing(self) -> tuple[DepartmentInRound, ...]:
        """Those who have something required still to hand in."""
        return tuple(one for one in self.departments if one.open_items)

    def counts(self) -> Counter[RoundState]:
        return Counter(one.state for one in self.departments)


def required_items(items: Sequence[RoundItem]) -> tuple[RoundItem, ...]:
    """The figures and entries of the schedule; of a department that has neither its
    reports of initiatives, which otherwise may be left out.
    """
    required = tuple(item for item in items if item.kind is not ItemKind.INITIATIVE)
    return required or tuple(items)


def department_state(
    items: Sequence[RoundItem], *, is_taken: bool, is_reviewed: bool
) -> RoundState:
    """How far a department is, by what it answers for. What may be left out counts once
    it is in.
    """
    states = {item.state for item in required_items(items)}
    states_of_all = {item.state for item in items}
    if ItemState.SENT_BACK in states_of_all:
        return RoundState.SENT_BACK
    if ItemState.OPEN not in states:
        return _state_of_whole_return(states_of_all, is_reviewed=is_reviewed)
    if states != {ItemState.OPEN}:
        return RoundState.PARTLY_IN
    return RoundState.FORM_TAKEN if is_taken else RoundState.FORM_NOT_TAKEN


def _state_of_whole_return(states: set[ItemState], *, is_reviewed: bool) -> RoundState:
    """How far a department is that has handed in everything."""
    if not is_reviewed:
        return RoundState.ALL_IN
    if ItemState.HANDED_IN in states:
        return RoundState.TO_REVIEW
    return RoundState.CONFIRMED


def next_step(state: RoundState, days_late: int) -> NextStep:
    """What the secretariat does next: whoever is late is reminded."""
    return NextStep.REMIND if days_late else _STEPS[state]


def department_in_round(
    department: str | None,
    items: tuple[RoundItem, ...],
    taken: Iterable[TakenForm],
    handed_in: Iterable[datetime],
    today: date,
    *,
    is_reviewed: bool,
    extension: Extension | None = None,
) -> DepartmentInRound:
    """How far a department is; `taken` are the takings of all forms of the year."""
    own_taken = forms_of_department(taken, department)
    moments = tuple(sorted(handed_in))
    is_taken = bool(own_taken or moments)
    state = department_state(items, is_taken=is_taken, is_reviewed=is_reviewed)
    late = [item.days_late(today) for item in required_items(items)]
    return DepartmentInRound(
        department,
        items,
        state,
        days_late=max(late, default=0),
        taken=own_taken,
        handed_in=moments,
        extension=extension,
    )


def forms_of_department(
    taken: Iterable[TakenForm], department: str | None
) -> tuple[TakenForm, ...]:
    """The takings of a department's form, oldest first; that of all forms is one of each."""
    own = [
        form
        for form in taken
        if department is None or concerns(form.department, department)
    ]
    return tuple(sorted(own, key=lambda form: form.at))


def round_progress(departments: Iterable[DepartmentInRound]) -> RoundProgress:
    """The departments that answer for anything, those that need somebody first: the
    longest overdue, then by their state.
    """

    def need(one: DepartmentInRound) -> tuple[int, int]:
        return -one.days_late, _NEED.index(one.state)

    asked = [one for one in departments if one.items]
    return RoundProgress(tuple(sorted(asked, key=need)))

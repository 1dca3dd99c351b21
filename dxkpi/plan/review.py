"""確認: what the secretariat remarked on or confirmed of what was reported for a year."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

LONGEST_REMARK = 300


class ItemKind(StrEnum):
    """What is reported: a figure, an entry of the schedule, an initiative."""

    FIGURE = "figure"
    ENTRY = "entry"
    INITIATIVE = "initiative"


class Finality(StrEnum):
    """How final a thing is that is in: 速報, 確定."""

    PRELIMINARY = "preliminary"
    CONFIRMED = "confirmed"


class ItemKey(NamedTuple):
    """What tells one reported thing from the others of its plan: its kind, and the code of
    the indicator or initiative, or what an entry is known by.
    """

    kind: ItemKind
    place: str


def figure_key(code: str) -> ItemKey:
    return ItemKey(ItemKind.FIGURE, code)


def entry_item(measure: str, label: str, nth: int) -> ItemKey:
    """An entry by its measure, its label and which of several with that label it is, as
    its progress is known: its place in the schedule may change.
    """
    return ItemKey(ItemKind.ENTRY, "\n".join((measure, label, str(nth))))


def entry_at(place: str) -> tuple[str, str, int]:
    """Measure, label and number of the entry at the place of an `entry_item`; a label may
    have several lines.
    """
    measure, _, label_and_number = place.partition("\n")
    label, _, nth = label_and_number.rpartition("\n")
    return measure, label, int(nth)


def initiative_key(measure: str, initiative: str) -> ItemKey:
    return ItemKey(ItemKind.INITIATIVE, f"{measure}\n{initiative}")


def initiative_at(place: str) -> tuple[str, str]:
    """Measure and initiative at the place of an `initiative_key`."""
    measure, _, initiative = place.partition("\n")
    return measure, initiative


@dataclass(frozen=True)
class Remark:
    """What the secretariat remarked on a thing, and the answer to it, by whom and when.

    `column` names the cell of the form that it is about, where it is about one.
    `revision` is the write that made it.
    """

    number: int
    item: ItemKey
    text: str
    column: str | None
    revision: int
    at: datetime
    who: str
    answer: str | None = None
    answered_at: datetime | None = None
    answered_by: str | None = None


@dataclass(frozen=True)
class ItemConfirmation:
    """That a thing is final as it stood since the revision `stood_at`."""

    item: ItemKey
    stood_at: int
    revision: int
    at: datetime
    who: str


@dataclass(frozen=True)
class YearReview:
    """Everything that was remarked and confirmed of a plan's year, oldest first, and in
    which revision each thing became what it is, by its year.
    """

    remarks: tuple[Remark, ...] = ()
    confirmations: tuple[ItemConfirmation, ...] = ()
    changed_in: Mapping[tuple[ItemKey, int], int] = field(default_factory=dict)

    def open_remarks(self, item: ItemKey, fiscal_year: int) -> tuple[Remark, ...]:
        """The remarks that wait: neither answered, nor was the thing changed or made final
        since.
        """
        settled_in = self.changed_in.get((item, fiscal_year), 0)
        confirmed = self.confirmation(item, fiscal_year)
        if confirmed is not None:
            settled_in = max(settled_in, confirmed.revision)
        return tuple(
            remark
            for remark in self.remarks
            if remark.item == item
            if remark.answer is None and remark.revision > settled_in
        )

    def is_confirmed(self, item: ItemKey, fiscal_year: int) -> bool:
        """Whether the thing is final as it stands."""
        return self.confirmation(item, fiscal_year) is not None

    def confirmation(self, item: ItemKey, fiscal_year: int) -> ItemConfirmation | None:
        """That the thing is final as it stands; None where it is not, or was sent back
        since.
        """
        changed_in = self.changed_in.get((item, fiscal_year))
        for confirmation in reversed(self.confirmations):
            if confirmation.item == item and confirmation.stood_at == changed_in:
                return None if self._is_sent_back_since(confirmation) else confirmation
        return None

    def last_confirmation(self, item: ItemKey) -> ItemConfirmation | None:
        """That the thing was final last, whatever was reported since; None where it never
        was, or was sent back since.
        """
        for confirmation in reversed(self.confirmations):
            if confirmation.item == item:
                is_open_again = self._is_sent_back_since(confirmation)
                return None if is_open_again else confirmation
        return None

    def _is_sent_back_since(self, confirmation: ItemConfirmation) -> bool:
        remarks = self.remarks_on(confirmation.item)
        return any(remark.revision > confirmation.revision for remark in remarks)

    def remarks_on(self, item: ItemKey) -> tuple[Remark, ...]:
        """Everything that was remarked on the thing, oldest first."""
        return tuple(remark for remark in self.remarks if remark.item == item)

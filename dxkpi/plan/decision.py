"""What the headquarters (本部) decided about a plan's year, and what came of it."""

from enum import StrEnum
from typing import Annotated, Any, NamedTuple, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError
from sqlmodel import SQLModel

from dxkpi.plan.fields import OPTIONAL, VALUE, Key, Month, Text, Year, text_up_to

LONGEST_DECISION = 300
LONGEST_DEPARTMENT = 60


class DecisionState(StrEnum):
    """How far a decision is: これから, 実施中, 済み, 取りやめ."""

    TO_DO = "to_do"
    ONGOING = "ongoing"
    CARRIED_OUT = "carried_out"
    GIVEN_UP = "given_up"


class DecisionSubject(NamedTuple):
    """What a decision is about: an indicator, a measure or an initiative of one; the plan
    as a whole where nothing is named.
    """

    indicator: str | None = None
    measure: str | None = None
    initiative: str | None = None

    @property
    def is_one_thing(self) -> bool:
        """Whether it names no more than one thing, and an initiative with its measure."""
        if self.indicator is not None:
            return self.measure is None and self.initiative is None
        return self.initiative is None or self.measure is not None


WHOLE_PLAN = DecisionSubject()

ShortText = Annotated[Text, text_up_to(LONGEST_DECISION)]


class Decision(SQLModel):
    """One thing that was decided: what, who does it, until when, and how far it is.

    `fiscal_year` is the year of the plan that it was decided about, `decided` the month or
    day of the decision, `until` that by which it is to be done; `outcome` is what came of
    it. `number` tells it from the others of its plan.
    """

    model_config = VALUE
    number: Key
    fiscal_year: Year
    decided: Month
    text: ShortText
    indicator: Key | None = OPTIONAL
    measure: Key | None = OPTIONAL
    initiative: Key | None = OPTIONAL
    department: Annotated[Text, text_up_to(LONGEST_DEPARTMENT)] | None = OPTIONAL
    until: Month | None = OPTIONAL
    state: DecisionState = DecisionState.TO_DO
    outcome: ShortText | None = OPTIONAL

    @model_validator(mode="after")
    def _is_about_one_thing(self) -> Self:
        if self.indicator is not None and self.measure is not None:
            raise PydanticCustomError(
                "decision_subjects", "a decision is about an indicator or a measure"
            )
        if self.initiative is not None and self.measure is None:
            raise PydanticCustomError(
                "decision_initiative", "an initiative is named with its measure"
            )
        return self

    @model_validator(mode="after")
    def _ends_after_it_was_decided(self) -> Self:
        if self.until is not None and is_earlier(self.until, self.decided):
            raise PydanticCustomError(
                "decision_until", "a decision is to be done after it was made"
            )
        return self

    @property
    def subject(self) -> DecisionSubject:
        """What it is about."""
        return DecisionSubject(self.indicator, self.measure, self.initiative)

    def changed(self, **fields: Any) -> "Decision":
        """The same decision with other fields, checked."""
        return Decision.model_validate(self.model_dump() | fields)


def is_earlier(day: str, other: str) -> bool:
    """Whether one month or day lies before another, as far as both are known: 2026-05 is
    not before 2026-05-20.
    """
    known = min(len(day), len(other))
    return day[:known] < other[:known]

"""The city's own register of its departments (課): from when to when, and what became of them.

It belongs to the municipality and not to one of its plans: any of the plans' documents may
bring it, and all plans of the city go by it.
"""

from calendar import monthrange
from datetime import date
from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError
from sqlmodel import SQLModel

from dxkpi.plan.fields import OPTIONAL, OPTIONAL_LIST, VALUE, Month, Text

_LENGTH_OF_MONTH = len("2026-04")


class CityDepartment(SQLModel):
    """A department of the city.

    `since` is its first month or day, `until` its last one; without them it was or is
    always there. `became` are the departments that took its place, `answers_for` the
    collective names (全課) under which a plan asks it.
    """

    model_config = VALUE
    name: Text
    since: Month | None = OPTIONAL
    until: Month | None = OPTIONAL
    became: tuple[Text, ...] = OPTIONAL_LIST
    answers_for: tuple[Text, ...] = OPTIONAL_LIST

    @model_validator(mode="after")
    def _becomes_another(self) -> Self:
        if self.name in self.became:
            raise PydanticCustomError(
                "becomes_itself", "a department became another, not itself"
            )
        return self

    @model_validator(mode="after")
    def _ends_in_order(self) -> Self:
        first, last = self.first_day, self.last_day
        if first is not None and last is not None and last < first:
            raise PydanticCustomError("department_order", "it ends before it begins")
        return self

    @property
    def first_day(self) -> date | None:
        """The day from which it is there; None where that is not said."""
        return None if self.since is None else _first_day(self.since)

    @property
    def last_day(self) -> date | None:
        """The last day on which it is there; None where that is not said."""
        return None if self.until is None else _last_day(self.until)


def _first_day(month: str) -> date:
    """The first day of a month (`"2026-04"`); a day stays itself."""
    if len(month) > _LENGTH_OF_MONTH:
        return date.fromisoformat(month)
    return date.fromisoformat(f"{month}-01")


def _last_day(month: str) -> date:
    """The last day of a month (`"2026-03"`); a day stays itself."""
    if len(month) > _LENGTH_OF_MONTH:
        return date.fromisoformat(month)
    year, number = map(int, month.split("-"))
    return date(year, number, monthrange(year, number)[1])

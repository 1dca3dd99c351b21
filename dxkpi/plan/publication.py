"""When the figures of an indicator come out, and which years have one."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError
from sqlmodel import SQLModel

from dxkpi.plan.fields import OPTIONAL, VALUE, Year

MonthOfYear = Annotated[int, Field(ge=1, le=12, strict=True)]
Years = Annotated[int, Field(ge=0, le=10, strict=True)]
YearsBetween = Annotated[int, Field(ge=2, le=20, strict=True)]

_FIRST_MONTH = 4


class Publication(SQLModel):
    """When a year's figure comes out, and every how many years there is one.

    It comes out in `month` of the fiscal year that is `years_after` its own (翌年度11月
    is month 11, one year after). `every` 2, `since` 2023: 2023, 2025, 2027 have a figure.
    """

    model_config = VALUE
    month: MonthOfYear | None = OPTIONAL
    years_after: Years = 1
    every: YearsBetween | None = OPTIONAL
    since: Year | None = OPTIONAL

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        if self.month is None and self.every is None:
            raise PydanticCustomError(
                "published_needs",
                "the publication needs a month, or every how many years",
            )
        if (self.every is None) != (self.since is None):
            raise PydanticCustomError(
                "published_every", "“every” and “since” belong together"
            )
        return self

    def has_figure(self, fiscal_year: int) -> bool:
        """Whether a fiscal year has a figure at all."""
        if self.every is None or self.since is None:
            return True
        return (fiscal_year - self.since) % self.every == 0

    def month_of(self, fiscal_year: int) -> str | None:
        """The month in which a year's figure comes out, as 2025-11; None where no month
        is stated.
        """
        if self.month is None:
            return None
        year = fiscal_year + self.years_after
        if self.month < _FIRST_MONTH:
            year += 1
        return f"{year}-{self.month:02}"

    def is_out(self, fiscal_year: int, day: date) -> bool:
        """Whether a year's figure has come out: the month is over. Without a month it
        comes with the end of its year.
        """
        month = self.month_of(fiscal_year)
        return month is None or f"{day:%Y-%m}" > month

    def __hash__(self) -> int:
        return hash((self.month, self.years_after, self.every, self.since))

"""What a city says each year of its own work: a report of what was done, and a mark for it."""

from enum import StrEnum
from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError
from sqlmodel import SQLModel

from dxkpi.plan.fields import OPTIONAL, VALUE, Key, Month, Text, Year


class InitiativeState(StrEnum):
    """How an initiative (取組) stands at the end of a year, as its department says."""

    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    COMPLETED = "completed"
    DELAYED = "delayed"
    REVISED = "revised"
    CANCELLED = "cancelled"


class Judge(StrEnum):
    """Who judged: 担当課評価, 本部評価, 外部有識者."""

    DEPARTMENT = "department"
    HEADQUARTERS = "headquarters"
    EXPERTS = "experts"


class YearlyReport(SQLModel):
    """What an initiative, or a measure that has none, came to in a fiscal year."""

    model_config = VALUE
    fiscal_year: Year
    state: InitiativeState | None = OPTIONAL
    done: Text | None = OPTIONAL
    results: Text | None = OPTIONAL
    difficulties: Text | None = OPTIONAL
    next_steps: Text | None = OPTIONAL

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.state is None and not any(self.texts):
            raise PydanticCustomError("report_empty", "a report that says nothing")
        return self

    @property
    def texts(self) -> tuple[str | None, ...]:
        """What was done, what it brought, what is difficult, what comes next."""
        return self.done, self.results, self.difficulties, self.next_steps

    @property
    def is_unconfirmed(self) -> bool:
        """Whether it only says that something was reported and waits to be confirmed."""
        return False


class UnconfirmedReport(YearlyReport):
    """A year of which something was reported that is not final: what it is, whoever sees
    only what is final does not learn. No document has it.
    """

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        return self

    @property
    def is_unconfirmed(self) -> bool:
        return True


class OwnMark(SQLModel):
    """What the city itself judged in a year: the mark as it writes it, a text, or both.

    `decided` is the month or day on which it was.
    """

    model_config = VALUE
    fiscal_year: Year
    by: Judge
    mark: Key | None = OPTIONAL
    text: Text | None = OPTIONAL
    decided: Month | None = OPTIONAL

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.mark is None and self.text is None:
            raise PydanticCustomError("mark_empty", "a mark that says nothing")
        return self


def marks_of_year(marks: tuple[OwnMark, ...], fiscal_year: int) -> tuple[OwnMark, ...]:
    """The marks of a year, in the order of those who judge."""
    of_year = [mark for mark in marks if mark.fiscal_year == fiscal_year]
    return tuple(sorted(of_year, key=lambda mark: list(Judge).index(mark.by)))


def report_of_year(
    reports: tuple[YearlyReport, ...], fiscal_year: int
) -> YearlyReport | None:
    """The report of a year, if there is one."""
    for report in reports:
        if report.fiscal_year == fiscal_year:
            return report
    return None


def last_report_before(
    reports: tuple[YearlyReport, ...], fiscal_year: int
) -> YearlyReport | None:
    """The latest report of the years before."""
    earlier = [report for report in reports if report.fiscal_year < fiscal_year]
    return max(earlier, key=lambda report: report.fiscal_year, default=None)

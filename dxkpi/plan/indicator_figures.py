"""The figures of an indicator: where it starts, what was reported, what it is held beside."""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from dxkpi.plan.dated_figure import CountedFigure, ShareCounts
from dxkpi.plan.fields import (
    DERIVABLE,
    OPTIONAL,
    OPTIONAL_FLAG,
    UNKNOWABLE,
    Figure,
    Flag,
    Text,
    Year,
)
from dxkpi.plan.indicator_terms import Missing
from dxkpi.plan.staff_survey import Survey
from dxkpi.plan.unit import PERCENT_WHOLE


class Baseline(CountedFigure):
    """Where an indicator starts.

    `span` is what it is the average or the sum of, in the plan's words (H26～28平均).
    With `year_unknown` the plan does not say of which year it is: its fiscal year is then
    the one before the plan, from which the path starts, and is shown nowhere.
    """

    fiscal_year: Annotated[Year, UNKNOWABLE]
    value: Annotated[Figure, DERIVABLE]
    approximate: Flag = OPTIONAL_FLAG
    span: Text | None = OPTIONAL
    year_unknown: Flag = OPTIONAL_FLAG


class Actual(CountedFigure):
    """What was reported for a year.

    `note` is why the figure is what it is (要因), or what else there is to say of it;
    `countermeasure` is what is done about it (対応).
    """

    value: Figure | None = None
    approximate: Flag = False
    missing: Missing | None = None
    note: Text | None = None
    countermeasure: Text | None = None
    survey: Survey | None = OPTIONAL

    @property
    def is_unconfirmed(self) -> bool:
        """Whether it only says that something was reported and waits to be confirmed."""
        return False

    @model_validator(mode="after")
    def _figure_or_reason(self) -> Self:
        if self.value is not None and self.missing is not None:
            raise PydanticCustomError(
                "missing_beside_value",
                "a reason for a missing figure stands beside a figure",
            )
        if self.value is None and self.approximate:
            raise PydanticCustomError(
                "approximate_nothing", "a missing figure cannot be approximate"
            )
        if self.value is None and self.share_counts is not None:
            raise PydanticCustomError(
                "counts_without_value", "two counts stand beside no share"
            )
        return self

    @model_validator(mode="after")
    def _figure_of_its_survey(self) -> Self:
        if self.survey is None:
            return self
        if self.share_counts is not None:
            raise PydanticCustomError(
                "counts_beside_survey", "a survey has counts of its own"
            )
        if self.value is None or not _is_rate_of(self.survey, self.value):
            raise PydanticCustomError(
                "survey_figure", "the figure is not the rate of its survey"
            )
        return self


class UnconfirmedActual(Actual):
    """A year of which something was reported that is not final: what it is, whoever sees
    only what is final does not learn. No document has it.
    """

    @property
    def is_unconfirmed(self) -> bool:
        return True


class Reference(CountedFigure):
    series: Text
    value: Annotated[Figure, DERIVABLE]


def _is_rate_of(survey: Survey, value: Decimal) -> bool:
    """Whether a figure is the survey's rate in percent, rounded to the digits that it has."""
    counts = ShareCounts(Decimal(survey.positive), Decimal(survey.answers))
    return counts.make(value, PERCENT_WHOLE)

"""A figure at its place in time, and the two counts that a share comes from."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError
from sqlmodel import SQLModel

from dxkpi.plan.fields import OPTIONAL, VALUE, Figure, Month, Text, Year
from dxkpi.plan.target import require_month_in_year
from dxkpi.text.rounding import is_rounding_of, round_half_up


class CountedThings(SQLModel):
    """What the two counts of a share are of: so many of these, of so many of those."""

    model_config = VALUE
    numerator: Text
    denominator: Text
    unit: Text | None = OPTIONAL


class ShareCounts(NamedTuple):
    """The two counts of a share: 163 of 182. The second is more than zero."""

    numerator: Decimal
    denominator: Decimal

    def as_written(self) -> str:
        """The counts as they are filled in: 163/182."""
        return f"{self.numerator:f}/{self.denominator:f}"

    def make(self, value: Decimal, whole: Decimal) -> bool:
        """Whether a share of a whole (100 for %) is theirs, rounded to its digits."""
        return is_rounding_of(value, self._exact_share(whole))

    def share(self, whole: Decimal, decimals: int) -> Decimal:
        """The share of a whole that they make, with so many digits after the point."""
        exact = self._exact_share(whole)
        quotient = Decimal(exact.numerator) / Decimal(exact.denominator)
        return round_half_up(quotient, decimals)

    def _exact_share(self, whole: Decimal) -> Fraction:
        ratio = Fraction(self.numerator) / Fraction(self.denominator)
        return ratio * Fraction(whole)


class DatedFigure(SQLModel):
    """A figure's place in time: the fiscal year, and the month where one is stated."""

    model_config = VALUE
    fiscal_year: Year
    as_of: Month | None = None

    @model_validator(mode="after")
    def _month_lies_in_year(self) -> Self:
        require_month_in_year(self.as_of, self.fiscal_year)
        return self


class CountedFigure(DatedFigure):
    """A figure that may be a share which is kept with its two counts."""

    numerator: Figure | None = OPTIONAL
    denominator: Figure | None = OPTIONAL

    @model_validator(mode="after")
    def _has_both_counts_or_none(self) -> Self:
        if (self.numerator is None) != (self.denominator is None):
            raise PydanticCustomError(
                "counts_both", "a share has both of its counts or none"
            )
        if self.denominator is not None and self.denominator <= 0:
            raise PydanticCustomError(
                "counts_of_nothing", "there is no share of nothing"
            )
        return self

    @property
    def share_counts(self) -> ShareCounts | None:
        """The two counts that the figure comes from; None where they are not known."""
        if self.numerator is None or self.denominator is None:
            return None
        return ShareCounts(self.numerator, self.denominator)


def require_share(
    value: Decimal, counts: ShareCounts, whole: Decimal, decimals: int
) -> None:
    """Refuse a figure that is another share of a whole than its counts make."""
    if counts.make(value, whole):
        return
    raise PydanticCustomError(
        "counts_figure",
        "{value} is not the share of {numerator} in {denominator}",
        {
            "value": f"{value:f}",
            "numerator": f"{counts.numerator:f}",
            "denominator": f"{counts.denominator:f}",
            "share": f"{counts.share(whole, decimals):f}",
        },
    )

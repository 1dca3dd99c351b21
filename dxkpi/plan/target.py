"""What a plan promises for an indicator: one class for each of the target rules."""

from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal, Self

from pydantic import Field, GetCoreSchemaHandler, model_validator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema
from sqlmodel import SQLModel

from dxkpi import fiscal
from dxkpi.plan.fields import (
    OPTIONAL,
    OPTIONAL_FLAG,
    VALUE,
    Figure,
    Flag,
    Month,
    Text,
    Year,
    YearAsKey,
)


class TargetRule(StrEnum):
    REACH = "reach"
    KEEP = "keep"
    IMPROVE = "improve"
    RISE = "rise"
    DO = "do"
    TOTAL = "total"
    RANGE = "range"


class Comparator(StrEnum):
    AT_LEAST = ">="
    AT_MOST = "<="
    EQUAL = "="


def require_month_in_year(as_of: str | None, fiscal_year: int | None) -> None:
    """Refuse a month that lies in another fiscal year than the one stated beside it."""
    if as_of is None:
        return
    year = fiscal.year_of_month(as_of)
    if year != fiscal_year:
        raise PydanticCustomError(
            "as_of_year",
            "{as_of} lies in fiscal year {year}",
            {"as_of": as_of, "year": year},
        )


class WrittenTarget(SQLModel):
    """A target as documents and tables hold it: the rule, its figure, its deadline.

    Every rule has the same fields. `target_by_rule` gives the class of the rule, which
    says which of them are set. `worse_because` is the reason of a target to reach that
    is worse than the present (a population that is to shrink less). `since` is the first
    year of a total. `stretch` is a second, higher aim (挑戦), which is told when it is
    reached and never judged against. `text` is what the plan says where it states no
    figure (可能な限り減少). A range has `low` and `high` (45～55dB), or `value` and
    `tolerance` (2.0±0.2).
    """

    model_config = VALUE
    rule: TargetRule
    comparator: Comparator | None = None
    value: Figure | None = None
    fiscal_year: Year | None = None
    as_of: Month | None = None
    yearly: dict[YearAsKey, Figure] = Field(default_factory=dict)
    worse_because: Text | None = OPTIONAL
    since: Year | None = OPTIONAL
    approximate: Flag = OPTIONAL_FLAG
    stretch: Figure | None = OPTIONAL
    text: Text | None = OPTIONAL
    low: Figure | None = OPTIONAL
    high: Figure | None = OPTIONAL
    tolerance: Figure | None = OPTIONAL

    @model_validator(mode="after")
    def _range_has_its_bounds(self) -> Self:
        has_ends = (self.low is not None, self.high is not None)
        has_middle = (self.value is not None, self.tolerance is not None)
        if self.rule is not TargetRule.RANGE:
            if any(has_ends) or self.tolerance is not None:
                raise PydanticCustomError("range_bounds", "only a range has two bounds")
            return self
        is_whole = (all(has_ends) and not any(has_middle)) or (
            all(has_middle) and not any(has_ends)
        )
        if not is_whole:
            raise PydanticCustomError("range_needs", "a range needs its two bounds")
        low, high = range_bounds(self)
        if low >= high:
            raise PydanticCustomError("range_order", "the range ends before it begins")
        if self.yearly or self.comparator is not None or self.stretch is not None:
            raise PydanticCustomError(
                "range_alone", "a range has nothing beside its bounds"
            )
        return self

    @model_validator(mode="after")
    def _rule_has_what_it_needs(self) -> Self:
        is_incomplete = self.value is None or self.fiscal_year is None
        if self.rule is TargetRule.REACH and is_incomplete:
            raise PydanticCustomError(
                "reach_needs", "a target to reach needs a value and a fiscal year"
            )
        if self.worse_because is not None and self.rule is not TargetRule.REACH:
            raise PydanticCustomError(
                "worse_reach", "only a target to reach can be worse than the present"
            )
        if self.comparator is not None and self.value is None:
            raise PydanticCustomError("comparator_alone", "a comparator needs a value")
        require_month_in_year(self.as_of, self.fiscal_year)
        return self

    @model_validator(mode="after")
    def _beside_a_figure(self) -> Self:
        if self.value is not None and self.text is not None:
            raise PydanticCustomError(
                "text_beside_value", "the words stand in place of a figure"
            )
        if self.value is None and self.stretch is not None:
            raise PydanticCustomError(
                "stretch_needs", "a higher aim stands beside a figure"
            )
        if self.value is None and self.approximate:
            raise PydanticCustomError(
                "approximate_nothing", "a missing figure cannot be approximate"
            )
        return self

    @model_validator(mode="after")
    def _total_has_its_period(self) -> Self:
        if self.rule is not TargetRule.TOTAL:
            if self.since is not None:
                raise PydanticCustomError("since_of_total", "only a total has “since”")
            return self
        if self.value is None or self.fiscal_year is None or self.since is None:
            raise PydanticCustomError(
                "total_needs", "a total needs a value, its first and its last year"
            )
        if self.since > self.fiscal_year:
            raise PydanticCustomError("total_order", "the total ends before it begins")
        if self.yearly:
            raise PydanticCustomError(
                "total_yearly", "a total has no yearly targets of its own"
            )
        return self

    def __hash__(self) -> int:
        return hash((self.rule, self.value, self.fiscal_year))


class ReachTarget(WrittenTarget):
    """A figure to be reached by the end of a fiscal year; `yearly` has points on the way."""

    rule: Literal[TargetRule.REACH, TargetRule.TOTAL] = TargetRule.REACH
    value: Figure
    fiscal_year: Year


class TotalTarget(ReachTarget):
    """A sum to be reached over several fiscal years, from `since` to `fiscal_year`.

    To the running total it is a target to reach: `dxkpi.rules.running_total` makes it.
    """

    rule: Literal[TargetRule.TOTAL] = TargetRule.TOTAL
    since: Year

    @property
    def years(self) -> int:
        """How many fiscal years the period has."""
        return self.fiscal_year - self.since + 1


class KeepTarget(WrittenTarget):
    """A figure to be kept in every year; without one, some and not none."""

    rule: Literal[TargetRule.KEEP] = TargetRule.KEEP


class ImproveTarget(WrittenTarget):
    """Every year is to be better than the one before."""

    rule: Literal[TargetRule.IMPROVE] = TargetRule.IMPROVE


class RiseTarget(WrittenTarget):
    """Better than the baseline, by no stated amount."""

    rule: Literal[TargetRule.RISE] = TargetRule.RISE


class DoTarget(WrittenTarget):
    """Something to be done, once, by the end of a fiscal year where one is stated."""

    rule: Literal[TargetRule.DO] = TargetRule.DO


class RangeTarget(WrittenTarget):
    """A band in which the figure is to lie, from the deadline on or in every year."""

    rule: Literal[TargetRule.RANGE] = TargetRule.RANGE

    @property
    def bounds(self) -> tuple[Decimal, Decimal]:
        """The lower and the upper end of the band; both belong to it."""
        return range_bounds(self)

    def outside(self, value: Decimal) -> Decimal:
        """How far above the band a figure lies, below it as a negative; 0 within."""
        low, high = self.bounds
        return max(value - high, Decimal(0)) + min(value - low, Decimal(0))


def range_bounds(target: WrittenTarget) -> tuple[Decimal, Decimal]:
    """The two ends of a range, however they are stated."""
    if target.low is not None and target.high is not None:
        return target.low, target.high
    assert target.value is not None
    assert target.tolerance is not None
    return target.value - target.tolerance, target.value + target.tolerance


Target = (
    ReachTarget
    | KeepTarget
    | ImproveTarget
    | RiseTarget
    | DoTarget
    | TotalTarget
    | RangeTarget
)

_CLASSES: dict[TargetRule, type[Target]] = {
    TargetRule.REACH: ReachTarget,
    TargetRule.KEEP: KeepTarget,
    TargetRule.IMPROVE: ImproveTarget,
    TargetRule.RISE: RiseTarget,
    TargetRule.DO: DoTarget,
    TargetRule.TOTAL: TotalTarget,
    TargetRule.RANGE: RangeTarget,
}


def target_by_rule(written: WrittenTarget) -> Target:
    """The same target in the class of its rule."""
    target_class = _CLASSES[written.rule]
    if isinstance(written, target_class):
        return written
    return target_class.model_construct(**dict(written))


class TargetByRule:
    """Marks a field that holds a `Target`.

    It is read as a `WrittenTarget`, so that mistakes stand at the fields of the document.
    """

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            target_by_rule, handler.generate_schema(WrittenTarget)
        )

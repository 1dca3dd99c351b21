"""The plan as a value: immutable, comparable, printable objects in the shape of the plan document (DESIGN §4).

Each kind of thing is written once, as a `…Fields` model without identity in any database; the frozen classes here add
the tree, `dxkpi.store` adds tables. Figures are `Decimal` exactly as printed in the source, never `float`. What the
source does not say is None. A value that breaks a rule of its own (a month outside its fiscal year, a reason given
beside a figure) cannot be built; rules between objects are in `dxkpi.plan.document`.
"""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Any, Self

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError
from sqlmodel import SQLModel

from dxkpi import fiscal
from dxkpi.plan.counts import Survey
from dxkpi.plan.fields import VALUE, Figure, Flag, MaybeEmptyText, Month, MunicipalCode, Text, Year, YearAsKey


class NationalItem(StrEnum):
    """★ 自治体DXの重点取組事項, ◆ あわせて取り組むデジタル社会の実現に向けた取組."""

    PRIORITY = "priority"
    COMPANION = "companion"


class ScheduleKind(StrEnum):
    BAR = "bar"
    MILESTONE = "milestone"
    DEADLINE = "deadline"


class Certainty(StrEnum):
    """Whether the source states the ends of a bar, or they were inferred from its layout."""

    STATED = "stated"
    INFERRED = "inferred"
    UNCLEAR = "unclear"


class ValueType(StrEnum):
    NUMBER = "number"
    YES_NO = "yes_no"


class Direction(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"


class Aggregation(StrEnum):
    """A state at a date, a count within the year, or a running total."""

    POINT = "point"
    ANNUAL = "annual"
    CUMULATIVE = "cumulative"


class TargetRule(StrEnum):
    REACH = "reach"
    KEEP = "keep"
    IMPROVE = "improve"
    RISE = "rise"
    DO = "do"


class Comparator(StrEnum):
    AT_LEAST = ">="
    AT_MOST = "<="
    EQUAL = "="


class Missing(StrEnum):
    """Why a year has no figure."""

    NOT_SUBMITTED = "not_submitted"
    NOT_PUBLISHED = "not_published"
    CANNOT_BE_EVALUATED = "cannot_be_evaluated"
    DISCONTINUED = "discontinued"
    NOT_APPLICABLE = "not_applicable"


class BarState(StrEnum):
    """How far an entry of the schedule has come, as its department says."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    LATE = "late"
    STOPPED = "stopped"


_OPTIONAL: Any = Field(default=None, exclude_if=lambda value: value is None)  # a document without it does not name it


class MunicipalityFields(SQLModel):
    code: MunicipalCode
    prefecture: Text
    name: Text
    fictional: Flag = False


class Municipality(MunicipalityFields):
    model_config = VALUE


class AboutFields(SQLModel):
    title: Text
    edition: Text | None = None
    first_fiscal_year: Year | None = None
    last_fiscal_year: Year | None = None
    established: Month | None = None
    source: Text | None = None
    notes: tuple[Text, ...] = ()


class About(AboutFields):
    """Title, period and source of a plan, and what was damaged or unclear in it."""

    model_config = VALUE

    @model_validator(mode="after")
    def _ends_in_order(self) -> Self:
        first, last = self.first_fiscal_year, self.last_fiscal_year
        if first is not None and last is not None and first > last:
            raise PydanticCustomError("period_order", "the first fiscal year lies after the last")
        return self


class InitiativeFields(SQLModel):
    number: Text
    name: Text
    description: Text | None = None


class Initiative(InitiativeFields):
    model_config = VALUE


class FormerYears(SQLModel):
    """When an entry of the schedule was to start and end before the plan was changed (計画変更), and why it was."""

    model_config = VALUE
    start: Year | None = None
    end: Year | None = None
    reason: Text

    @model_validator(mode="after")
    def _ends_in_order(self) -> Self:
        if self.start is None and self.end is None:
            raise PydanticCustomError("former_years", "the former years need a start or an end")
        if self.start is not None and self.end is not None and self.start > self.end:
            raise PydanticCustomError("schedule_order", "the start lies after the end")
        return self


class ScheduleItemFields(SQLModel):
    kind: ScheduleKind
    label: Text
    initiative: Text | None = None
    start: Year | None = None
    end: Year | None = None
    certainty: Certainty = Certainty.STATED
    note: Text | None = None
    before: FormerYears | None = _OPTIONAL


class ScheduleItem(ScheduleItemFields):
    model_config = VALUE

    @model_validator(mode="after")
    def _ends_in_order(self) -> Self:
        if self.start is not None and self.end is not None and self.start > self.end:
            raise PydanticCustomError("schedule_order", "the start lies after the end")
        if self.kind is ScheduleKind.MILESTONE and self.start != self.end:
            raise PydanticCustomError("milestone_span", "a milestone starts and ends in the same year")
        if self.kind is ScheduleKind.DEADLINE and self.end is None:
            raise PydanticCustomError("deadline_year", "a deadline needs its year in end")
        return self


class MeasureFields(SQLModel):
    number: Text
    name: Text
    description: Text | None = None
    national_item: NationalItem | None = None
    departments: tuple[Text, ...] = ()
    expected_effects: tuple[Text, ...] = ()


class Measure(MeasureFields):
    model_config = VALUE
    initiatives: tuple[Initiative, ...] = ()
    schedule: tuple[ScheduleItem, ...] = ()

    def initiative_name(self, number: str | None) -> str | None:
        """The name of one of its initiatives; None where it lists none by this number."""
        return next((i.name for i in self.initiatives if i.number == number), None)


class PolicyFields(SQLModel):
    number: Text
    name: Text
    description: Text | None = None


class Policy(PolicyFields):
    model_config = VALUE
    measures: tuple[Measure, ...] = ()


class _Dated(SQLModel):
    """A figure's place in time: the fiscal year, and the month where one is stated."""

    model_config = VALUE
    fiscal_year: Year
    as_of: Month | None = None

    @model_validator(mode="after")
    def _month_lies_in_year(self) -> Self:
        if self.as_of is not None and fiscal.of_month(self.as_of) != self.fiscal_year:
            raise PydanticCustomError(
                "as_of_year",
                "{as_of} lies in fiscal year {year}",
                {"as_of": self.as_of, "year": fiscal.of_month(self.as_of)},
            )
        return self


class Baseline(_Dated):
    value: Figure


class Actual(_Dated):
    value: Figure | None = None
    approximate: Flag = False
    missing: Missing | None = None
    note: Text | None = None
    survey: Survey | None = _OPTIONAL

    @model_validator(mode="after")
    def _figure_or_reason(self) -> Self:
        if self.value is not None and self.missing is not None:
            raise PydanticCustomError("missing_beside_value", "a reason for a missing figure stands beside a figure")
        if self.value is None and self.approximate:
            raise PydanticCustomError("approximate_nothing", "a missing figure cannot be approximate")
        return self

    @model_validator(mode="after")
    def _figure_of_its_survey(self) -> Self:
        if self.survey is None:
            return self
        exact = Decimal(100 * self.survey.felt) / self.survey.answers
        digits = self.value.as_tuple().exponent if self.value is not None else None
        if self.value is None or abs(exact - self.value) > Decimal(5).scaleb(int(digits or 0) - 1):
            raise PydanticCustomError("survey_figure", "the figure is not the rate of its survey")
        return self


class Progress(SQLModel):
    """How far an entry of the schedule had come in one fiscal year; `percent` (0 to 100) only where it was given."""

    model_config = VALUE
    fiscal_year: Year
    state: BarState
    percent: Annotated[Figure, Field(ge=0, le=100)] | None = None
    comment: Text | None = None


class Reference(_Dated):
    series: Text
    value: Figure


class Target(SQLModel):
    """What the plan promises: the rule, its figure, and the deadline where one is stated."""

    model_config = VALUE
    rule: TargetRule
    comparator: Comparator | None = None
    value: Figure | None = None
    fiscal_year: Year | None = None
    as_of: Month | None = None
    yearly: dict[YearAsKey, Figure] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _rule_has_what_it_needs(self) -> Self:
        if self.rule is TargetRule.REACH and (self.value is None or self.fiscal_year is None):
            raise PydanticCustomError("reach_needs", "a target to reach needs a value and a fiscal year")
        if self.comparator is not None and self.value is None:
            raise PydanticCustomError("comparator_alone", "a comparator needs a value")
        if self.as_of is not None and fiscal.of_month(self.as_of) != self.fiscal_year:
            raise PydanticCustomError(
                "as_of_year",
                "{as_of} lies in fiscal year {year}",
                {"as_of": self.as_of, "year": fiscal.of_month(self.as_of)},
            )
        return self

    def __hash__(self) -> int:
        return hash((self.rule, self.value, self.fiscal_year))


class IndicatorFields(SQLModel):
    code: Text
    name: Text
    measure: Text | None = None
    policy: Text | None = None
    official: Flag = False
    department: Text | None = None
    definition: Text | None = None
    quote: Text | None = None
    unit: MaybeEmptyText = ""
    value_type: ValueType = ValueType.NUMBER
    direction: Direction = Direction.HIGHER
    aggregation: Aggregation = Aggregation.POINT
    decimals: Annotated[int, Field(ge=0, le=6, strict=True)] = 0


class Indicator(IndicatorFields):
    model_config = VALUE
    baseline: Baseline | None = None
    target: Target | None = None
    actuals: tuple[Actual, ...] = ()
    references: tuple[Reference, ...] = ()

    @model_validator(mode="after")
    def _rule_suits_the_kind_of_value(self) -> Self:
        rule = self.target.rule if self.target else None
        if rule is TargetRule.DO and self.value_type is not ValueType.YES_NO:
            raise PydanticCustomError("do_is_yes_no", "something to do is answered by yes or no")
        if self.value_type is ValueType.YES_NO:
            if rule in (TargetRule.REACH, TargetRule.IMPROVE, TargetRule.RISE):
                raise PydanticCustomError("yes_no_rule", "a yes/no indicator can only be kept or done")
            figures = [f.value for f in (self.baseline, self.target, *self.actuals, *self.references) if f]
            if any(figure not in (None, 0, 1) for figure in figures):
                raise PydanticCustomError("yes_no_value", "a yes/no figure is 1 (yes) or 0 (no)")
        return self

    @model_validator(mode="after")
    def _target_looks_the_same_way(self) -> Self:
        falling, target = self.direction is Direction.LOWER, self.target
        if target is None:
            return self
        if target.comparator is (Comparator.AT_LEAST if falling else Comparator.AT_MOST):
            raise PydanticCustomError("comparator_direction", "the comparator disagrees with the direction")
        if falling and target.rule is TargetRule.KEEP and target.value is None:
            raise PydanticCustomError("keep_needs", "to keep without a figure means some, not none")
        return self

    @model_validator(mode="after")
    def _baseline_comes_before_target(self) -> Self:
        baseline, target = self.baseline, self.target
        if baseline is None or target is None or target.rule is not TargetRule.REACH:
            return self
        assert target.value is not None
        assert target.fiscal_year is not None
        if baseline.fiscal_year >= target.fiscal_year:
            raise PydanticCustomError("baseline_late", "the baseline is not earlier than the target")
        if (target.value > baseline.value and self.direction is Direction.LOWER) or (
            target.value < baseline.value and self.direction is Direction.HIGHER
        ):
            raise PydanticCustomError("direction", "the direction disagrees with baseline and target")
        return self

    @property
    def years(self) -> list[int]:
        """The fiscal years of all its figures, in no order."""
        dated = (*self.actuals, *self.references, *((self.baseline,) if self.baseline else ()))
        target = [self.target.fiscal_year] if self.target and self.target.fiscal_year else []
        return [figure.fiscal_year for figure in dated] + target

    def actual(self, fiscal_year: int) -> Actual | None:
        """The actual of one fiscal year, if the plan holds an entry for it."""
        return next((a for a in self.actuals if a.fiscal_year == fiscal_year), None)

    def asks_alike(self, first: int, last: int) -> bool:
        """Whether the figures of two fiscal years can be compared: no survey between them asks or counts otherwise."""
        between = sorted((a for a in self.actuals if first <= a.fiscal_year <= last), key=lambda a: a.fiscal_year)
        surveys = [a.survey for a in between if a.survey is not None]
        return not any(now.differs(before) for before, now in pairwise(surveys))

    def with_actual(self, actual: Actual | None) -> Self:
        """The same indicator with this actual for its year, in the place of the one it has; years stay in order."""
        if actual is None:
            return self
        others = [a for a in self.actuals if a.fiscal_year != actual.fiscal_year]
        later = next((n for n, a in enumerate(others) if a.fiscal_year > actual.fiscal_year), len(others))
        return self.model_copy(update={"actuals": (*others[:later], actual, *others[later:])})


class Plan(SQLModel):
    """One municipality's plan: what it promises, and every figure known about it."""

    model_config = VALUE | ConfigDict(validate_by_name=True, validate_by_alias=True)
    municipality: Municipality
    about: About = Field(alias="plan")
    policies: tuple[Policy, ...] = ()
    indicators: tuple[Indicator, ...] = ()

    @property
    def measures(self) -> tuple[Measure, ...]:
        """All measures, in the plan's own order."""
        return tuple(measure for policy in self.policies for measure in policy.measures)

    def with_actuals(self, actuals: Mapping[str, Actual]) -> Self:
        """The same plan with these actuals, by indicator, each in the place of the one of its year."""
        changed = tuple(indicator.with_actual(actuals.get(indicator.code)) for indicator in self.indicators)
        return self.model_copy(update={"indicators": changed})

    def departments_of(self, indicator: Indicator) -> tuple[str, ...]:
        """Whose an indicator is: its own department, else those of its measure."""
        if indicator.department:
            return (indicator.department,)
        measure = self.measure(indicator.measure)
        return measure.departments if measure else ()

    def indicator(self, code: str) -> Indicator | None:
        return next((i for i in self.indicators if i.code == code), None)

    def measure(self, number: str | None) -> Measure | None:
        return next((m for m in self.measures if m.number == number), None)

    def policy(self, number: str | None) -> Policy | None:
        return next((p for p in self.policies if p.number == number), None)

    @property
    def realisation(self) -> Indicator | None:
        """The share of staff who feel the DX (実感率), where the plan follows it."""
        return next((i for i in self.indicators if "実感率" in i.name and i.value_type is ValueType.NUMBER), None)

    @property
    def fiscal_years(self) -> range:
        """Every fiscal year that the plan or a figure of its indicators speaks of; empty when none is known."""
        return _span(self._period + [year for indicator in self.indicators for year in indicator.years])

    def fiscal_years_of(self, indicator: Indicator) -> range:
        """The years to show of one indicator: those of its figures and, if it has a target, from the plan's start on.

        They end with the target's deadline, or with the plan where the target has none.
        """
        target = indicator.target
        period = self._period if target else []
        return _span(indicator.years + [year for year in period if not target or year <= (target.fiscal_year or year)])

    @property
    def _period(self) -> list[int]:
        return [y for y in (self.about.first_fiscal_year, self.about.last_fiscal_year) if y is not None]


def _span(years: list[int]) -> range:
    return range(min(years), max(years) + 1) if years else range(0)

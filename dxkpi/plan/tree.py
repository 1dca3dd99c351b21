"""The plan as a value: immutable, comparable objects in the shape of the plan document.

Each kind of thing is written once, as a `…Fields` model without identity in any
database; the frozen classes here add the tree, `dxkpi.store` adds tables. Figures are
`Decimal` exactly as printed in the source, never `float`. What the source does not say
is None. A value that breaks a rule of its own (a month outside its fiscal year, a
reason given beside a figure) cannot be built; rules between objects are in
`dxkpi.plan.document_references`.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any, NamedTuple, Self

from pydantic import ConfigDict, Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError
from sqlmodel import SQLModel

from dxkpi.plan.city_departments import CityDepartment
from dxkpi.plan.decision import Decision
from dxkpi.plan.fields import (
    OPTIONAL,
    OPTIONAL_LIST,
    VALUE,
    Figure,
    Flag,
    Key,
    Month,
    MunicipalCode,
    PlanId,
    Text,
    Year,
)
from dxkpi.plan.grading import Grading
from dxkpi.plan.indicator import Indicator, measured_indicators
from dxkpi.plan.indicator_figures import Actual
from dxkpi.plan.indicator_terms import IndicatorRole, ValueType
from dxkpi.plan.retirement import Retirement
from dxkpi.plan.yearly_report import OwnMark, YearlyReport


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


class BarState(StrEnum):
    """How far an entry of the schedule has come, as its department says."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    LATE = "late"
    STOPPED = "stopped"


FACTS_OF_THE_CITY = ("departments", "grading")
"""What belongs to the city and not to one of its plans: any of their documents may say
it, and it is so for all of them.
"""


class MunicipalityFields(SQLModel):
    code: MunicipalCode
    prefecture: Text
    name: Text
    fictional: Flag = False
    departments: tuple[CityDepartment, ...] = OPTIONAL_LIST
    grading: Grading | None = OPTIONAL


class Municipality(MunicipalityFields):
    """A city or other municipality, with its own register of its departments.

    `grading` is how its plans are graded that say nothing else.
    """

    model_config = VALUE

    def completed_by(self, known: "Municipality") -> Self:
        """The same municipality; the facts of the city that its document leaves out are
        as they are known. A document that says there is none any more leaves nothing out.
        """
        left_out = {
            name: getattr(known, name)
            for name in FACTS_OF_THE_CITY
            if name not in self.model_fields_set
        }
        return self.model_copy(update=left_out)


class PlanKind(StrEnum):
    DX = "dx"
    STRATEGY = "strategy"
    COMPREHENSIVE = "comprehensive"
    REFORM = "reform"
    OTHER = "other"


_WORDS_IN_TITLES = {
    PlanKind.DX: ("DX", "ＤＸ", "デジタル"),
    PlanKind.STRATEGY: ("総合戦略", "創生"),
    PlanKind.COMPREHENSIVE: ("総合計画",),
    PlanKind.REFORM: ("行革", "行政改革", "行財政改革"),
}


class PlanKey(NamedTuple):
    """Which plan: the code of its municipality, and its id there."""

    city: str
    id: str

    def __str__(self) -> str:
        return f"{self.city}/{self.id}"


class AboutFields(SQLModel):
    title: Text
    follows: PlanId | None = None
    grading: Grading | None = OPTIONAL
    edition: Text | None = None
    first_fiscal_year: Year | None = None
    last_fiscal_year: Year | None = None
    established: Month | None = None
    source: Text | None = None
    notes: tuple[Text, ...] = ()


def usual_plan_id(kind: PlanKind, first_fiscal_year: int | None) -> str:
    """The id of a plan whose document states none: its kind and first year, `dx-2023`."""
    return f"{kind}-{first_fiscal_year}" if first_fiscal_year else str(kind)


def kind_of_title(title: str) -> PlanKind:
    """What kind of plan its title says that it is."""
    for kind, words in _WORDS_IN_TITLES.items():
        if any(word in title for word in words):
            return kind
    return PlanKind.OTHER


def _kind_by_title(about: dict[str, Any]) -> PlanKind:
    return kind_of_title(about.get("title", ""))


def _id_by_kind_and_year(about: dict[str, Any]) -> str:
    """The usual id; what could not be read of a document is left out of it."""
    kind = about.get("kind", PlanKind.OTHER)
    return usual_plan_id(kind, about.get("first_fiscal_year"))


class About(AboutFields):
    """Title, kind, period and source of a plan, and what was damaged or unclear in it.

    `id` tells it from the other plans of its city, now and in years to come; `follows` is
    the id of the plan that it takes the place of.
    """

    model_config = VALUE
    kind: PlanKind = Field(default_factory=_kind_by_title)
    id: PlanId = Field(default_factory=_id_by_kind_and_year)

    @property
    def states_id(self) -> bool:
        """Whether the document says the id; else it was made of kind and first year."""
        return "id" in self.model_fields_set

    @model_validator(mode="after")
    def _follows_another(self) -> Self:
        if self.follows == self.id:
            raise PydanticCustomError(
                "follows_itself", "a plan follows another, not itself"
            )
        return self

    @model_validator(mode="after")
    def _ends_in_order(self) -> Self:
        if _is_reversed(self.first_fiscal_year, self.last_fiscal_year):
            raise PydanticCustomError(
                "period_order", "the first fiscal year lies after the last"
            )
        return self


class InitiativeFields(SQLModel):
    number: Key
    name: Text
    description: Text | None = None
    retired: Retirement | None = OPTIONAL


class Initiative(InitiativeFields):
    model_config = VALUE
    reports: tuple[YearlyReport, ...] = OPTIONAL_LIST
    marks: tuple[OwnMark, ...] = OPTIONAL_LIST

    def counts_in(self, fiscal_year: int) -> bool:
        """Whether it is reported of in a year: not once it was retired."""
        return self.retired is None or self.retired.counts_in(fiscal_year)


class FormerYears(SQLModel):
    """The years that an entry had before the plan was changed (計画変更), and why it was."""

    model_config = VALUE
    start: Year | None = None
    end: Year | None = None
    reason: Text

    @model_validator(mode="after")
    def _ends_in_order(self) -> Self:
        if self.start is None and self.end is None:
            raise PydanticCustomError(
                "former_years", "the former years need a start or an end"
            )
        if _is_reversed(self.start, self.end):
            raise PydanticCustomError("schedule_order", "the start lies after the end")
        return self


class ScheduleItemFields(SQLModel):
    kind: ScheduleKind
    label: Text
    initiative: Key | None = None
    start: Year | None = None
    end: Year | None = None
    certainty: Certainty = Certainty.STATED
    note: Text | None = None
    before: FormerYears | None = OPTIONAL


class ScheduleItem(ScheduleItemFields):
    model_config = VALUE

    @model_validator(mode="after")
    def _ends_in_order(self) -> Self:
        if _is_reversed(self.start, self.end):
            raise PydanticCustomError("schedule_order", "the start lies after the end")
        if self.kind is ScheduleKind.MILESTONE and self.start != self.end:
            raise PydanticCustomError(
                "milestone_span", "a milestone starts and ends in the same year"
            )
        if self.kind is ScheduleKind.DEADLINE and self.end is None:
            raise PydanticCustomError(
                "deadline_year", "a deadline needs its year in end"
            )
        return self


class MeasureFields(SQLModel):
    number: Key
    name: Text
    description: Text | None = None
    national_item: NationalItem | None = None
    departments: tuple[Text, ...] = ()
    expected_effects: tuple[Text, ...] = ()


class Measure(MeasureFields):
    model_config = VALUE
    initiatives: tuple[Initiative, ...] = ()
    schedule: tuple[ScheduleItem, ...] = ()
    reports: tuple[YearlyReport, ...] = OPTIONAL_LIST
    marks: tuple[OwnMark, ...] = OPTIONAL_LIST

    def initiative_counts_in(self, number: str | None, fiscal_year: int) -> bool:
        """Whether no initiative of this number was retired before a year."""
        return all(
            initiative.counts_in(fiscal_year)
            for initiative in self.initiatives
            if initiative.number == number
        )

    def initiative_name(self, number: str | None) -> str | None:
        """The name of one of its initiatives; None where it lists none by this number."""
        for initiative in self.initiatives:
            if initiative.number == number:
                return initiative.name
        return None


class PolicyFields(SQLModel):
    number: Key
    name: Text
    description: Text | None = None


class Policy(PolicyFields):
    model_config = VALUE
    measures: tuple[Measure, ...] = ()
    marks: tuple[OwnMark, ...] = OPTIONAL_LIST


class Progress(SQLModel):
    """How far an entry of the schedule had come in a fiscal year; `percent` is 0 to 100."""

    model_config = VALUE
    fiscal_year: Year
    state: BarState
    percent: Annotated[Figure, Field(ge=0, le=100)] | None = None
    comment: Text | None = None


class Plan(SQLModel):
    """One municipality's plan: what it promises, and every figure known about it."""

    model_config = VALUE | ConfigDict(validate_by_name=True, validate_by_alias=True)
    municipality: Municipality
    about: About = Field(alias="plan")
    policies: tuple[Policy, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    decisions: tuple[Decision, ...] = OPTIONAL_LIST

    @field_validator("indicators")
    @classmethod
    def _policies_of_measures(
        cls, indicators: tuple[Indicator, ...], info: ValidationInfo
    ) -> tuple[Indicator, ...]:
        """An indicator that names only its measure is one of that measure's policy."""
        if all(one.measure is None or one.policy is not None for one in indicators):
            return indicators
        policies: tuple[Policy, ...] = info.data.get("policies", ())
        policy_of_measure = {
            measure.number: policy.number
            for policy in policies
            for measure in policy.measures
        }
        return tuple(
            _with_policy(one, policy_of_measure.get(one.measure or ""))
            for one in indicators
        )

    @property
    def key(self) -> PlanKey:
        """Which plan it is."""
        return PlanKey(self.municipality.code, self.about.id)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """All measures, in the plan's own order."""
        return tuple(measure for policy in self.policies for measure in policy.measures)

    @property
    def measured_indicators(self) -> tuple[Indicator, ...]:
        """The indicators that have figures: each part of one that consists of parts, in
        its place. `indicators` are those that are judged and counted.
        """
        return measured_indicators(self.indicators)

    @property
    def collected_indicators(self) -> tuple[Indicator, ...]:
        """The indicators whose figures are asked for in this plan; those of a shared one
        are entered in the other plan.
        """
        return tuple(one for one in self.measured_indicators if one.shares is None)

    def indicators_in(self, fiscal_year: int) -> tuple[Indicator, ...]:
        """The indicators that count in a year: those that were not retired before."""
        return tuple(one for one in self.indicators if one.counts_in(fiscal_year))

    def collected_in(self, fiscal_year: int) -> tuple[Indicator, ...]:
        """The indicators whose figures the report of a year asks for in this plan."""
        return tuple(
            one for one in self.collected_indicators if one.is_asked_in(fiscal_year)
        )

    def with_actuals(self, actuals: Mapping[str, Actual]) -> Self:
        """The same plan with these actuals, by indicator code, in place of those of their years."""
        changed = {
            indicator.code: indicator.with_actual(actuals[indicator.code])
            for indicator in self.measured_indicators
            if indicator.code in actuals
        }
        return self.with_changed(changed)

    def with_changed(self, changed: Mapping[str, Indicator]) -> Self:
        """The same plan with the figures and promises of these indicators, by their codes,
        in place of those that they had.
        """
        indicators = tuple(each.with_changed(changed) for each in self.indicators)
        return self.model_copy(update={"indicators": indicators})

    def departments_of(self, indicator: Indicator) -> tuple[str, ...]:
        """Whose an indicator is: its own departments, else those of its measure; of one
        that consists of parts those of all of them.
        """
        if indicator.parts:
            names: dict[str, None] = {}
            for part in indicator.part_indicators:
                names |= dict.fromkeys(self.departments_of(part))
            return tuple(names)
        if indicator.own_departments:
            return indicator.own_departments
        measure = self.measure(indicator.measure)
        return measure.departments if measure else ()

    def indicator(self, code: str) -> Indicator | None:
        """The indicator of this code, or the part of one; None where there is none."""
        for indicator in self.indicators:
            if indicator.code == code:
                return indicator
            for part in indicator.part_indicators:
                if part.code == code:
                    return part
        return None

    def judged_with(self, code: str) -> Indicator | None:
        """The indicator of which this code is a part; None where it is judged by itself."""
        for indicator in self.indicators:
            if any(part.code == code for part in indicator.parts):
                return indicator
        return None

    def measure(self, number: str | None) -> Measure | None:
        """The measure of this number; None where there is none."""
        for measure in self.measures:
            if measure.number == number:
                return measure
        return None

    def policy(self, number: str | None) -> Policy | None:
        """The policy of this number; None where there is none."""
        for policy in self.policies:
            if policy.number == number:
                return policy
        return None

    @property
    def realisation(self) -> Indicator | None:
        """The share of staff who feel the DX (実感率), where the plan follows it.

        It is the indicator with that role; in a plan that gives the role to none, the
        first figure so named.
        """
        for indicator in self.indicators:
            if indicator.role is IndicatorRole.REALISATION:
                return indicator
        for indicator in self.indicators:
            is_number = indicator.value_type is ValueType.NUMBER
            if is_number and not indicator.parts and "実感率" in indicator.name:
                return indicator
        return None

    @property
    def fiscal_years(self) -> range:
        """Every fiscal year of the plan and of its figures; empty when none is known."""
        years = list(self._period)
        for indicator in self.indicators:
            years += indicator.years
        return _span(years)

    def fiscal_years_of(self, indicator: Indicator) -> range:
        """The years to show of an indicator: those of its figures and, with a target, of the plan.

        They end with the target's deadline, or with the plan where the target has none.
        """
        years = indicator.years
        for part in indicator.part_indicators:
            years += self.fiscal_years_of(part)
        target = indicator.target
        if target is None:
            return _span(years)
        for year in self._period:
            if target.fiscal_year is None or year <= target.fiscal_year:
                years.append(year)
        return _span(years)

    @property
    def _period(self) -> list[int]:
        """The first and the last year of the plan, as far as they are stated."""
        ends = (self.about.first_fiscal_year, self.about.last_fiscal_year)
        return [year for year in ends if year is not None]


def plans_with_facts_of_cities(
    plans: Sequence[Plan], stored: Mapping[str, Municipality]
) -> list[Plan]:
    """The plans with the facts of their city (its departments, its grading): what a
    document among them says, else what is `stored` by the city's code.
    """
    cities = dict(stored)
    for plan in plans:
        city = plan.municipality
        cities[city.code] = city.completed_by(cities.get(city.code, city))
    return [
        plan_with_facts_of_city(plan, cities[plan.municipality.code]) for plan in plans
    ]


def plan_with_facts_of_city(plan: Plan, city: Municipality) -> Plan:
    """The plan with the departments and the grading of its city; itself where they are
    its own.
    """
    changed = {
        name: getattr(city, name)
        for name in FACTS_OF_THE_CITY
        if getattr(city, name) != getattr(plan.municipality, name)
    }
    if not changed:
        return plan
    municipality = plan.municipality.model_copy(update=changed)
    return plan.model_copy(update={"municipality": municipality})


def _with_policy(indicator: Indicator, policy: str | None) -> Indicator:
    """The indicator with the policy of its measure, where it states none."""
    if indicator.policy is not None or policy is None:
        return indicator
    return indicator.model_copy(update={"policy": policy})


def _span(years: list[int]) -> range:
    """Every year from the first to the last of them."""
    if not years:
        return range(0)
    return range(min(years), max(years) + 1)


def _is_reversed(first: int | None, last: int | None) -> bool:
    """Whether both ends are stated and the first lies after the last."""
    return first is not None and last is not None and first > last

"""An indicator as a value: its figures with their time, its target, what must hold between."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Annotated, Any, Self

from pydantic import (
    Field,
    TypeAdapter,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError
from sqlmodel import SQLModel

from dxkpi.plan.dated_figure import CountedThings, ShareCounts, require_share
from dxkpi.plan.fields import (
    MOST_DECIMALS,
    OPTIONAL,
    OPTIONAL_LIST,
    VALUE,
    DayOfYear,
    Flag,
    Key,
    MaybeEmptyText,
    Text,
)
from dxkpi.plan.former_target import FormerTarget
from dxkpi.plan.indicator_figures import Actual, Baseline, Reference
from dxkpi.plan.indicator_part import (
    OF_PARTS,
    IndicatorPart,
    departments_in,
    fields_of_part,
    part_over,
    without_repeated,
)
from dxkpi.plan.indicator_terms import (
    Aggregation,
    Calendar,
    Direction,
    IndicatorRole,
    ValueType,
)
from dxkpi.plan.linked_indicator import FormerIndicator, SharedIndicator
from dxkpi.plan.publication import Publication
from dxkpi.plan.retirement import Retirement
from dxkpi.plan.stages import (
    ARROW,
    require_figures_of_stages,
    require_stages,
    require_target_of_stages,
    stage_name,
)
from dxkpi.plan.target import (
    Comparator,
    DoTarget,
    ImproveTarget,
    KeepTarget,
    RangeTarget,
    ReachTarget,
    RiseTarget,
    Target,
    TargetByRule,
    TotalTarget,
)
from dxkpi.plan.unit import PERCENT_WHOLE, share_whole
from dxkpi.plan.yearly_report import OwnMark
from dxkpi.text.rounding import digits_after_point


class IndicatorFields(SQLModel):
    code: Key
    name: Text
    measure: Key | None = None
    policy: Key | None = None
    also_in: tuple[Key, ...] = OPTIONAL_LIST
    part_of: Key | None = OPTIONAL
    role: IndicatorRole | None = OPTIONAL
    official: Flag = False
    department: Text | None = None
    departments: tuple[Text, ...] = OPTIONAL_LIST
    definition: Text | None = None
    quote: Text | None = None
    method: Text | None = OPTIONAL
    source: Text | None = OPTIONAL
    calendar: Calendar | None = OPTIONAL
    counted_on: DayOfYear | None = OPTIONAL
    published: Publication | None = OPTIONAL
    unit: MaybeEmptyText = ""
    counts: CountedThings | None = OPTIONAL
    value_type: ValueType = ValueType.NUMBER
    stages: tuple[Text, ...] = OPTIONAL_LIST
    direction: Direction = Direction.HIGHER
    aggregation: Aggregation = Aggregation.POINT
    decimals: Annotated[int, Field(ge=0, le=MOST_DECIMALS, strict=True)] = 0
    continues: FormerIndicator | None = OPTIONAL
    shares: SharedIndicator | None = OPTIONAL
    retired: Retirement | None = OPTIONAL


class Indicator(IndicatorFields):
    model_config = VALUE
    baseline: Baseline | None = None
    target: Annotated[Target, TargetByRule] | None = None
    actuals: tuple[Actual, ...] = ()
    references: tuple[Reference, ...] = ()
    marks: tuple[OwnMark, ...] = OPTIONAL_LIST
    former_targets: tuple[FormerTarget, ...] = OPTIONAL_LIST
    parts: tuple[IndicatorPart, ...] = OPTIONAL_LIST

    @field_validator("parts")
    @classmethod
    def _parts_are_indicators(
        cls, parts: tuple[IndicatorPart, ...], info: ValidationInfo
    ) -> tuple[IndicatorPart, ...]:
        """Each part is an indicator by itself; it says nothing twice that this one says."""
        is_whole_sound = len(info.data) == len(cls.model_fields) - 1
        if not parts or not is_whole_sound:
            return parts
        if len(parts) == 1:
            raise PydanticCustomError("part_alone", "a single part is no part")
        fields = [fields_of_part(info.data, part) for part in parts]
        _indicators_adapter().validate_python(fields)
        return tuple(without_repeated(info.data, part) for part in parts)

    @model_validator(mode="after")
    def _parts_have_the_figures(self) -> Self:
        if not self.parts:
            return self
        for name in (*OF_PARTS, "role", "shares"):
            if getattr(self, name):
                raise PydanticCustomError(
                    "figures_of_parts",
                    "{name} of an indicator of parts belongs to its parts",
                    {"name": name},
                )
        return self

    @model_validator(mode="after")
    def _departments_stand_once(self) -> Self:
        if self.department is not None and self.departments:
            raise PydanticCustomError(
                "department_or_departments", "one of both says whose it is"
            )
        return self

    @model_validator(mode="after")
    def _changes_in_order(self) -> Self:
        days = [former.decided for former in self.former_targets if former.decided]
        for earlier, later in pairwise(days):
            if later < earlier[: len(later)]:
                raise PydanticCustomError(
                    "former_order", "a later change was decided before an earlier one"
                )
        return self

    @model_validator(mode="after")
    def _rule_suits_the_kind_of_value(self) -> Self:
        is_yes_no = self.value_type is ValueType.YES_NO
        if isinstance(self.target, DoTarget) and not is_yes_no:
            raise PydanticCustomError(
                "do_is_yes_no", "something to do is answered by yes or no"
            )
        if not is_yes_no:
            return self
        if isinstance(
            self.target, ReachTarget | ImproveTarget | RiseTarget | RangeTarget
        ):
            raise PydanticCustomError(
                "yes_no_rule", "a yes/no indicator can only be kept or done"
            )
        dated = (self.baseline, self.target, *self.actuals, *self.references)
        for figure in dated:
            if figure is not None and figure.value not in (None, 0, 1):
                raise PydanticCustomError(
                    "yes_no_value", "a yes/no figure is 1 (yes) or 0 (no)"
                )
        return self

    @model_validator(mode="after")
    def _figures_are_stages(self) -> Self:
        if self.value_type is not ValueType.STAGE:
            if self.stages:
                raise PydanticCustomError(
                    "stages_kind", "only an indicator of stages has stages"
                )
            return self
        require_stages(self.stages)
        goes_up = self.direction is Direction.HIGHER
        if not goes_up or self.aggregation is not Aggregation.POINT:
            raise PydanticCustomError("stage_goes_up", "stages go up from the first")
        if self.unit or self.decimals:
            raise PydanticCustomError("stage_unit", "stages have no unit or digits")
        formers = self.former_targets
        for target in (self.target, *(former.target for former in formers)):
            if target is not None:
                require_target_of_stages(target, self.stages)
        baselines = (self.baseline, *(former.baseline for former in formers))
        figures = [baseline.value for baseline in baselines if baseline is not None]
        figures += [actual.value for actual in self.actuals if actual.value is not None]
        figures += [reference.value for reference in self.references]
        require_figures_of_stages(figures, self.stages)
        return self

    @model_validator(mode="after")
    def _target_looks_the_same_way(self) -> Self:
        target = self.target
        if target is None:
            return self
        is_falling = self.direction is Direction.LOWER
        opposite = Comparator.AT_LEAST if is_falling else Comparator.AT_MOST
        if target.comparator is opposite:
            raise PydanticCustomError(
                "comparator_direction", "the comparator disagrees with the direction"
            )
        if is_falling and isinstance(target, KeepTarget) and target.value is None:
            raise PydanticCustomError(
                "keep_needs", "to keep without a figure means some, not none"
            )
        return self

    @model_validator(mode="after")
    def _higher_aim_is_higher(self) -> Self:
        target = self.target
        if target is None or target.stretch is None or target.value is None:
            return self
        if not self.direction.is_better(target.stretch, target.value):
            raise PydanticCustomError(
                "stretch_lower", "the higher aim is not better than the target"
            )
        return self

    @model_validator(mode="after")
    def _baseline_comes_before_target(self) -> Self:
        baseline, target = self.baseline, self.target
        if baseline is None or not isinstance(target, ReachTarget):
            return self
        if isinstance(target, TotalTarget):  # counts from zero, whatever was before
            return self
        if baseline.fiscal_year >= target.fiscal_year:
            raise PydanticCustomError(
                "baseline_late", "the baseline is not earlier than the target"
            )
        has_reason = target.worse_because is not None
        if self.target_is_worse and not has_reason:
            raise PydanticCustomError(
                "direction", "the direction disagrees with baseline and target"
            )
        if has_reason and not self.target_is_worse:
            raise PydanticCustomError(
                "worse_needless", "the target is not worse than the baseline"
            )
        return self

    @model_validator(mode="after")
    def _total_can_be_summed(self) -> Self:
        is_state = self.aggregation is Aggregation.POINT
        if isinstance(self.target, TotalTarget) and is_state:
            raise PydanticCustomError(
                "total_aggregation", "the figures of a state cannot be summed"
            )
        return self

    @model_validator(mode="after")
    def _one_time_of_figures(self) -> Self:
        if self.calendar is not None and self.counted_on is not None:
            raise PydanticCustomError(
                "calendar_and_day", "a figure of a year is not one of a day"
            )
        return self

    @model_validator(mode="after")
    def _role_suits_the_kind_of_value(self) -> Self:
        if self.role is not None and not self.is_number:
            raise PydanticCustomError(
                "realisation_is_number", "the realisation rate is not a yes or no"
            )
        return self

    @model_validator(mode="after")
    def _counts_are_of_a_share(self) -> Self:
        if self.counts is not None and not self.is_share:
            raise PydanticCustomError("counts_of_share", "only a share has two counts")
        for counts, value in self._counted_figures():
            if self.counts is None or self.share_whole is None:
                raise PydanticCustomError(
                    "counts_undescribed", "nothing says what the two counts are of"
                )
            require_share(value, counts, self.share_whole, self.decimals)
        return self

    def _counted_figures(self) -> Iterator[tuple[ShareCounts, Decimal]]:
        """The two counts of each figure that has them, with the figure."""
        baselines = [former.baseline for former in self.former_targets]
        figures = (self.baseline, *baselines, *self.actuals, *self.references)
        for figure in figures:
            if figure is None or figure.value is None:
                continue
            if figure.share_counts is not None:
                yield figure.share_counts, figure.value

    @property
    def own_departments(self) -> tuple[str, ...]:
        """The departments that it names itself; none where they are those of its measure."""
        return departments_in(self.department, self.departments)

    @property
    def is_number(self) -> bool:
        """Whether its figures are numbers, not yes or no and not stages."""
        return self.value_type is ValueType.NUMBER

    @property
    def has_stages(self) -> bool:
        """Whether its figures are named stages, which have an order and no distances."""
        return self.value_type is ValueType.STAGE

    def stage(self, number: Decimal) -> str:
        """The name of one of its stages."""
        return stage_name(self.stages, number)

    @property
    def scale(self) -> str:
        """What its figures are told in: its unit, or its stages in their order."""
        return ARROW.join(self.stages) or self.unit

    @property
    def target_is_worse(self) -> bool:
        """Whether the target to reach is worse than the baseline: to lose no more than that."""
        baseline, target = self.baseline, self.target
        if baseline is None or not isinstance(target, ReachTarget):
            return False
        return self.direction.is_better(baseline.value, target.value)

    @property
    def share_whole(self) -> Decimal | None:
        """The whole of which its figures are shares: 100 for %, 10 for 割; None for no shares."""
        if not self.is_number:
            return None
        return share_whole(self.unit)

    @property
    def is_share(self) -> bool:
        """Whether its figures are shares of a whole: %, ％, パーセント, 割."""
        return self.share_whole is not None

    @property
    def is_percentage(self) -> bool:
        """Whether its figures are shares in hundredths, as they are for %, ％ and パーセント."""
        return self.share_whole == PERCENT_WHOLE

    def percentage_points(self, difference: Decimal) -> Decimal:
        """A difference of two shares in points: 1割 is 10. Raises `ValueError` for
        other figures.
        """
        if self.share_whole is None:
            raise ValueError(self.unit)
        return difference * (PERCENT_WHOLE / self.share_whole)

    @property
    def part_indicators(self) -> tuple["Indicator", ...]:
        """Each of its parts as an indicator, named 健康寿命（男）; none where it has figures
        of its own.
        """
        return tuple(
            self.model_copy(update=part_over(self.__dict__, part))
            for part in self.parts
        )

    @property
    def measured(self) -> tuple["Indicator", ...]:
        """The indicators whose figures say how it stands: its parts, else itself."""
        return self.part_indicators or (self,)

    @property
    def years(self) -> list[int]:
        """The fiscal years of all its figures, in no order."""
        years = [figure.fiscal_year for figure in (*self.actuals, *self.references)]
        for part in self.part_indicators:
            years += part.years
        if self.baseline is not None:
            years.append(self.baseline.fiscal_year)
        if self.target is not None and self.target.fiscal_year is not None:
            years.append(self.target.fiscal_year)
        return years

    def counts_in(self, fiscal_year: int) -> bool:
        """Whether it is asked for and judged in a year: not once it was retired."""
        return self.retired is None or self.retired.counts_in(fiscal_year)

    def is_asked_in(self, fiscal_year: int) -> bool:
        """Whether the report of a year can ask for a figure of it: one that comes out late
        may be of a year in which it still counted.
        """
        published = self.published
        is_late = published is not None and published.month is not None
        years_late = published.years_after if published is not None and is_late else 0
        return self.counts_in(fiscal_year - years_late)

    def belongs_to(self, measure: str) -> bool:
        """Whether it stands under a measure, as its own or once more (再掲)."""
        return measure == self.measure or measure in self.also_in

    def actual(self, fiscal_year: int) -> Actual | None:
        """The actual of one fiscal year, if the plan holds an entry for it."""
        for actual in self.actuals:
            if actual.fiscal_year == fiscal_year:
                return actual
        return None

    def finer_digits(self, value: Decimal) -> int:
        """How many digits a value has beyond those that the plan prints."""
        return max(0, digits_after_point(value) - self.decimals)

    def asks_alike(self, first: int, last: int) -> bool:
        """Whether no survey between two fiscal years asks or counts otherwise than the
        one before.
        """
        between = [
            actual for actual in self.actuals if first <= actual.fiscal_year <= last
        ]
        between.sort(key=lambda actual: actual.fiscal_year)
        surveys = [actual.survey for actual in between if actual.survey is not None]
        return not any(
            later.differing_aspects(earlier) for earlier, later in pairwise(surveys)
        )

    def with_actual(self, actual: Actual | None) -> Self:
        """The same indicator with this actual in place of the one it has for that year."""
        if actual is None:
            return self
        others = [
            other for other in self.actuals if other.fiscal_year != actual.fiscal_year
        ]
        place = 0
        while place < len(others) and others[place].fiscal_year < actual.fiscal_year:
            place += 1
        others.insert(place, actual)
        return self.model_copy(update={"actuals": tuple(others)})

    def with_changed(self, changed: Mapping[str, "Indicator"]) -> Self:
        """The same indicator with the figures and promises of these, by their codes, in
        place of its own or of its parts'.
        """
        if not self.parts:
            other = changed.get(self.code)
            return self.model_copy(update=_own_figures(other)) if other else self
        parts = [
            part.model_copy(update=_own_figures(changed[part.code]))
            if part.code in changed
            else part
            for part in self.parts
        ]
        return self.model_copy(update={"parts": tuple(parts)})


def measured_indicators(indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """Those that have figures, in their order: of one that consists of parts, these."""
    return tuple(
        measured for indicator in indicators for measured in indicator.measured
    )


@lru_cache(maxsize=1)
def _indicators_adapter() -> TypeAdapter[tuple[Indicator, ...]]:
    return TypeAdapter(tuple[Indicator, ...])


def _own_figures(indicator: Indicator) -> dict[str, Any]:
    return {name: getattr(indicator, name) for name in OF_PARTS}

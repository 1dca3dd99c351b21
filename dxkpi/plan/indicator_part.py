"""A part of an indicator (男, 女; 小, 中, 高), and what it has from the whole."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field
from sqlmodel import SQLModel

from dxkpi.plan.fields import OPTIONAL, OPTIONAL_LIST, VALUE, Key, MaybeEmptyText, Text
from dxkpi.plan.former_target import FormerTarget
from dxkpi.plan.indicator_figures import Actual, Baseline, Reference
from dxkpi.plan.indicator_terms import Direction
from dxkpi.plan.linked_indicator import FormerIndicator
from dxkpi.plan.target import Target, TargetByRule


class IndicatorPart(SQLModel):
    """One of the parts of an indicator that are judged together: 男 and 女; 小, 中 and 高.

    It has a code, figures and a target of its own. What else it does not say it has from
    its indicator, of which `Indicator.part_indicators` makes an indicator of each.
    """

    model_config = VALUE
    code: Key
    name: Text
    department: Text | None = OPTIONAL
    departments: tuple[Text, ...] = OPTIONAL_LIST
    definition: Text | None = OPTIONAL
    unit: MaybeEmptyText | None = OPTIONAL
    direction: Direction | None = OPTIONAL
    decimals: Annotated[int, Field(ge=0, le=6, strict=True)] | None = OPTIONAL
    continues: FormerIndicator | None = OPTIONAL
    baseline: Baseline | None = OPTIONAL
    target: Annotated[Target, TargetByRule] | None = OPTIONAL
    actuals: tuple[Actual, ...] = OPTIONAL_LIST
    references: tuple[Reference, ...] = OPTIONAL_LIST
    former_targets: tuple[FormerTarget, ...] = OPTIONAL_LIST


OF_PARTS = (
    "continues",
    "baseline",
    "target",
    "actuals",
    "references",
    "former_targets",
)
"""What each part has of its own, and an indicator of parts has not."""

_SAID_BY_SOME = ("definition", "unit", "direction", "decimals")


def part_over(whole: Mapping[str, Any], part: IndicatorPart) -> dict[str, Any]:
    """The fields in which the indicator of a part differs from the one that it is of."""
    fields: dict[str, Any] = {name: getattr(part, name) for name in OF_PARTS}
    fields |= {"code": part.code, "name": f"{whole['name']}（{part.name}）"}
    fields |= {"role": None, "shares": None, "marks": (), "parts": ()}
    if part.department is not None or part.departments:
        fields |= {"department": part.department, "departments": part.departments}
    for name in _SAID_BY_SOME:
        own = getattr(part, name)
        if own is not None:
            fields[name] = own
    return fields


def fields_of_part(whole: Mapping[str, Any], part: IndicatorPart) -> dict[str, Any]:
    return {**whole, **part_over(whole, part)}


def without_repeated(whole: Mapping[str, Any], part: IndicatorPart) -> IndicatorPart:
    """The part without what it only says as its indicator does."""
    repeated: dict[str, Any] = {
        name: None
        for name in _SAID_BY_SOME
        if getattr(part, name) == whole[name] and whole[name] is not None
    }
    own_departments = departments_in(part.department, part.departments)
    if own_departments == departments_in(whole["department"], whole["departments"]):
        repeated |= {"department": None, "departments": ()}
    return part.model_copy(update=repeated) if repeated else part


def departments_in(
    department: str | None, departments: tuple[str, ...]
) -> tuple[str, ...]:
    return departments if department is None else (department,)

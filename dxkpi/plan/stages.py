"""The named stages of an indicator, in their order: 検討 → 試行 → 導入 → 全庁展開.

A figure of such an indicator is the number of a stage, from 1. People read and write
its name.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from pydantic_core import PydanticCustomError

from dxkpi.plan.target import KeepTarget, ReachTarget, Target, TotalTarget
from dxkpi.text.folding import folded_text

LEAST_STAGES = 2
ARROW = " → "
"""Stands between stages that are listed in their order."""


def stage_number(stages: Sequence[str], name: str) -> Decimal | None:
    """The number of the stage with this name, from 1; None for no stage's name."""
    wanted = folded_text(name)
    for number, stage in enumerate(stages, start=1):
        if folded_text(stage) == wanted:
            return Decimal(number)
    return None


def stage_name(stages: Sequence[str], number: Decimal) -> str:
    """The name of a stage; the number as it is where there is no such stage."""
    if not is_stage(stages, number):
        return f"{number:f}"
    return stages[int(number) - 1]


def is_stage(stages: Sequence[str], number: Decimal) -> bool:
    """Whether a number is that of a stage: whole, from 1 to as many as there are."""
    return number == int(number) and 1 <= number <= len(stages)


def require_stages(stages: Sequence[str]) -> None:
    """Refuse stages that do not make a way, or cannot be told from each other."""
    if len(stages) < LEAST_STAGES:
        raise PydanticCustomError("stages_few", "stages need at least two names")
    names = [folded_text(stage) for stage in stages]
    if len(set(names)) < len(names):
        raise PydanticCustomError("stage_twice", "two stages have the same name")
    if any(name.isdecimal() for name in names):
        raise PydanticCustomError("stage_is_number", "a stage has a name, no number")


def require_target_of_stages(target: Target, stages: Sequence[str]) -> None:
    """Refuse a target that stages cannot have, or that is none of them."""
    is_of_stages = isinstance(target, ReachTarget | KeepTarget)
    if isinstance(target, TotalTarget) or target.worse_because is not None:
        is_of_stages = False
    if not is_of_stages or target.value is None:
        raise PydanticCustomError(
            "stage_rule", "a stage can be reached or kept, and is stated"
        )
    require_figures_of_stages(
        (target.value, target.stretch, *target.yearly.values()), stages
    )


def require_figures_of_stages(
    figures: Iterable[Decimal | None], stages: Sequence[str]
) -> None:
    """Refuse a figure that is no stage."""
    for figure in figures:
        if figure is not None and not is_stage(stages, figure):
            raise PydanticCustomError(
                "stage_value", "a figure is none of the indicator's stages"
            )

"""What an indicator promised before its target was changed."""

from typing import Annotated, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError
from sqlmodel import SQLModel

from dxkpi.plan.fields import OPTIONAL, VALUE, Month, Text, Year
from dxkpi.plan.indicator_figures import Baseline
from dxkpi.plan.indicator_terms import Direction
from dxkpi.plan.target import Target, TargetByRule


class FormerTarget(SQLModel):
    """What an indicator promised before a change, and why it was changed.

    A revision was decided: `decided` says when (a month or day), `by` who, `reason` why.
    A correction mends a slip: `correction` says what was wrong, and what stood there
    counts for nothing. Only what was another is stated: the target, the baseline, the
    direction; the rest is what came after. `judged_from` is the first fiscal year that
    is judged by what came after, where it is not that of the decision.
    """

    model_config = VALUE
    target: Annotated[Target, TargetByRule] | None = OPTIONAL
    baseline: Baseline | None = OPTIONAL
    direction: Direction | None = OPTIONAL
    decided: Month | None = OPTIONAL
    by: Text | None = OPTIONAL
    reason: Text | None = OPTIONAL
    judged_from: Year | None = OPTIONAL
    correction: Text | None = OPTIONAL

    @property
    def is_revision(self) -> bool:
        """Whether it was decided; else a slip was corrected."""
        return self.decided is not None

    @model_validator(mode="after")
    def _says_what_was_before(self) -> Self:
        if self.target is None and self.baseline is None and self.direction is None:
            raise PydanticCustomError(
                "former_nothing", "a former target needs its target or its baseline"
            )
        return self

    @model_validator(mode="after")
    def _is_revision_or_correction(self) -> Self:
        decision = (self.decided, self.reason, self.by, self.judged_from)
        is_correction = self.correction is not None
        if is_correction and any(word is not None for word in decision):
            raise PydanticCustomError(
                "former_both", "a change is either decided or a slip corrected"
            )
        is_decision = self.decided is not None and self.reason is not None
        if not is_correction and not is_decision:
            raise PydanticCustomError(
                "former_why", "a change needs its day and reason, or what was wrong"
            )
        return self

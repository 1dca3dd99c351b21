"""What baselines and targets have beside their figure, kept with it in one column."""

from typing import Self

from sqlmodel import SQLModel

from dxkpi.plan.fields import VALUE, Figure, Flag, Text
from dxkpi.plan.indicator_figures import Baseline
from dxkpi.plan.target import WrittenTarget


class FigureDetails(SQLModel):
    """The fields of a baseline or target that few of them have."""

    model_config = VALUE
    span: Text | None = None
    year_unknown: Flag = False
    stretch: Figure | None = None
    text: Text | None = None
    low: Figure | None = None
    high: Figure | None = None
    tolerance: Figure | None = None

    @property
    def is_range(self) -> bool:
        """Whether they are those of a range, which has two bounds."""
        return self.low is not None or self.tolerance is not None

    @classmethod
    def of(cls, holder: Baseline | WrittenTarget) -> Self | None:
        """The details of a baseline or target; None where it has none."""
        names = cls.model_fields.keys() & type(holder).model_fields.keys()
        details = cls(**{name: getattr(holder, name) for name in names})
        return None if details == cls() else details

    def fields_for(
        self, holder: type[Baseline] | type[WrittenTarget]
    ) -> dict[str, object]:
        """The details as the fields of a baseline or target."""
        names = type(self).model_fields.keys() & holder.model_fields.keys()
        return {name: getattr(self, name) for name in names}

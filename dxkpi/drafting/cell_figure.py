"""What a cell about a figure says, as a value."""

from dataclasses import dataclass
from decimal import Decimal

from dxkpi.fiscal import ParsedYear
from dxkpi.plan import Aggregation, Comparator, Direction, TargetRule


@dataclass(frozen=True)
class CellFigure:
    """What a cell about a figure says; None for what it does not say.

    `unit` is as it is written. `rule` is what its words say of the target, `total_years`
    over how many years a total goes (0: the period of the plan). `words` is the cell's
    text where it holds words in place of a figure. `is_empty`: it says that there is no
    figure. `is_unclear`: the figure is only what it most likely means.
    """

    text: str
    value: Decimal | None = None
    unit: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    comparator: Comparator | None = None
    years: tuple[ParsedYear, ...] = ()
    rule: TargetRule | None = None
    direction: Direction | None = None
    aggregation: Aggregation | None = None
    total_years: int | None = None
    approximate: bool = False
    is_every_year: bool = False
    is_empty: bool = False
    is_unclear: bool = False
    words: str | None = None

    @property
    def has_figure(self) -> bool:
        return self.value is not None or self.low is not None

    @property
    def year(self) -> ParsedYear | None:
        """The year beside the figure, where there is one."""
        return self.years[0] if len(self.years) == 1 else None

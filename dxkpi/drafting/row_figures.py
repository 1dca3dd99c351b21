"""The figures of a row with their times, and the document data that they become."""

from dataclasses import dataclass, field
from typing import Any

from dxkpi.drafting.cell_figure import CellFigure
from dxkpi.drafting.proposal import Doubt, DoubtCode
from dxkpi.fiscal import ParsedYear


@dataclass(frozen=True)
class DatedCell:
    """A figure's cell with the year that its column or a cell beside it names."""

    cell: CellFigure
    year: ParsedYear | None = None

    @property
    def own_year(self) -> ParsedYear | None:
        """The year in the cell itself, else that of its column."""
        return self.cell.year or self.year


@dataclass(frozen=True)
class FiguresOfRow:
    """What a row says in figures: where it starts, what is promised, what was reported.

    `is_unit_written_once`: the unit is that of single figures, and not of a column.
    """

    name: str
    unit: str | None = None
    is_unit_written_once: bool = False
    baseline: DatedCell | None = None
    target: DatedCell | None = None
    yearly: tuple[DatedCell, ...] = ()
    actuals: tuple[DatedCell, ...] = ()

    @property
    def cells(self) -> list[DatedCell]:
        """All of them, the baseline and the target first."""
        single = [cell for cell in (self.baseline, self.target) if cell is not None]
        return [*single, *self.yearly, *self.actuals]


@dataclass
class IndicatorDraft:
    """Document data of an indicator while it is put together, and its doubts."""

    data: dict[str, Any] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)

    def doubt(self, code: DoubtCode, **facts: str) -> None:
        doubt = Doubt(code, facts)
        if doubt not in self.doubts:
            self.doubts.append(doubt)

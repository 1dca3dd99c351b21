"""A table whose cells keep their types: what a screen and paper print as text is a
number or a day in a workbook.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True)
class TypedFigure:
    """A figure, as it is printed, and with how many digits a workbook shows it."""

    value: Decimal
    text: str
    decimals: int = 0


TypedCell = str | int | date | datetime | TypedFigure | None
"""A datetime has its time zone; None is an empty cell."""


@dataclass(frozen=True)
class TypedColumn:
    """A column: its heading, and its width in half-width characters.

    A screen has room for three columns: `place` is the one in which it stands there,
    behind its heading if it `is_named`, behind an arrow if it `is_next`: what became of the
    one before it. What is `for_reckoning` is in workbooks alone. What `is_code` is never
    broken.
    """

    heading: str
    width: float
    place: int = 0
    is_named: bool = False
    is_next: bool = False
    for_reckoning: bool = False
    is_code: bool = False


@dataclass(frozen=True)
class TypedTable:
    """A table under its title. `name` is short: that of its sheet in a workbook. `note`
    says how it is read, `nothing` what is said where it has no row; the last `totals`
    rows are sums. `headings` are those of the columns on a screen.
    """

    name: str
    title: str
    columns: tuple[TypedColumn, ...]
    rows: tuple[tuple[TypedCell, ...], ...]
    headings: tuple[str, ...]
    note: str = ""
    nothing: str = ""
    totals: int = 0

    def is_of_numbers(self, number: int) -> bool:
        """Whether a column holds numbers, which stand at the right; words may stand in a
        figure's place.
        """
        cells = [row[number] for row in self.rows if row[number] not in (None, "")]
        is_of_counts = bool(cells) and all(isinstance(cell, int) for cell in cells)
        return is_of_counts or any(isinstance(cell, TypedFigure) for cell in cells)

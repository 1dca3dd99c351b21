"""What was found in a workbook, or typed on the screen, before anything is understood of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from dxkpi.findings import Finding
from dxkpi.returns.form_columns import INPUTS, FormColumn
from dxkpi.text.folding import without_unseen

Written = str | int | float | bool | Decimal | date | datetime | None

_FILLED_IN_COLUMNS = frozenset(
    column
    for columns in INPUTS.values()
    for column in columns
    if column is not FormColumn.AS_OF  # the form comes with its months
)


@dataclass(frozen=True)
class CellLook:
    """What the formatting of a cell says about its value.

    `struck_text` was struck through beside what counts and is not in the value;
    `is_struck`: all of it is. `is_hidden`: nobody sees it, as white letters on white;
    `may_be_hidden`: a rule of the sheet may make it so. A number is shown times ten to
    the `shown_power`, with `shown_before` before and `shown_unit` behind it. `legend` is
    what the workbook itself says that the cell's colour means.
    """

    struck_text: str = ""
    is_struck: bool = False
    is_hidden: bool = False
    shown_power: int = 0
    shown_unit: str = ""
    legend: str = ""
    may_be_hidden: bool = False
    shown_before: str = ""


PLAIN_LOOK = CellLook()


@dataclass(frozen=True)
class WrittenCell:
    """One cell as it was written; an error value (#DIV/0!) is its text.

    `value` is None for an empty cell. `percent`: the number format shows it as a
    percentage, so 0.75 is seen as 75%. `formula`: the value is a formula's last result;
    with `value` None the file holds no result. `sheet` and `ref` are empty where the cell
    was typed on the screen.
    """

    sheet: str
    ref: str
    value: Written = None
    percent: bool = False
    formula: bool = False
    look: CellLook = PLAIN_LOOK

    @property
    def is_blank(self) -> bool:
        """Whether it is left empty; a formula without a result is not."""
        if self.value is None:
            return not self.formula
        if not isinstance(self.value, str):
            return False
        return not without_unseen(self.value).strip().strip("'’")

    @property
    def text(self) -> str:
        """The text that it holds; "" where it holds none, as a number or a date."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def is_percent_number(self) -> bool:
        """Whether it holds a number that its format shows as a percentage."""
        return self.percent and not isinstance(self.value, str | bool | date | None)


@dataclass(frozen=True)
class FilledRow:
    """One row of the form by its code: the cells of the columns that the sheet has.

    `has_joint_note`: the sheet has one column for 要因 and 対応, which is read as 要因.
    """

    code: str
    cells: Mapping[FormColumn, WrittenCell]
    has_joint_note: bool = False

    def cell_of(self, column: FormColumn) -> WrittenCell | None:
        """The cell in which a column is written; None where the sheet has no such one."""
        cell = self.cells.get(column)
        if cell is None and self.has_joint_note and column is FormColumn.COUNTERMEASURE:
            return self.cells.get(FormColumn.NOTE)
        return cell

    @property
    def is_filled_in(self) -> bool:
        """Whether anything was written into it; a month alone does not count."""
        return bool(tuple(self.inputs()))

    @property
    def is_typed(self) -> bool:
        """Whether it was typed on the screen, where only rows that were touched count."""
        return any(not cell.sheet for cell in self.cells.values())

    def is_blank(self, column: FormColumn) -> bool:
        """Whether a column is left empty, or is not on the sheet."""
        cell = self.cells.get(column)
        return cell is None or cell.is_blank

    def inputs(self) -> Iterator[tuple[FormColumn, WrittenCell]]:
        """What was written into it, a month left out."""
        for column, cell in self.cells.items():
            if column in _FILLED_IN_COLUMNS and not cell.is_blank:
                yield column, cell


@dataclass(frozen=True)
class FormOrigin:
    """What the hidden sheet says a workbook was made for, and from which revision of the
    store; `changed_at` is that revision's moment, None in older forms, and so is `plan`,
    the plan's id.
    """

    city: str
    fiscal_year: int
    department: str | None
    revision: int
    changed_at: datetime | None = None
    plan: str | None = None
    plan_title: str = ""


class TotalsChoice(NamedTuple):
    """A row of the choices: the choice, whether it counts as positive, its answers."""

    name: WrittenCell
    mark: WrittenCell
    answers: WrittenCell

    @property
    def is_blank(self) -> bool:
        return all(cell.is_blank for cell in self)


class TotalsDepartment(NamedTuple):
    """A row of the 課: its name, the staff invited, its answers, the positive ones."""

    name: WrittenCell
    invited: WrittenCell
    answers: WrittenCell
    positive: WrittenCell

    @property
    def numbers(self) -> tuple[WrittenCell, WrittenCell, WrittenCell]:
        return self.invited, self.answers, self.positive

    @property
    def is_name_only(self) -> bool:
        """Whether it holds no number; the form comes with names."""
        return all(cell.is_blank for cell in self.numbers)


@dataclass(frozen=True)
class SurveyTotals:
    """The cells for the totals of a staff survey, of a city without a file of answers.

    Blank rows are among the choices and departments. `rate`, `response` and `grouped` are
    the sheet's own formulas. A cell without a `ref` is not on the sheet.
    """

    question: WrittenCell
    held: WrittenCell
    staff: WrittenCell
    blanks: WrittenCell
    rate: WrittenCell
    response: WrittenCell
    grouped: WrittenCell
    choices: tuple[TotalsChoice, ...] = ()
    departments: tuple[TotalsDepartment, ...] = ()

    @property
    def inputs(self) -> tuple[WrittenCell, ...]:
        """The cells that the form comes without: numbers and the day."""
        cells = [self.held, self.staff, self.blanks]
        for choice in self.choices:
            cells.append(choice.answers)
        for department in self.departments:
            cells.extend(department.numbers)
        return tuple(cells)

    @property
    def is_filled_in(self) -> bool:
        """Whether anything was written that the form does not come with."""
        return any(not cell.is_blank for cell in self.inputs)


@dataclass(frozen=True)
class FilledForm:
    """What was found in a workbook, or typed on the screen.

    `rows` are those of the indicators, `entry_rows` those of the schedule's entries,
    `report_rows` those of the initiatives.
    `origin` is None where the hidden sheet is missing or altered. `year`, `city_name`
    and `department` are what the headings and the title say; they are offered instead. A
    `year` later than the origin's says that last year's form was written over.
    `findings` tell what was odd about the workbook itself.
    """

    rows: tuple[FilledRow, ...] = ()
    entry_rows: tuple[FilledRow, ...] = ()
    origin: FormOrigin | None = None
    year: int | None = None
    city_name: str | None = None
    department: str | None = None
    findings: tuple[Finding, ...] = ()
    totals: SurveyTotals | None = None
    report_rows: tuple[FilledRow, ...] = ()

    @property
    def has_rows(self) -> bool:
        """Whether any row of the form was found."""
        return bool(self.rows or self.entry_rows or self.report_rows)

    @property
    def is_filled_in(self) -> bool:
        """Whether anything was written, or a row typed on the screen."""
        if self.totals is not None and self.totals.is_filled_in:
            return True
        for row in (*self.rows, *self.entry_rows, *self.report_rows):
            if row.is_filled_in or row.is_typed:
                return True
        return False

"""Numbers of people and names in the cells of the sheet of totals."""

from collections.abc import Sequence
from dataclasses import dataclass

from dxkpi.findings import Fact, FactList, Quantity
from dxkpi.plan import Indicator
from dxkpi.plan.fields import MOST_COUNTED
from dxkpi.plan.staff_survey import folded_answer
from dxkpi.returns.cell_reading import take_text
from dxkpi.returns.cell_values import number_in_cell
from dxkpi.returns.filled_form import WrittenCell
from dxkpi.returns.finding_list import FindingList
from dxkpi.returns.parsed_number import NumberKind, ParsedNumber
from dxkpi.survey.department_names import department_key

SUMS = frozenset(("計", "合計", "総計", "小計", "全体", "総数"))
"""What a row is called that holds the sum of the others."""

_UNITS_OF_PEOPLE = ("人", "件", "票")


@dataclass(frozen=True)
class TotalsCells:
    """Reads the cells of the sheet of totals; what is odd about one is told."""

    indicator: Indicator
    findings: FindingList

    def tell(self, code: str, cell: WrittenCell | None, **facts: Fact) -> None:
        self.findings.add(code, cell, self.indicator.code, **facts)

    def text(self, cell: WrittenCell, missing_code: str) -> str | None:
        """A name or question as it is compared; a blank is told by `missing_code`."""
        taken = take_text(self.findings, cell, self.indicator.code)
        if taken is None:
            return None
        if taken.text is None:
            self.tell(missing_code, cell)
            return None
        return folded_answer(taken.text)

    def number(self, cell: WrittenCell) -> int | None:
        """The number of people in a cell; None where there is none, which is told."""
        if cell.is_blank:
            self.tell("totals_needed", cell)
            return None
        number = _parsed_people(cell)
        if number is None or not _can_be_people(cell, number):
            code = "no_result" if cell.value is None else "totals_not_whole"
            self.tell(code, cell)
            return None
        people = int(number.values[0])
        if not number.as_written:
            self.tell("read_as", cell, read=Quantity(people))
        return people

    def optional_number(self, cell: WrittenCell) -> int | None:
        """The number of people in a cell that may be left blank."""
        if cell.is_blank:
            return None
        return self.number(cell)

    def is_first(
        self, name: str, cell: WrittenCell, cell_by_key: dict[str, WrittenCell]
    ) -> bool:
        """Whether a name stands in no row above; a second one is told."""
        first = cell_by_key.setdefault(department_key(name), cell)
        if first is cell:
            return True
        refs = FactList((first.ref, cell.ref))
        self.tell("totals_twice", cell, value=name, cells=refs)
        return False

    def check_sum(self, cell: WrittenCell, right_sums: Sequence[int]) -> None:
        """Compare a sum that was written; a formula's last result may be an old one."""
        if cell.formula:
            return
        written = self.optional_number(cell)
        if written is None or written in right_sums:
            return
        self.tell("totals_sum", cell, sum=Quantity(right_sums[0]))


def _parsed_people(cell: WrittenCell) -> ParsedNumber | None:
    """The number in a cell that may be followed by 人, 件 or 票; None for anything else."""
    for unit in _UNITS_OF_PEOPLE:
        number = number_in_cell(cell, unit)
        if number.kind is NumberKind.NUMBER:
            return number
    return None


def _can_be_people(cell: WrittenCell, number: ParsedNumber) -> bool:
    """Whether it is surely a whole number of people that there can be."""
    if number.approximate or cell.is_percent_number:
        return False
    value = number.values[0]
    is_whole = value == value.to_integral_value()
    return is_whole and 0 <= value <= MOST_COUNTED

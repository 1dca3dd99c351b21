"""What is told and asked because of how a cell looks: struck through, hidden, coloured,
or showing another number than it holds.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from dxkpi.findings import Fact, Quotation
from dxkpi.returns.cell_values import digits_text, shown_value
from dxkpi.returns.filled_form import FilledRow, WrittenCell
from dxkpi.returns.finding_list import FindingList
from dxkpi.returns.form_columns import FormColumn
from dxkpi.returns.numbers import parse_number
from dxkpi.returns.parsed_number import NumberKind
from dxkpi.text.written_figures import times_power_of_ten


def without_struck_cells(
    row: FilledRow, place: str, findings: FindingList
) -> FilledRow:
    """The row with those cells blank that are struck through as a whole.

    Figures stay, to be asked about. What is not read is told.
    """
    cells: dict[FormColumn, WrittenCell] = {}
    for column, cell in row.cells.items():
        if column is FormColumn.CODE:
            cells[column] = cell
        else:
            cells[column] = _without_struck_text(column, cell, place, findings)
    return replace(row, cells=cells)


def _without_struck_text(
    column: FormColumn, cell: WrittenCell, place: str, findings: FindingList
) -> WrittenCell:
    if cell.look.struck_text:
        text = Quotation(cell.look.struck_text)
        findings.add("struck_text", cell, place, struck=text)
    if not cell.look.is_struck or column is FormColumn.VALUE:
        return cell
    tell_struck_cell(cell, place, findings)
    return replace(cell, value=None, formula=False)


def tell_struck_cell(cell: WrittenCell, place: str, findings: FindingList) -> None:
    """Tell that a cell is not read because all of it is struck through."""
    findings.add("struck_text", cell, place, struck=Quotation(cell.text or "…"))


def question_about_look(cell: WrittenCell) -> tuple[str, dict[str, Fact]] | None:
    """The code and the facts of what must be asked of a figure in such a cell."""
    look = cell.look
    if look.is_struck:
        return "struck_figure", {}
    if look.is_hidden:
        return "hidden_figure", {}
    if look.may_be_hidden:
        return "perhaps_hidden_figure", {}
    if look.legend:
        return "coloured_figure", {"legend": Quotation(look.legend)}
    return None


def with_shown_words(cell: WrittenCell, unit: str) -> WrittenCell:
    """The cell as the text that it shows, where its format puts words around the number
    that make it another figure: 25未満, 25（速報）, 約25, 25円 of a count.
    """
    look, value = cell.look, cell.value
    has_words = bool(look.shown_before or look.shown_unit)
    if not has_words or cell.percent or isinstance(value, str | bool | date | None):
        return cell
    text = f"{look.shown_before}{shown_value(cell)}{look.shown_unit}"
    number = parse_number(text, unit)
    if number.kind in _AS_IT_IS and not number.approximate:
        return cell
    return replace(cell, value=text)


_AS_IT_IS = (NumberKind.NUMBER, NumberKind.UNREADABLE)
"""What a number with words of its format behind it may be, and be read without them."""


def shown_figure(cell: WrittenCell, held: Decimal, unit: str) -> Decimal | None:
    """The figure that a number cell shows, where that is another by a power of ten.

    12,345,678 under the format #,##0, is shown as 12,346, and 3.2 under 0.0"万人" as
    32,000人. A format of percentages is another matter.
    """
    look = cell.look
    is_shown_otherwise = look.shown_power or look.shown_before or look.shown_unit
    if not is_shown_otherwise or cell.is_percent_number or isinstance(cell.value, str):
        return None
    digits = times_power_of_ten(held, look.shown_power)
    number = parse_number(shown_text(cell, held), unit)
    shown = number.values[0] if number.kind is NumberKind.NUMBER else digits
    return None if shown == held else shown


def shown_text(cell: WrittenCell, held: Decimal) -> str:
    """What such a cell shows, with all digits and the format's unit."""
    digits = times_power_of_ten(held, cell.look.shown_power)
    return f"{cell.look.shown_before}{digits_text(digits)}{cell.look.shown_unit}"

"""A figure typed on the page over the one in the workbook."""

from dxkpi.findings import Quotation, Severity
from dxkpi.returns import FilledForm, FilledRow, FormColumn, WrittenCell
from dxkpi.returns.filled_form import Written
from dxkpi.returns.typed_over import TYPED_OVER, type_over

VALUE, NOTE = FormColumn.VALUE, FormColumn.NOTE


def form_of(*rows: FilledRow) -> FilledForm:
    return FilledForm(rows=rows)


def row(code: str, value: Written, ref: str) -> FilledRow:
    note = WrittenCell("実績", ref.replace("E", "H"), "原因")
    return FilledRow(code, {VALUE: WrittenCell("実績", ref, value), NOTE: note})


def test_the_figure_stands_in_the_cell_of_the_form_and_all_else_stays() -> None:
    form = form_of(row("K01", 101.2, "E6"), row("K02", 5, "E7"))
    typed = type_over(form, {"K01": "98.7"})
    assert typed.rows[0].cells[VALUE] == WrittenCell("実績", "E6", "98.7")
    assert typed.rows[0].cells[NOTE] == form.rows[0].cells[NOTE]
    assert typed.rows[1] == form.rows[1]


def test_what_was_typed_and_what_was_written_go_on_record() -> None:
    typed = type_over(form_of(row("K01", 101.2, "E6")), {"K01": "98.7"})
    [finding] = typed.findings
    assert (finding.code, finding.where) == (TYPED_OVER, "K01")
    assert (finding.proposed, finding.reason) == ("98.7", "101.2")
    assert finding.facts["typed"] == Quotation("98.7")
    assert finding.severity is Severity.INFO


def test_a_code_is_known_however_its_letters_are_written() -> None:
    typed = type_over(form_of(row("ｋ０１", None, "E6")), {"K01": "98.7"})
    assert typed.rows[0].cells[VALUE].value == "98.7"
    assert typed.findings[0].reason == "－"


def test_a_code_that_is_not_in_the_form_changes_nothing() -> None:
    form = form_of(row("K01", 101.2, "E6"))
    assert type_over(form, {"K09": "1"}) == form
    assert type_over(form, {}) is form

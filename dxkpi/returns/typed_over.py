"""A figure that was typed on the page over the one that stands in a workbook.

It is read and checked like every other cell, and kept as what it is: what was typed and
what stood in the workbook go on record with the return.
"""

from collections.abc import Mapping
from dataclasses import replace

from dxkpi.findings import Finding, Quotation, quoted
from dxkpi.returns.cell_values import shown_value
from dxkpi.returns.checking import rows_by_code
from dxkpi.returns.filled_form import FilledForm, FilledRow, WrittenCell
from dxkpi.returns.form_columns import FormColumn

TYPED_OVER = "typed_over"
"""The code of the finding that says so, and of what is kept of it."""

_BLANK = "－"


def type_over(filled: FilledForm, typed: Mapping[str, str]) -> FilledForm:
    """The form with figures typed over; `typed` are their texts by the indicator's code.

    A code that has no row in the form changes nothing.
    """
    if not typed:
        return filled
    rows: list[FilledRow] = []
    findings: list[Finding] = []
    for code, copies in rows_by_code(filled.rows, typed).items():
        cells = [row.cells[FormColumn.VALUE] for row in copies if _has_figure(row)]
        if code not in typed or not cells:
            rows.extend(copies)
            continue
        rows.extend(_with_figure(row, typed[code]) for row in copies)
        findings.append(_typed_over(code, cells[0], typed[code]))
    return replace(filled, rows=tuple(rows), findings=(*filled.findings, *findings))


def _has_figure(row: FilledRow) -> bool:
    """Whether the sheet has a column for the figure."""
    return FormColumn.VALUE in row.cells


def _with_figure(row: FilledRow, text: str) -> FilledRow:
    if not _has_figure(row):
        return row
    written = row.cells[FormColumn.VALUE]
    typed = WrittenCell(written.sheet, written.ref, text)
    return replace(row, cells={**row.cells, FormColumn.VALUE: typed})


def _typed_over(code: str, written: WrittenCell, text: str) -> Finding:
    """Kept like a confirmation: its choice is what was typed, its reason what was written."""
    former = quoted(shown_value(written) or _BLANK)
    return Finding(
        TYPED_OVER,
        sheet=written.sheet or None,
        place=code,
        value=former,
        proposed=quoted(text),
        reason=former,
        facts={"typed": Quotation(quoted(text))},
    )

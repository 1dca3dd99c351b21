"""The rows of a form that were edited on the screen, in full."""

from decimal import Decimal

import pytest

from dxkpi.plan import Actual, BarState, Missing, Plan, Progress
from dxkpi.returns import FilledRow, FormColumn, ReturnForm
from dxkpi.web.upload.recorded_texts import figure_texts, progress_texts
from dxkpi.web.upload.typed_rows import entry_rows, figure_rows
from dxkpi.wording.glossary import term_label
from dxkpi.wording.language import Language
from tests.support.workbooks import form_of

YEAR, DEPARTMENT = 2025, "人事課"
WITHOUT = Actual(fiscal_year=YEAR, missing=Missing.CANNOT_BE_EVALUATED)
WITH = Actual(
    fiscal_year=YEAR,
    value=Decimal(21),
    note="講師の不足",
    countermeasure="研修を増やす",
)


def form_with(plan: Plan, actual: Actual) -> ReturnForm:
    """The form of 人事課 in a plan whose K16 has this actual."""
    return form_of(plan.with_actuals({"K16": actual}), DEPARTMENT)


def texts_of(row: FilledRow) -> dict[FormColumn, object]:
    return {column: cell.value for column, cell in row.cells.items()}


def test_only_rows_that_were_edited_are_read(sample_plan: Plan) -> None:
    form = form_with(sample_plan, WITH)
    assert figure_rows(form, {}) == ()
    assert entry_rows(form, {}) == ()
    [row] = figure_rows(form, {("K16", FormColumn.VALUE): "24"})
    assert row.code == "K16"


def test_what_was_not_edited_of_a_row_is_what_is_on_record(sample_plan: Plan) -> None:
    form = form_with(sample_plan, WITH)
    [row] = figure_rows(form, {("K16", FormColumn.VALUE): "24"})
    assert texts_of(row)[FormColumn.VALUE] == "24"
    assert texts_of(row)[FormColumn.NOTE] == "講師の不足"
    assert texts_of(row)[FormColumn.COUNTERMEASURE] == "研修を増やす"


def test_a_figure_does_away_with_the_reason_and_a_reason_with_the_figure(
    sample_plan: Plan,
) -> None:
    figure = {("K16", FormColumn.VALUE): "24"}
    [row] = figure_rows(form_with(sample_plan, WITHOUT), figure)
    assert texts_of(row)[FormColumn.MISSING] is None

    reason = term_label(Missing.CANNOT_BE_EVALUATED, Language.ENGLISH)
    chosen = {("K16", FormColumn.MISSING): reason}
    [row] = figure_rows(form_with(sample_plan, WITH), chosen)
    assert texts_of(row)[FormColumn.VALUE] is None


def test_a_reason_and_a_figure_that_were_both_typed_are_both_read(
    sample_plan: Plan,
) -> None:
    edits = {("K16", FormColumn.VALUE): "24", ("K16", FormColumn.MISSING): "集計中"}
    [row] = figure_rows(form_with(sample_plan, WITH), edits)
    assert texts_of(row)[FormColumn.VALUE] == "24"
    assert texts_of(row)[FormColumn.MISSING] == "集計中"


@pytest.mark.parametrize("language", list(Language))
def test_a_term_is_read_as_the_form_calls_it_whatever_the_screen_speaks(
    sample_plan: Plan, language: Language
) -> None:
    form = form_of(sample_plan, DEPARTMENT)
    code = form.schedule_entries[0].code
    edits = {(code, FormColumn.STATE): term_label(BarState.IN_PROGRESS, language)}
    [row] = entry_rows(form, edits)
    in_form = term_label(BarState.IN_PROGRESS, Language.JAPANESE)
    assert texts_of(row)[FormColumn.STATE] == in_form


def test_what_is_on_record_is_written_as_somebody_would_type_it(
    sample_plan: Plan,
) -> None:
    indicator = sample_plan.indicator("K16")
    assert indicator is not None
    approximate = Actual(
        fiscal_year=YEAR, value=Decimal("21.50"), approximate=True, as_of="2026-03"
    )
    assert figure_texts(indicator, approximate)[FormColumn.VALUE] == "約21.50"
    assert set(figure_texts(indicator, None).values()) == {""}

    half = Progress(fiscal_year=YEAR, state=BarState.IN_PROGRESS, percent=Decimal(50))
    assert progress_texts(half)[FormColumn.PERCENT] == "50"
    assert set(progress_texts(None).values()) == {""}

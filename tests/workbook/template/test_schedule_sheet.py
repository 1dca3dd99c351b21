"""The sheet of the schedule."""

from dxkpi.plan import BarState, Plan, Progress
from dxkpi.returns import reportable_entries
from dxkpi.returns.form_columns import SCHEDULE_SHEET
from dxkpi.workbook.template.layout import HEADING_ROW
from tests.support.workbooks import form_of, opened_form


def test_last_years_progress_stands_beside_the_cell(sample_plan: Plan) -> None:
    bar = next(
        bar
        for bar in reportable_entries(sample_plan)
        if "人事課" in bar.measure.departments
    )
    earlier = Progress(fiscal_year=2024, state=BarState.LATE)
    sheet = opened_form(form_of(sample_plan, "人事課", progress={bar.key: earlier}))[
        SCHEDULE_SHEET
    ]
    own = next(
        row
        for row in sheet.iter_rows(min_row=HEADING_ROW + 1)
        if row[0].value == bar.code
    )
    assert own[4].value == "遅れ\nR6"
    assert own[5].value is None

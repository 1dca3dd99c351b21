"""Forms that earlier versions made, and that spreadsheet programs saved, are still read."""

from pathlib import Path

import pytest

from dxkpi.plan import Plan
from dxkpi.returns import CheckedReturn
from dxkpi.returns.checking import check_return
from dxkpi.settings import PROJECT
from tests.support.marked_forms import mark_return, sheet_of
from tests.support.workbooks import form_of, read_form

FILES = sorted(
    [
        *(PROJECT / "data" / "samples").glob("*.xlsx"),
        *(PROJECT / "tests" / "fixtures").glob("form-*.xlsx"),
    ]
)


def checked(file: Path, plans: dict[str, Plan]) -> CheckedReturn:
    filled = read_form(file.read_bytes())
    assert filled.origin is not None
    plan = plans[filled.origin.city]
    form = form_of(plan, filled.origin.department, filled.origin.fiscal_year)
    return check_return(form, filled)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_form_of_an_earlier_version_is_understood_and_given_back(
    file: Path, shipped_plans: dict[str, Plan]
) -> None:
    answer = checked(file, shipped_plans)
    rows = [*answer.actuals, *answer.progress]
    assert rows or "blank" in [finding.code for finding in answer.findings]
    told = {finding.code for finding in answer.findings}
    assert not told & {"not_the_form", "column_missing", "unknown_code", "two_years"}
    back = mark_return(file.read_bytes(), answer.form)
    assert sheet_of(back).title == "実績"
    assert read_form(back).origin == read_form(file.read_bytes()).origin

"""The hidden sheet: whose form it is, and whether somebody has altered it."""

import pytest

from dxkpi.plan import Plan
from dxkpi.returns.form_columns import ORIGIN_SHEET
from dxkpi.workbook import origin
from tests.support.workbooks import form_of, opened_form


def test_the_hidden_sheet_says_whose_it_is_and_notices_a_change(
    sample_plan: Plan,
) -> None:
    sheet = opened_form(form_of(sample_plan, "人事課"))[ORIGIN_SHEET]
    facts = {row[0].value: row[1].value for row in sheet.iter_rows()}
    form_origin = origin.parse_origin(facts)
    assert form_origin is not None
    assert (
        form_origin.city,
        form_origin.fiscal_year,
        form_origin.department,
        form_origin.revision,
    ) == (
        "999997",
        2025,
        "人事課",
        7,
    )
    assert origin.parse_origin(facts | {"fiscal_year": "2024"}) is None
    assert origin.parse_origin({}) is None


def test_a_form_of_a_newer_program_is_told_apart(
    sample_plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(origin, "FORM_VERSION", 2)
    facts = origin.origin_facts(form_of(sample_plan))
    monkeypatch.setattr(origin, "FORM_VERSION", 1)
    with pytest.raises(origin.NewerForm):
        origin.parse_origin(facts)

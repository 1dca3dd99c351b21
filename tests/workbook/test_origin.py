"""The hidden sheet: whose form it is, and whether somebody has altered it."""

from dataclasses import replace
from datetime import UTC, datetime

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
    ours = origin.FORM_VERSION
    monkeypatch.setattr(origin, "FORM_VERSION", ours + 1)
    facts = origin.origin_facts(form_of(sample_plan))
    monkeypatch.setattr(origin, "FORM_VERSION", ours)
    with pytest.raises(origin.NewerForm):
        origin.parse_origin(facts)


def test_a_form_of_the_first_version_is_read_as_ours(
    sample_plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(origin, "FORM_VERSION", 1)
    facts = origin.origin_facts(form_of(sample_plan))
    monkeypatch.undo()
    parsed = origin.parse_origin(facts)
    assert parsed is not None
    assert parsed.city == sample_plan.municipality.code


def test_the_moment_of_the_revision_is_kept_and_older_forms_have_none(
    sample_plan: Plan,
) -> None:
    form = form_of(sample_plan, "人事課")
    moment = datetime(2026, 5, 20, 1, 15, 30, 123456, tzinfo=UTC)
    facts = origin.origin_facts(replace(form, changed_at=moment))
    parsed, older = map(origin.parse_origin, (facts, origin.origin_facts(form)))
    assert parsed is not None
    assert older is not None
    assert (parsed.changed_at, older.changed_at) == (moment, None)
    del facts["changed_at"]
    assert origin.parse_origin(facts) is None

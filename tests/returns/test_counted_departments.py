"""The 課 on the sheet of totals: what they are called, and which are too small."""

from dxkpi.findings import Quantity, Severity
from dxkpi.returns import Confirmation, ReturnForm
from dxkpi.returns.counted_departments import REST
from dxkpi.returns.form_columns import TOTALS_SHEET
from tests.support.forms import fill_totals
from tests.support.survey_totals import (
    CHOICES,
    DEPARTMENTS,
    FIELDS,
    checked_totals,
    errors_of_totals,
    findings_of_totals,
    survey_in,
    with_cells,
)


def test_small_departments_must_be_in_one_row_with_others_because_the_workbook_is_kept(
    form: ReturnForm, blank_form: bytes
) -> None:
    rows = (*DEPARTMENTS[:2], ("会計課", 6, 3, 2), ("監査委員事務局", 4, 4, 2))
    answer = checked_totals(form, fill_totals(blank_form, FIELDS, CHOICES, rows))
    told = [
        one for one in findings_of_totals(form, answer) if one.code == "totals_small"
    ]
    assert len(told) == 2
    assert told[0].facts["name"] == "会計課"
    assert not answer.accepted
    together = (*DEPARTMENTS[:2], ("会計課・監査委員事務局", 10, 7, 4))
    answer = checked_totals(form, fill_totals(blank_form, FIELDS, CHOICES, together))
    assert errors_of_totals(form, answer) == set()
    groups = survey_in(form, answer).departments
    assert sum(group.answers for group in groups) == 180
    assert ("会計課・監査委員事務局",) in {group.names for group in groups}
    assert any(REST in group.names for group in groups)
    (rest,) = (
        one for one in findings_of_totals(form, answer) if one.code == "totals_rest"
    )
    assert rest.facts["n"] == Quantity(33)


def test_departments_may_be_left_out(form: ReturnForm, blank_form: bytes) -> None:
    answer = checked_totals(form, fill_totals(blank_form, FIELDS, CHOICES))
    assert survey_in(form, answer).departments == ()
    assert errors_of_totals(form, answer) == set()


def test_a_department_that_is_not_known_is_held_at_its_cell_with_the_nearest(
    form: ReturnForm, filled_in: bytes
) -> None:
    written = with_cells(filled_in, {"E11": "市民か"})
    (held,) = [
        one
        for one in findings_of_totals(form, checked_totals(form, written))
        if one.severity is Severity.HOLD
    ]
    assert (held.code, held.cell, held.proposed) == (
        "totals_department",
        "E11",
        "市民課",
    )
    for choice in (None, "市民か"):
        confirmation = Confirmation(
            "totals_department", f"{TOTALS_SHEET}!E11", choice=choice, reason="確認済み"
        )
        settled = checked_totals(form, written, [confirmation])
        assert not [
            one
            for one in findings_of_totals(form, settled)
            if one.severity is Severity.HOLD
        ]
        assert (choice or "市民課") in {
            group.name for group in survey_in(form, settled).departments
        }
    twice = with_cells(filled_in, {"E11": "市民か", "E12": "市民課"})
    assert ("totals_twice", "E12") in errors_of_totals(
        form,
        checked_totals(
            form, twice, [Confirmation("totals_department", "E11", reason="確認済み")]
        ),
    )


def test_a_department_unlike_any_is_told_as_new(
    form: ReturnForm, filled_in: bytes
) -> None:
    found = checked_totals(form, with_cells(filled_in, {"E11": "ＸＹＺ室"}))
    assert [
        one.cell
        for one in findings_of_totals(form, found)
        if one.code == "survey_new_department"
    ] == ["E11"]
    assert "XYZ室" in {group.name for group in survey_in(form, found).departments}


def test_departments_in_one_row_are_known_by_each_of_their_names(
    form: ReturnForm, filled_in: bytes
) -> None:
    found = checked_totals(form, with_cells(filled_in, {"E11": "市民課・福祉課"}))
    assert not {one.code for one in findings_of_totals(form, found)} & {
        "totals_department",
        "survey_new_department",
    }

"""The survey behind the figure, from the sheet of totals, and the figure in the other sheet."""

from dataclasses import replace
from decimal import Decimal

import pytest

from dxkpi.findings import FactList, IndicatorFigure, Severity
from dxkpi.plan import Actual, Survey, SurveyGroup
from dxkpi.plan.staff_survey import GroupKind
from dxkpi.returns import CheckedReturn, Confirmation, FormColumn, ReturnForm
from dxkpi.returns.checking import check_return
from dxkpi.returns.form_columns import ACTUALS_SHEET, TOTALS_SHEET
from dxkpi.returns.survey_totals import add_survey_totals
from dxkpi.survey.comparability import InvitedStaff
from dxkpi.workbook import template
from dxkpi.workbook.reader import WorkbookReader
from tests.support.forms import fill
from tests.support.survey_totals import (
    DEPARTMENTS,
    SMALLEST,
    checked_totals,
    errors_of_totals,
    findings_of_totals,
    realisation_code,
    survey_in,
    with_cells,
)
from tests.support.workbooks import read_form as read


def test_the_totals_become_the_figure_with_its_survey(
    form: ReturnForm, filled_in: bytes
) -> None:
    with WorkbookReader() as reader:
        filled = reader.read_form(filled_in)
    answer = add_survey_totals(check_return(form, filled), filled, SMALLEST)
    assert errors_of_totals(form, answer) == set()
    actual = answer.actuals[realisation_code(form)]
    assert (actual.value, actual.as_of) == (Decimal("66.7"), "2027-03-12")
    assert actual.survey == Survey(
        question="デジタル化が進んだと感じるか",
        tally={"そう思う": 50, "まあ思う": 70, "思わない": 60},
        counted=("そう思う", "まあ思う"),
        excluded={"わからない": 9},
        blanks=4,
        invited=300,
        departments=tuple(
            SurveyGroup(names=(name,), invited=n, answers=m, positive=f)
            for name, n, m, f in DEPARTMENTS
        ),
    )
    assert {
        one.field for one in answer.changes if one.place == realisation_code(form)
    } == {
        "value",
        "as_of",
        "survey",
    }


def test_a_sheet_left_as_it_was_given_out_changes_nothing(
    form: ReturnForm, blank_form: bytes
) -> None:
    code = next(
        one.code for one in form.indicators if one.code != realisation_code(form)
    )
    filled = read(fill(blank_form, {code: {FormColumn.VALUE: 3}}))
    before = check_return(form, filled)
    assert add_survey_totals(before, filled, SMALLEST) is before
    assert ("blank", realisation_code(form)) in {
        (one.code, one.place) for one in before.findings
    }


def test_the_blank_cell_of_the_figure_is_no_mistake_once_there_are_totals(
    form: ReturnForm, filled_in: bytes
) -> None:
    assert "blank" in {
        one.code
        for one in check_return(form, read(filled_in)).findings
        if one.place == realisation_code(form)
    }
    assert "blank" not in {
        one.code for one in findings_of_totals(form, checked_totals(form, filled_in))
    }


def test_totals_alone_are_something_to_register(
    form: ReturnForm, filled_in: bytes
) -> None:
    assert "nothing_filled" not in {
        one.code for one in checked_totals(form, filled_in).findings
    }


def test_a_changed_question_is_told(form: ReturnForm, filled_in: bytes) -> None:
    last = Survey(
        question="別の問い", tally={"はい": 255, "いいえ": 143}, counted=("はい",)
    )
    indicator = form.plan.realisation
    assert indicator is not None
    earlier = indicator.with_actual(
        Actual(fiscal_year=2025, value=Decimal("64.1"), survey=last)
    )
    indicators = tuple(
        earlier if one.code == indicator.code else one for one in form.plan.indicators
    )
    other = replace(form, plan=form.plan.model_copy(update={"indicators": indicators}))
    assert "survey_changed" in {
        one.code for one in findings_of_totals(form, checked_totals(other, filled_in))
    }


# The figure in the other sheet


def test_a_figure_that_is_the_rate_may_be_written_as_well(
    form: ReturnForm, filled_in: bytes
) -> None:
    for value in (66.7, "66.67%"):
        answer = checked_totals(
            form, fill(filled_in, {realisation_code(form): {FormColumn.VALUE: value}})
        )
        assert errors_of_totals(form, answer) == set()
        assert survey_in(form, answer).answers == 180


@pytest.mark.parametrize("value", [66.6, 67, 70.0])
def test_a_figure_that_is_not_the_rate_is_an_error_that_names_both_cells(
    form: ReturnForm, filled_in: bytes, value: float
) -> None:
    answer = checked_totals(
        form, fill(filled_in, {realisation_code(form): {FormColumn.VALUE: value}})
    )
    (found,) = (
        one for one in findings_of_totals(form, answer) if one.code == "totals_disagree"
    )
    assert found.sheet == ACTUALS_SHEET
    assert found.facts["at"] == f"{TOTALS_SHEET}!F6"
    assert found.facts["rate"] == IndicatorFigure(Decimal("66.7"), "%", 1)


def test_a_figure_and_a_reason_for_having_none_is_an_error(
    form: ReturnForm, filled_in: bytes
) -> None:
    answer = checked_totals(
        form, fill(filled_in, {realisation_code(form): {FormColumn.MISSING: "未公表"}})
    )
    assert "figure_and_reason" in {
        code for code, _cell in errors_of_totals(form, answer)
    }


def test_the_note_of_the_row_is_kept_with_the_figure(
    form: ReturnForm, filled_in: bytes
) -> None:
    answer = checked_totals(
        form,
        fill(
            filled_in, {realisation_code(form): {FormColumn.NOTE: "研修を増やした。"}}
        ),
    )
    assert answer.actuals[realisation_code(form)].note == "研修を増やした。"


def test_a_rate_far_from_the_last_is_asked_about_and_can_be_confirmed(
    form: ReturnForm, filled_in: bytes
) -> None:
    low = with_cells(
        filled_in,
        {
            "C11": 5,
            "C12": 5,
            "C13": 170,
            "G11": None,
            "H11": None,
            "F11": None,
            "H12": 5,
            "H13": 5,
        },
    )
    held = checked_totals(form, low)
    assert [
        (one.code, one.cell)
        for one in findings_of_totals(form, held)
        if one.severity is Severity.HOLD
    ] == [("jump", "F6")]
    settled = checked_totals(
        form, low, [Confirmation("jump", "F6", reason="問いを変えた")]
    )
    assert not [
        one
        for one in findings_of_totals(form, settled)
        if one.severity is Severity.HOLD
    ]
    assert settled.actuals[realisation_code(form)].value == Decimal("5.6")
    assert "comment_required" in {
        code for code, _cell in errors_of_totals(form, settled)
    }


def test_totals_over_a_whole_survey_say_what_they_remove(
    form: ReturnForm, filled_in: bytes
) -> None:
    code = realisation_code(form)
    actual = checked_totals(form, filled_in).actuals[code]
    assert actual.survey is not None
    half = (
        SurveyGroup(names=("20代",), answers=90, positive=60),
        SurveyGroup(names=("30代",), answers=90, positive=60),
    )
    whole = actual.survey.model_copy(update={"ages": half, "positions": half})
    stored = replace(
        form,
        plan=form.plan.with_actuals(
            {code: actual.model_copy(update={"survey": whole})}
        ),
    )
    found = checked_totals(
        stored, with_cells(filled_in, {"E13": "企画課", "F11": None})
    )
    facts = {one.code: one.facts for one in findings_of_totals(stored, found)}
    assert "survey_again" in facts
    assert facts["survey_parts_gone"]["what"] == FactList(
        (
            GroupKind.POSITION,
            GroupKind.AGE,
            FactList(("総務課",)),
            InvitedStaff.BY_DEPARTMENT,
        )
    )
    assert not {
        one.code for one in findings_of_totals(stored, checked_totals(form, filled_in))
    } & {
        "survey_again",
        "survey_parts_gone",
    }


def test_registering_the_same_totals_again_changes_nothing(
    form: ReturnForm, filled_in: bytes
) -> None:
    first = checked_totals(form, filled_in)
    stored = replace(form, plan=form.plan.with_actuals(first.actuals))
    again = checked_totals(stored, filled_in)
    assert realisation_code(form) not in again.actuals
    assert realisation_code(form) not in {one.place for one in again.changes}


def test_a_form_with_a_registered_survey_keeps_it_while_the_sheet_is_blank(
    form: ReturnForm, filled_in: bytes
) -> None:
    stored = replace(
        form, plan=form.plan.with_actuals(checked_totals(form, filled_in).actuals)
    )
    code = realisation_code(form)
    answer = checked_totals(
        stored,
        fill(
            template.form_workbook(stored),
            {code: {FormColumn.NOTE: "研修を増やした。"}},
        ),
    )
    assert (answer.actuals[code].note, answer.actuals[code].survey) == (
        "研修を増やした。",
        survey_in(form, checked_totals(form, filled_in)),
    )


def test_a_year_that_is_not_over_is_told(form: ReturnForm, filled_in: bytes) -> None:
    assert "year_not_over" in {
        one.code
        for one in checked_totals(replace(form, last_closed=2025), filled_in).findings
    }


def test_totals_of_a_department_that_is_not_asked_are_not_read(
    form: ReturnForm, filled_in: bytes
) -> None:
    other = replace(form, department="人事課")
    answer = add_survey_totals(
        CheckedReturn(other, (), (), {}, {}), read(filled_in), SMALLEST
    )
    assert [(one.code, one.sheet) for one in answer.findings] == [
        ("totals_not_asked", TOTALS_SHEET)
    ]
    assert answer.actuals == {}

"""Which columns are offered before a survey is counted."""

import pytest

from dxkpi.plan import Plan, Survey
from dxkpi.survey import AnswerSheet, answer_choices, column_choice
from tests.support import answered


def sheet(rows: list[dict[str, str]]) -> AnswerSheet:
    return AnswerSheet(
        tuple(rows[0]),
        tuple(tuple(row.values()) for row in rows),
        tuple(range(2, len(rows) + 2)),
    )


@pytest.fixture(scope="module")
def last(sample_plan: Plan) -> Survey:
    """見本市's survey of 令和7年度."""
    assert sample_plan.realisation is not None
    entry = sample_plan.realisation.actual(2025)
    assert entry is not None
    assert entry.survey is not None
    return entry.survey


def test_columns_that_tell_who_answered_are_no_groups() -> None:
    found = sheet(
        [
            row | {"連絡先": f"staff{n}@city.example"}
            for n, row in enumerate(answered.answers())
        ]
    )
    assert column_choice.grouping_columns(found) == (
        answered.SECTION,
        answered.POSITION,
        answered.AGE,
        answered.QUESTION,
    )


def test_one_address_among_the_sections_is_enough_to_refuse_the_column() -> None:
    found = sheet(answered.but(answered.answers(), 9, section="taro@city.example"))
    assert answered.SECTION not in column_choice.grouping_columns(found)
    assert column_choice.guess_method(found).department is None


def test_the_respondent_is_a_person_not_the_number_of_an_answer() -> None:
    found = sheet(
        [{"回答ID": f"{n:06}"} | row for n, row in enumerate(answered.answers())]
    )
    assert column_choice.guess_method(found).respondent == answered.NUMBER


def test_what_was_remembered_goes_before(last: Survey) -> None:
    found = sheet(
        [{"回答ID": f"{n:06}"} | row for n, row in enumerate(answered.answers())]
    )
    remembered = last.model_copy(update={"headings": {"respondent": "回答ID"}})
    assert column_choice.guess_method(found, remembered).respondent == "回答ID"


@pytest.mark.parametrize("n", [1, 2])
def test_the_question_of_last_year_is_taken_however_few_answer_it(
    last: Survey, n: int
) -> None:
    found = sheet(
        [
            {"回答ID": f"{m:06}", "満足か": "はい"} | row
            for m, row in enumerate(answered.answers(last.question)[:n])
        ]
    )
    for known in (last, None):
        assert column_choice.guess_method(found, known).question == last.question
        offered = answer_choices.offered_choices(found, last.question, known)
        assert offered is not None
        assert len(offered.choices) >= n
    assert (
        column_choice.guess_method(
            found, last.model_copy(update={"headings": {"question": " 満足か　"}})
        ).question
        == "満足か"
    )


def test_the_question_of_last_year_is_taken_though_nobody_answered_it(
    last: Survey,
) -> None:
    found = sheet(
        [
            {"回答ID": f"{n:06}"} | row | {last.question: ""}
            for n, row in enumerate(answered.answers(last.question))
        ]
    )
    for known in (last, None):
        assert column_choice.guess_method(found, known).question == last.question


def test_names_of_sections_are_those_known_with_those_that_answered(
    last: Survey,
) -> None:
    found = column_choice.surveyed_departments(
        sheet(answered.but(answered.answers(), 1, section="総 務 課")),
        answered.SECTION,
        (),
        last,
    )
    known = [name for group in last.departments for name in group.names]
    assert list(found) == known

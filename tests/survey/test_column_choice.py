"""Which columns are offered before a survey is counted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxkpi.plan import Plan, Survey
from dxkpi.survey import AnswerSheet, answer_choices, column_choice, count_survey
from tests.support import answered, exports
from tests.support.counted_rows import (
    FELT,
    HEADINGS,
    NOT,
    TEXTS,
    UNKNOWN,
    codes,
    counted,
    rows,
    sheet_of,
    survey_of,
)
from tests.support.survey_files import read_answers


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


@pytest.mark.parametrize("name", list(exports.files()))
def test_the_columns_of_every_survey_tool_are_found(name: str) -> None:
    found = answered.probable(read_answers(exports.files()[name]))
    assert found.question == exports.QUESTION
    assert (found.department, found.position, found.age) == ("所属", "職位", "年代")
    assert set(found.counted) == {"そう思う", "どちらかといえばそう思う"}
    assert {"そう思わない", "どちらかといえばそう思わない"} <= set(found.others)
    assert "わからない" in found.excluded


@pytest.mark.parametrize(
    ("name", "respondent"),
    [
        ("logoform-cp932.csv", {"職員番号", "回答ID"}),
        ("google-forms.csv", {"メールアドレス"}),
        ("microsoft-forms.xlsx", {"メール", "ID"}),
        ("google-forms.xlsx", {"メールアドレス"}),
    ],
)
def test_what_tells_respondents_apart_is_found(name: str, respondent: set[str]) -> None:
    assert (
        answered.probable(read_answers(exports.files()[name])).respondent in respondent
    )


def test_anonymous_answers_have_no_respondent_that_would_make_them_one() -> None:
    given, _addresses = exports.survey()
    found = answered.probable(read_answers(exports.forms_xlsx(given)))
    assert found.respondent in (None, "ID")


def test_the_second_year_is_counted_as_the_first() -> None:
    first = counted(
        rows(), counted=(FELT, UNKNOWN), excluded=(), others=(NOT,), position=None
    )
    found = answered.probable(
        sheet_of([*rows(), ("x", "市民課", "", "", UNKNOWN)]), survey_of(first)
    )
    assert set(found.counted) == {FELT, UNKNOWN}
    assert found.others == (NOT,)
    assert found.excluded == ()
    assert (found.question, found.department, found.respondent) == (
        HEADINGS[4],
        "所属",
        "職員番号",
    )


def test_a_question_of_another_name_is_found_by_its_answers() -> None:
    headings = ("番号", "課の名前", "役職", "世代", "問3")
    assert answered.probable(sheet_of(rows(), headings)).question == "問3"


def test_a_guess_is_one_whatever_the_headings() -> None:
    bare = sheet_of([("1", "a", "b", "c", "d")], ("A", "B", "C", "D", "E"))
    found = answered.probable(bare)
    assert found.question in bare.headings
    assert (found.department, found.position, found.age, found.respondent) == (
        None,
    ) * 4
    assert "survey_no_choice" in codes(count_survey(bare, found, 5))


@settings(deadline=None)
@given(
    st.lists(TEXTS, min_size=1, max_size=5, unique=True).flatmap(
        lambda names: st.tuples(
            st.just(tuple(names)),
            st.lists(st.tuples(*[TEXTS] * len(names)), max_size=8),
        )
    )
)
def test_any_sheet_has_a_guess(
    of: tuple[tuple[str, ...], list[tuple[str, ...]]],
) -> None:
    headings, given = of
    whole = AnswerSheet(headings, tuple(given), tuple(range(2, len(given) + 2)))
    found = answered.probable(whole)
    assert found.question in headings
    assert count_survey(whole, found, 5).findings
    again = answered.probable(whole, None)
    assert again == found

"""From exported answers to counts, and everything odd that is told."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from dxkpi.findings import FactList, Percentage, Severity
from dxkpi.plan import Indicator, Plan
from dxkpi.plan.staff_survey import SurveyAspect
from dxkpi.rules.survey_margin import positive_rate
from dxkpi.survey import AnswerSheet, RepeatedAnswers, count_survey, surveyed_actual
from tests.support.counted_rows import (
    FELT,
    HEADINGS,
    METHOD,
    NOT,
    UNKNOWN,
    Row,
    but,
    codes,
    counted,
    rows,
    survey_of,
    told,
)

# What comes of it


def test_answers_become_counts() -> None:
    found = counted(rows())
    survey = survey_of(found)
    assert (survey.answers, survey.positive, survey.answered, survey.invited) == (
        36,
        24,
        36,
        100,
    )
    assert survey.tally == {FELT: 24, NOT: 12}
    assert survey.excluded == {UNKNOWN: 0}
    assert [(one.names, one.answers, one.positive) for one in survey.departments] == [
        (("市民課",), 12, 8),
        (("福祉課",), 12, 8),
        (("税務課",), 12, 8),
    ]
    assert [one.names for one in survey.positions] == [("主任級",), ("係長級",)]
    assert [one.answers for one in survey.ages] == [18, 18]
    assert survey.headings == {
        "question": HEADINGS[4],
        "department": "所属",
        "position": "職位",
        "age": "年代",
        "respondent": "職員番号",
    }
    assert codes(found) == {"survey_low_response"}


def test_a_sheet_counts_the_same_whatever_its_letters_are_like() -> None:
    wide = [
        (who, f" {section[0]}　{section[1:]}", position, age, f"　{said}\n")
        for who, section, position, age, said in rows()
    ]
    narrow = [
        (who, section, position, age.replace("0", "０"), said)
        for who, section, position, age, said in rows()
    ]
    assert (
        survey_of(counted(wide))
        == survey_of(counted(rows()))
        == survey_of(counted(narrow))
    )
    latin = [
        (who, section, position, age, "ﾖｸｽｽﾝﾀﾞ Ａ" if said == FELT else said)
        for who, section, position, age, said in rows()
    ]
    assert survey_of(counted(latin, counted=("ヨクススンダ A",))).positive == 24


def test_the_wording_is_kept_where_it_is_not_the_heading() -> None:
    assert (
        survey_of(counted(rows(), wording="問5 進んだと感じるか")).question
        == "問5 進んだと感じるか"
    )
    assert survey_of(counted(rows(), wording=" ")).question == HEADINGS[4]


def test_a_choice_said_twice_or_two_ways_counts_once() -> None:
    method: dict[str, Any] = {
        "counted": (FELT, f"{FELT}　", "", UNKNOWN),
        "others": (NOT, FELT, ""),
        "excluded": (UNKNOWN, ""),
    }
    survey = survey_of(counted(but(0, said=""), **method))
    assert (survey.answers, survey.positive, survey.blanks) == (35, 23, 1)
    assert survey.counted == (FELT, UNKNOWN)


def test_the_figure_is_printed_as_the_plan_prints_it(sample_plan: Plan) -> None:
    found, indicator = survey_of(counted(rows())), sample_plan.realisation
    assert indicator is not None
    entry = surveyed_actual(indicator, 2026, found, "2027-02-20")
    assert (str(entry.value), entry.as_of) == ("66.7", "2027-02-20")
    assert entry.survey == found
    whole = Indicator(**dict(indicator) | {"decimals": 0})
    assert str(surveyed_actual(whole, 2026, found, None).value) == "67"


# What is told


def test_a_column_that_is_not_there_is_told() -> None:
    found = counted(rows(), department="部署", age="年齢")
    assert found.survey is None
    assert [(one.code, one.value) for one in found.findings] == [
        ("survey_no_column", "部署"),
        ("survey_no_column", "年齢"),
    ]


def test_a_column_used_for_two_things_is_told() -> None:
    found = told(counted(rows(), department=HEADINGS[4]), "survey_column_twice")
    assert (found.severity, found.value) == (Severity.ERROR, HEADINGS[4])
    assert told(counted(rows(), position="年代"), "survey_column_twice").value == "年代"


@pytest.mark.parametrize("chosen", [(), ("",), ("　",)])
def test_it_must_be_said_what_counts(chosen: tuple[str, ...]) -> None:
    assert (
        told(
            counted(rows(), counted=chosen, others=(NOT, FELT)), "survey_no_choice"
        ).severity
        is Severity.ERROR
    )


@pytest.mark.parametrize(
    "given", [[], [("p1", "市民課", "", "", ""), ("p2", "市民課", "", "", UNKNOWN)]]
)
def test_a_survey_without_a_counted_answer_is_none(given: list[Row]) -> None:
    assert told(counted(given), "survey_no_answers").severity is Severity.ERROR


def test_a_survey_of_fewer_answers_than_a_group_must_have_is_not_kept() -> None:
    found = told(counted(rows()[:4]), "survey_too_few")
    assert found.severity is Severity.ERROR
    assert found.facts == {"n": 4, "smallest": 5}
    assert counted(rows()[:5]).survey is not None


def test_blank_answers_are_told_with_their_rows() -> None:
    found = counted(but(3, said="　"))
    assert told(found, "survey_blanks").facts == {"n": 1, "rows": FactList((5,))}
    survey = survey_of(found)
    assert (survey.blanks, survey.answers, survey.answered) == (1, 35, 35)


def test_of_many_rows_a_few_are_named() -> None:
    blank = [
        (who, section, position, age, "")
        for who, section, position, age, _said in rows()[:20]
    ]
    found = told(counted(blank + rows()[20:]), "survey_blanks")
    assert found.facts["rows"] == FactList(tuple(range(2, 10)), shortened=True)


def test_an_answer_nobody_said_how_to_count_must_be_settled() -> None:
    given = [
        *rows(),
        ("x1", "市民課", "", "", "どちらでもない"),
        ("x2", "市民課", "", "", "どちらでもない"),
    ]
    found = told(counted(given), "survey_unknown_choice")
    assert (found.severity, found.value) == (Severity.ERROR, "どちらでもない")
    assert found.facts == {"n": 2, "rows": FactList((38, 39))}
    assert counted(given, others=(NOT, "どちらでもない")).survey is not None


@pytest.mark.parametrize(
    ("repeated", "felt", "answers"),
    [("last", 23, 36), ("first", 24, 36), ("all", 24, 37)],
)
def test_who_answered_twice_is_told_and_counts_as_it_was_chosen(
    repeated: str, felt: int, answers: int
) -> None:
    given = [*rows(), ("Ｐ00", "福祉課", "係長級", "30代", NOT)]
    found = counted(given, repeated=RepeatedAnswers(repeated))
    facts = told(found, f"survey_repeated_{repeated}").facts
    assert facts == {"n": 1, "rows": FactList((2, 38))}
    survey = survey_of(found)
    assert (survey.positive, survey.answers) == (felt, answers)


def test_who_did_not_say_who_they_are_all_count() -> None:
    given = [
        ("", section, position, age, said)
        for _who, section, position, age, said in rows()
    ]
    found = counted(given)
    assert survey_of(found).answers == 36
    assert codes(found) == {"survey_low_response"}


@pytest.mark.parametrize(
    "asked",
    [
        {"invited": -1},
        {"invited": 0},
        {"invited_by_department": {"市民課": 0}},
        {"invited_by_department": {"市民課": -5}},
    ],
)
def test_fewer_staff_than_answers_are_told_whatever_their_number(
    asked: dict[str, Any],
) -> None:
    code = "survey_too_many_in_all" if "invited" in asked else "survey_too_many"
    assert told(counted(rows(), **asked), code).severity is Severity.ERROR


def test_blank_forms_are_forms_of_staff_that_was_asked() -> None:
    given = [*rows(), ("x", "", "", "", ""), ("y", "", "", "", UNKNOWN)]
    assert "survey_too_many_in_all" in codes(counted(given, invited=37))


def test_a_low_response_is_told() -> None:
    share = Percentage(Decimal(36), 1)
    facts = told(counted(rows()), "survey_low_response").facts
    assert facts == {"share": share, "n": 36, "asked": 100}
    assert "survey_low_response" not in codes(counted(rows(), invited=72))
    assert "survey_low_response" in codes(counted(rows(), invited=73))


def test_nothing_is_said_of_the_response_while_it_is_open_which_answers_count() -> None:
    found = counted(rows(), counted=(), others=(), excluded=())
    assert "survey_low_response" not in codes(found)
    assert "survey_unknown_choice" in codes(found)


def test_a_question_that_nobody_answered_is_told_as_that() -> None:
    blank = [(*row[:4], "") for row in rows()]
    assert (
        told(counted(blank, counted=(), others=()), "survey_no_answers").severity
        is Severity.ERROR
    )


def test_of_columns_with_one_heading_it_is_told_which_is_read() -> None:
    twice = ("職員番号", "所属", "職位", "年代", "感じるか", "所属 (2)", "感じるか (2)")
    given = AnswerSheet(
        twice, tuple((*row, row[1], row[4]) for row in rows()), tuple(range(2, 38))
    )
    first = count_survey(given, replace(METHOD, question="感じるか"), 5)
    repeated = [
        (one.value, one.facts)
        for one in first.findings
        if one.code == "survey_heading_twice"
    ]
    assert repeated == [
        ("感じるか", {"n": 2, "which": 1, "at": 5}),
        ("所属", {"n": 2, "which": 1, "at": 2}),
    ]
    second = count_survey(
        given, replace(METHOD, question="感じるか (2)", department=None), 5
    )
    facts = told(second, "survey_heading_twice").facts
    assert facts == {"n": 2, "which": 2, "at": 7}
    assert "survey_heading_twice" not in codes(counted(rows()))


def test_staff_nobody_counted_is_told() -> None:
    found = counted(rows(), invited=None)
    assert told(found, "survey_asked_unknown").severity is Severity.WARNING
    assert survey_of(found).invited is None


def test_sections_whose_staff_is_not_the_whole_are_told() -> None:
    found = counted(
        rows(),
        invited=50,
        invited_by_department={"市民課": 20, "福祉課": 20, "税務課": 20},
    )
    facts = told(found, "survey_staff_differ").facts
    assert facts == {"staff": 60, "asked": 50}
    assert [one.invited for one in survey_of(found).departments] == [20, 20, 20]
    assert "survey_staff_differ" not in codes(
        counted(rows(), invited=50, invited_by_department={"市民課": 20})
    )


def test_groups_put_together_are_told_by_name() -> None:
    given = [
        *rows(),
        ("x1", "会計課", "係長級", "30代", NOT),
        *((f"y{n}", "監査課", "係長級", "30代", FELT) for n in range(4)),
    ]
    found = counted(given)
    names = FactList(("会計課", "監査課"))
    facts = told(found, "survey_pooled").facts
    assert facts == {"n": 2, "names": names, "smallest": 5}
    assert survey_of(found).departments[-1].names == ("会計課", "監査課")


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"wording": "進みましたか"}, SurveyAspect.QUESTION),
        ({"others": (NOT, "あまり思わない")}, SurveyAspect.CHOICES),
        ({"counted": (FELT, UNKNOWN), "excluded": ()}, SurveyAspect.COUNTED),
        ({"excluded": (), "others": (NOT, UNKNOWN)}, SurveyAspect.COUNTED),
    ],
)
def test_what_changed_since_the_last_survey_is_told(
    changed: dict[str, Any], what: SurveyAspect
) -> None:
    last = survey_of(counted(rows()))
    found = counted(rows(), last, **changed)
    assert told(found, "survey_changed").facts == {"what": FactList((what,))}
    assert last.differing_aspects(survey_of(found)) == (what,)


def test_the_same_question_in_other_letters_is_the_same() -> None:
    last = survey_of(counted(rows()))
    found = counted(rows(), last, wording=HEADINGS[4].replace("デ", "ﾃﾞ"))
    assert last.differing_aspects(survey_of(found)) == ()


def test_the_rate_of_what_was_counted_is_that_of_the_rows() -> None:
    assert positive_rate(survey_of(counted(rows()))) == Decimal(2400) / 36

"""From exported answers to counts: everything odd is told, nothing is dropped, and nothing of a person is kept."""

import io
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from dxkpi.findings import ChoiceKind, FactList, Finding, Percentage, Severity
from dxkpi.plan import Indicator, Plan, Survey
from dxkpi.plan.staff_survey import NOT_STATED, SurveyAspect
from dxkpi.survey import (
    AnswerSheet,
    CountedSurvey,
    CountingMethod,
    RepeatedAnswers,
    answers_by_choice,
    count_survey,
    positive_rate,
    surveyed_actual,
)
from dxkpi.survey.comparability import replacement_findings
from dxkpi.workbook.survey_export import read_survey
from tests.support import answered, exports

FELT, NOT, UNKNOWN = "思う", "思わない", "わからない"
HEADINGS = ("職員番号", "所属", "職位", "年代", "デジタル化が進んだと感じますか")
SECTIONS = ("市民課", "福祉課", "税務課")
METHOD = CountingMethod(
    HEADINGS[4],
    (FELT,),
    (NOT,),
    (UNKNOWN,),
    department="所属",
    position="職位",
    age="年代",
    respondent="職員番号",
    invited=100,
)

Row = tuple[str, str, str, str, str]


def rows(per_section: int = 12) -> list[Row]:
    """Answers of three sections, two of three felt; the numbers of those who answered are p00 and up."""
    return [
        (
            f"p{n:02}",
            SECTIONS[n % 3],
            ("係長級", "主任級")[n % 2],
            ("30代", "50代")[n // 2 % 2],
            NOT if n % 9 > 5 else FELT,
        )
        for n in range(3 * per_section)
    ]


def sheet(given: Sequence[Row], headings: tuple[str, ...] = HEADINGS) -> AnswerSheet:
    return AnswerSheet(headings, tuple(given), tuple(range(2, len(given) + 2)))


def but(n: int, **cells: str) -> list[Row]:
    """The answers with other cells in row n, from 0: who, section, position, age, said."""
    found = [list(row) for row in rows()]
    for name, text in cells.items():
        found[n][("who", "section", "position", "age", "said").index(name)] = text
    return [(a, b, c, d, e) for a, b, c, d, e in found]


def counted(
    given: Sequence[Row],
    last: Survey | None = None,
    known: Sequence[str] = (),
    **method: Any,
) -> CountedSurvey:
    if "invited_by_department" in method:
        method["invited_by_department"] = tuple(
            dict(method["invited_by_department"]).items()
        )
    return count_survey(sheet(given), replace(METHOD, **method), 5, known, last)


def survey_of(found: CountedSurvey) -> Survey:
    assert found.survey is not None, found.findings
    assert found.survey is not None
    return found.survey


def told(found: CountedSurvey, code: str) -> Finding:
    """The only finding of a kind; an error or a hold keeps the whole from being put on record."""
    own = [one for one in found.findings if one.code == code]
    assert len(own) == 1, found.findings
    assert (found.survey is not None) is not any(
        one.severity in (Severity.ERROR, Severity.HOLD) for one in found.findings
    )
    return own[0]


def codes(found: CountedSurvey) -> set[str]:
    return {one.code for one in found.findings}


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
    entry = surveyed_actual(indicator, 2026, found, "2027-02-20", "三課のみ")
    assert (str(entry.value), entry.as_of, entry.note, entry.survey) == (
        "66.7",
        "2027-02-20",
        "三課のみ",
        found,
    )
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


def test_a_section_written_otherwise_is_asked_about_with_the_nearest_offered() -> None:
    found = told(counted(but(0, section="市民科"), known=SECTIONS), "survey_department")
    assert (found.severity, found.place, found.proposed) == (
        Severity.HOLD,
        "市民科",
        "市民課",
    )
    assert [(one.key, one.kind) for one in found.choices] == [
        ("市民課", ChoiceKind.KNOWN_SECTION),
        ("市民科", ChoiceKind.NEW_SECTION),
    ]
    assert found.facts == {"near": "市民課", "n": 1, "rows": FactList((2,))}


@pytest.mark.parametrize(("to", "sections"), [("市民課", 3), ("市民科", 4)])
def test_a_section_is_what_somebody_said_it_is(to: str, sections: int) -> None:
    given = [
        *but(0, section="市民科"),
        *((f"x{n}", "市民科", "", "", FELT) for n in range(6)),
    ]
    found = counted(given, known=SECTIONS, renamed={"市民科": to})
    assert len(survey_of(found).departments) == sections
    assert not codes(found) & {"survey_department", "survey_new_department"}


def test_a_number_of_staff_does_not_answer_which_section_is_meant() -> None:
    given = [
        *but(0, section="市民科"),
        *((f"x{n}", "市民科", "", "", FELT) for n in range(6)),
    ]
    assert (
        told(
            counted(given, known=SECTIONS, invited_by_department={"市民科": 20}),
            "survey_department",
        ).place
        == "市民科"
    )
    found = told(
        counted(rows(), known=SECTIONS, invited_by_department={"市民科": 20}),
        "survey_department_asked",
    )
    assert (found.severity, found.proposed) == (Severity.HOLD, "市民課")
    whole = survey_of(
        counted(
            given,
            known=SECTIONS,
            invited_by_department={"市民科": 20},
            renamed={"市民科": "市民課"},
        )
    )
    assert {group.names: group.invited for group in whole.departments} == {
        ("市民課",): 20,
        ("福祉課",): None,
        ("税務課",): None,
    }


def test_sections_of_the_staff_are_offered_where_nothing_else_is_known() -> None:
    staff = dict.fromkeys(SECTIONS, 20)
    assert (
        told(
            counted(but(0, section="市民科"), invited_by_department=staff),
            "survey_department",
        ).proposed
        == "市民課"
    )
    assert not codes(counted(rows(), invited_by_department=staff)) & {
        "survey_department",
        "survey_new_department",
    }


@pytest.mark.parametrize("to", ["市民 課", "市民課", " 市民課 "])
def test_a_section_is_one_however_it_is_spelt(to: str) -> None:
    given = [
        *but(0, section="会計"),
        *((f"x{n}", "会計", "", "", FELT) for n in range(6)),
    ]
    found = survey_of(counted(given, known=SECTIONS, renamed={"会計": to}))
    assert {group.names for group in found.departments} == {
        ("市民課",),
        ("福祉課",),
        ("税務課",),
    }


def test_two_numbers_of_staff_for_one_section_are_told() -> None:
    found = told(
        counted(
            rows(), known=SECTIONS, invited_by_department={"市民課": 20, "市民 課": 99}
        ),
        "survey_staff_twice",
    )
    assert (found.severity, found.value) == (Severity.ERROR, "市民課")
    assert found.facts == {"numbers": FactList((20, 99))}
    same = survey_of(
        counted(
            rows(), known=SECTIONS, invited_by_department={"市民課": 20, "市民 課": 20}
        )
    )
    assert [
        group.invited for group in same.departments if group.names == ("市民課",)
    ] == [20]


def test_a_section_unlike_any_other_is_new_and_told() -> None:
    given = [
        (who, "デジタル推進室" if section == "税務課" else section, *rest)
        for who, section, *rest in rows()
    ]
    found = counted([(a, b, c, d, e) for a, b, c, d, e in given], known=SECTIONS)
    new = told(found, "survey_new_department")
    assert (new.value, new.facts) == ("デジタル推進室", {"n": 12})
    assert {"デジタル推進室"} in [
        set(one.names) for one in survey_of(found).departments
    ]


def test_without_anything_known_every_section_is_taken_as_it_is_written() -> None:
    assert not codes(counted(rows())) & {"survey_department", "survey_new_department"}


def test_the_sections_of_the_last_survey_are_known_also_those_put_together() -> None:
    last = survey_of(
        counted([*rows(), *((f"x{n}", "会計課", "", "", FELT) for n in range(2))])
    )
    assert any(len(one.names) > 1 and "会計課" in one.names for one in last.departments)
    asked = told(counted(but(0, section="会計科"), last), "survey_department")
    assert asked.proposed == "会計課"
    assert not codes(counted(but(0, section="会計 課"), last)) & {
        "survey_department",
        "survey_new_department",
    }


def test_more_answers_than_staff_are_told_for_a_section_and_for_all() -> None:
    found = told(
        counted(
            rows(), invited_by_department={"市民課": 11, "福祉課": 40, "税務課": 49}
        ),
        "survey_too_many",
    )
    assert (found.severity, found.value) == (Severity.ERROR, "市民課")
    assert found.facts == {"answers": 12, "asked": 11}
    found = told(counted(rows(), invited=35), "survey_too_many_in_all")
    assert found.facts == {"answers": 36, "asked": 35}
    assert counted(rows(), invited=36).survey is not None


@pytest.mark.parametrize(
    "asked", [{"invited": 10**11}, {"invited_by_department": {"市民課": 10**11}}]
)
def test_more_staff_than_there_can_be_is_told(asked: dict[str, Any]) -> None:
    assert (
        told(counted(rows(), **asked), "survey_too_many_staff").severity
        is Severity.ERROR
    )


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


@pytest.mark.parametrize("staff", [{}, {"存在課": 5}])
def test_a_section_that_nobody_knows_is_asked_about_wherever_it_is_named(
    staff: dict[str, int],
) -> None:
    renamed = {} if staff else {"税務課": "存在課"}
    found = told(
        counted(rows(), known=SECTIONS, renamed=renamed, invited_by_department=staff),
        "survey_department_unknown",
    )
    assert (found.severity, found.place, [one.key for one in found.choices]) == (
        Severity.HOLD,
        "存在課",
        ["存在課"],
    )
    kept = survey_of(
        counted(
            rows(),
            known=SECTIONS,
            renamed=renamed | {"存在課": "存在課"},
            invited_by_department=staff,
        )
    )
    assert "存在課" in {name for group in kept.departments for name in group.names}


def test_a_section_that_another_is_said_to_be_is_asked_about_with_the_nearest() -> None:
    found = told(
        counted(rows(), known=SECTIONS, renamed={"税務課": "市民科"}),
        "survey_department_meant",
    )
    assert (found.severity, found.proposed) == (Severity.HOLD, "市民課")
    again = survey_of(
        counted(
            rows(), known=SECTIONS, renamed={"税務課": "市民科", "市民科": "市民課"}
        )
    )
    assert {group.names: group.answers for group in again.departments} == {
        ("市民課",): 24,
        ("福祉課",): 12,
    }


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


def test_groups_stand_as_last_year_then_by_their_numbers_not_by_who_answered_first() -> (
    None
):
    ages = ("60代以上", "20代以下", "９級", "10級", "")
    given = [
        (who, section, position, ages[n % 5], said)
        for n, (who, section, position, _a, said) in enumerate(rows())
    ]
    found = survey_of(counted(given))
    assert [one.name for one in found.ages] == [
        "9級",
        "10級",
        "20代以下",
        "60代以上",
        NOT_STATED,
    ]
    assert counted(but(0, age="9" * 5000)).findings
    last = found.model_copy(
        update={
            "ages": tuple(reversed(found.ages)),
            "departments": found.departments[::-1],
        }
    )
    again = survey_of(counted(given, last, known=SECTIONS))
    assert [one.name for one in again.ages] == [
        "60代以上",
        "20代以下",
        "10級",
        "9級",
        NOT_STATED,
    ]
    assert again.departments == last.departments
    assert not list(replacement_findings(found, last, 2026)), (
        "the order is no other count"
    )


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


def test_a_section_that_was_asked_and_did_not_answer_is_among_the_groups() -> None:
    found = counted(
        rows(),
        invited=70,
        invited_by_department={"市民課": 20, "福祉課": 20, "税務課": 20, "会計課": 10},
    )
    assert "会計課" in {
        name for one in survey_of(found).departments for name in one.names
    }
    assert "survey_pooled" in codes(found)


def test_who_does_not_state_a_group_is_told_and_counted_as_such() -> None:
    given = but(0, section="", position="　")
    found = counted(
        [*given, *((f"x{n}", "", "係長級", "30代", FELT) for n in range(6))]
    )
    survey = survey_of(found)
    assert [one.code for one in found.findings].count("survey_not_stated") == 2
    assert survey.departments[-1].names == (NOT_STATED,)
    assert survey.departments[-1].answers == 7
    assert sum(one.answers for one in survey.positions) == survey.answers == 42


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


def test_too_many_groups_are_no_groups() -> None:
    given = [(f"p{n}", f"部屋{n}です", "係長級", "30代", FELT) for n in range(600)]
    assert told(counted(given, invited=700), "survey_no_groups").value == "所属"
    assert (
        told(counted(given, invited=700, known=SECTIONS), "survey_no_groups").severity
        is Severity.ERROR
    )


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


# Nothing is dropped, nothing of a person is kept


@st.composite
def sheets(draw: st.DrawFn) -> tuple[list[Row], RepeatedAnswers]:
    said = st.sampled_from([FELT, FELT, NOT, UNKNOWN, "", f" {FELT}", "　"])
    one = st.tuples(
        st.sampled_from(["", *(f"職員{n}" for n in range(12))]),
        st.sampled_from(["", "市民課", "市民 課", "福祉課", "税務課", "会計課"]),
        st.sampled_from(["", "係長級", "主任級"]),
        st.sampled_from(["", "20代", "３０代"]),
        said,
    )
    return draw(st.lists(one, max_size=40)), draw(
        st.sampled_from(list(RepeatedAnswers))
    )


@settings(deadline=None)
@given(sheets())
def test_every_row_is_an_answer_or_excluded_or_blank_or_an_answer_too_many(
    of: tuple[list[Row], RepeatedAnswers],
) -> None:
    given, repeated = of
    found = counted(given, repeated=repeated, invited=None)
    own = Counter(who for who, *_rest in given if who)
    dropped = 0 if repeated is RepeatedAnswers.ALL else sum(n - 1 for n in own.values())
    assert (f"survey_repeated_{repeated.value}" in codes(found)) is any(
        n > 1 for n in own.values()
    )
    if found.survey is None:
        assert codes(found) & {"survey_no_answers", "survey_too_few"}
        return
    survey = found.survey
    assert survey.answered + survey.blanks + dropped == len(given)
    for groups in (survey.departments, survey.positions, survey.ages):
        assert (sum(g.answers for g in groups), sum(g.positive for g in groups)) == (
            survey.answers,
            survey.positive,
        )
        assert all(g.answers >= 5 for g in groups)
    kept = repr(survey)
    assert not [
        who for who, *_rest in given if who and who in kept.replace("職員番号", "")
    ]


TEXTS = st.text(st.characters(codec=None), max_size=12) | st.sampled_from(
    [
        "",
        " ",
        "<b>思う</b>",
        "**思う**",
        "=1+1",
        "思\n う",
        "思" * 5000,
        "\0",
        "\ud83d",
        "\u200b",
        "㍿",
        "｢はい｣",
    ]
)


@settings(deadline=None)
@given(
    st.lists(st.tuples(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS), max_size=12),
    st.tuples(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS).filter(
        lambda names: len(set(names)) == 5 and all(name.strip() for name in names)
    ),
    st.lists(TEXTS, max_size=3),
    st.lists(TEXTS, max_size=3),
    st.dictionaries(TEXTS, TEXTS, max_size=2),
)
def test_whatever_was_written_is_counted_or_told(
    given: list[Row],
    headings: tuple[str, ...],
    felt: list[str],
    others: list[str],
    renamed: dict[str, str],
) -> None:
    whole = sheet([*given, *(("", "a", "b", "c", "思う"),) * 6], headings)
    said = [row[4] for row in whole.rows]
    method = CountingMethod(
        headings[4],
        ("思う", *felt),
        (*others, *said),
        department=headings[1],
        position=headings[2],
        age=headings[3],
        respondent=headings[0],
        renamed=renamed,
        invited_by_department=tuple((name, 20) for name in renamed),
    )
    found = count_survey(whole, method, 5, felt)
    assert found.survey is not None or any(
        one.severity in (Severity.ERROR, Severity.HOLD) for one in found.findings
    )


@pytest.mark.parametrize("at", ["section", "position", "age", "said"])
@pytest.mark.parametrize("letter", ["\0", "\ud83d"])
def test_what_cannot_be_stored_is_told(at: str, letter: str) -> None:
    found = counted(
        but(0, **{at: f"思{letter}う"}),
        counted=(FELT, f"思{letter}う") if at == "said" else (FELT,),
    )
    assert told(found, "unstorable").value == f"U+{ord(letter):04X}"


def test_a_wording_that_cannot_be_stored_is_told() -> None:
    assert (
        told(counted(rows(), wording="問\0"), "unstorable").severity is Severity.ERROR
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "**[x](http://x)**",
        "=HYPERLINK()",
        "思" * 5000,
        "a\nb",
    ],
)
def test_hostile_words_are_kept_as_words(text: str) -> None:
    given = [
        (
            who,
            f"{text}課" if section == "市民課" else section,
            p,
            a,
            text if s == FELT else s,
        )
        for who, section, p, a, s in rows()
    ]
    survey = survey_of(counted(given, counted=(text,)))
    assert survey.counted == (" ".join(text.split()),)
    assert survey.positive == 24


def test_neither_a_respondent_nor_free_text_is_in_what_is_kept_or_told() -> None:
    given, addresses = exports.survey()
    whole = read(exports.forms_xlsx(given, addresses))
    method = replace(answered.probable(whole), invited=620)
    found = count_survey(whole, method, 5)
    survey = survey_of(replaced(found, whole, method))
    words = {
        text
        for row in given
        for text in [row["デジタル化が進んだ業務、進んでいない業務（自由記述）"]]
        if text
    }
    kept = survey.model_dump_json() + repr(survey) + repr(found.findings) + repr(whole)
    assert len(words) >= 6
    assert not [
        text
        for text in {*addresses, *words}
        if text in kept or text.split("@")[0] in kept
    ]


def replaced(
    found: CountedSurvey, whole: AnswerSheet, method: CountingMethod
) -> CountedSurvey:
    """The counts once what is unknown is settled as proposed."""
    unknown = tuple(
        str(one.value) for one in found.findings if one.code == "survey_unknown_choice"
    )
    renamed = {
        one.place or "": one.proposed or ""
        for one in found.findings
        if one.code == "survey_department"
    }
    return count_survey(
        whole,
        replace(method, excluded=(*method.excluded, *unknown), renamed=renamed),
        5,
    )


# Guessing


def read(content: bytes) -> AnswerSheet:
    table = read_survey(content, ())
    return AnswerSheet(table.headings, table.rows, table.lines)


def test_letters_that_no_database_keeps_are_left_out_when_a_workbook_is_read() -> None:
    book = openpyxl.Workbook()
    for row in (
        ("所属_xD83D_", "実感"),
        ("人事_xD83D_課", "思う_x0000_"),
        ("税務課", "思わない"),
    ):
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue()) == AnswerSheet(
        ("所属", "実感"), (("人事課", "思う"), ("税務課", "思わない")), (2, 3)
    )


@pytest.mark.parametrize("name", list(exports.files()))
def test_the_columns_of_every_survey_tool_are_found(name: str) -> None:
    found = answered.probable(read(exports.files()[name]))
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
    assert answered.probable(read(exports.files()[name])).respondent in respondent


def test_anonymous_answers_have_no_respondent_that_would_make_them_one() -> None:
    given, _addresses = exports.survey()
    found = answered.probable(read(exports.forms_xlsx(given)))
    assert found.respondent in (None, "ID")


def test_the_second_year_is_counted_as_the_first() -> None:
    first = counted(
        rows(), counted=(FELT, UNKNOWN), excluded=(), others=(NOT,), position=None
    )
    found = answered.probable(
        sheet([*rows(), ("x", "市民課", "", "", UNKNOWN)]), survey_of(first)
    )
    assert set(found.counted) == {FELT, UNKNOWN}
    assert found.others == (NOT,)
    assert found.excluded == ()
    assert (found.question, found.department, found.respondent) == (
        HEADINGS[4],
        "所属",
        "職員番号",
    )


def test_a_choice_that_is_new_in_the_second_year_is_not_taken_for_disagreement() -> (
    None
):
    first = survey_of(counted(rows()))
    given = sheet([*rows(), ("x", "市民課", "", "", "人による")])
    found = answered.probable(given, first)
    assert "人による" not in (*found.counted, *found.others, *found.excluded)
    assert "survey_unknown_choice" in codes(count_survey(given, found, 5, (), first))


def test_a_question_of_another_name_is_found_by_its_answers() -> None:
    headings = ("番号", "課の名前", "役職", "世代", "問3")
    assert answered.probable(sheet(rows(), headings)).question == "問3"


def test_a_guess_is_one_whatever_the_headings() -> None:
    bare = sheet([("1", "a", "b", "c", "d")], ("A", "B", "C", "D", "E"))
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


def test_choices_are_told_with_how_often_they_were_given() -> None:
    assert answers_by_choice(sheet([*rows(), ("x", "", "", "", " ")]), HEADINGS[4]) == {
        FELT: 24,
        NOT: 12,
    }
    with pytest.raises(KeyError):
        answers_by_choice(sheet(rows()), "問9")


def test_a_sheet_does_not_print_what_people_wrote() -> None:
    assert "市民課" not in repr(sheet(rows()))


# How much work it is


def calls_of(work: Callable[[], object]) -> int:
    """How many functions are called meanwhile."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("question", [4, 0])
def test_twice_the_answers_are_no_more_than_twice_the_work(question: int) -> None:
    """Also with the wrong question, to which everybody said something else."""

    def count(answers: int) -> CountedSurvey:
        whole = sheet(
            [
                (
                    f"職員{n}",
                    f"第{n % 30}課",
                    f"級{n % 9}",
                    f"{n % 6}0代",
                    (FELT, NOT, UNKNOWN)[n % 3],
                )
                for n in range(answers)
            ]
        )
        method = replace(
            answered.probable(whole),
            question=HEADINGS[question],
            respondent=HEADINGS[0] if question else None,
            invited=30_000,
        )
        return count_survey(whole, method, 5, [f"第{n}課" for n in range(30)])

    assert (count(1000).survey is not None) is (question == 4)
    few, many = calls_of(lambda: count(1000)), calls_of(lambda: count(4000))
    assert many < 4.2 * few


def test_the_rate_of_what_was_counted_is_that_of_the_rows() -> None:
    assert positive_rate(survey_of(counted(rows()))) == Decimal(2400) / 36


@pytest.mark.parametrize("kind", ["departments", "positions", "ages"])
def test_no_group_of_a_survey_is_named_twice(kind: str) -> None:
    half = {"names": ["A課"], "answers": 10, "felt": 5}
    facts = {"question": "感じるか", "tally": {FELT: 10, NOT: 10}, "counted": [FELT]}
    for groups in (
        [half, half],
        [half | {"names": ["A課", "A課"], "answers": 20, "felt": 10}],
    ):
        with pytest.raises(ValidationError, match="named twice"):
            Survey.model_validate(facts | {kind: groups})

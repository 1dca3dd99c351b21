"""From exported answers to counts: everything odd is told, nothing is dropped, and nothing of a person is kept."""

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxkpi.findings import FactList, Percentage, Severity
from dxkpi.plan import Indicator, Plan
from dxkpi.plan.staff_survey import SurveyAspect
from dxkpi.survey import (
    AnswerSheet,
    CountedSurvey,
    CountingMethod,
    RepeatedAnswers,
    count_survey,
    positive_rate,
    surveyed_actual,
)
from tests.support import answered, exports
from tests.support.counted_rows import (
    FELT,
    HEADINGS,
    METHOD,
    NOT,
    TEXTS,
    UNKNOWN,
    Row,
    but,
    codes,
    counted,
    rows,
    sheet_of,
    survey_of,
    told,
)
from tests.support.survey_files import read_answers

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
    whole = sheet_of([*given, *(("", "a", "b", "c", "思う"),) * 6], headings)
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
    assert found.survey is not None or any(one.is_open for one in found.findings)


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
    whole = read_answers(exports.forms_xlsx(given, addresses))
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
        whole = sheet_of(
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

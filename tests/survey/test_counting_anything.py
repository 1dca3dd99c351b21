"""Whatever was answered: nothing is dropped, nothing of a person is kept, and no more work is done."""

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxkpi.findings import Severity
from dxkpi.survey import (
    AnswerSheet,
    CountedSurvey,
    CountingMethod,
    RepeatedAnswers,
    count_survey,
)
from tests.support import answered, exports
from tests.support.counted_rows import (
    FELT,
    HEADINGS,
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

"""What is offered before a survey is counted; people's own words do not get through."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st

from dxkpi.plan import Plan, Survey
from dxkpi.plan.staff_survey import FREE_TEXT, folded_answer
from dxkpi.survey import (
    AnswerSheet,
    CountingMethod,
    answer_choices,
    answers_by_choice,
    count_survey,
)
from dxkpi.survey.answer_sheet import AnswerKind
from tests.support import answered
from tests.support.counted_rows import codes, counted, rows, sheet_of, survey_of


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


def test_choices_are_offered_as_they_counted_last_year(last: Survey) -> None:
    turned = last.model_copy(update={"counted": (answered.AGREE,)})
    found = answer_choices.offered_choices(
        sheet(answered.answers()), answered.QUESTION, turned
    )
    assert found is not None
    assert [
        choice for choice, kind in found.kinds.items() if kind is AnswerKind.POSITIVE
    ] == [answered.AGREE]


def test_an_unknown_short_answer_waits_to_be_told(last: Survey) -> None:
    found = answer_choices.offered_choices(
        sheet(answered.but(answered.answers(), 2, choice="まあまあ")),
        answered.QUESTION,
        last,
    )
    assert found is not None
    assert found.kinds["まあまあ"] is None
    assert found.written == ()


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        "山田さんが変わればいいと思うが無理",
        "上司の佐藤は使えていて感心と思う",
        "山田課長が何もわからないから進まない",
    ],
)
def test_words_of_somebody_are_no_choice_because_they_sound_like_one(
    last: Survey, text: str, known: bool
) -> None:
    found = sheet(
        answered.but(answered.but(answered.answers(), 2, choice=text), 9, choice=text)
    )
    offered = answer_choices.offered_choices(
        found, answered.QUESTION, last if known else None
    )
    assert offered is not None
    assert offered.written == (text,)
    assert not {text} & (offered.choices.keys() | offered.kinds.keys())


@pytest.mark.parametrize(
    "text", ["佐藤は使えないと思う", "山田がわからない", "まあまあ"]
)
def test_a_rare_short_answer_counts_as_nothing_before_somebody_says_so(
    text: str,
) -> None:
    offered = answer_choices.offered_choices(
        sheet(answered.but(answered.answers(), 2, choice=text)), answered.QUESTION
    )
    assert offered is not None
    assert offered.kinds[text] is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("どちらかといえば実感している", AnswerKind.POSITIVE),
        ("５．とてもそう思う", AnswerKind.POSITIVE),
        ("どちらかというと感じられない", AnswerKind.NOT_POSITIVE),
        ("どちらともいえない", AnswerKind.NOT_POSITIVE),
        ("（４）まったく実感していない", AnswerKind.NOT_POSITIVE),
        ("わからない・どちらともいえない", AnswerKind.EXCLUDED),
        ("業務に該当しない", None),
        ("該当しない", AnswerKind.EXCLUDED),
    ],
)
def test_a_step_of_a_scale_is_a_choice_however_rare(
    text: str, kind: AnswerKind | None
) -> None:
    offered = answer_choices.offered_choices(
        sheet(answered.but(answered.answers(), 2, choice=text)), answered.QUESTION
    )
    assert offered is not None
    assert (offered.kinds[folded_answer(text)], offered.written) == (kind, ())


@pytest.mark.parametrize("text", ["まあ" * 5000, "思う・" * 5000])
def test_an_answer_longer_than_any_step_is_no_step_of_a_scale(text: str) -> None:
    offered = answer_choices.offered_choices(
        sheet(answered.but(answered.answers(), 2, choice=text)), answered.QUESTION
    )
    assert offered is not None
    assert offered.written == (text,)


def test_the_longest_step_of_a_scale_is_short_enough_to_be_tried() -> None:
    longest = (
        "10. " + "・".join(["どちらかというと何も、そう感じられません"] * 3) + "。"
    )
    offered = answer_choices.offered_choices(
        sheet(answered.but(answered.answers(), 2, choice=longest)), answered.QUESTION
    )
    assert offered is not None
    assert folded_answer(longest) in offered.kinds


def test_a_column_of_numbers_of_staff_offers_nothing() -> None:
    assert (
        answer_choices.offered_choices(sheet(answered.answers()), answered.NUMBER)
        is None
    )


OWN = st.text(st.characters(categories=("Lo", "Nd", "Po")), min_size=13, max_size=40)


@tried(deadline=None, max_examples=40)
@given(st.dictionaries(st.integers(0, 211), OWN, max_size=20), st.booleans())
def test_nothing_that_somebody_wrote_gets_into_the_counts(
    written: dict[int, str], named: bool
) -> None:
    rows = answered.answers()
    for n, text in written.items():
        rows[n] = rows[n] | {answered.QUESTION: text}
    found = sheet(rows)
    offered = answer_choices.offered_choices(found, answered.QUESTION)
    assert offered is not None
    known = set(answered.SCALE)
    kinds = {
        c: (
            kind
            if c in known
            else AnswerKind.OWN_WORDS
            if named
            else AnswerKind.EXCLUDED
        )
        for c, kind in offered.kinds.items()
    }
    method = replace(
        CountingMethod(answered.QUESTION, (), ()), department=answered.SECTION
    )
    clean, method = answer_choices.settle_choices(found, method, kinds, offered.written)
    counted = count_survey(clean, method, 5).survey
    assert counted is not None
    assert counted.answered + counted.blanks == 212
    if named:
        assert set(counted.excluded) <= {FREE_TEXT}
        assert set(answers_by_choice(clean, answered.QUESTION)) <= known | {FREE_TEXT}
    assert set(counted.tally) <= known


def test_a_choice_that_is_new_in_the_second_year_is_not_taken_for_disagreement() -> (
    None
):
    first = survey_of(counted(rows()))
    given = sheet_of([*rows(), ("x", "市民課", "", "", "人による")])
    found = answered.probable(given, first)
    assert "人による" not in (*found.counted, *found.others, *found.excluded)
    assert "survey_unknown_choice" in codes(count_survey(given, found, 5, (), first))

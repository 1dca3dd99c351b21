"""How the answers are counted: question, choices, columns."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from dxkpi.plan.staff_survey import FREE_TEXT
from dxkpi.store import Store
from dxkpi.survey import RepeatedAnswers
from dxkpi.survey.answer_sheet import AnswerKind
from tests.support import answered
from tests.support.survey_page import (
    YEAR,
    is_disabled,
    page_text,
    press_register,
    recorded_actual,
    recorded_survey,
    widget,
)


def test_everything_that_can_be_told_from_the_file_is_filled_in(
    bring: Callable[..., AppTest],
) -> None:
    at = bring()
    columns = {
        name: widget(at, "selectbox", name).value
        for name in ("question", "department", "position", "age", "respondent")
    }
    assert list(columns.values()) == [
        answered.QUESTION,
        answered.SECTION,
        answered.POSITION,
        answered.AGE,
        answered.NUMBER,
    ]
    kinds = {
        choice: widget(at, "radio", "kind", answered.QUESTION, choice).value
        for choice in answered.SCALE
    }
    assert list(kinds.values()) == [
        AnswerKind.POSITIVE,
        AnswerKind.POSITIVE,
        AnswerKind.NOT_POSITIVE,
        AnswerKind.NOT_POSITIVE,
    ]
    assert answered.WORDS not in widget(at, "selectbox", "department").options


def test_the_counts_follow_what_is_said_of_the_choices(
    bring: Callable[..., AppTest],
) -> None:
    at = bring()
    at = (
        widget(at, "radio", "kind", answered.QUESTION, answered.RATHER)
        .set_value(AnswerKind.EXCLUDED)
        .run()
    )
    assert "なし → **50.4%**" in page_text(at)
    assert "対象外の選択肢 91件、無回答 0件" in page_text(at)
    assert "前回の調査から変わりました：問い、" in page_text(at)
    at = (
        widget(at, "radio", "kind", answered.QUESTION, answered.AGREE)
        .set_value(AnswerKind.NOT_POSITIVE)
        .run()
    )
    assert "実感している回答とする選択肢を選んでください。" in page_text(at)
    assert is_disabled(at)


def test_the_same_question_with_another_number_can_be_compared(
    bring: Callable[..., AppTest], store: Store
) -> None:
    at = bring()
    assert "問いが変わったため、前年度とは比べられません。" in page_text(at)
    at = widget(at, "checkbox", "same", answered.QUESTION).set_value(True).run()
    assert "令和7年度からの変化" in page_text(at)
    assert "誤差の範囲" in page_text(at)
    press_register(at)
    last = recorded_actual(store, YEAR - 1)
    assert last is not None
    assert last.survey is not None
    assert recorded_survey(store).question == last.survey.question


def test_a_choice_of_last_year_that_nobody_gave_belongs_to_the_question_still(
    bring: Callable[..., AppTest], store: Store
) -> None:
    rows = [row for row in answered.answers() if row[answered.QUESTION] != answered.NOT]
    at = bring(rows)
    assert f"{answered.NOT}（0件）" in page_text(at)
    at = widget(at, "checkbox", "same", answered.QUESTION).set_value(True).run()
    assert "前回の調査から変わりました" not in page_text(at)
    press_register(at)
    assert recorded_survey(store).tally[answered.NOT] == 0


def test_a_column_of_peoples_own_words_is_no_question(
    bring: Callable[..., AppTest],
) -> None:
    rows = [
        row | {answered.WORDS: f"意見その{n}"}
        for n, row in enumerate(answered.answers())
    ]
    at = bring(rows)
    at = widget(at, "selectbox", "question").set_value(answered.WORDS).run()
    assert f"「{answered.WORDS}」は選択肢の問いではなく" in page_text(at)
    assert "意見その" not in page_text(at)
    assert not [
        button
        for button in at.button
        if button.key == "survey_register" and not button.disabled
    ]


def test_what_somebody_wrote_under_other_is_neither_shown_nor_kept(
    bring: Callable[..., AppTest], store: Store
) -> None:
    at = bring(answered.but(answered.answers(), 4, choice=answered.SECRET))
    assert answered.SECRET not in page_text(at)
    assert "ほかの1件は自由記述とみなし" in page_text(at)
    press_register(at)
    assert recorded_survey(store).excluded == {FREE_TEXT: 1}


def test_a_rare_answer_can_be_called_somebodys_own_words(
    bring: Callable[..., AppTest], store: Store
) -> None:
    at = bring(answered.but(answered.answers(), 4, choice="まあまあ"))
    assert "「まあまあ」という回答が1件あります（5行目）。" in page_text(at)
    assert is_disabled(at)
    at = (
        widget(at, "radio", "kind", answered.QUESTION, "まあまあ")
        .set_value(AnswerKind.OWN_WORDS)
        .run()
    )
    press_register(at)
    assert recorded_survey(store).excluded == {FREE_TEXT: 1}


def test_who_answered_twice_is_counted_as_is_said(
    bring: Callable[..., AppTest],
) -> None:
    at = bring(answered.but(answered.answers(), 10, number="00001"))
    assert (
        "1人が2回以上回答しています（2、11行目）。最後の回答だけを数えます。"
        in page_text(at)
    )
    assert "211件" in page_text(at)
    at = widget(at, "radio", "repeated").set_value(RepeatedAnswers.ALL).run()
    assert "すべての回答を数えます" in page_text(at)
    assert "212件" in page_text(at)

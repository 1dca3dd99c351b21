"""アンケート取込: from the file that a survey tool exports to the receipt, with a real store and Streamlit's test runner."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi.plan import Actual, Plan, Survey
from dxkpi.plan.staff_survey import FREE_TEXT
from dxkpi.settings import settings
from dxkpi.store import Store, writing
from dxkpi.survey import RepeatedAnswers
from dxkpi.survey.answer_sheet import AnswerKind
from dxkpi.web.common.session import state_key
from dxkpi.web.survey.draft_survey import DraftSurvey, SurveyState
from tests.support import answered, exports
from tests.support.apptest import HOSTILE, Open, save, words
from tests.support.speaking import speak

CITY, YEAR = "999997", 2026
Rows = list[dict[str, str]]


@pytest.fixture(autouse=True)
def _as_the_page_speaks(_speaking_english: None) -> None:
    speak("ja")


@pytest.fixture
def store(own_store: Path) -> Iterator[Store]:
    """A second hand on the store that the pages use."""
    opened = Store(f"sqlite:///{own_store}")
    yield opened
    opened.close()


@pytest.fixture
def bring(visit: Open) -> Callable[..., AppTest]:
    """Opens the page and chooses a file with these answers there."""

    def brought(rows: Rows | None = None, **query: str) -> AppTest:
        at = visit("survey", **{"city": CITY, "year": str(YEAR)} | query)
        at.user.clear()
        return choose(
            at, exports.google_csv(answered.answers() if rows is None else rows)
        )

    return brought


def choose(at: AppTest, content: bytes, name: str = "回答.csv") -> AppTest:
    at.file_uploader[0].set_value((name, content, "text/csv"))
    return at.run()


def draft_of(at: AppTest) -> DraftSurvey:
    """The survey that is being taken in."""
    state = at.session_state[state_key(SurveyState)]
    assert isinstance(state, SurveyState)
    assert state.draft is not None
    return state.draft


def box(at: AppTest, kind: str, name: str, *which: object) -> Any:
    """The widget of this name that is about the answers being counted."""
    key = draft_of(at).widget_key(name, *which)
    found = [widget for widget in getattr(at, kind) if widget.key == key]
    assert found, [widget.key for widget in getattr(at, kind)]
    return found[0]


def told(at: AppTest) -> str:
    """Everything the page says, its tables too."""
    assert not at.exception
    cells = [
        str(cell)
        for table in at.table
        for cell in table.value.reset_index().to_numpy().flatten()
    ]
    labels = [
        str(one.label)
        for kind in ("radio", "expander", "text_input")
        for one in getattr(at, kind)
    ]
    return (
        "\n".join([words(at), *cells, *labels, *(str(w.value) for w in at.warning)])
        .replace("\\", "")
        .replace("\u2060", "")
    )


def register(at: AppTest, who: str = "デジタル推進課 佐藤") -> AppTest:
    at.text_input(key="who").set_value(who).run()
    return at.button(key="survey_register").click().run()


def typed(at: AppTest, numbers: dict[int, int]) -> AppTest:
    """Type numbers of staff into these rows of the table."""
    editor = draft_of(at).staff_tables[answered.SECTION].editor_key
    at.session_state[editor] = {
        "edited_rows": {row: {"staff": n} for row, n in numbers.items()},
        "added_rows": [],
        "deleted_rows": [],
    }
    return at.run()


def actual(store: Store, year: int = YEAR, city: str = CITY) -> Actual | None:
    plan = store.plan(city)
    assert plan is not None
    assert plan.realisation is not None
    return plan.realisation.actual(year)


def survey_of(store: Store) -> Survey:
    entry = actual(store)
    assert entry is not None
    assert entry.survey is not None
    return entry.survey


def disabled(at: AppTest) -> bool:
    return bool(at.button(key="survey_register").disabled)


# --- The file -----------------------------------------------------------------------------------------------------------


def test_the_start_says_what_is_kept_and_from_which_size_groups_are(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DXKPI_SMALLEST_GROUP", "7")
    settings.cache_clear()
    at = visit("survey", city=CITY, year=str(YEAR))
    for sentence in (
        "ファイルは保存しません",
        "回答が7人に満たない",
        "LoGoフォーム、Microsoft Forms、Google フォーム",
    ):
        assert sentence in told(at)
    assert (
        at.header[0].value
        == "令和8年度の職員のDX推進実感率は、まだ登録されていません。"
    )


def test_the_sentence_says_what_is_on_record(visit: Open) -> None:
    at = visit("survey", city=CITY)
    assert (
        "令和7年度の職員のDX推進実感率は、64.1%で登録されています（アンケートの集計あり）。"
        in told(at)
    )


def test_a_plan_without_the_rate_says_what_it_needs(visit: Open) -> None:
    at = visit("survey", city="412091")
    assert "この計画は、職員のDX推進実感率を指標にしていません。" in told(at)
    assert "名称に「実感率」を含む指標" in told(at)
    assert not at.file_uploader


def test_a_file_that_cannot_be_read_says_why_and_lets_another_be_chosen(
    visit: Open,
) -> None:
    at = choose(visit("survey", city=CITY, year=str(YEAR)), b"", "空.csv")
    assert "ファイルに回答がありません" in told(at)
    assert not at.radio
    at = at.button(key="survey_again").click().run()
    assert at.file_uploader


@pytest.mark.parametrize("export", [exports.forms_xlsx, exports.logo_csv])
def test_workbooks_and_csv_come_to_the_same_counts(
    visit: Open, export: Callable[[Rows], bytes]
) -> None:
    at = choose(visit("survey", city=CITY, year=str(YEAR)), export(answered.answers()))
    assert "なし → **71.7%**" in told(at)
    assert "212件（うち実感 152件）" in told(at)


# --- How it is counted --------------------------------------------------------------------------------------------------


def test_everything_that_can_be_told_from_the_file_is_filled_in(
    bring: Callable[..., AppTest],
) -> None:
    at = bring()
    columns = {
        name: box(at, "selectbox", name).value
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
        choice: box(at, "radio", "kind", answered.QUESTION, choice).value
        for choice in answered.SCALE
    }
    assert list(kinds.values()) == [
        AnswerKind.POSITIVE,
        AnswerKind.POSITIVE,
        AnswerKind.NOT_POSITIVE,
        AnswerKind.NOT_POSITIVE,
    ]
    assert answered.WORDS not in box(at, "selectbox", "department").options


def test_the_counts_follow_what_is_said_of_the_choices(
    bring: Callable[..., AppTest],
) -> None:
    at = bring()
    at = (
        box(at, "radio", "kind", answered.QUESTION, answered.RATHER)
        .set_value(AnswerKind.EXCLUDED)
        .run()
    )
    assert "なし → **50.4%**" in told(at)
    assert "対象外の選択肢 91件、無回答 0件" in told(at)
    assert "前回の調査から変わりました：問い、" in told(at)
    at = (
        box(at, "radio", "kind", answered.QUESTION, answered.AGREE)
        .set_value(AnswerKind.NOT_POSITIVE)
        .run()
    )
    assert "実感している回答とする選択肢を選んでください。" in told(at)
    assert disabled(at)


def test_the_same_question_with_another_number_can_be_compared(
    bring: Callable[..., AppTest], store: Store
) -> None:
    at = bring()
    assert "問いが変わったため、前年度とは比べられません。" in told(at)
    at = box(at, "checkbox", "same", answered.QUESTION).set_value(True).run()
    assert "令和7年度からの変化" in told(at)
    assert "誤差の範囲" in told(at)
    register(at)
    last = actual(store, YEAR - 1)
    assert last is not None
    assert last.survey is not None
    assert survey_of(store).question == last.survey.question


def test_a_choice_of_last_year_that_nobody_gave_belongs_to_the_question_still(
    bring: Callable[..., AppTest], store: Store
) -> None:
    rows = [row for row in answered.answers() if row[answered.QUESTION] != answered.NOT]
    at = bring(rows)
    assert f"{answered.NOT}（0件）" in told(at)
    at = box(at, "checkbox", "same", answered.QUESTION).set_value(True).run()
    assert "前回の調査から変わりました" not in told(at)
    register(at)
    assert survey_of(store).tally[answered.NOT] == 0


def test_a_column_of_peoples_own_words_is_no_question(
    bring: Callable[..., AppTest],
) -> None:
    rows = [
        row | {answered.WORDS: f"意見その{n}"}
        for n, row in enumerate(answered.answers())
    ]
    at = bring(rows)
    at = box(at, "selectbox", "question").set_value(answered.WORDS).run()
    assert f"「{answered.WORDS}」は選択肢の問いではなく" in told(at)
    assert "意見その" not in told(at)
    assert not [
        button
        for button in at.button
        if button.key == "survey_register" and not button.disabled
    ]


def test_what_somebody_wrote_under_other_is_neither_shown_nor_kept(
    bring: Callable[..., AppTest], store: Store
) -> None:
    at = bring(answered.but(answered.answers(), 4, choice=answered.SECRET))
    assert answered.SECRET not in told(at)
    assert "ほかの1件は自由記述とみなし" in told(at)
    register(at)
    assert survey_of(store).excluded == {FREE_TEXT: 1}


def test_a_rare_answer_can_be_called_somebodys_own_words(
    bring: Callable[..., AppTest], store: Store
) -> None:
    at = bring(answered.but(answered.answers(), 4, choice="まあまあ"))
    assert "「まあまあ」という回答が1件あります（5行目）。" in told(at)
    assert disabled(at)
    at = (
        box(at, "radio", "kind", answered.QUESTION, "まあまあ")
        .set_value(AnswerKind.OWN_WORDS)
        .run()
    )
    register(at)
    assert survey_of(store).excluded == {FREE_TEXT: 1}


def test_who_answered_twice_is_counted_as_is_said(
    bring: Callable[..., AppTest],
) -> None:
    at = bring(answered.but(answered.answers(), 10, number="00001"))
    assert (
        "1人が2回以上回答しています（2、11行目）。最後の回答だけを数えます。"
        in told(at)
    )
    assert "211件" in told(at)
    at = box(at, "radio", "repeated").set_value(RepeatedAnswers.ALL).run()
    assert "すべての回答を数えます" in told(at)
    assert "212件" in told(at)


# --- Staff --------------------------------------------------------------------------------------------------------------


def test_staff_and_day_are_kept_and_give_the_response(
    bring: Callable[..., AppTest], store: Store
) -> None:
    at = box(bring(), "number_input", "invited").set_value(400).run()
    at = box(at, "date_input", "held", YEAR).set_value(date(2026, 11, 20)).run()
    at = typed(at, {0: 37})
    assert "53.0%" in told(at)
    register(at)
    entry = actual(store)
    assert entry is not None
    assert entry.as_of == "2026-11-20"
    survey = survey_of(store)
    assert survey.invited == 400
    assert {
        group.names[0]: group.invited for group in survey.departments if group.invited
    } == {"総務課": 37}


def test_a_day_to_come_is_told_and_nothing_can_be_registered(
    bring: Callable[..., AppTest],
) -> None:
    at = box(bring(), "date_input", "held", YEAR).set_value(date(2026, 11, 22)).run()
    assert "調査日（令和8年11月22日）が今日より後です。" in told(at)
    assert disabled(at)


def test_a_section_with_two_numbers_in_the_table_is_told(
    bring: Callable[..., AppTest],
) -> None:
    at = bring()
    editor = draft_of(at).staff_tables[answered.SECTION].editor_key
    at.session_state[editor] = {
        "edited_rows": {0: {"staff": 37}},
        "added_rows": [{"name": "総務課", "staff": 38}],
        "deleted_rows": [],
    }
    assert "総務課の対象者数が2通りあります（37、38）。" in told(at.run())
    assert disabled(at)


def test_a_day_of_another_fiscal_year_is_told(bring: Callable[..., AppTest]) -> None:
    at = box(bring(), "date_input", "held", YEAR).set_value(date(2026, 3, 31)).run()
    assert "令和8年3月31日は令和8年度 (2026)の日ではありません。" in told(at)
    assert "③ 確かめる" not in told(at)


def test_the_numbers_of_last_year_are_taken_over_only_when_asked_for(
    bring: Callable[..., AppTest],
) -> None:
    at = bring()
    assert "前回の調査：622人" in told(at)
    assert box(at, "number_input", "invited").value is None
    at = typed(at, {1: 30})
    at = box(at, "button", "take").click().run()
    assert "18課の合計 612人" in told(
        at
    )  # those of last year are 608, and 30 instead of 26 was typed
    at = box(at, "button", "sum").click().run()
    assert box(at, "number_input", "invited").value == 612


def test_what_was_typed_is_there_again_after_another_screen(
    bring: Callable[..., AppTest],
) -> None:
    at = typed(box(bring(), "number_input", "invited").set_value(400).run(), {0: 37})
    at = (
        at.switch_page("../../pages/help.py")
        .run()
        .switch_page("../../pages/survey.py")
        .run()
    )
    assert box(at, "number_input", "invited").value == 400
    assert "1課の合計 37人" in told(at)


def test_more_answers_than_staff_are_refused(bring: Callable[..., AppTest]) -> None:
    at = box(bring(), "number_input", "invited").set_value(100).run()
    assert "回答212件が対象者数（全体）の100人を超えています。" in told(at)
    assert disabled(at)
    assert "直すところが1か所残っている" in told(at)


# --- Names of 課 --------------------------------------------------------------------------------------------------------


def test_a_section_written_otherwise_waits_for_somebodys_word_which_can_be_changed(
    bring: Callable[..., AppTest], store: Store
) -> None:
    at = bring(answered.but(answered.answers(), 3, section="会計"))
    assert (
        "「会計」（1件、4行目）という課は登録がありません。「会計課」のことですか。"
        in told(at)
    )
    assert disabled(at)
    at = box(at, "selectbox", "name", "会計").set_value("総務課").run()
    assert "◎ 確かめました" in told(at)
    at = box(at, "selectbox", "name", "会計").set_value(None).run()
    assert disabled(at)
    at = box(at, "selectbox", "name", "会計").set_value("会計課").run()
    register(at)
    assert all("会計" not in group.names for group in survey_of(store).departments)


def test_small_sections_are_shown_together_as_they_would_be_stored(
    bring: Callable[..., AppTest],
) -> None:
    at = bring()
    assert "＊ 防災課・会計課" in told(at)
    assert "＊ 回答が5人に満たない区分を含むため" in told(at)


# --- Registration -------------------------------------------------------------------------------------------------------


def test_the_receipt_shows_what_it_is_and_the_answers_are_gone(
    bring: Callable[..., AppTest], store: Store
) -> None:
    at = register(bring())
    assert "登録しました。令和8年度の職員のDX推進実感率は71.7%です。" in told(at)
    assert "職員アンケートの集計" in told(at)
    assert draft_of(at).sheet is None
    entry = actual(store)
    assert entry is not None
    assert entry.value == Decimal("71.7")
    assert (survey_of(store).answers, survey_of(store).positive) == (212, 152)
    assert survey_of(store).headings["department"] == answered.SECTION


def test_nothing_of_a_person_is_shown_or_stored(
    bring: Callable[..., AppTest], own_store: Path
) -> None:
    addresses = [exports.ADDRESS.format(n=n) for n in range(212)]
    at = bring()
    at = at.button(key="survey_again").click().run()
    at = choose(at, exports.forms_xlsx(answered.answers(), addresses))
    assert box(at, "selectbox", "respondent").value in ("メール", answered.NUMBER)
    shown = told(at)
    at = register(at)
    stored = own_store.read_bytes()
    for secret in (answered.SECRET, "@city", "00007"):
        assert secret not in shown
        assert secret not in told(at)
        assert secret.encode() not in stored


def test_a_survey_is_withdrawn_like_every_return(
    bring: Callable[..., AppTest], visit: Open, store: Store
) -> None:
    register(bring())
    (submission,) = store.submissions(CITY)
    at = visit("returns", city=CITY, year=str(YEAR), submission=str(submission.number))
    assert "職員アンケートの集計" in told(at)
    assert not at.get("download_button") or not [
        b for b in at.get("download_button") if "xlsx" in b.proto.label
    ]
    at = visit("changes", city=CITY)
    assert ":material/how_to_vote: 職員アンケートの集計" in told(at)
    writing.withdraw_return(
        store, submission.number, "デジタル推進課", "試しに登録した"
    )
    assert actual(store) is None
    assert store.history(CITY)[-1].source == "counts of a staff survey"
    assert "職員アンケートの集計" in told(visit("changes", city=CITY, year=str(YEAR)))


def test_a_name_is_needed(bring: Callable[..., AppTest], store: Store) -> None:
    at = bring()
    at = at.button(key="survey_register").click().run()
    assert "登録する人" in told(at)
    assert store.submissions(CITY) == ()


def test_registration_switched_off_meanwhile_is_refused_at_the_moment_of_writing(
    bring: Callable[..., AppTest], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = bring()
    at.text_input(key="who").set_value("佐藤").run()
    monkeypatch.setenv("DXKPI_REGISTRATION", "false")
    settings.cache_clear()
    at = at.button(key="survey_register").click().run()
    assert "登録を受け付けていません" in told(at)
    assert store.submissions(CITY) == ()


def test_where_registration_is_switched_off_no_file_is_taken(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DXKPI_REGISTRATION", "false")
    settings.cache_clear()
    at = visit("survey", city=CITY)
    assert not at.file_uploader
    assert "登録を受け付けていません" in told(at)


def test_a_figure_changed_meanwhile_is_told_and_shown(
    bring: Callable[..., AppTest], store: Store, own_store: Path, sample_plan: Plan
) -> None:
    at = bring()
    at.text_input(key="who").set_value("佐藤").run()
    rate = sample_plan.realisation
    assert rate is not None
    changed = rate.with_actual(Actual(fiscal_year=YEAR, value=Decimal("66.0")))
    others = tuple(
        changed if i.code == rate.code else i for i in sample_plan.indicators
    )
    save(own_store, sample_plan.model_copy(update={"indicators": others}))
    at = at.button(key="survey_register").click().run()
    assert store.submissions(CITY) == ()
    assert "66.0% → **71.7%**" in told(at)
    register(at)
    assert len(store.submissions(CITY)) == 1


def test_the_answers_are_dropped_when_another_municipality_is_looked_at(
    bring: Callable[..., AppTest],
) -> None:
    at = bring()
    draft = draft_of(at)
    at.query_params["city"] = "472123"
    at = at.run()
    assert at.file_uploader
    assert draft.sheet is None


def test_another_year_counts_the_same_answers_for_it(
    bring: Callable[..., AppTest],
) -> None:
    at = bring()
    at = at.selectbox(key="select_year").set_value(2025).run()
    assert "64.1% → **71.7%**" in told(at)


def test_text_of_the_file_is_never_markup(bring: Callable[..., AppTest]) -> None:
    rows = [
        {
            (f"{HOSTILE} 感じるか" if k == answered.QUESTION else k): v
            for k, v in row.items()
        }
        for row in answered.answers()
    ]
    rows = [
        row | {answered.SECTION: HOSTILE[:60] if n < 20 else row[answered.SECTION]}
        for n, row in enumerate(rows)
    ]
    at = bring(rows)
    assert not at.exception
    for element in (*at.markdown, *at.caption, *at.error, *at.warning):
        assert "<img" not in element.value.replace("\\<", "")


def test_the_page_speaks_english_too(visit: Open) -> None:
    speak("en")
    at = choose(
        visit("survey", locale="en-US", city=CITY, year=str(YEAR)),
        exports.logo_csv(answered.answers()),
    )
    assert "How does each answer count?" in told(at)
    assert not re.search("[ぁ-ん]", at.warning[0].value)

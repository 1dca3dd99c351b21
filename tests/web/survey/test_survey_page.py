"""アンケート取込 as a page: its sentence, another city or year, text that is no markup."""

import re
from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from dxkpi.store import Store
from tests.support import answered, exports
from tests.support.apptest import HOSTILE, Open, address_of
from tests.support.shipped_cities import key_of
from tests.support.speaking import speak
from tests.support.survey_page import (
    CITY,
    YEAR,
    choose_file,
    draft_of,
    page_text,
    press_register,
)


def test_the_sentence_says_what_is_on_record(visit: Open) -> None:
    at = visit("survey", city=CITY)
    assert (
        "令和7年度の職員のDX推進実感率は、64.1%で登録されています（アンケートの集計あり）。"
        in page_text(at)
    )


def test_a_plan_without_the_rate_says_what_it_needs(visit: Open) -> None:
    at = visit("survey", city="412091")
    assert "この計画は、職員のDX推進実感率を指標にしていません。" in page_text(at)
    assert "名称に「実感率」を含む指標" in page_text(at)
    assert not at.file_uploader


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
    assert "64.1% → **71.7%**" in page_text(at)


def reloaded(at: AppTest, visit: Open) -> AppTest:
    """The address of a page in a new session, as F5 opens it."""
    return visit("survey", **address_of(at))


def test_a_reload_says_that_the_answers_are_gone_until_a_file_is_chosen(
    bring: Callable[..., AppTest], visit: Open, store: Store
) -> None:
    at = reloaded(bring(), visit)
    assert "一人ひとりの回答は、どこにも保存しない" in page_text(at)
    assert at.file_uploader
    assert store.submissions(key_of(CITY)) == ()
    assert "どこにも保存しない" in page_text(at.run())
    at = choose_file(at, exports.logo_csv(answered.answers()))
    assert not at.file_uploader
    assert not [w for w in at.warning if "どこにも保存しない" in w.value]


def test_before_and_while_counting_it_is_said_that_a_reload_drops_the_answers(
    bring: Callable[..., AppTest], visit: Open
) -> None:
    sentence = "ファイルを選び直してください。一人ひとりの回答は保存しない"
    assert sentence in page_text(visit("survey", city=CITY))
    assert any(sentence in caption.value for caption in bring().caption)


def test_a_reload_after_registering_speaks_of_no_lost_answers(
    bring: Callable[..., AppTest], visit: Open, store: Store
) -> None:
    at = press_register(bring())
    assert store.submissions(key_of(CITY))
    assert not reloaded(at, visit).warning


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
    at = choose_file(
        visit("survey", locale="en-US", city=CITY, year=str(YEAR)),
        exports.logo_csv(answered.answers()),
    )
    assert "How does each answer count?" in page_text(at)
    assert not re.search("[ぁ-ん]", at.warning[0].value)

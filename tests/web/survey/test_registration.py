"""Registration and withdrawal of a survey; nothing of a person is kept."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi.plan import Actual, Plan
from dxkpi.settings import settings
from dxkpi.store import Store, writing
from tests.support import answered, exports
from tests.support.apptest import Open, save
from tests.support.shipped_cities import key_of
from tests.support.survey_page import (
    CITY,
    YEAR,
    choose_file,
    draft_of,
    page_text,
    press_register,
    recorded_actual,
    recorded_survey,
    widget,
)


def test_the_receipt_shows_what_it_is_and_the_answers_are_gone(
    bring: Callable[..., AppTest], store: Store
) -> None:
    at = press_register(bring())
    assert "登録しました。令和8年度の職員のDX推進実感率は71.7%です。" in page_text(at)
    assert "職員アンケートの集計" in page_text(at)
    assert draft_of(at).sheet is None
    entry = recorded_actual(store)
    assert entry is not None
    assert entry.value == Decimal("71.7")
    assert (recorded_survey(store).answers, recorded_survey(store).positive) == (
        212,
        152,
    )
    assert recorded_survey(store).headings["department"] == answered.SECTION


def test_nothing_of_a_person_is_shown_or_stored(
    bring: Callable[..., AppTest], own_store: Path
) -> None:
    addresses = [exports.ADDRESS.format(n=n) for n in range(212)]
    at = bring()
    at = at.button(key="survey_again").click().run()
    at = choose_file(at, exports.forms_xlsx(answered.answers(), addresses))
    assert widget(at, "selectbox", "respondent").value in ("メール", answered.NUMBER)
    shown = page_text(at)
    at = press_register(at)
    stored = own_store.read_bytes()
    for secret in (answered.SECRET, "@city", "00007"):
        assert secret not in shown
        assert secret not in page_text(at)
        assert secret.encode() not in stored


def test_a_survey_is_withdrawn_like_every_return(
    bring: Callable[..., AppTest], visit: Open, store: Store
) -> None:
    press_register(bring())
    (submission,) = store.submissions(key_of(CITY))
    at = visit("returns", city=CITY, year=str(YEAR), submission=str(submission.number))
    assert "職員アンケートの集計" in page_text(at)
    assert not at.get("download_button") or not [
        b for b in at.get("download_button") if "xlsx" in b.proto.label
    ]
    at = visit("changes", city=CITY)
    assert ":material/how_to_vote: 職員アンケートの集計" in page_text(at)
    writing.withdraw_return(
        store, submission.number, "デジタル推進課", "試しに登録した"
    )
    assert recorded_actual(store) is None
    assert store.history(key_of(CITY))[-1].source == "counts of a staff survey"
    assert "職員アンケートの集計" in page_text(
        visit("changes", city=CITY, year=str(YEAR))
    )


def test_a_name_is_needed(bring: Callable[..., AppTest], store: Store) -> None:
    at = bring()
    at = at.button(key="survey_register").click().run()
    assert "先に、お名前を入れて" in page_text(at)
    assert store.submissions(key_of(CITY)) == ()


def test_registration_switched_off_meanwhile_is_refused_at_the_moment_of_writing(
    bring: Callable[..., AppTest], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = bring()
    at.text_input(key="who").set_value("佐藤").run()
    monkeypatch.setenv("DXKPI_REGISTRATION", "false")
    settings.cache_clear()
    at = at.button(key="survey_register").click().run()
    assert "登録を受け付けていません" in page_text(at)
    assert store.submissions(key_of(CITY)) == ()


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
    assert store.submissions(key_of(CITY)) == ()
    assert "66.0% → **71.7%**" in page_text(at)
    press_register(at)
    assert len(store.submissions(key_of(CITY))) == 1

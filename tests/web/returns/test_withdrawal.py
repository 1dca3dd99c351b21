"""Withdrawing a return: what goes back, who may, and what is asked first."""

from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi.plan import Plan
from dxkpi.settings import settings
from dxkpi.store import Role, SubmissionState
from tests.support.accounts import granted
from tests.support.apptest import Open, words
from tests.support.returned import leave, opened, register, withdraw
from tests.support.returns_page import MIHON, codes_of, page_tables
from tests.support.shipped_cities import key_of


@pytest.fixture(autouse=True)
def _account_of_the_reader(own_store: Path) -> None:
    """The account of whom the pages under test take to have signed in."""
    with opened(own_store) as store:
        granted(store, "test@example.com", Role.REVIEWER, MIHON)


def begin(at: AppTest, number: int) -> AppTest:
    return at.button(key=f"returns_withdraw_{number}").click().run()


def press(at: AppTest, reason: str | None = "年度を間違えた") -> AppTest:
    if reason is not None:
        at.text_input(key="returns_reason").set_value(reason)
    return next(b for b in at.button if b.label == "取り下げる").click().run()


def state_of(path: Path, number: int) -> SubmissionState:
    with opened(path) as store:
        found = store.submission(number)
    assert found is not None
    return found.state


def test_withdrawing_shows_first_what_goes_back_and_what_stays(
    visit: Open, own_store: Path, asked: Plan
) -> None:
    one, two, *_ = codes_of(asked, "人事課")
    first = register(own_store, MIHON, 2025, "人事課", {one: 5, two: 6})
    register(own_store, MIHON, 2025, "人事課", {two: 7}, file=None)
    at = visit("returns", city=MIHON, year="2025", submission=str(first.number))
    at = begin(at, first.number)
    preview = " ".join(cell for row in page_tables(at)[3] for cell in row)
    assert "→" in preview
    assert "そのまま" in preview
    assert state_of(own_store, first.number) is SubmissionState.REGISTERED
    at = press(at)
    assert "取り下げました" in at.success[0].value
    assert state_of(own_store, first.number) is SubmissionState.WITHDRAWN
    with opened(own_store) as store:
        plan = store.plan(key_of(MIHON))
    assert plan is not None
    values = [
        (i.code, entry.value)
        for i in plan.indicators
        if i.code in (one, two) and (entry := i.actual(2025))
    ]
    assert values == [(two, Decimal(7))]


def test_a_reason_and_a_name_are_required(
    visit: Open, own_store: Path, asked: Plan
) -> None:
    made = register(own_store, MIHON, 2025, "人事課", {codes_of(asked, "人事課")[0]: 5})
    at = begin(
        visit("returns", city=MIHON, year="2025", submission=str(made.number)),
        made.number,
    )
    at = press(at, reason=None)
    assert "理由" in at.error[0].value
    at = press(at, reason="　 ")
    assert "理由" in at.error[0].value
    assert state_of(own_store, made.number) is SubmissionState.REGISTERED
    at.session_state["who"] = ""
    at = press(at.run())
    assert "名前" in at.error[0].value
    assert state_of(own_store, made.number) is SubmissionState.REGISTERED
    assert (
        "登録" not in at.text_input(key="who").label
    )  # it is withdrawn, not registered
    at.text_input(key="who").set_value("事務局 田中")
    assert press(at).success
    assert state_of(own_store, made.number) is SubmissionState.WITHDRAWN


def test_nobody_withdraws_where_registration_is_switched_off(
    visit: Open, own_store: Path, asked: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = register(own_store, MIHON, 2025, "人事課", {codes_of(asked, "人事課")[0]: 5})
    at = begin(
        visit("returns", city=MIHON, year="2025", submission=str(made.number)),
        made.number,
    )
    monkeypatch.setenv("DXKPI_REGISTRATION", "false")
    settings.cache_clear()
    at = press(at)
    assert at.error
    assert state_of(own_store, made.number) is SubmissionState.REGISTERED
    at = visit("returns", city=MIHON, year="2025", submission=str(made.number))
    assert not [b for b in at.button if str(b.key).startswith("returns_withdraw_")]


def test_somebody_who_withdraws_what_another_has_just_withdrawn_is_told(
    visit: Open, own_store: Path, asked: Plan
) -> None:
    made = register(own_store, MIHON, 2025, "人事課", {codes_of(asked, "人事課")[0]: 5})
    at = begin(
        visit("returns", city=MIHON, year="2025", submission=str(made.number)),
        made.number,
    )
    withdraw(own_store, made.number)
    at = press(at)
    assert at.error
    assert not at.exception


def test_a_return_that_waits_is_withdrawn_without_a_change(
    visit: Open, own_store: Path, asked: Plan
) -> None:
    made = leave(own_store, MIHON, 2025, "人事課")
    at = visit("returns", city=MIHON, year="2025", submission=str(made.number))
    at = begin(at, made.number)
    assert "まだ登録されていないので、値は変わりません。" in words(at)
    at = press(at)
    assert at.success[0].value == f"受付番号{made.number}を取り下げました。"
    assert state_of(own_store, made.number) is SubmissionState.WITHDRAWN


def test_withdrawing_can_be_left(visit: Open, own_store: Path, asked: Plan) -> None:
    made = register(own_store, MIHON, 2025, "人事課", {codes_of(asked, "人事課")[0]: 5})
    at = begin(
        visit("returns", city=MIHON, year="2025", submission=str(made.number)),
        made.number,
    )
    at = next(b for b in at.button if b.label == "やめる").click().run()
    assert not [t for t in at.text_input if t.key == "returns_reason"]
    assert state_of(own_store, made.number) is SubmissionState.REGISTERED

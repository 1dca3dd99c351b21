"""Each action is one line of the log, and nothing of what people wrote is in it."""

from datetime import date

import pytest

from dxkpi import actions
from dxkpi.actions import (
    Actor,
    Command,
    DisableAccount,
    GrantRole,
    Identification,
    InviteAccount,
    NotPermitted,
    OpenRound,
    WithdrawReturn,
    WrongRound,
)
from dxkpi.event_log import subject_hash
from dxkpi.plan import Plan
from dxkpi.store import Membership, Role, Store, StoreError
from tests.support.accounts import granted
from tests.support.decided import record
from tests.support.logged_lines import logged_lines
from tests.support.registered_surveys import registered
from tests.support.shipped_cities import key_of
from tests.support.stored import register_figures

OPERATOR = Actor("運用 山本", Identification.COMMAND_LINE)
TYPED = Actor("市長 山田太郎", Identification.TYPED)
PASSWORD = "まいにちの登録を忘れない"
VIEWER = Membership(Role.VIEWER, "999997")


def test_an_action_tells_what_where_by_whom_and_how_long(
    store: Store, city: str
) -> None:
    reviewer = granted(store, "sato", Role.ADMIN, city)
    with logged_lines() as log:
        command = GrantRole("tanaka", "田中 花子", VIEWER)
        actions.grant_role(store, command, reviewer)
    [line] = log.of("grant_role")
    assert (line["outcome"], line["cities"]) == ("done", [city])
    assert (line["known_by"], line["subject"]) == ("signed_in", subject_hash("sato"))
    assert line["milliseconds"] >= 0
    [change] = log.of("change")
    end = store.verify().end
    assert (change["revision"], change["sha256"]) == end
    assert "田中" not in log.text
    assert "sato" not in log.text


def test_a_refused_action_tells_why(store: Store, city: str) -> None:
    viewer = granted(store, "sato", Role.VIEWER, city)
    with logged_lines() as log, pytest.raises(NotPermitted):
        actions.disable_account(store, DisableAccount("sato"), viewer)
    [line] = log.of("disable_account")
    assert (line["level"], line["outcome"]) == ("warning", "refused")
    assert line["reason"] == "no_right"


def test_what_the_store_refuses_is_told_by_its_code(store: Store, city: str) -> None:
    made = register_figures(store, city, {"K01": 5})
    with logged_lines() as log, pytest.raises(StoreError):
        actions.withdraw_return(store, WithdrawReturn(made.number, " "), TYPED)
    [line] = log.of("withdraw_return")
    assert (line["outcome"], line["reason"]) == ("not_done", "no_reason")
    assert (line["cities"], line["receipt"]) == ([city], made.number)


def test_what_was_asked_for_wrongly_is_told_by_its_codes(
    store: Store, city: str
) -> None:
    command = OpenRound(key_of(city), 1999, date(2026, 5, 15))
    with logged_lines() as log, pytest.raises(WrongRound):
        actions.open_round(store, command, OPERATOR)
    [line] = log.of("open_round")
    assert (line["outcome"], line["reason"]) == ("not_done", "year_not_of_plan")
    assert line["plans"] == [str(key_of(city))]


def test_a_survey_and_a_decision_tell_their_plan(
    store: Store, city: str, sample_plan: Plan
) -> None:
    with logged_lines() as log:
        number = registered(store, city)
        record(store, sample_plan.key, text="窓口で案内する")
    [survey], [decision] = log.of("register_survey"), log.of("change_decision")
    assert (survey["plans"], survey["receipt"]) == ([str(key_of(city))], number)
    assert decision["plans"] == [str(key_of(city))]
    assert "窓口" not in log.text


def test_signing_in_tells_neither_name_nor_secret(store: Store, city: str) -> None:
    granted(store, "sato", Role.REVIEWER, city)
    with logged_lines() as log:
        code = actions.invite_account(store, InviteAccount("sato"), OPERATOR).code
        actions.accept_invitation(store, code, PASSWORD)
        wrong = actions.sign_in_with_password(store, "sato", "間違った合言葉です")
        token = actions.sign_in_with_password(store, "sato", PASSWORD)
        assert isinstance(token, str)
        actions.sign_out(store, token)
    outcomes = [line["outcome"] for line in log.of("sign_in_with_password")]
    assert outcomes == ["refused", "done"]
    assert not isinstance(wrong, str)
    for secret in (code, PASSWORD, "間違った合言葉です", token, "sato", "山本"):
        assert secret not in log.text


def test_every_action_is_logged() -> None:
    """Whatever takes a command and an actor goes through the log."""
    for name in actions.__all__:
        action = getattr(actions, name)
        notes = getattr(action, "__annotations__", {})
        takes_command = isinstance(notes.get("command"), type) and issubclass(
            notes["command"], Command
        )
        if takes_command and name != "permit":
            assert hasattr(action, "__wrapped__"), name

"""Signing in with a password: the token, the lock-out, invitations, signing out."""

import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher, extract_parameters
from sqlalchemy import select

from dxkpi import actions
from dxkpi.actions import (
    Actor,
    DisableAccount,
    EnableAccount,
    Identification,
    InviteAccount,
    SignInRefusal,
    SignInRefused,
    SignOutEverywhere,
    passwords,
)
from dxkpi.settings import settings
from dxkpi.store import AccountEvent, Role, Store
from dxkpi.store.engine import read_connection
from dxkpi.store.tables import SIGN_IN, SIGN_IN_FAILURE
from tests.support.accounts import granted

OPERATOR = Actor("root", Identification.COMMAND_LINE)
CITY = "999997"
PASSWORD = "まいにちの登録を忘れない"
NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
WRONG = SignInRefused(SignInRefusal.WRONG)


@pytest.fixture(autouse=True)
def _at_one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dxkpi.fiscal.now", lambda: NOW)


@pytest.fixture
def invited(store: Store) -> str:
    """The code by which sato was invited."""
    granted(store, "sato", Role.REVIEWER, CITY)
    return actions.invite_account(store, InviteAccount("sato"), OPERATOR).code


@pytest.fixture
def account(store: Store, invited: str) -> Store:
    """A store in which sato has chosen a password, an hour ago."""
    earlier = NOW - timedelta(hours=1)
    accepted = actions.accept_invitation(store, invited, PASSWORD, earlier)
    assert not isinstance(accepted, SignInRefused)
    return store


def token(store: Store, now: datetime = NOW) -> str:
    result = actions.sign_in_with_password(store, "sato", PASSWORD, now)
    assert isinstance(result, str)
    return result


def subject_of(store: Store, token: str, now: datetime = NOW) -> str | None:
    account = actions.signed_in_account(store, token, now)
    return None if account is None else account.subject


def test_a_password_gives_a_token_that_counts_until_it_expires(account: Store) -> None:
    made = token(account)
    hours = timedelta(hours=settings().sign_in_hours)
    assert len(made) >= 43
    assert subject_of(account, made) == "sato"
    assert subject_of(account, made, NOW + hours - timedelta(seconds=1)) == "sato"
    assert subject_of(account, made, NOW + hours) is None
    assert subject_of(account, made + "x") is None
    assert subject_of(account, "") is None


def test_each_browser_has_a_token_of_its_own(account: Store) -> None:
    first, second = token(account), token(account)
    assert first != second
    actions.sign_out(account, first, NOW)
    assert subject_of(account, first) is None
    assert subject_of(account, second) == "sato"


def test_no_secret_is_in_the_store(
    account: Store, invited: str, tmp_path: Path
) -> None:
    made = token(account)
    file = tmp_path / "backup.sqlite3"
    account.back_up(file)
    content = file.read_bytes()
    for secret in (made, invited, invited.replace("-", ""), PASSWORD):
        assert secret.encode() not in content


@pytest.mark.parametrize(
    "typed", ["sato", " ｓａｔｏ ", "ｓａｔｏ"], ids=["plain", "blanks", "full width"]
)
def test_what_an_input_method_makes_of_name_and_password_is_understood(
    store: Store, invited: str, typed: str
) -> None:
    actions.accept_invitation(store, invited, "ｋｐｉ－ｄａｓｈｂｏａｒｄ", NOW)
    result = actions.sign_in_with_password(store, typed, "kpi-dashboard", NOW)
    assert isinstance(result, str)


def test_every_failure_is_answered_alike(account: Store) -> None:
    granted(account, "fresh", Role.VIEWER, CITY)  # has no password yet
    granted(account, "gone", Role.VIEWER, CITY)
    code = actions.invite_account(account, InviteAccount("gone"), OPERATOR).code
    actions.accept_invitation(account, code, PASSWORD, NOW)
    actions.disable_account(account, DisableAccount("gone"), OPERATOR)
    tried = [
        ("sato", "wrong password"),
        ("sato", ""),
        ("sato", PASSWORD + "x" * 500),
        ("nobody", PASSWORD),
        ("fresh", ""),
        ("gone", PASSWORD),
        ("", ""),
        ("\0\ud800", "\0\ud800"),
    ]
    answers = [
        actions.sign_in_with_password(account, subject, password, NOW)
        for subject, password in tried
    ]
    assert answers == [WRONG] * len(tried)


def test_an_unknown_subject_costs_the_same_work() -> None:
    """The decoy is a hash like every other, so that it is worked out to its end."""
    assert extract_parameters(passwords._DECOY) == extract_parameters(
        PasswordHasher().hash("x")
    )
    kept = passwords.hash_password(PASSWORD)

    def seconds(hash_kept: str | None) -> float:
        begun = time.perf_counter()
        assert not passwords.is_password("something else", hash_kept)
        return time.perf_counter() - begun

    known = statistics.median(seconds(kept) for _ in range(5))
    unknown = statistics.median(seconds(None) for _ in range(5))
    assert 0.2 < unknown / known < 5


@pytest.mark.parametrize("subject", ["sato", "nobody"])
def test_after_five_failures_nobody_is_tried_for_a_growing_while(
    account: Store, subject: str
) -> None:
    now, tried = NOW, 0
    waits: list[int] = []
    while len(waits) < 8:
        answer = actions.sign_in_with_password(account, subject, "wrong", now)
        assert isinstance(answer, SignInRefused)
        if answer.until is None:
            assert answer == WRONG
            tried += 1
        else:
            waits.append((answer.until - now) // MINUTE)
            now = answer.until
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    assert tried == 5 + 7


def test_the_right_password_does_not_help_whoever_is_locked_out(
    account: Store,
) -> None:
    for _ in range(5):
        assert actions.sign_in_with_password(account, "sato", "wrong", NOW) == WRONG
    locked = actions.sign_in_with_password(account, "sato", PASSWORD, NOW)
    assert locked == SignInRefused(SignInRefusal.LOCKED, NOW + MINUTE)
    made = token(account, NOW + MINUTE)
    assert subject_of(account, made, NOW + MINUTE) == "sato"
    answer = actions.sign_in_with_password(account, "sato", "wrong", NOW + MINUTE)
    assert answer == WRONG


def test_many_attempts_at_once_get_no_further_than_one_by_one(account: Store) -> None:
    def attempt(number: int) -> str | SignInRefused:
        return actions.sign_in_with_password(account, "sato", f"wrong {number}", NOW)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(attempt, range(16)))
    assert answers.count(WRONG) == 5


def test_failures_of_yesterday_are_forgotten(account: Store) -> None:
    for _ in range(5):
        actions.sign_in_with_password(account, "sato", "wrong", NOW)
    later = NOW + timedelta(hours=25)
    for _ in range(4):
        assert actions.sign_in_with_password(account, "sato", "wrong", later) == WRONG
    assert subject_of(account, token(account, later), later) == "sato"


def test_failures_of_a_clock_that_was_ahead_lock_nobody_out(account: Store) -> None:
    ahead = NOW + timedelta(days=400)
    for _ in range(9):
        actions.sign_in_with_password(account, "sato", "wrong", ahead)
    assert subject_of(account, token(account)) == "sato"


def test_signing_out_everywhere_counts_also_when_the_clock_was_set_back(
    account: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [token(account), token(account)]
    monkeypatch.setattr("dxkpi.fiscal.now", lambda: NOW - 30 * MINUTE)
    actions.sign_out_everywhere(account, SignOutEverywhere("sato"), OPERATOR)
    assert [subject_of(account, one) for one in made] == [None, None]
    actions.disable_account(account, DisableAccount("sato"), OPERATOR)
    actions.enable_account(account, EnableAccount("sato"), OPERATOR)
    assert [subject_of(account, one) for one in made] == [None, None]


def test_whoever_was_signed_out_by_a_clock_that_was_ahead_signs_in_anew(
    account: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    former = token(account)
    with monkeypatch.context() as ahead:
        ahead.setattr("dxkpi.fiscal.now", lambda: NOW + timedelta(days=400))
        actions.sign_out_everywhere(account, SignOutEverywhere("sato"), OPERATOR)
    assert subject_of(account, token(account)) == "sato"
    assert subject_of(account, former) is None


def test_a_disabled_account_is_out_at_once_and_stays_so_once_enabled(
    account: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = token(account)
    monkeypatch.setattr("dxkpi.fiscal.now", lambda: NOW + MINUTE)
    actions.disable_account(account, DisableAccount("sato"), OPERATOR)
    assert subject_of(account, made) is None
    actions.enable_account(account, EnableAccount("sato"), OPERATOR)
    assert subject_of(account, made) is None
    later = NOW + 2 * MINUTE
    assert subject_of(account, token(account, later), later) == "sato"


def test_signing_out_everywhere_ends_every_browser(
    account: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [token(account), token(account)]
    monkeypatch.setattr("dxkpi.fiscal.now", lambda: NOW + MINUTE)
    actions.sign_out_everywhere(account, SignOutEverywhere("sato"), OPERATOR)
    assert [subject_of(account, one) for one in made] == [None, None]


def test_a_code_is_taken_once_however_it_was_copied(store: Store, invited: str) -> None:
    written = invited.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert subject_invited(store, written) == "sato"
    accepted = actions.accept_invitation(store, written, PASSWORD, NOW)
    assert not isinstance(accepted, SignInRefused)
    assert accepted.subject == "sato"
    again = actions.accept_invitation(store, invited, PASSWORD, NOW)
    assert again == SignInRefused(SignInRefusal.INVALID_CODE)
    assert subject_invited(store, invited) is None
    [*_, last] = store.account_changes("sato")
    assert (last.what, last.who, last.source) == (
        AccountEvent.PASSWORD_SET,
        "sato さん",
        "invitation",
    )


def subject_invited(store: Store, code: str, now: datetime = NOW) -> str | None:
    account = actions.invited_account(store, code, now)
    return None if account is None else account.subject


def test_a_code_counts_no_longer_than_it_says(store: Store, invited: str) -> None:
    days = timedelta(days=settings().invitation_days)
    assert subject_invited(store, invited, NOW + days - MINUTE) == "sato"
    assert subject_invited(store, invited, NOW + days) is None
    late = actions.accept_invitation(store, invited, PASSWORD, NOW + days)
    assert late == SignInRefused(SignInRefusal.INVALID_CODE)


def test_a_second_invitation_is_in_the_place_of_the_first(
    store: Store, invited: str
) -> None:
    second = actions.invite_account(store, InviteAccount("sato"), OPERATOR).code
    assert subject_invited(store, invited) is None
    assert subject_invited(store, second) == "sato"


@pytest.mark.parametrize(
    ("city", "counts"), [(CITY, True), ("472123", False), (None, False)]
)
def test_an_invitation_counts_no_longer_once_its_person_has_a_role_in_another_city(
    store: Store, invited: str, city: str | None, counts: bool
) -> None:
    """Whoever invited in the one city may know the code."""
    granted(store, "sato", Role.AUTHOR, city)
    assert (subject_invited(store, invited) == "sato") is counts


def test_whoever_is_disabled_cannot_take_up_an_invitation(
    store: Store, invited: str
) -> None:
    actions.disable_account(store, DisableAccount("sato"), OPERATOR)
    answer = actions.accept_invitation(store, invited, PASSWORD, NOW)
    assert answer == SignInRefused(SignInRefusal.INVALID_CODE)


def test_a_new_password_signs_out_whoever_knew_the_former(account: Store) -> None:
    made = token(account)
    code = actions.invite_account(account, InviteAccount("sato"), OPERATOR).code
    actions.accept_invitation(account, code, "まったく別のパスワードです", NOW + MINUTE)
    assert subject_of(account, made, NOW + MINUTE) is None
    answer = actions.sign_in_with_password(account, "sato", PASSWORD, NOW + MINUTE)
    assert answer == WRONG


def test_whoever_chose_a_password_is_signed_in_with_it_at_once(
    store: Store, invited: str
) -> None:
    actions.accept_invitation(store, invited, PASSWORD, NOW)
    assert subject_of(store, token(store)) == "sato"


def test_a_password_is_changed_by_who_knows_it(account: Store) -> None:
    here, elsewhere = token(account), token(account)
    other = "まったく別のパスワードです"
    assert actions.change_password(account, here, "wrong", other, NOW) == WRONG
    assert actions.change_password(account, "stolen", PASSWORD, other, NOW) == WRONG
    short = actions.change_password(account, here, PASSWORD, "short", NOW)
    assert short == SignInRefused(SignInRefusal.PASSWORD_TOO_SHORT)
    changed = actions.change_password(account, here, PASSWORD, other, NOW)
    assert not isinstance(changed, SignInRefused)
    assert subject_of(account, here) == "sato"
    assert subject_of(account, elsewhere) is None
    assert actions.sign_in_with_password(account, "sato", PASSWORD, NOW) == WRONG
    assert isinstance(actions.sign_in_with_password(account, "sato", other, NOW), str)


def test_a_stolen_browser_cannot_guess_the_password(account: Store) -> None:
    stolen = token(account)
    other = "まったく別のパスワードです"
    answers = [
        actions.change_password(account, stolen, f"wrong {n}", other, NOW)
        for n in range(6)
    ]
    assert answers == [WRONG] * 5 + [SignInRefused(SignInRefusal.LOCKED, NOW + MINUTE)]


def test_sign_ins_that_are_long_over_are_forgotten(account: Store) -> None:
    token(account)
    token(account, NOW + timedelta(days=80))
    token(account, NOW + timedelta(days=100))
    with read_connection(account.engine) as connection:
        kept = list(connection.execute(select(SIGN_IN.c.id)).scalars())
    assert len(kept) == 2


@pytest.mark.parametrize(
    ("password", "refusal"),
    [
        ("elevenchars", SignInRefusal.PASSWORD_TOO_SHORT),
        ("", SignInRefusal.PASSWORD_TOO_SHORT),
        ("x" * 201, SignInRefusal.PASSWORD_TOO_LONG),
        ("Administrator@city.example", SignInRefusal.PASSWORD_IS_SUBJECT),
    ],
)
def test_a_weak_password_is_refused_and_the_code_still_counts(
    store: Store, password: str, refusal: SignInRefusal
) -> None:
    subject = "administrator@city.example"
    granted(store, subject, Role.VIEWER, CITY)
    code = actions.invite_account(store, InviteAccount(subject), OPERATOR).code
    answer = actions.accept_invitation(store, code, password, NOW)
    assert answer == SignInRefused(refusal)
    assert subject_invited(store, code) == subject


def test_failures_are_counted_in_a_number_of_rows_that_is_bounded(store: Store) -> None:
    for number in range(3):
        actions.sign_in_with_password(store, f"nobody {number}", "wrong", NOW)
    with read_connection(store.engine) as connection:
        buckets = list(connection.execute(select(SIGN_IN_FAILURE.c.bucket)).scalars())
    assert len(buckets) == 3
    assert all(0 <= bucket < 2**16 for bucket in buckets)


def test_after_a_backup_is_restored_everybody_signs_in_anew(
    account: Store, tmp_path: Path
) -> None:
    made = token(account)
    code = actions.invite_account(account, InviteAccount("sato"), OPERATOR).code
    file = tmp_path / "backup.sqlite3"
    account.back_up(file)
    actions.sign_out(account, made, NOW)
    actions.restore_store(account, actions.RestoreStore(file), OPERATOR)
    assert subject_of(account, made) is None
    assert subject_invited(account, code) is None
    later = NOW + MINUTE
    assert subject_of(account, token(account, later), later) == "sato"

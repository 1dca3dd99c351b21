"""Accounts as the store keeps them, on SQLite and on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from dxkpi.plan import Plan
from dxkpi.plan.document_writing import plan_as_yaml
from dxkpi.store import (
    Account,
    AccountEvent,
    Grant,
    Membership,
    Role,
    Store,
    StoreError,
    StoreFault,
    account_writing,
    sign_ins,
)
from dxkpi.store.engine import write_transaction
from dxkpi.store.sign_ins import NewSignIn
from tests.support.accounts import ANY_DAY, MANAGING, granted
from tests.support.statements import rows_given, statements_noted

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
SHA256 = "ab" * 32
REPORTER = Membership(
    Role.REPORTER, "999997", "人事課", date(2026, 4, 1), date(2027, 3, 31)
)


def granting(store: Store, *grants: Grant) -> None:
    account_writing.grant_roles(
        store, grants, "operator", "accounts.csv", ANY_DAY, managing=MANAGING
    )


def test_an_account_is_read_as_it_was_written(store: Store, city: str) -> None:
    everywhere = Membership(Role.VIEWER, None)
    granting(store, Grant("sato", "佐藤 花子", REPORTER))
    granting(store, Grant("sato", "佐藤 葉子", everywhere))
    assert store.account("sato") == Account(
        "sato", "佐藤 葉子", (REPORTER, everywhere), frozenset({city, None})
    )
    changes = store.account_changes("sato")
    assert [(c.what, c.name, c.membership) for c in changes] == [
        (AccountEvent.CREATED, "佐藤 花子", None),
        (AccountEvent.GRANTED, None, REPORTER),
        (AccountEvent.RENAMED, "佐藤 葉子", None),
        (AccountEvent.GRANTED, None, everywhere),
    ]
    assert {(c.who, c.source) for c in changes} == {("operator", "accounts.csv")}


def test_the_accounts_of_a_city_are_those_who_ever_had_a_role_there(
    store: Store, city: str
) -> None:
    granted(store, "b", Role.VIEWER, city)
    granted(store, "a", Role.VIEWER, None)
    granted(store, "c", Role.VIEWER, "472123")
    granted(store, "d", Role.VIEWER, city)
    account_writing.revoke_role(
        store,
        "d",
        Membership(Role.VIEWER, city),
        "operator",
        "test",
        ANY_DAY,
        managing=MANAGING,
    )
    assert [account.subject for account in store.accounts(city)] == ["a", "b", "d"]
    assert [account.subject for account in store.accounts("472123")] == ["a", "c"]
    assert [account.subject for account in store.accounts()] == ["a", "b", "c", "d"]


@pytest.mark.parametrize("subject", ["", "SATO", "sato ", "sa\0to", "sato\ud800", "%"])
def test_a_subject_is_meant_letter_for_letter(store: Store, subject: str) -> None:
    granted(store, "sato", Role.VIEWER, None)
    assert store.account(subject) is None


def test_moments_come_back_in_utc(store: Store) -> None:
    granted(store, "sato", Role.VIEWER, None)
    revision = account_writing.disable_account(
        store, "sato", "operator", "test", ANY_DAY, managing=MANAGING
    )
    account = store.account("sato")
    assert account is not None
    assert account.disabled_at == account.signed_out_at == revision.at
    account_writing.enable_account(store, "sato", "operator", "test")
    account = store.account("sato")
    assert account is not None
    assert account.disabled_at is None
    assert account.signed_out_at == revision.at


def test_a_write_that_is_refused_leaves_nothing(store: Store, city: str) -> None:
    granted(store, "sato", Role.ADMIN, city)
    revision = store.revision()
    ended = Membership(Role.ADMIN, city, until=date(2026, 4, 1))
    with pytest.raises(StoreError) as error:
        granting(store, Grant("tanaka", "田中", REPORTER), Grant("sato", "", ended))
    assert error.value.fault is StoreFault.LAST_ADMINISTRATOR
    assert store.account("tanaka") is None
    assert store.account_changes("tanaka") == ()
    assert store.revision() == revision


def test_two_administrators_cannot_take_each_other_away_at_once(
    store: Store, city: str
) -> None:
    subjects = ("sato", "tanaka")
    for subject in subjects:
        granted(store, subject, Role.ADMIN, city)

    def disable(subject: str) -> StoreFault | None:
        other = Store(store.url)
        try:
            account_writing.disable_account(
                other, subject, "operator", "test", ANY_DAY, managing=MANAGING
            )
        except StoreError as error:
            return error.fault
        finally:
            other.close()
        return None

    with ThreadPoolExecutor(2) as pool:
        faults = set(pool.map(disable, subjects))
    assert faults == {None, StoreFault.LAST_ADMINISTRATOR}


def test_a_code_is_taken_once_by_two_browsers_at_once(store: Store) -> None:
    granted(store, "sato", Role.VIEWER, None)
    until = NOW + timedelta(days=1)
    account_writing.invite_account(store, "sato", SHA256, until, "operator", "test")

    def accept(number: int) -> bool:
        other = Store(store.url)
        try:
            return sign_ins.accept_invitation(other, SHA256, f"hash {number}", NOW, 0)
        finally:
            other.close()

    with ThreadPoolExecutor(4) as pool:
        accepted = list(pool.map(accept, range(4)))
    assert sorted(accepted) == [False, False, False, True]
    assert sign_ins.password_hash(store, "sato") == f"hash {accepted.index(True)}"


SENSELESS = [
    "update account set subject = ''",
    "insert into account select id + 100, subject, name, disabled_at, signed_out_at from account",
    "delete from account",
    "update membership set city = '99999'",
    "update membership set role = 'king'",
    "update membership set role = 'visitor'",
    "update membership set department = null",
    "update membership set city = null",
    "update membership set until = '2026-03-31'",
    "update membership set account_id = 99",
    "update membership set superseded_in = recorded_in",
    "update account_change set what = 'forgotten'",
    "update account_change set recorded_in = 99",
    "update sign_in set token_sha256 = 'secret'",
    "update sign_in set expires_at = at",
    "update sign_in set account_id = 99",
]


def test_the_database_itself_refuses_accounts_that_make_no_sense(store: Store) -> None:
    granting(store, Grant("sato", "佐藤", REPORTER))
    new = NewSignIn(SHA256, NOW, NOW + timedelta(hours=1))
    sign_ins.begin_sign_in(store, "sato", new, 0)
    before = store.account("sato")
    assert [one for one in SENSELESS if not refused(store, one)] == []
    assert store.account("sato") == before


def refused(store: Store, statement: str) -> bool:
    try:
        with write_transaction(store.engine) as connection:
            connection.execute(text(statement))
    except StoreError as error:
        return error.fault is StoreFault.SENSELESS
    return False


def test_a_plan_that_is_exported_holds_no_account(
    store: Store, sample_plan: Plan
) -> None:
    granting(store, Grant("sato-subject", "佐藤 花子", REPORTER))
    exported = store.plan(sample_plan.key)
    assert exported is not None
    assert plan_as_yaml(exported) == plan_as_yaml(sample_plan)
    assert "sato" not in plan_as_yaml(exported)


def test_nothing_is_read_of_accounts_that_a_city_never_knew(
    store: Store, city: str
) -> None:
    granted(store, "sato", Role.VIEWER, city)
    elsewhere = Membership(Role.VIEWER, "472123")
    granting(store, *(Grant(f"s{n}", f"職員{n}", elsewhere) for n in range(50)))
    with statements_noted(store) as statements:
        [account] = store.accounts(city)
        steps = store.account_steps(city)
    assert account.subject == "sato"
    assert len(steps) == 2
    [membership] = account.memberships
    of_accounts, of_steps = [account, membership], [membership, *steps]
    assert rows_given(store, statements) == len([*of_accounts, *of_steps])


def revoked(store: Store, subject: str, membership: Membership) -> None:
    account_writing.revoke_role(
        store, subject, membership, "operator", "test", ANY_DAY, managing=MANAGING
    )


def disabled(store: Store, subject: str) -> None:
    account_writing.disable_account(
        store, subject, "operator", "test", ANY_DAY, managing=MANAGING
    )


def steps_of(store: Store, city: str) -> list[tuple[AccountEvent, str]]:
    """What a city reads of its accounts: what was done, and the name on its line."""
    accounts = [step.account for step in store.account_steps(city)]
    return [(account.what, account.person) for account in accounts if account]


def test_a_city_reads_what_was_done_to_an_account_while_it_was_its_own(
    store: Store, city: str
) -> None:
    here, there = Membership(Role.VIEWER, city), Membership(Role.VIEWER, "472123")
    granting(store, Grant("sato", "佐藤", here))
    revoked(store, "sato", here)
    granting(store, Grant("sato", "佐藤", there))
    granting(store, Grant("sato", "鈴木", there))
    disabled(store, "sato")
    account_writing.sign_out_everywhere(store, "sato", "operator", "test")
    assert steps_of(store, city) == [
        (AccountEvent.CREATED, "佐藤"),
        (AccountEvent.GRANTED, "佐藤"),
        (AccountEvent.REVOKED, "佐藤"),
    ]
    assert steps_of(store, "472123") == [
        (AccountEvent.GRANTED, "佐藤"),
        (AccountEvent.RENAMED, "鈴木"),
        (AccountEvent.DISABLED, "鈴木"),
        (AccountEvent.SIGNED_OUT, "鈴木"),
    ]
    of_city = [step.account for step in store.account_steps(city)]
    assert list(store.account_changes("sato", city)) == of_city


def test_an_account_without_a_role_belongs_to_the_city_that_had_it_last(
    store: Store, city: str
) -> None:
    here, there = Membership(Role.VIEWER, city), Membership(Role.VIEWER, "472123")
    for membership in (there, here):
        granting(store, Grant("sato", "佐藤", membership))
        revoked(store, "sato", membership)
    disabled(store, "sato")
    assert (AccountEvent.DISABLED, "佐藤") in steps_of(store, city)
    assert (AccountEvent.DISABLED, "佐藤") not in steps_of(store, "472123")


def test_what_is_done_to_an_account_of_every_city_is_read_in_each(
    store: Store, city: str
) -> None:
    granted(store, "sato", Role.VIEWER, None)
    disabled(store, "sato")
    assert steps_of(store, city)[-1] == (AccountEvent.DISABLED, "sato さん")


def test_many_roles_are_given_in_as_many_statements_as_a_few(
    store: Store, city: str
) -> None:
    granted(store, "s0", Role.REVIEWER, "472123")
    counts = []
    for number in (2, 200):
        roles = [Membership(Role.VIEWER, city, f"課{number}")] * number
        grants = [Grant(f"s{n}", f"職員{n}", role) for n, role in enumerate(roles)]
        with statements_noted(store) as statements:
            granting(store, *grants)
        counts.append(len(statements))
    assert counts[1] <= counts[0]
    assert len(store.accounts(city)) == 200
    assert store.verify().is_sound


def test_several_roles_of_a_list_are_given_to_one_person(
    store: Store, city: str
) -> None:
    other = Membership(Role.VIEWER, city)
    granting(store, Grant("sato", "佐藤", REPORTER), Grant("sato", "鈴木", other))
    longer = replace(REPORTER, until=None)
    granting(store, Grant("sato", "", longer), Grant("sato", "鈴木", other))
    account = store.account("sato")
    assert account == Account("sato", "鈴木", (other, longer), frozenset({city}))
    events = [change.what for change in store.account_changes("sato")]
    assert events == [
        AccountEvent.CREATED,
        AccountEvent.GRANTED,
        AccountEvent.RENAMED,
        AccountEvent.GRANTED,
        AccountEvent.GRANTED,
    ]


def test_more_subjects_than_are_asked_for_at_once_are_found_and_no_others(
    store: Store, city: str
) -> None:
    role = Membership(Role.VIEWER, city)
    grants = [Grant(f"s{number:04}", f"職員{number}", role) for number in range(5002)]
    granting(store, *grants)
    asked = [f"s{number:04}" for number in range(5001)]
    accounts = store.accounts_of([*asked, "nobody"])
    assert sorted(accounts) == asked
    assert accounts["s5000"].memberships == (role,)

"""Accounts managed: by whom, what is refused, and what stays on record."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from dxkpi import actions
from dxkpi.actions import (
    Actor,
    DisableAccount,
    EnableAccount,
    GrantFault,
    GrantRole,
    Identification,
    InviteAccount,
    LoadAccounts,
    NotPermitted,
    Refusal,
    RevokeRole,
    SignOutEverywhere,
    WrongGrant,
)
from dxkpi.plan import Plan
from dxkpi.store import (
    AccountEvent,
    Grant,
    Membership,
    Role,
    Store,
    StoreError,
    StoreFault,
)
from tests.support.accounts import granted, signed_in
from tests.support.databases import Prepared

CITY, OTHER_CITY = "999997", "472123"
OPERATOR = Actor("root", Identification.COMMAND_LINE)
TYPED = Actor("総務課 田中", Identification.TYPED)
REVIEWER = Membership(Role.REVIEWER, CITY)
ADMIN = Membership(Role.ADMIN, CITY)
NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("one_day")


@pytest.fixture
def store(sqlite_stores: Prepared, sample_plan: Plan) -> Iterator[Store]:
    opened = Store(sqlite_stores.store([sample_plan]))
    yield opened
    opened.close()


@pytest.fixture
def admin(store: Store) -> Actor:
    return granted(store, "admin", Role.ADMIN, CITY)


def refusal(action: Callable[[], object]) -> Refusal | None:
    try:
        action()
    except NotPermitted as error:
        return error.refusal
    return None


def fault(action: Callable[[], object]) -> StoreFault:
    with pytest.raises(StoreError) as error:
        action()
    return error.value.fault


def grant(
    store: Store, actor: Actor, subject: str, membership: Membership, name: str = "佐藤"
) -> Refusal | None:
    command = GrantRole(subject, name, membership)
    return refusal(lambda: actions.grant_role(store, command, actor))


def roles(store: Store, subject: str) -> tuple[Membership, ...]:
    account = store.account(subject)
    return () if account is None else account.memberships


@pytest.mark.parametrize("actor", [OPERATOR, TYPED])
def test_a_first_administrator_is_made_where_nobody_signs_in(
    store: Store, actor: Actor
) -> None:
    assert grant(store, actor, "sato", ADMIN) is None
    assert roles(store, "sato") == (ADMIN,)


def test_a_role_is_given_with_its_days_changed_and_taken(
    store: Store, admin: Actor
) -> None:
    until_march = Membership(Role.REVIEWER, CITY, None, None, date(2027, 3, 31))
    assert grant(store, admin, "sato", REVIEWER) is None
    assert grant(store, admin, "sato", until_march, "") is None
    assert roles(store, "sato") == (until_march,)
    actions.revoke_role(store, RevokeRole("sato", REVIEWER), admin)
    assert roles(store, "sato") == ()
    done = [
        (change.who, change.what, change.membership)
        for change in store.account_changes("sato")
    ]
    assert done == [
        ("admin さん", AccountEvent.CREATED, None),
        ("admin さん", AccountEvent.GRANTED, REVIEWER),
        ("admin さん", AccountEvent.GRANTED, until_march),
        ("admin さん", AccountEvent.REVOKED, until_march),
    ]


def test_the_same_role_twice_changes_nothing(store: Store, admin: Actor) -> None:
    command = GrantRole("sato", "佐藤", REVIEWER)
    assert actions.grant_role(store, command, admin)
    revision = store.revision()
    assert not actions.grant_role(store, command, admin)
    assert store.revision() == revision


def test_subjects_are_kept_in_half_width_and_names_in_one_line(store: Store) -> None:
    membership = Membership(Role.REPORTER, CITY, "　人事課\n")
    grant(store, OPERATOR, " ｓａｔｏ　", membership, "佐藤　 花子")
    account = store.account("sato")
    assert account is not None
    assert account.name == "佐藤 花子"
    assert account.memberships == (Membership(Role.REPORTER, CITY, "人事課"),)
    assert store.account("ｓａｔｏ") is None


@pytest.mark.parametrize(
    ("subject", "name", "membership", "faults"),
    [
        ("　", "佐藤", REVIEWER, {GrantFault.NO_SUBJECT}),
        ("sato", " ", REVIEWER, {GrantFault.NO_NAME}),
        (
            "s" * 201,
            "佐" * 81,
            REVIEWER,
            {GrantFault.SUBJECT_TOO_LONG, GrantFault.NAME_TOO_LONG},
        ),
        ("sa\0to", "佐藤", REVIEWER, {GrantFault.UNSTORABLE}),
        ("sato", "佐藤", Membership(Role.VIEWER, "999998"), {GrantFault.NO_SUCH_CITY}),
        ("sato", "佐藤", Membership(Role.VIEWER, "99999"), {GrantFault.NO_SUCH_CITY}),
        ("sato", "佐藤", Membership(Role.VISITOR, CITY), {GrantFault.VISITOR}),
        (
            "sato",
            "佐藤",
            Membership(Role.REPORTER, CITY, " "),
            {GrantFault.NO_DEPARTMENT},
        ),
        (
            "sato",
            "佐藤",
            Membership(Role.REPORTER, None, "人事課"),
            {GrantFault.NO_CITY},
        ),
        (
            "sato",
            "佐藤",
            Membership(Role.VIEWER, CITY, None, date(2026, 4, 2), date(2026, 4, 1)),
            {GrantFault.DAYS_NOT_IN_ORDER},
        ),
    ],
)
def test_what_makes_no_sense_is_refused_with_everything_that_is_wrong(
    store: Store,
    subject: str,
    name: str,
    membership: Membership,
    faults: set[GrantFault],
) -> None:
    with pytest.raises(WrongGrant) as error:
        actions.grant_role(store, GrantRole(subject, name, membership), OPERATOR)
    assert set(error.value.faults) == faults
    assert store.accounts() == ()


def test_an_administrator_reaches_neither_another_city_nor_every_city(
    store: Store, admin: Actor
) -> None:
    for city in (OTHER_CITY, None):
        refused = grant(store, admin, "sato", Membership(Role.VIEWER, city))
        assert refused is Refusal.NO_ROLE
    assert store.account("sato") is None


COMMANDS_ON_ONE = (
    (DisableAccount, actions.disable_account),
    (EnableAccount, actions.enable_account),
    (SignOutEverywhere, actions.sign_out_everywhere),
    (InviteAccount, actions.invite_account),
)


@pytest.mark.parametrize("other", [OTHER_CITY, None])
@pytest.mark.parametrize(("command", "action"), COMMANDS_ON_ONE)
def test_an_account_that_another_city_knows_too_is_none_of_his(
    store: Store,
    admin: Actor,
    other: str | None,
    command: Callable[[str], actions.Command],
    action: Callable[[Store, actions.Command, Actor], object],
) -> None:
    """With its password he would have its rights there, also when it had them once."""
    granted(store, "sato", Role.VIEWER, CITY)
    granted(store, "sato", Role.AUTHOR, other)
    refused = refusal(lambda: action(store, command("sato"), admin))
    assert refused is Refusal.NO_ROLE
    assert grant(store, admin, "sato", REVIEWER) is Refusal.NO_ROLE
    former = RevokeRole("sato", Membership(Role.AUTHOR, other))
    actions.revoke_role(store, former, OPERATOR)
    refused = refusal(lambda: action(store, command("sato"), admin))
    assert refused is Refusal.NO_ROLE


@pytest.mark.parametrize(("command", "action"), COMMANDS_ON_ONE)
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_administrators_manage_accounts(
    store: Store,
    command: Callable[[str], actions.Command],
    action: Callable[[Store, actions.Command, Actor], object],
    role: Role,
) -> None:
    granted(store, "sato", Role.VIEWER, CITY)
    actor = Actor("通りがかり", Identification.VISITOR)
    if role is not Role.VISITOR:
        actor = granted(store, "someone", role, CITY, "人事課")
    refused = refusal(lambda: action(store, command("sato"), actor))
    assert refused in (Refusal.NO_RIGHT, Refusal.SIGN_IN_FIRST)
    assert grant(store, actor, "sato", REVIEWER) is refused
    revoke = RevokeRole("sato", Membership(Role.VIEWER, CITY))
    assert refusal(lambda: actions.revoke_role(store, revoke, actor)) is refused
    load = LoadAccounts((Grant("sato", "", REVIEWER),))
    assert refusal(lambda: actions.load_accounts(store, load, actor)) is refused
    assert roles(store, "sato") == (Membership(Role.VIEWER, CITY),)


def test_nobody_gives_himself_more_than_he_has(store: Store, admin: Actor) -> None:
    assert grant(store, admin, "admin", REVIEWER, "") is Refusal.MORE_THAN_OWN
    load = LoadAccounts((Grant("admin", "", REVIEWER),))
    refused = refusal(lambda: actions.load_accounts(store, load, admin))
    assert refused is Refusal.MORE_THAN_OWN
    assert grant(store, admin, "admin", Membership(Role.VIEWER, CITY), "") is None
    granted(store, "admin", Role.REVIEWER, CITY)
    reporter = Membership(Role.REPORTER, CITY, "人事課")
    assert grant(store, admin, "admin", reporter, "") is None


@pytest.mark.parametrize("name", ["admin", "operator"])
def test_the_last_administrator_of_a_city_stays(
    store: Store, admin: Actor, name: str
) -> None:
    actor = {"admin": admin, "operator": OPERATOR}[name]
    last = StoreFault.LAST_ADMINISTRATOR
    ended = Membership(Role.ADMIN, CITY, None, None, date(2026, 11, 20))
    revoke, disable = RevokeRole("admin", ADMIN), DisableAccount("admin")
    command = GrantRole("admin", "", ended)
    assert fault(lambda: actions.revoke_role(store, revoke, actor)) is last
    assert fault(lambda: actions.disable_account(store, disable, actor)) is last
    assert fault(lambda: actions.grant_role(store, command, actor)) is last
    assert roles(store, "admin") == (ADMIN,)
    granted(store, "other", Role.ADMIN, CITY)
    actions.revoke_role(store, revoke, admin)
    assert roles(store, "admin") == ()


def test_who_manages_every_city_is_enough_for_each(store: Store, admin: Actor) -> None:
    granted(store, "all", Role.ADMIN, None)
    actions.disable_account(store, DisableAccount("admin"), admin)
    everywhere = RevokeRole("all", Membership(Role.ADMIN, None))
    refused = fault(lambda: actions.revoke_role(store, everywhere, OPERATOR))
    assert refused is StoreFault.LAST_ADMINISTRATOR


@pytest.mark.parametrize(("command", "action"), COMMANDS_ON_ONE)
def test_an_account_that_is_not_there_is_not_made(
    store: Store,
    command: Callable[[str], actions.Command],
    action: Callable[[Store, actions.Command, Actor], object],
) -> None:
    refused = fault(lambda: action(store, command("nobody"), OPERATOR))
    assert refused is StoreFault.UNKNOWN_ACCOUNT
    assert store.revision().number == 1


def test_a_role_that_is_not_there_is_not_taken(store: Store) -> None:
    granted(store, "sato", Role.VIEWER, CITY)
    command = RevokeRole("sato", REVIEWER)
    refused = fault(lambda: actions.revoke_role(store, command, OPERATOR))
    assert refused is StoreFault.UNKNOWN_ROLE


def test_everybody_may_sign_himself_out_and_nobody_else(store: Store) -> None:
    sato = granted(store, "sato", Role.VIEWER, CITY)
    tanaka = granted(store, "tanaka", Role.VIEWER, CITY)
    command = SignOutEverywhere("sato")
    refused = refusal(lambda: actions.sign_out_everywhere(store, command, tanaka))
    assert refused is Refusal.NO_RIGHT
    actions.sign_out_everywhere(store, command, sato)
    account = store.account("sato")
    assert account is not None
    assert account.signed_out_at is not None
    stranger = signed_in("nobody")
    nobody = SignOutEverywhere("nobody")
    refused = refusal(lambda: actions.sign_out_everywhere(store, nobody, stranger))
    assert refused is Refusal.NO_ACCOUNT


def test_an_invitation_counts_for_as_many_days_as_are_set(
    store: Store, admin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dxkpi.fiscal.now", lambda: NOW)
    granted(store, "sato", Role.VIEWER, CITY)
    invitation = actions.invite_account(store, InviteAccount("sato"), admin)
    assert invitation.expires_at == NOW + timedelta(days=14)
    [*_, last] = store.account_changes("sato")
    assert (last.what, last.who, last.at) == (AccountEvent.INVITED, "admin さん", NOW)


def test_a_list_is_taken_whole_or_not_at_all(store: Store, admin: Actor) -> None:
    fine = Grant("sato", "佐藤", REVIEWER)
    elsewhere = Grant("tanaka", "田中", Membership(Role.VIEWER, OTHER_CITY))
    wrong = Grant("suzuki", "", REVIEWER)
    refused = refusal(
        lambda: actions.load_accounts(store, LoadAccounts((fine, elsewhere)), admin)
    )
    assert refused is Refusal.NO_ROLE
    with pytest.raises(WrongGrant):
        actions.load_accounts(store, LoadAccounts((fine, wrong)), admin)
    assert store.account("sato") is None
    assert actions.load_accounts(store, LoadAccounts((fine, fine)), admin)
    assert not actions.load_accounts(store, LoadAccounts((fine,)), admin)
    assert roles(store, "sato") == (REVIEWER,)

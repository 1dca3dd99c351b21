"""What no administrator does alone: to come by a role that may more than his own."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dxkpi import actions
from dxkpi.actions import (
    Actor,
    GrantRole,
    Identification,
    InviteAccount,
    LoadAccounts,
    NotPermitted,
    Refusal,
    RevokeRole,
    SignOutEverywhere,
)
from dxkpi.plan import Plan
from dxkpi.settings import settings
from dxkpi.store import Account, Grant, Membership, Role, Store
from tests.support.accounts import granted, signed_in
from tests.support.databases import Prepared

CITY, OTHER_CITY = "999997", "472123"
NOON = datetime(2026, 11, 21, 3, tzinfo=UTC)
PASSWORD = "まいにちの登録を忘れない"
OPERATOR = Actor("root", Identification.COMMAND_LINE)
MORE = [Membership(role, CITY) for role in (Role.REVIEWER, Role.AUTHOR)]
NO_MORE = [
    Membership(Role.REPORTER, CITY, "人事課"),
    Membership(Role.VIEWER, CITY),
    Membership(Role.ADMIN, CITY),
]

pytestmark = pytest.mark.usefixtures("one_day")


@pytest.fixture
def store(stores: Prepared, sample_plan: Plan) -> Iterator[Store]:
    opened = Store(stores.store([sample_plan]))
    yield opened
    opened.close()


@pytest.fixture
def admin(store: Store) -> Actor:
    return granted(store, "admin", Role.ADMIN, CITY)


@pytest.fixture
def other_admin(store: Store, admin: Actor) -> Actor:
    return granted(store, "other", Role.ADMIN, CITY)


def give(store: Store, actor: Actor, membership: Membership) -> Refusal | None:
    command = GrantRole("second", "佐藤", membership)
    return refusal(lambda: actions.grant_role(store, command, actor))


def give_by_list(store: Store, actor: Actor, membership: Membership) -> Refusal | None:
    command = LoadAccounts((Grant("second", "佐藤", membership),))
    return refusal(lambda: actions.load_accounts(store, command, actor))


def invite(store: Store, actor: Actor) -> Refusal | None:
    command = InviteAccount("second")
    return refusal(lambda: actions.invite_account(store, command, actor))


def refusal(action: Callable[[], object]) -> Refusal | None:
    try:
        action()
    except NotPermitted as error:
        return error.refusal
    return None


@pytest.mark.parametrize("role", MORE)
@pytest.mark.parametrize("giving", [give, give_by_list])
def test_who_gives_a_role_that_may_more_does_not_invite_as_well(
    store: Store,
    admin: Actor,
    other_admin: Actor,
    role: Membership,
    giving: Callable[[Store, Actor, Membership], Refusal | None],
) -> None:
    assert giving(store, admin, role) is None
    assert invite(store, admin) is Refusal.TWO_PEOPLE
    assert invite(store, other_admin) is None


@pytest.mark.parametrize("role", MORE)
@pytest.mark.parametrize("giving", [give, give_by_list])
def test_who_invited_does_not_give_a_role_that_may_more_afterwards(
    store: Store,
    admin: Actor,
    other_admin: Actor,
    role: Membership,
    giving: Callable[[Store, Actor, Membership], Refusal | None],
) -> None:
    assert give(store, admin, Membership(Role.VIEWER, CITY)) is None
    assert invite(store, admin) is None
    assert giving(store, admin, role) is Refusal.TWO_PEOPLE
    account = store.account("second")
    assert account is not None
    assert account.memberships == (Membership(Role.VIEWER, CITY),)
    assert giving(store, other_admin, role) is None


def test_the_refusal_names_the_others_who_can(
    store: Store, admin: Actor, other_admin: Actor
) -> None:
    give(store, admin, MORE[0])
    with pytest.raises(NotPermitted) as refused:
        actions.invite_account(store, InviteAccount("second"), admin)
    assert refused.value.whom == (other_admin.name,)


@pytest.mark.parametrize("role", NO_MORE)
def test_one_person_is_enough_for_a_role_that_may_no_more_in_the_whole_city(
    store: Store, admin: Actor, other_admin: Actor, role: Membership
) -> None:
    assert give(store, admin, role) is None
    assert invite(store, admin) is None


@pytest.mark.parametrize("role", MORE)
def test_whoever_has_the_role_himself_may_do_both(
    store: Store, admin: Actor, other_admin: Actor, role: Membership
) -> None:
    granted(store, "admin", role.role, CITY)
    assert give(store, admin, role) is None
    assert invite(store, admin) is None


@pytest.mark.parametrize("role", MORE)
def test_the_only_administrator_of_a_small_town_may_do_both(
    store: Store, admin: Actor, role: Membership
) -> None:
    assert give(store, admin, role) is None
    assert invite(store, admin) is None
    changes = store.account_changes("second")
    assert {change.who for change in changes} == {admin.name}


@pytest.mark.parametrize("role", MORE)
def test_the_operator_may_do_both(
    store: Store, other_admin: Actor, role: Membership
) -> None:
    assert give(store, OPERATOR, role) is None
    assert invite(store, OPERATOR) is None


@pytest.mark.parametrize("city", [OTHER_CITY, None])
@pytest.mark.parametrize("role", [Role.VIEWER, Role.REVIEWER, Role.AUTHOR, Role.ADMIN])
@pytest.mark.parametrize("giving", [give, give_by_list])
def test_no_role_elsewhere_is_his_to_give_to_any_account(
    store: Store,
    admin: Actor,
    role: Role,
    city: str | None,
    giving: Callable[[Store, Actor, Membership], Refusal | None],
) -> None:
    assert giving(store, admin, Membership(role, city)) is Refusal.NO_ROLE
    assert store.account("second") is None


def rename(store: Store, actor: Actor, subject: str, name: str) -> Actor:
    """The actor gives an account another name; himself as he is then."""
    account = store.account(subject)
    assert account is not None
    grant = GrantRole(subject, name, account.memberships[0])
    actions.grant_role(store, grant, actor)
    return replace(actor, name=name) if subject == actor.subject else actor


@pytest.mark.usefixtures("other_admin")
def test_a_role_that_was_taken_away_meanwhile_is_none_of_his_own(
    store: Store, admin: Actor
) -> None:
    granted(store, "admin", MORE[0].role, CITY)
    as_read = replace(admin, account=store.account("admin"))
    actions.revoke_role(store, RevokeRole("admin", MORE[0]), OPERATOR)
    for_himself = GrantRole("admin", "", MORE[0])
    refused = refusal(lambda: actions.grant_role(store, for_himself, as_read))
    assert refused is Refusal.MORE_THAN_OWN
    assert give(store, as_read, MORE[0]) is None
    assert invite(store, as_read) is Refusal.TWO_PEOPLE


@pytest.mark.usefixtures("other_admin")
def test_nobody_is_another_person_under_another_name(
    store: Store, admin: Actor
) -> None:
    assert give(store, admin, MORE[0]) is None
    renamed = rename(store, admin, "admin", "改姓 花子")
    assert invite(store, renamed) is Refusal.TWO_PEOPLE


def test_an_administrator_who_is_called_alike_takes_part_nevertheless(
    store: Store, admin: Actor, other_admin: Actor
) -> None:
    rename(store, admin, "other", admin.name)
    assert give(store, admin, MORE[0]) is None
    assert invite(store, admin) is Refusal.TWO_PEOPLE


@pytest.fixture
def in_use(
    store: Store, admin: Actor, other_admin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other administrator gave the account a role, and somebody uses it since."""
    monkeypatch.setattr("dxkpi.fiscal.now", lambda: NOON)
    assert give(store, other_admin, MORE[0]) is None
    invitation = actions.invite_account(store, InviteAccount("second"), admin)
    accepted = actions.accept_invitation(store, invitation.code, PASSWORD, NOON)
    assert isinstance(accepted, Account)


@pytest.mark.usefixtures("in_use")
def test_nobody_takes_over_by_himself_an_account_that_is_used_and_may_more(
    store: Store, admin: Actor, other_admin: Actor
) -> None:
    assert invite(store, admin) is Refusal.IN_USE
    actions.sign_out_everywhere(store, SignOutEverywhere("second"), admin)
    assert invite(store, admin) is Refusal.IN_USE, "he cannot open it himself"
    signed_out = signed_in("second")
    actions.sign_out_everywhere(store, SignOutEverywhere("second"), signed_out)
    assert invite(store, admin) is Refusal.IN_USE, "nor does its holder"
    actions.sign_out_everywhere(store, SignOutEverywhere("second"), other_admin)
    assert invite(store, admin) is None
    assert invite(store, admin) is None, "the paper may be lost"


@pytest.mark.usefixtures("in_use")
def test_an_account_was_opened_for_once_and_for_a_while(
    store: Store, admin: Actor, other_admin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.sign_out_everywhere(store, SignOutEverywhere("second"), other_admin)
    later = NOON + timedelta(days=settings().invitation_days, seconds=1)
    with monkeypatch.context() as patch:
        patch.setattr("dxkpi.fiscal.now", lambda: later)
        assert invite(store, admin) is Refusal.IN_USE
    invitation = actions.invite_account(store, InviteAccount("second"), admin)
    actions.accept_invitation(store, invitation.code, PASSWORD, NOON)
    assert invite(store, admin) is Refusal.IN_USE


@pytest.mark.usefixtures("in_use")
def test_whoever_may_as_much_invites_a_used_account_anew(
    store: Store, admin: Actor
) -> None:
    granted(store, "admin", MORE[0].role, CITY)
    assert invite(store, admin) is None
    assert invite(store, OPERATOR) is None


@pytest.mark.usefixtures("in_use")
def test_nobody_opens_an_account_for_himself_under_the_name_of_another(
    store: Store, admin: Actor
) -> None:
    third = granted(store, "third", Role.ADMIN, CITY)
    alias = rename(store, admin, "admin", third.name)
    actions.sign_out_everywhere(store, SignOutEverywhere("second"), alias)
    himself_again = rename(store, alias, "admin", admin.name)
    assert invite(store, himself_again) is Refusal.IN_USE

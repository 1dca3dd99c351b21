"""One person: his roles, the invitation, disabling, and what was done to the account."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

import pandas as pd
import streamlit as st

from dxkpi import actions
from dxkpi.actions import (
    Actor,
    DisableAccount,
    EnableAccount,
    InviteAccount,
    RevokeRole,
    SignOutEverywhere,
)
from dxkpi.settings import SignIn, settings
from dxkpi.store import Account, AccountChange, Membership, Store
from dxkpi.web.accounts.city_accounts import CityAccounts
from dxkpi.web.accounts.members_table import Member, days_words, role_words, state_badge
from dxkpi.web.accounts.pressing import (
    AccountsPageState,
    Panel,
    Paper,
    may_manage,
    press,
    show_outcome,
)
from dxkpi.web.accounts.widget_keys import KEYS
from dxkpi.web.common import cached
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import SEPARATOR, faint, plain
from dxkpi.web.common.session import page_state
from dxkpi.web.sign_in.reader import current_actor
from dxkpi.wording.accounts import account_event_text, invitation_paper

_Act = Callable[[Store, Actor], str]


def show_person(shown: CityAccounts) -> None:
    """Whoever is chosen, and what can be done to his account."""
    if not shown.accounts:
        return
    names = {
        account.subject: _(
            "{name} ({subject})", name=account.name, subject=account.subject
        )
        for account in shown.accounts
    }
    st.subheader(_("One person"), anchor=False)
    show_outcome(Panel.PERSON)
    _show_paper(shown.city)
    subject = st.selectbox(
        _("Whose account"),
        list(names),
        index=None,
        format_func=lambda subject: names.get(subject, subject),
        placeholder=_("Choose"),
        key=KEYS.key("person", shown.city),
        width=420,
    )
    account = shown.account(subject)
    if account is None:
        return
    with st.container(border=True):
        _show_roles(account)
        _offer_account_buttons(account, shown.city)
        _show_history(account, shown.city)


def _show_roles(account: Account) -> None:
    """His roles, each with the way to take it away."""
    if not account.memberships:
        st.markdown(plain(_("no role")))
    for number, membership in enumerate(account.memberships):
        days = faint(days_words(membership))
        badge = state_badge(Member(account, membership))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            words = [plain(role_words(membership)), days, badge]
            st.markdown(SEPARATOR.join(filter(None, words)), width="content")
            if may_manage(membership.city):
                st.button(
                    _("Take away"),
                    icon=":material/person_remove:",
                    key=KEYS.key("revoke", number),
                    on_click=_press,
                    args=(partial(_revoke, account.subject, membership),),
                )


class _AccountButton(NamedTuple):
    key: str
    label: str
    icon: str
    act: _Act


def _offer_account_buttons(account: Account, city: str) -> None:
    """Invite, sign out, disable: for whoever manages every city of the account, as far as
    it means something where people sign in so.
    """
    if not all(may_manage(of_account) for of_account in account.cities):
        text = _(
            "This account is known in another city or in every city as well: only who "
            "manages all of them can invite, disable or sign it out."
        )
        st.markdown(faint(text))
        return
    with st.container(horizontal=True, gap="small"):
        for button in _account_buttons(account, city):
            st.button(
                button.label,
                icon=f":material/{button.icon}:",
                key=KEYS.key(button.key),
                on_click=_press,
                args=(button.act,),
            )
    if settings().sign_in is SignIn.HEADERS:
        text = _(
            "The proxy signs people in and out. Whoever is disabled here is out at once."
        )
        st.markdown(faint(text))


def _account_buttons(account: Account, city: str) -> Iterator[_AccountButton]:
    """What can be done to an account, as far as people sign in so that it matters."""
    subject, sign_in = account.subject, settings().sign_in
    has_passwords = sign_in in (SignIn.NONE, SignIn.ACCOUNTS)
    if has_passwords and not account.is_disabled:
        invite = partial(_invite, account, city)
        yield _AccountButton("invite", _("Invite"), "mail", invite)
    if sign_in is not SignIn.HEADERS:
        sign_out = partial(_sign_out, subject)
        yield _AccountButton("sign_out", _("Sign out everywhere"), "logout", sign_out)
    if account.is_disabled:
        enable = partial(_enable, subject)
        yield _AccountButton("enable", _("Enable"), "person_check", enable)
    else:
        disable = partial(_disable, subject)
        yield _AccountButton("disable", _("Disable"), "person_off", disable)


def _show_history(account: Account, city: str) -> None:
    """What was done to the account while it belonged to the city, the last first."""
    changes = cached.store().account_changes(account.subject, city)
    st.table(
        pd.DataFrame(
            [_history_row(change) for change in reversed(changes)],
            columns=[_("when"), _("what"), _("by whom")],
        ),
        border="horizontal",
        hide_index=True,
        alt=_("What was done to this account"),
    )


def _history_row(change: AccountChange) -> tuple[str, str, str]:
    language = current_language()
    detail = change.name or ""
    if change.membership is not None:
        membership = change.membership
        detail = f"{role_words(membership)} {days_words(membership)}"
    event = plain(account_event_text(change.what, language))
    what = f"{event} {faint(detail)}".strip()
    return plain(language.short_moment(change.at)), what, plain(change.who)


def _show_paper(city: str) -> None:
    """The invitation, until whoever made it says that it is handed over."""
    state = page_state(AccountsPageState)
    paper = state.paper
    if paper is None or paper.city != city:
        return
    with st.container(border=True, key=KEYS.key("invitation")):
        text = _(
            "Print this page (only the paper is printed) or write it down. It is shown "
            "this once."
        )
        st.markdown(plain(text))
        st.code(paper.text, language=None, wrap_lines=True)
        st.button(
            _("It is handed over"),
            icon=":material/check:",
            key=KEYS.key("close_paper"),
            on_click=_close_paper,
        )


def _close_paper() -> None:
    page_state(AccountsPageState).paper = None


# The press of a button: permission is asked for at this moment


def _press(act: _Act) -> None:
    press(Panel.PERSON, lambda: act(cached.store(), current_actor()))


def _revoke(subject: str, membership: Membership, store: Store, actor: Actor) -> str:
    actions.revoke_role(store, RevokeRole(subject, membership), actor)
    return _(
        "{subject} has the role no longer: {role}.",
        subject=subject,
        role=role_words(membership),
    )


def _sign_out(subject: str, store: Store, actor: Actor) -> str:
    actions.sign_out_everywhere(store, SignOutEverywhere(subject), actor)
    return _("{subject} is signed out everywhere.", subject=subject)


def _disable(subject: str, store: Store, actor: Actor) -> str:
    actions.disable_account(store, DisableAccount(subject), actor)
    return _("{subject} is disabled.", subject=subject)


def _enable(subject: str, store: Store, actor: Actor) -> str:
    actions.enable_account(store, EnableAccount(subject), actor)
    return _("{subject} may sign in again.", subject=subject)


def _invite(account: Account, city: str, store: Store, actor: Actor) -> str:
    invitation = actions.invite_account(store, InviteAccount(account.subject), actor)
    text = invitation_paper(
        account.subject,
        account.name,
        invitation.code,
        invitation.expires_at,
        settings().public_url,
        current_language(),
    )
    page_state(AccountsPageState).paper = Paper(city, account.subject, text)
    return _("{subject} is invited.", subject=account.subject)

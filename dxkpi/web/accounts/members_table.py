"""Who may do what in the city, as a table that can be narrowed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dxkpi import fiscal
from dxkpi.store import Account, Membership, Role
from dxkpi.web.accounts.city_accounts import CityAccounts
from dxkpi.web.accounts.widget_keys import KEYS
from dxkpi.web.common.filters import show_filter
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import faint, grey_badge, plain
from dxkpi.wording.accounts import days_text, every_city_text, role_in_place_text
from dxkpi.wording.permission import role_text

_MOST_ROWS = 200


@dataclass(frozen=True)
class Member:
    """A row: somebody with one of his roles; None: he has none in this city any longer."""

    account: Account
    membership: Membership | None

    @property
    def department(self) -> str | None:
        return None if self.membership is None else self.membership.department

    @property
    def role(self) -> Role | None:
        return None if self.membership is None else self.membership.role


def show_members(shown: CityAccounts) -> None:
    """The filters and the table."""
    members = list(_members(shown.accounts))
    if not members:
        st.markdown(plain(_("Nobody has a role in this city yet.")))
        return
    chosen = _chosen_members(members)
    if not chosen:
        st.markdown(plain(_("Nobody has such a role.")))
        return
    st.table(
        _table(chosen[:_MOST_ROWS]),
        border="horizontal",
        hide_index=True,
        alt=_("Who may do what"),
    )
    more = len(chosen) - _MOST_ROWS
    if more > 0:
        text = ngettext(
            "and {n} more: narrow them, or take the list.",
            "and {n} more: narrow them, or take the list.",
            more,
        )
        st.caption(plain(text))


def _members(accounts: Sequence[Account]) -> Iterator[Member]:
    for account in accounts:
        if not account.memberships:
            yield Member(account, None)
        for membership in account.memberships:
            yield Member(account, membership)


def _chosen_members(members: Sequence[Member]) -> list[Member]:
    """The rows of the department and the role that the reader chose."""
    with st.container(horizontal=True, gap="small"):
        department = _choose_department(members)
        role = _choose_role(members)
    chosen = list(members)
    if department is not None:
        chosen = [member for member in chosen if member.department == department]
    if role is not None:
        chosen = [member for member in chosen if member.role is role]
    return chosen


def _choose_department(members: Sequence[Member]) -> str | None:
    names = {member.department for member in members if member.department is not None}
    options = {name: name for name in sorted(names)}
    return show_filter(KEYS.key("department"), _("Department"), options)


def _choose_role(members: Sequence[Member]) -> Role | None:
    held = {member.role for member in members}
    language = current_language()
    options = {role: role_text(role, language) for role in Role if role in held}
    return show_filter(KEYS.key("role"), _("role"), options)


def _table(members: Sequence[Member]) -> pd.DataFrame:
    columns = [_("person's name"), _("role"), _("days")]
    return pd.DataFrame([_row(member) for member in members], columns=columns)


def _row(member: Member) -> tuple[str, str, str]:
    account, membership = member.account, member.membership
    subject = f":small[{faint(account.subject)}]"
    person = f"{plain(account.name)} {subject} {state_badge(member)}".strip()
    if membership is None:
        return person, plain(_("no role")), ""
    return person, plain(role_words(membership)), plain(days_words(membership))


def state_badge(member: Member) -> str:
    """That an account is disabled, or a role does not count yet or any longer."""
    membership, today = member.membership, fiscal.today()
    if member.account.is_disabled:
        word = _("disabled")
        return f":red-badge[{word}]"
    if membership is None or membership.counts_on(today):
        return ""
    has_begun = membership.since is None or membership.since <= today
    word = _("has ended") if has_begun else _("has not begun")
    return grey_badge(word)


def role_words(membership: Membership) -> str:
    """A role with its department, and that it counts in every city where it does."""
    language = current_language()
    city = every_city_text(language) if membership.city is None else ""
    return role_in_place_text(
        membership.role, [city, membership.department or ""], language
    )


def days_words(membership: Membership) -> str:
    """From when to when a role counts."""
    text = days_text(membership.since, membership.until, current_language())
    return text or _("without an end")

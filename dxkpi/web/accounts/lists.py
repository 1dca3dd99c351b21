"""Lists of accounts: taken out as csv, and brought in again after a look at the changes."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dxkpi import actions
from dxkpi.actions import CityScope, LoadAccounts, NotPermitted, Right
from dxkpi.store import Account, Grant, Membership
from dxkpi.web.accounts.city_accounts import CityAccounts
from dxkpi.web.accounts.list_file import list_address
from dxkpi.web.accounts.members_table import days_words, role_words
from dxkpi.web.accounts.pressing import (
    AccountsPageState,
    OpenedList,
    Panel,
    press,
    pressed_key,
    show_outcome,
)
from dxkpi.web.accounts.widget_keys import KEYS
from dxkpi.web.common import access, cached
from dxkpi.web.common.language import _, current_language, ngettext, sentences
from dxkpi.web.common.markdown import faint, plain
from dxkpi.web.common.reader_choice import speak_to_reader
from dxkpi.web.common.session import page_state
from dxkpi.web.sign_in.reader import current_actor
from dxkpi.wording.accounts import list_problem_text, unknown_departments_text

_MOST_ROWS = 500


def offer_list(shown: CityAccounts) -> None:
    """The roles of this city as a csv: a link to an address that asks again who may have
    it; not one of Streamlit's own downloads, whose addresses are anybody's who knows them.
    """
    st.link_button(
        _("List (CSV)"),
        list_address(shown.city, current_language()),
        icon=":material/table:",
        key=KEYS.key("list"),
    )


def show_taking_in(shown: CityAccounts) -> None:
    """A list is chosen, looked at with all of its problems or changes, and stored."""
    st.subheader(_("Bring in a list"), anchor=False)
    st.caption(plain(_("All of it or nothing is stored. Who is not in it stays.")))
    show_outcome(Panel.LIST)
    key = pressed_key("file")
    st.file_uploader(
        _("Put the list (.csv) here, or press “Upload” and choose it."),
        key=key,
        on_change=_read,
        args=(key, shown.city),
    )
    opened = page_state(AccountsPageState).opened_list
    if opened is None or opened.city != shown.city:
        return
    if opened.read.problems:
        _show_problems(opened)
    else:
        _show_changes(shown, opened)


def _show_problems(opened: OpenedList) -> None:
    language = current_language()
    lines = [
        plain(list_problem_text(problem.row, problem.fault, problem.value, language))
        for problem in opened.read.problems[:_MOST_ROWS]
    ]
    n = len(opened.read.problems)
    text = ngettext("{n} thing is to be mended.", "{n} things are to be mended.", n)
    st.error(plain(sentences([text, _("Nothing was stored.")])))
    st.table(
        pd.DataFrame({_("What is to be mended"): lines}),
        border="horizontal",
        hide_index=True,
        alt=_("What is to be mended"),
    )


def _show_changes(shown: CityAccounts, opened: OpenedList) -> None:
    rows = _changes(shown, opened.read.grants)
    unchanged = len(opened.read.grants) - len(rows)
    n = len(rows)
    texts = [ngettext("{n} role changes.", "{n} roles change.", n)]
    if unchanged:
        texts.append(
            ngettext("{n} stays as it is.", "{n} stay as they are.", unchanged)
        )
    unknown = actions.unknown_departments(cached.store(), opened.read.grants)
    if unknown:
        texts.append(unknown_departments_text(unknown, current_language()))
    st.markdown(plain(sentences(texts)))
    if rows:
        columns = [_("person's name"), _("before"), _("after")]
        st.table(
            pd.DataFrame(rows[:_MOST_ROWS], columns=columns),
            border="horizontal",
            hide_index=True,
            alt=_("What the list changes"),
        )
    with st.container(horizontal=True, gap="small"):
        st.button(
            _("Store the list"),
            type="primary",
            icon=":material/check:",
            key=KEYS.key("store"),
            on_click=_store,
            args=(opened,),
        )
        st.button(_("Close"), key=KEYS.key("close_list"), on_click=_close)


def _changes(
    shown: CityAccounts, grants: Sequence[Grant]
) -> list[tuple[str, str, str]]:
    """A row for each role of the list that is not there, or with other days or name."""
    rows = []
    for grant in grants:
        row = _change(shown, grant)
        if row is not None:
            rows.append(row)
    return rows


def _membership_in_place_of(account: Account, grant: Grant) -> Membership | None:
    """The role that an account has where a list gives one."""
    for membership in account.memberships:
        if membership.place == grant.membership.place:
            return membership
    return None


def _change(shown: CityAccounts, grant: Grant) -> tuple[str, str, str] | None:
    account = shown.account(grant.subject)
    former_name = grant.name if account is None else account.name
    name = grant.name or former_name
    present = None if account is None else _membership_in_place_of(account, grant)
    if present == grant.membership and name == former_name:
        return None
    person = f"{plain(name)} :small[{faint(grant.subject)}]"
    role = role_words(grant.membership)
    before = "" if present is None else f"{role} {days_words(present)}"
    after = f"{role} {days_words(grant.membership)}"
    if name != former_name:
        before, after = f"{former_name} {before}", f"{name} {after}"
    return person, plain(before), plain(after)


def _read(key: str, city: str) -> None:
    """Read the file that was chosen; nothing of what it would change is shown to who may
    not change it.
    """
    speak_to_reader()
    state = page_state(AccountsPageState)
    state.opened_list, state.outcome = None, ""
    file = st.session_state.get(key)
    if file is None:
        return
    store = cached.store()
    read = actions.read_account_list(store, file.getvalue())
    command = LoadAccounts(read.grants, file.name)
    scopes = (CityScope(city), *command.scopes(store))
    try:
        actions.require_right(store, current_actor(), Right.MANAGE_ACCOUNTS, scopes)
    except NotPermitted as refused:
        state.panel, state.succeeded = Panel.LIST, False
        state.outcome = access.not_done_text(refused)
        return
    state.opened_list = OpenedList(city, file.name, read)


def _store(opened: OpenedList) -> None:
    if press(Panel.LIST, lambda: _stored(opened)):
        _close()


def _stored(opened: OpenedList) -> str:
    command = LoadAccounts(opened.read.grants, opened.file)
    is_changed = actions.load_accounts(cached.store(), command, current_actor())
    if not is_changed:
        return _("Nothing changed: all of it is on record already.")
    n = len(opened.read.grants)
    return ngettext("{n} role is on record.", "{n} roles are on record.", n)


def _close() -> None:
    state = page_state(AccountsPageState)
    state.opened_list = None
    state.presses += 1

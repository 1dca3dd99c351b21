"""Giving a role to somebody."""

from typing import Any

import streamlit as st

from dxkpi import actions
from dxkpi.actions import GrantRole
from dxkpi.store import Membership, Role
from dxkpi.web.accounts.city_accounts import CityAccounts
from dxkpi.web.accounts.members_table import role_words
from dxkpi.web.accounts.pressing import Panel, press, pressed_key, show_outcome
from dxkpi.web.accounts.widget_keys import KEYS
from dxkpi.web.common import cached
from dxkpi.web.common.language import _, current_language, sentences
from dxkpi.web.sign_in.reader import current_actor
from dxkpi.wording.accounts import unknown_departments_text
from dxkpi.wording.permission import role_summary, role_text

_DAY = "YYYY/MM/DD"
_ROLES = (Role.REPORTER, Role.REVIEWER, Role.VIEWER, Role.AUTHOR, Role.ADMIN)


def show_granting(shown: CityAccounts) -> None:
    """The form; what was typed stays where nothing was stored."""
    language = current_language()
    st.subheader(_("Give a role"), anchor=False)
    show_outcome(Panel.GRANT)
    with st.form(KEYS.key("grant"), border=True, enter_to_submit=False):
        with st.container(horizontal=True, gap="small"):
            st.text_input(
                _("sign-in name"),
                key=pressed_key("subject"),
                max_chars=actions.LONGEST_SUBJECT,
                width=240,
                help=_("With a sign-in service, its identifier (sub)."),
            )
            st.text_input(
                _("person's name"),
                key=pressed_key("name"),
                max_chars=actions.LONGEST_NAME,
                width=240,
                help=_("It stays where there is an account already and this is empty."),
            )
        st.radio(
            _("role"),
            _ROLES,
            key=pressed_key("new_role"),
            format_func=lambda role: role_text(role, language),
            captions=[role_summary(role, language) for role in _ROLES],
        )
        st.selectbox(
            _("The person's department (a reporter has one)"),
            shown.departments,
            index=None,
            accept_new_options=True,
            placeholder=_("Choose or type"),
            key=pressed_key("of_department"),
        )
        with st.container(horizontal=True, gap="small"):
            for widget, label in (
                ("since", _("From the day (empty: from now on)")),
                ("until", _("To the day (empty: without an end)")),
            ):
                st.date_input(
                    label,
                    value=None,
                    format=_DAY,
                    key=pressed_key(widget),
                    min_value=None,
                    width=240,
                )
        st.form_submit_button(
            _("Give the role"),
            type="primary",
            icon=":material/person_add:",
            on_click=_grant,
            args=(shown.city,),
        )


def _held(widget: str) -> Any:
    return st.session_state.get(pressed_key(widget))


def _grant(city: str) -> None:
    membership = Membership(
        _held("new_role") or Role.VISITOR,
        city,
        _held("of_department"),
        _held("since"),
        _held("until"),
    )
    command = GrantRole(_held("subject") or "", _held("name") or "", membership)
    press(Panel.GRANT, lambda: _granted(command))


def _granted(command: GrantRole) -> str:
    store = cached.store()
    is_changed = actions.grant_role(store, command, current_actor())
    if not is_changed:
        return _("Nothing changed: all of it is on record already.")
    grant = command.grant
    texts = [
        _(
            "{subject} has the role: {role}.",
            subject=grant.subject,
            role=role_words(grant.membership),
        )
    ]
    unknown = actions.unknown_departments(store, [grant])
    if unknown:
        texts.append(unknown_departments_text(unknown, current_language()))
    return sentences(texts)

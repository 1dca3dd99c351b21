"""Who is signed in, and the way in and out, at the foot of the sidebar."""

from html import escape
from urllib.parse import quote, urlencode

import streamlit as st

from dxkpi import actions
from dxkpi.settings import SignIn, settings
from dxkpi.web.common import access, cached
from dxkpi.web.common.language import _
from dxkpi.web.common.markdown import plain
from dxkpi.web.sign_in.return_address import NAME


def show_sign_in(page: str) -> None:
    """The name of whoever signed in with the way out, or the way in; nothing in a house
    without sign-in. `page` is the one that is open, to come back to.
    """
    sign_in = settings().sign_in
    if sign_in is SignIn.NONE:
        return
    person = access.current_person()
    account = access.current_account()
    if account is None and person.subject is None:
        st.html(_sign_in_link(page))
        return
    name = person.name if account is None else account.name
    st.caption(plain(_("Signed in: {name}", name=name)))
    if sign_in is SignIn.ACCOUNTS:
        st.html(_link("password", _("Change the password")))
    if sign_in is not SignIn.HEADERS:  # there the proxy signs people out
        st.button(
            _("Sign out"),
            icon=":material/logout:",
            type="tertiary",
            key="sign_out",
            on_click=_sign_out,
        )


def _sign_in_link(page: str) -> str:
    query = urlencode(st.query_params.to_dict())
    address = f"{page}?{query}" if query else page
    return _link(f"sign-in?{NAME}={quote(address)}", _("Sign in"))


def _link(address: str, label: str) -> str:
    return f'<a href="{escape(address)}">{escape(label)}</a>'


def _sign_out() -> None:
    """End what the reader signed in with, in the store; a provider's cookie is forgotten
    by the browser as well.
    """
    person = access.current_person()
    store = cached.store()
    if person.token is not None:
        actions.sign_out(store, person.token)
        return
    account = access.current_account()
    if account is not None:
        actions.sign_out_everywhere(
            store,
            actions.SignOutEverywhere(account.subject),
            access.current_actor(),
        )
    st.logout()

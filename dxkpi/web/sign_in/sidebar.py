"""Who is signed in, and the way in and out, at the foot of the sidebar."""

from html import escape
from urllib.parse import quote, urlencode

import streamlit as st

from dxkpi.settings import SignIn, settings
from dxkpi.web.common import access
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
        st.html(_sign_out_form(page))


def _sign_in_link(page: str) -> str:
    return _link(f"sign-in?{NAME}={quote(_address_of(page))}", _("Sign in"))


def _sign_out_form(page: str) -> str:
    """A form of its own: a page of Streamlit's cannot let a browser forget a cookie."""
    address, label = escape(_address_of(page)), escape(_("Sign out"))
    return (
        '<form method="post" action="sign-out">'
        f'<input type="hidden" name="{NAME}" value="{address}">'
        f"<button>{label}</button></form>"
    )


def _address_of(page: str) -> str:
    """The page with its query, to come back to."""
    query = urlencode(st.query_params.to_dict())
    return f"{page}?{query}" if query else page


def _link(address: str, label: str) -> str:
    return f'<a href="{escape(address)}">{escape(label)}</a>'

"""Who is signed in, and the way in and out, at the foot of the sidebar."""

from html import escape

import streamlit as st

from dxkpi.settings import SignIn, settings
from dxkpi.web.common.language import _
from dxkpi.web.common.markdown import plain
from dxkpi.web.sign_in.reader import current_account, current_person
from dxkpi.web.sign_in.return_address import NAME
from dxkpi.web.sign_in.way_in import link, opened_address, remember_page, show_way_in


def show_sign_in(page: str) -> None:
    """The name of whoever signed in with the way out, or the way in; nothing in a house
    without sign-in. `page` is the one that is open, to come back to.
    """
    remember_page(page)
    sign_in = settings().sign_in
    if sign_in is SignIn.NONE:
        return
    person = current_person()
    account = current_account()
    if account is None and person.subject is None:
        show_way_in(_("Sign in"))
        return
    name = person.name if account is None else account.name
    st.caption(plain(_("Signed in: {name}", name=name)))
    if sign_in is SignIn.ACCOUNTS:
        st.html(link("password", _("Change the password")))
    if sign_in is not SignIn.HEADERS:  # there the proxy signs people out
        st.html(_sign_out_form())


def _sign_out_form() -> str:
    """A form of its own: a page of Streamlit's cannot let a browser forget a cookie."""
    address, label = escape(opened_address()), escape(_("Sign out"))
    return (
        '<form method="post" action="sign-out">'
        f'<input type="hidden" name="{NAME}" value="{address}">'
        f"<button>{label}</button></form>"
    )

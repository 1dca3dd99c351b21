"""The link to the sign-in, which leads back to the page that is open."""

from dataclasses import dataclass
from html import escape
from urllib.parse import quote, urlencode

import streamlit as st

from dxkpi.settings import SignIn, settings
from dxkpi.web.common.session import page_state
from dxkpi.web.sign_in.return_address import NAME


@dataclass
class OpenedPage:
    """The page that is open, by its name in the address."""

    name: str = ""


def remember_page(name: str) -> None:
    """Which page is open, to come back to."""
    page_state(OpenedPage).name = name


def opened_address() -> str:
    """The page that is open with its query."""
    page, query = page_state(OpenedPage).name, urlencode(st.query_params.to_dict())
    return f"{page}?{query}" if query else page


def show_way_in(label: str) -> None:
    """The link to the sign-in, where people sign in with dxkpi or at a provider."""
    if settings().sign_in in (SignIn.ACCOUNTS, SignIn.OIDC):
        st.html(link(f"sign-in?{NAME}={quote(opened_address())}", label))


def link(address: str, label: str) -> str:
    return f'<a href="{escape(address)}">{escape(label)}</a>'

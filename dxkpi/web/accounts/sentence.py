"""The sentence of the page: how many may do something here, and when it counts."""

import streamlit as st

from dxkpi import fiscal
from dxkpi.settings import SignIn, settings
from dxkpi.web.accounts.city_accounts import CityAccounts
from dxkpi.web.common.language import _, ngettext
from dxkpi.web.common.markdown import plain


def show_sentence(shown: CityAccounts) -> None:
    """How many may do something in the city today."""
    today = fiscal.today()
    n = sum(
        bool(account.memberships_on(today, shown.city)) for account in shown.accounts
    )
    text = ngettext(
        "{n} person has a role in this city today.",
        "{n} people have a role in this city today.",
        n,
    )
    st.header(plain(text), anchor=False)
    if settings().sign_in is SignIn.NONE:
        _show_that_nobody_signs_in()


def _show_that_nobody_signs_in() -> None:
    text = _(
        "Nobody signs in here (DXKPI_SIGN_IN=none), so these accounts count only once "
        "people do."
    )
    st.info(plain(text), icon=":material/info:")
    with st.popover(_("How people sign in"), icon=":material/help:"):
        st.markdown(
            _(
                "- `accounts`: names and passwords of dxkpi itself, for closed networks\n"
                "- `oidc`: a sign-in service such as Entra ID or Keycloak\n"
                "- `headers`: a proxy in front that knows who somebody is\n\n"
                "Whoever runs the server sets `DXKPI_SIGN_IN`; docs/sign-in.ja.md has an "
                "example of each."
            )
        )

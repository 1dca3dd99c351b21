"""Where somebody goes on after signing in: the page and its query that he came from."""

import re
from collections.abc import Mapping
from urllib.parse import unquote

_WITHIN_DXKPI = re.compile(r"[a-z_]{0,40}(\?[!\"$-\[\]-~]{0,2000})?")
"""A page's name and a query of ASCII, without a fragment or a stroke backwards."""

NAME = "next"
"""Under which the address stands in a query and a form."""

COOKIE = "dxkpi_next"
"""The cookie that holds it, quoted, while somebody is at the provider."""


def return_address(text: str) -> str:
    """A page of dxkpi, as an address beside the sign-in's own; the first for anything else.

    Only a page's name and a query pass, so that no link to the sign-in leads elsewhere.
    """
    if not _WITHIN_DXKPI.fullmatch(text):
        return "./"
    return f"./{text}"


def address_after_provider(cookies: Mapping[str, str]) -> str:
    """Where somebody who comes back from the provider goes on."""
    return return_address(unquote(cookies.get(COOKIE, "")))

"""Where somebody goes on after signing in: the page and its query that he came from."""

import re

_WITHIN_DXKPI = re.compile(r"[a-z_]{0,40}(\?[^\s\\#]{0,2000})?", re.ASCII)

NAME = "next"
"""Under which the address stands in a query, a form and a cookie."""


def return_address(text: str) -> str:
    """A page of dxkpi, as an address beside the sign-in's own; the first for anything else.

    Only a page's name and a query pass, so that no link to the sign-in leads elsewhere.
    """
    if not _WITHIN_DXKPI.fullmatch(text):
        return "./"
    return f"./{text}"

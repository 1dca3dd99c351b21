"""The links of a page."""

import re

from streamlit.testing.v1 import AppTest


def page_links(at: AppTest) -> list[tuple[str, str]]:
    """Where the links of the page lead, below the menu, and by which words."""
    return [
        (link.proto.page, re.sub(r"]  \n:blue\[|:blue\[|]$|\\", "", link.proto.label))
        for link in at.main.get("page_link")
    ]

"""What the reader has chosen on a page: words to search for, filters, the order, what is
opened.

It lives in the address (`?kpi_status=far_behind`), under the key of its widget, and the
address alone says it: so a bookmark, a reload and the way back bring it back. Links to
the page carry what was chosen there last. What shows everything is not written.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import streamlit as st

from dxkpi.web.common.session import goes_with_the_plan, page_state

Option = TypeVar("Option")

_ON = "1"


@dataclass
class PageChoices:
    """What this session's reader has chosen on all pages, by the key of the widget."""

    chosen: dict[str, str] = field(default_factory=dict)


def choice_in_address(key: str) -> str:
    """What the address says of a choice; empty for nothing."""
    text = st.query_params.get(key, "")
    _remember(key, text)
    return text


def choose(key: str, text: str) -> None:
    """Write a choice into the address; an empty text takes it out."""
    _remember(key, text)
    if text:
        st.query_params[key] = text
    else:
        st.query_params.pop(key, None)


def text_in_address(key: str) -> str:
    """The text that the address has for a widget, which is given to it."""
    text = choice_in_address(key)
    st.session_state[key] = text
    return text


def switch_in_address(key: str) -> bool:
    """Whether the address has a toggle switched on, which is given to it."""
    is_on = choice_in_address(key) == _ON
    st.session_state[key] = is_on
    return is_on


def write_switch(key: str) -> None:
    """Write into the address that a toggle is on, or take it out; what it is called with
    when it changes.
    """
    choose(key, _ON if st.session_state[key] else "")


def option_in_address(key: str, options: Iterable[Option]) -> Option | None:
    """The option that the address names for a widget, which is given to it; None for no
    choice.
    """
    asked = st.query_params.get(key, "")
    option = next((option for option in options if str(option) == asked), None)
    _remember(key, "" if option is None else asked)
    st.session_state[key] = option
    return option


def write_choice(key: str) -> None:
    """Write what a widget holds into the address; what it is called with when it changes."""
    held = st.session_state[key]
    choose(key, "" if held is None else str(held))


def choices_of_page(page: Path) -> dict[str, str]:
    """What was chosen on a page, for the query of a link to it."""
    own = f"{page.stem}_"
    chosen = page_state(PageChoices).chosen
    return {key: text for key, text in chosen.items() if key.startswith(own)}


def lasting_choices() -> dict[str, str]:
    """What the address names that holds for any plan: the words, a status, the order."""
    return {
        key: text
        for key, text in page_state(PageChoices).chosen.items()
        if key in st.query_params and not goes_with_the_plan(key)
    }


def forget_choices_of_plan() -> None:
    """Drop what is chosen of the plan that the reader leaves."""
    chosen = page_state(PageChoices).chosen
    for key in list(chosen):
        if goes_with_the_plan(key):
            del chosen[key]


def _remember(key: str, text: str) -> None:
    chosen = page_state(PageChoices).chosen
    if text:
        chosen[key] = text
    else:
        chosen.pop(key, None)

"""What a page remembers of one reader, for as long as the browser's tab lives.

A page that remembers something has one dataclass for all of it; `page_state` gives the
session's value of that class. What a widget holds is Streamlit's and goes by the
widget's key: a page makes all of its keys with its `WidgetKeys`.

    @dataclass
    class ReturnsState:
        withdrawing: int | None = None

    KEYS = WidgetKeys("returns")

    page_state(ReturnsState).withdrawing = 12
    st.text_area(..., key=KEYS.key("reason", 12))
"""

from dataclasses import dataclass
from typing import TypeVar, cast

import streamlit as st

State = TypeVar("State")

_GO_WITH_THE_PLAN = ("_year", "_policy", "_department", "_opened", "_submission")
"""How the keys of widgets and choices end that are a plan's own."""


def page_state(kind: type[State]) -> State:
    """This session's value of a page's state class; a new one at first. It may be changed."""
    key = state_key(kind)
    if key not in st.session_state:
        st.session_state[key] = kind()
    return cast("State", st.session_state[key])


def state_key(kind: type) -> str:
    """The key under which the session holds a page's state."""
    return f"{kind.__module__}.{kind.__qualname__}"


@dataclass(frozen=True)
class WidgetKeys:
    """The keys of one page's widgets.

    They begin with the page's name, so that two pages never share one unawares.
    """

    page: str

    def key(self, widget: str, *which: object) -> str:
        """The key of a widget; `which` tells it from others of its kind on the page.

        Those named year, policy, department, opened or submission lose what they hold
        when the reader turns to another plan.
        """
        return "_".join([self.page, widget, *map(str, which)])


def goes_with_the_plan(key: str) -> bool:
    """Whether the options of a widget are a plan's own."""
    return key.endswith(_GO_WITH_THE_PLAN)


def forget_plan_widgets() -> None:
    """Drop what widgets hold of the plan that the reader leaves."""
    for key in [str(key) for key in st.session_state]:
        if goes_with_the_plan(key):
            del st.session_state[key]

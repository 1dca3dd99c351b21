"""The one measure that the address names (`?measure=1-2`)."""

import streamlit as st

from dxkpi.plan import Measure
from dxkpi.web.common.language import _
from dxkpi.web.common.notices import add_notice
from dxkpi.web.common.view import View

_LONGEST_QUOTE = 20


def opened_measure(view: View) -> Measure | None:
    """The measure that the address names, if it names one of this plan."""
    number = st.query_params.get("measure")
    if not number:
        return None
    measure = view.plan.measure(number)
    if measure is None:
        quoted = number[:_LONGEST_QUOTE]
        add_notice(_("There is no measure {key} in this plan.", key=quoted))
        close_measure()
    return measure


def open_measure(number: str) -> None:
    """Write a measure into the address."""
    st.query_params["measure"] = number


def close_measure() -> None:
    """Take the measure out of the address: all are shown again."""
    st.query_params.pop("measure", None)

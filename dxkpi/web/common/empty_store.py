"""What a server without any plan says to whoever has just set it up."""

import streamlit as st

from dxkpi.settings import SignIn, settings
from dxkpi.web.common.language import _
from dxkpi.web.sign_in.way_in import show_way_in

SAMPLE_COMMAND = "dxkpi demo"
"""What takes in the plans of an invented city, and of five real ones."""


def show_first_steps() -> None:
    """What this is, and the three steps to the first plan on screen."""
    st.title(_("No plan yet"), anchor=False)
    st.markdown(
        _(
            "dxkpi shows how a municipality's plan stands against its targets: the "
            "indicators, the schedule, what the departments report each year. It is "
            "running, and its store is empty. Three steps, on the computer that runs it:"
        )
    )
    for heading, text, command in _steps():
        st.header(heading, anchor=False)
        st.markdown(text)
        st.code(command, language=None)


def show_nothing_released() -> None:
    """What a visitor is told where there are plans, and none was released."""
    st.title(_("Nothing has been released yet"), anchor=False)
    st.markdown(_("What the city releases of its plan stands here."))
    if settings().sign_in is not SignIn.NONE:
        st.markdown(_("Members of its staff sign in to see more."))
        show_way_in(_("Sign in"))


def _steps() -> list[tuple[str, str, str]]:
    """The steps: a heading, what to do, and the command for it."""
    return [
        (
            _("1. See it with a plan"),
            _(
                "An invented city, 見本市, with three years of figures, and five real "
                "plans. Reload this page afterwards."
            ),
            SAMPLE_COMMAND,
        ),
        (
            _("2. Write your own plan as a file"),
            _(
                "One YAML file a plan. `dxkpi schema --format markdown` explains each "
                "field, and `dxkpi export 472123` shows how a real one of the samples is "
                "written. This says what is still wrong, and stores nothing:"
            ),
            "dxkpi load --dry-run 計画.yaml",
        ),
        (
            _("3. Take it in"),
            _(
                "The plan is on screen at once. The departments then hand in their "
                "figures with the form that 実績の登録 gives them."
            ),
            "dxkpi load 計画.yaml",
        ),
    ]

"""催促の文: the mail to a department, or to all that are missing, ready to be pasted."""

import streamlit as st

from dxkpi.returns.round_status import DepartmentInRound
from dxkpi.settings import settings
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import faint, strong
from dxkpi.web.common.view import View
from dxkpi.web.round.shown_round import ShownRound
from dxkpi.web.round.widget_keys import KEYS
from dxkpi.wording.glossary import department_name
from dxkpi.wording.reminders import (
    Reminder,
    Sender,
    department_reminder,
    reminder_to_all,
)

_ALL = ""


def show_reminders(view: View, shown: ShownRound) -> None:
    """The choice of whom to write to, the text, and the way into the mail program."""
    missing = {
        department.department or _ALL: department
        for department in shown.progress.missing
    }
    st.markdown(strong(_("Reminder")))
    chosen = _choose(missing)
    reminder = _reminder(view, missing, chosen)
    st.code(reminder.text, language=None, wrap_lines=True)
    st.link_button(_("Open in mail"), reminder.mail_address, icon=":material/mail:")
    if not reminder.holds_text:
        remark = _("The text is too long for the link: copy it into the mail.")
        st.markdown(f":small[{faint(remark)}]")


def _choose(missing: dict[str, DepartmentInRound]) -> str:
    """A department by name; empty for all. The first is the one that needs it most."""
    names = list(missing)
    if names == [_ALL]:
        return _ALL
    options = [*names, _ALL] if len(names) > 1 else names
    key = KEYS.key("remind_department")
    if st.session_state.get(key) not in options:
        st.session_state.pop(key, None)
    return st.selectbox(
        _("To whom"),
        options,
        format_func=_option,
        key=key,
        label_visibility="collapsed",
    )


def _option(name: str) -> str:
    if name == _ALL:
        return _("All that are missing")
    return department_name(name, current_language())


def _reminder(
    view: View, missing: dict[str, DepartmentInRound], chosen: str
) -> Reminder:
    configured = settings()
    sender = Sender(
        view.year,
        view.today,
        configured.contact,
        configured.upload_address(view.listed.key, view.year),
    )
    language = current_language()
    if chosen in missing:
        return department_reminder(missing[chosen], sender, language)
    return reminder_to_all(list(missing.values()), sender, language)

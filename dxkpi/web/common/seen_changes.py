"""What others registered while a reader was writing: it is shown, old → new, and replaced
only once the reader says that they have seen it.
"""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain


def change_line(name: str, old: str, new: str, who: str, when: datetime) -> str:
    """One thing that was changed: from what to what, by whom and when."""
    return _(
        "{name}: {old} → {new} ({who}, {when})",
        name=name,
        old=old,
        new=new,
        who=who,
        when=current_language().moment(when),
    )


def show_changes(lines: Sequence[str]) -> None:
    """The changes as a list."""
    listed = [plain(_("Registered meanwhile:"))]
    listed += [f"- {plain(line)}" for line in lines]
    st.warning("\n".join(listed), icon=":material/sync_problem:")


def ask_whether_seen(key: str) -> None:
    """The box to be ticked; each set of changes has a key of its own, so a tick never
    answers for what was changed after it.
    """
    st.checkbox(_("I have seen this and put mine in its place"), key=key)


def is_seen(key: str) -> bool:
    """Whether the box of a set of changes is ticked."""
    return bool(st.session_state.get(key))


def not_seen_text() -> str:
    """Why nothing was stored while the box is not ticked."""
    return _(
        "Nothing was stored. Look at what others registered meanwhile; to put yours in its "
        "place, tick the box beneath it and register again."
    )

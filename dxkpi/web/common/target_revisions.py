"""The revisions of an indicator's target, beneath its chart."""

import streamlit as st

from dxkpi.plan import Indicator
from dxkpi.rules import target_revisions
from dxkpi.web.common.language import current_language
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.view import View
from dxkpi.wording.ledger import revision_note


def show_revisions(view: View, code: str) -> None:
    """Each revision in a line: when, from what to what, who decided, why; those of parts
    behind their names.
    """
    for line in view.timeless.worded(_revisions, code):
        st.caption(line)


def _revisions(view: View, code: str) -> list[str]:
    lines = []
    for name, indicator in _named_parts(view.indicator(code)):
        for revision in target_revisions(indicator):
            note = revision_note(revision, current_language())
            lines.append(plain(f"{name} {note}".lstrip()))
    return lines


def _named_parts(indicator: Indicator) -> list[tuple[str, Indicator]]:
    """Each part with its short name; an indicator without parts alone, without a name."""
    names = [part.name for part in indicator.parts] or [""]
    return list(zip(names, indicator.measured, strict=True))

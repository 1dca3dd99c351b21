"""What changed since last year: how many are in order, and which indicators moved."""

import streamlit as st

from dxkpi.rules.year_changes import StatusChange, YearChanges, changes_in_year
from dxkpi.text.width import cut_to_width
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import badge, faint, plain, strong
from dxkpi.web.common.view import View
from dxkpi.web.overview.decided import decided_text
from dxkpi.wording.glossary import term_glyph
from dxkpi.wording.year_changes import in_order_text, moves_text

_MOST_NAMED = 4
_NAME_WIDTH = 13


def changes_of_view(view: View) -> YearChanges | None:
    """What changed since the year before the view's; None where nothing can be compared."""
    return view.kept(_changes_in_year)


def _changes_in_year(view: View) -> YearChanges | None:
    return changes_in_year(
        view.plan, view.year, view.last_closed, view.profile, view.today
    )


def show_year_changes(view: View) -> None:
    """The card: both counts, the moves, and the first of the indicators that moved; then
    what was decided and what came of it.
    """
    texts = (view.worded(_changes_text), decided_text(view))
    with st.container(key="changes"):
        st.markdown("  \n".join(text for text in texts if text))


def _changes_text(view: View) -> str:
    changes = changes_of_view(view)
    assert changes is not None
    language = current_language()
    counts = plain(in_order_text(changes, language))
    moves = f":small[{faint(moves_text(changes, language))}]"
    title = strong(_("Since last year"))
    lines = [f"{title} {counts} {moves}"]
    if changes.changes:
        named = changes.changes[:_MOST_NAMED]
        lines.append("　".join(_named_change(change) for change in named))
    return "  \n".join(lines)


def _named_change(change: StatusChange) -> str:
    glyphs = f"{term_glyph(change.before.status)}→{term_glyph(change.now.status)}"
    name = plain(cut_to_width(change.now.indicator.name, _NAME_WIDTH))
    return f"{badge(change.now.status, glyphs)} :small[{name}]"

"""変更履歴, what the reader narrows the history to."""

from dataclasses import dataclass

import streamlit as st

from dxkpi.text.search import holds_words
from dxkpi.web.changes.change_text import origin_label
from dxkpi.web.changes.history import History
from dxkpi.web.changes.recorded_change import ChangeOrigin, RecordedChange
from dxkpi.web.changes.widget_keys import KEYS
from dxkpi.web.common.filters import show_filter, show_search
from dxkpi.web.common.language import _, current_language


@dataclass(frozen=True)
class ChangeFilters:
    """What the reader narrows the history to; empty means everything."""

    text: str = ""
    place: str | None = None
    department: str | None = None
    year: int | None = None
    who: str | None = None
    origin: ChangeOrigin | None = None

    def keeps(self, change: RecordedChange) -> bool:
        """Whether a change fits everything that is chosen."""
        recorded = change.recorded
        if self.place not in (None, recorded.place):
            return False
        if self.year not in (None, recorded.fiscal_year):
            return False
        if self.who not in (None, recorded.who):
            return False
        if self.origin not in (None, change.origin):
            return False
        if self.department is not None and self.department not in change.departments:
            return False
        return not self.text or holds_words(change.searched_text, self.text)


def choose_filters(history: History) -> ChangeFilters:
    """The filters above the history; none where there is nothing to filter."""
    if not history.changes:
        return ChangeFilters()
    departments = {name: name for name in history.departments}
    title_of_year = current_language().fiscal_year_title
    years = {year: title_of_year(year) for year in history.years}
    people = {name: name for name in history.people}
    origins = {origin: origin_label(origin) for origin in history.origins}
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        return ChangeFilters(
            text=show_search(KEYS, _("Search name, file, person")),
            place=show_filter(
                KEYS.key("place"), _("Indicator or entry"), history.places
            ),
            department=show_filter(
                KEYS.key("department"), _("Department"), departments
            ),
            year=show_filter(KEYS.key("year"), _("Fiscal year"), years),
            who=show_filter(KEYS.key("who"), _("By whom"), people),
            origin=show_filter(KEYS.key("origin"), _("From where"), origins),
        )

"""Which cards the overview has, and how they stand beside each other.

A card exists only where it has something to say.
"""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from dxkpi.rules import JUDGED
from dxkpi.web.common.language import _
from dxkpi.web.common.view import View
from dxkpi.web.overview.concerns import concerns, show_concerns
from dxkpi.web.overview.contents import show_contents
from dxkpi.web.overview.due import due_lists, show_due_lists
from dxkpi.web.overview.lead import overview_lead, show_lead
from dxkpi.web.overview.statuses import show_statuses
from dxkpi.web.overview.unjudged import show_unjudged, unjudged_list
from dxkpi.web.overview.year_changes import changes_of_view, show_year_changes
from dxkpi.web.overview.yearly_reports import show_yearly_reports, yearly_reports_text

_CARD_WIDTH = 300

Card = Callable[[], object]


def show_cards(view: View, *, as_table: bool) -> None:
    """All cards, two abreast; what changed and what needs attention have a row each."""
    rows = [_first_cards(view, as_table=as_table)]
    if changes_of_view(view) is not None:
        rows.append([partial(show_year_changes, view)])
    if concerns(view):
        rows.append([partial(show_concerns, view, as_table=as_table)])
    if len(rows) == 1:
        rows = [[*rows[0], *_list_cards(view)]]
    else:
        rows.append(_list_cards(view))
    for cards in rows:
        _show_two_abreast(cards)

    plan = view.plan
    if not plan.policies and not plan.indicators:
        st.info(_("Once the plan file holds measures or indicators, they stand here."))
    elif not any(judgement.status in JUDGED for judgement in view.judgements()):
        _show_two_abreast([partial(show_contents, view)])


def _first_cards(view: View, *, as_table: bool) -> list[Card]:
    cards: list[Card] = []
    lead = overview_lead(view)
    if lead is not None:
        cards.append(partial(show_lead, view, lead, as_table=as_table))
    if view.plan.indicators:
        cards.append(partial(show_statuses, view, as_table=as_table))
    return cards


def _list_cards(view: View) -> list[Card]:
    """What the schedule asks for, what was not judged, what the city itself said."""
    cards: list[Card] = []
    if due_lists(view):
        cards.append(partial(show_due_lists, view))
    if unjudged_list(view):
        cards.append(partial(show_unjudged, view))
    if yearly_reports_text(view):
        cards.append(partial(show_yearly_reports, view))
    return cards


def _show_two_abreast(cards: Sequence[Card]) -> None:
    """Two in a row; an odd last one has the row to itself."""
    if not cards:
        return
    grid = st.grid(2, min_column_width=_CARD_WIDTH, border=True)
    for n, show_card in enumerate(cards, 1):
        alone_in_row = n == len(cards) and n % 2 == 1
        with grid.cell(column_span="all" if alone_in_row else 1):
            show_card()

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

_CARD_WIDTH, _CONCERN_WIDTH = 300, 290
_AS_HIGH_AS_LISTS = 5
"""How many concerns are at least as high as the two lists beside them."""

Card = Callable[[], object]


def show_cards(view: View, *, as_table: bool) -> None:
    """All cards, two abreast.

    What needs attention has two thirds beside two lists, or the row to itself.
    """
    first = _first_cards(view, as_table=as_table)
    lists = _list_cards(view)
    if changes_of_view(view) is not None:
        _show_two_abreast(first)
        _show_two_abreast([partial(show_year_changes, view)])
        first = []
    if concerns(view):
        _show_two_abreast(first)
        beside = lists if _lists_fit_beside_concerns(view, lists) else []
        _show_concerns_card(view, beside, as_table=as_table)
        if not beside:
            _show_two_abreast(lists)
    else:
        _show_two_abreast([*first, *lists])

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


def _lists_fit_beside_concerns(view: View, lists: Sequence[Card]) -> bool:
    """Whether both lists together leave no hole beneath the concerns."""
    due_items = due_lists(view).count("\n- ")
    high_enough = len(concerns(view)) >= max(_AS_HIGH_AS_LISTS, due_items)
    return len(lists) == 2 and high_enough


def _show_concerns_card(view: View, beside: Sequence[Card], *, as_table: bool) -> None:
    grid = st.grid(3, min_column_width=_CONCERN_WIDTH, border=True)
    rows = max(1, len(beside))
    with grid.cell(column_span=2 if beside else "all", row_span=rows):
        show_concerns(view, as_table=as_table)
    for show_card in beside:
        with grid.cell():
            show_card()


def _show_two_abreast(cards: Sequence[Card]) -> None:
    """Two in a row; an odd last one has the row to itself."""
    if not cards:
        return
    grid = st.grid(2, min_column_width=_CARD_WIDTH, border=True)
    for n, show_card in enumerate(cards, 1):
        alone_in_row = n == len(cards) and n % 2 == 1
        with grid.cell(column_span="all" if alone_in_row else 1):
            show_card()

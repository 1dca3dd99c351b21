"""Which cards the overview has, and how they stand beside each other.

A card exists only where it has something to say.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

import streamlit as st

from dxkpi.rules import JUDGED
from dxkpi.web.common.language import _
from dxkpi.web.common.view import View
from dxkpi.web.overview.concerns import concerns, show_concerns
from dxkpi.web.overview.contents import show_contents
from dxkpi.web.overview.decided import decided_text, show_decided
from dxkpi.web.overview.due import due_rows, show_due
from dxkpi.web.overview.lead import overview_lead, show_lead
from dxkpi.web.overview.statuses import show_statuses
from dxkpi.web.overview.this_year import has_this_year, show_this_year
from dxkpi.web.overview.unjudged import (
    has_only_references_besides_lead,
    names_each,
    show_unjudged,
    show_unjudged_names,
    unjudged_list,
)
from dxkpi.web.overview.year_changes import changes_of_view, show_year_changes
from dxkpi.web.overview.yearly_reports import show_yearly_reports, yearly_reports_text

_CARD_WIDTH = 220


@dataclass(frozen=True)
class Card:
    """A card; a `wide` one takes two thirds of a row that it shares."""

    show: Callable[[], object]
    wide: bool = False


def show_cards(view: View, *, as_table: bool) -> None:
    """All cards: what was judged, or what there is to do where nothing was."""
    if any(judgement.status in JUDGED for judgement in view.judgements()):
        rows = _rows_of_judged_year(view, as_table=as_table)
    else:
        rows = _rows_before_judgement(view, as_table=as_table)
    for cards in rows:
        _show_row(cards)

    plan = view.plan
    if not plan.policies and not plan.indicators:
        st.info(_("Once the plan file holds measures or indicators, they stand here."))
    elif not any(judgement.status in JUDGED for judgement in view.judgements()):
        show_contents(view)


def _rows_of_judged_year(view: View, *, as_table: bool) -> list[list[Card]]:
    """The verdict, what changed, what needs attention, what else there is to know."""
    first = [
        *_lead_card(view, as_table=as_table),
        Card(partial(show_statuses, view, as_table=as_table)),
    ]
    rows = [first]
    if changes_of_view(view) is not None:
        rows.append([Card(partial(show_year_changes, view))])
    else:
        rows.append(_decided_card(view))
    if concerns(view):
        rows.append([Card(partial(show_concerns, view, as_table=as_table))])
    due = _due_card(view)
    unjudged: list[Card] = []
    if unjudged_list(view):
        show_names = partial(show_unjudged_names, view, in_one_line=not due)
        unjudged.append(Card(show_names))
    rows.append([*due, *unjudged])
    rows.append(_reports_card(view))
    return rows


def _rows_before_judgement(view: View, *, as_table: bool) -> list[list[Card]]:
    """Where the plan starts, and what there is to do; then the schedule's dates."""
    lead = _lead_card(view, as_table=as_table)
    this_year: list[Card] = []
    if has_this_year(view):
        this_year.append(Card(partial(show_this_year, view)))
    indicators: list[Card] = []
    if has_only_references_besides_lead(view):
        indicators = []  # they stand at the foot
    elif names_each(view):
        indicators = [Card(partial(show_unjudged, view))]
    elif view.plan.indicators:
        indicators = [Card(partial(show_statuses, view, as_table=as_table))]
    first = [*lead, *indicators, *this_year]
    return [first, _decided_card(view), _due_card(view), _reports_card(view)]


def _lead_card(view: View, *, as_table: bool) -> list[Card]:
    lead = overview_lead(view)
    if lead is None:
        return []
    return [Card(partial(show_lead, view, lead, as_table=as_table))]


def _decided_card(view: View) -> list[Card]:
    return [Card(partial(show_decided, view))] if decided_text(view) else []


def _due_card(view: View) -> list[Card]:
    return [Card(partial(show_due, view), wide=True)] if due_rows(view) else []


def _reports_card(view: View) -> list[Card]:
    """What the city itself said of the year."""
    if not yearly_reports_text(view):
        return []
    return [Card(partial(show_yearly_reports, view))]


def _show_row(cards: Sequence[Card]) -> None:
    """Two in a row, a wide one beside a narrow one; an odd last one has a row to itself."""
    if not cards:
        return
    wide_first = len(cards) == 2 and cards[0].wide
    grid = st.grid(3 if wide_first else 2, min_column_width=_CARD_WIDTH, border=True)
    spans: list[int | Literal["all"]] = [1] * len(cards)
    if wide_first:
        spans[0] = 2
    if len(cards) % 2 == 1:
        spans[-1] = "all"
    for card, span in zip(cards, spans, strict=True):
        with grid.cell(column_span=span):
            card.show()

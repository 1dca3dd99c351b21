"""What the reviewer says of each thing: よし, or 指摘する with a remark's text and the
cell of the form that it is about.
"""

from dataclasses import dataclass
from enum import StrEnum

import streamlit as st

from dxkpi.plan.review import LONGEST_REMARK
from dxkpi.returns.remark_columns import COLUMNS_TO_REMARK_ON
from dxkpi.returns.round_items import ItemState
from dxkpi.store import NewRemark, SeenItem
from dxkpi.web.common.language import _
from dxkpi.web.common.view import View
from dxkpi.web.review.shown_review import ReviewedItem, ShownReview
from dxkpi.web.review.widget_keys import KEYS
from dxkpi.wording.reviews import form_column_title


class ReviewChoice(StrEnum):
    """What a reviewer says of a thing."""

    FINE = "fine"
    REMARK = "remark"


_OFFERED = {
    ItemState.HANDED_IN: (ReviewChoice.FINE, ReviewChoice.REMARK),
    ItemState.SENT_BACK: (ReviewChoice.FINE,),
    ItemState.CONFIRMED: (ReviewChoice.REMARK,),
}
"""What can be said of a thing in each state: what was sent back can be let pass, what is
final be sent back all the same.
"""


_WHOLE_ITEM = ""
"""What is chosen where a remark is about no single cell."""


@dataclass(frozen=True)
class Decisions:
    """What the reviewer is about to do: make these final, send those back."""

    confirmed: tuple[SeenItem, ...]
    remarks: tuple[NewRemark, ...]

    @property
    def without_text(self) -> int:
        """How many remarks are still to be written."""
        return sum(not remark.text.strip() for remark in self.remarks)


def show_choice(view: View, reviewed: ReviewedItem) -> None:
    """The choice, and the box for the remark where one is to be made."""
    labels = {ReviewChoice.FINE: _("Fine"), ReviewChoice.REMARK: _("Remark on it")}
    offered = _OFFERED[reviewed.item.state]
    key = _choice_key(view, reviewed)
    if reviewed.is_to_decide and st.session_state.get(key) is None:
        st.session_state[key] = ReviewChoice.FINE
    chosen = st.segmented_control(
        _("Your word on “{name}”", name=reviewed.item.name),
        offered,
        format_func=labels.__getitem__,
        key=key,
        label_visibility="collapsed",
        required=reviewed.is_to_decide,
    )
    if chosen is ReviewChoice.REMARK:
        _show_remark_fields(view, reviewed)


def _show_remark_fields(view: View, reviewed: ReviewedItem) -> None:
    """The text, and the cell that it is about; trying the other choice loses neither."""
    st.text_area(
        _("Remark (the department reads it)"),
        key=_text_key(view, reviewed),
        persist_state="session",
        max_chars=LONGEST_REMARK,
        height=90,
    )
    titles = {_WHOLE_ITEM: _("all of this")}
    for column in COLUMNS_TO_REMARK_ON[reviewed.item.kind]:
        titles[column.value] = form_column_title(column)
    st.selectbox(
        _("Which cell of the form"),
        tuple(titles),
        format_func=titles.__getitem__,
        key=_column_key(view, reviewed),
        persist_state="session",
    )


def read_decisions(view: View, shown: ShownReview) -> Decisions:
    """What is chosen now, before or after the choices are shown."""
    confirmed, remarks = [], []
    for reviewed in shown.items:
        choice = _choice(view, reviewed)
        if choice is ReviewChoice.FINE:
            confirmed.append(reviewed.seen)
        elif choice is ReviewChoice.REMARK:
            text = str(st.session_state.get(_text_key(view, reviewed)) or "")
            column = st.session_state.get(_column_key(view, reviewed)) or None
            year = reviewed.seen.fiscal_year
            remarks.append(NewRemark(reviewed.key, text, column, year))
    return Decisions(tuple(confirmed), tuple(remarks))


def _choice(view: View, reviewed: ReviewedItem) -> ReviewChoice | None:
    chosen = st.session_state.get(_choice_key(view, reviewed))
    if chosen is None and reviewed.is_to_decide:
        return ReviewChoice.FINE
    return None if chosen is None else ReviewChoice(chosen)


def _choice_key(view: View, reviewed: ReviewedItem) -> str:
    """A choice is about a thing as it stands: it begins anew once the thing changes."""
    return KEYS.key("choice", *_place(view, reviewed), reviewed.item.state.value)


def _text_key(view: View, reviewed: ReviewedItem) -> str:
    return KEYS.key("text", *_place(view, reviewed))


def _column_key(view: View, reviewed: ReviewedItem) -> str:
    return KEYS.key("column", *_place(view, reviewed))


def _place(view: View, reviewed: ReviewedItem) -> tuple[object, ...]:
    plan, seen = view.listed.key, reviewed.seen
    return (*plan, view.year, *seen.item, seen.stood_at, len(reviewed.remarks))

"""Which item of a list is edited: chosen by name, added, moved, taken out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from dxkpi.plan.document_changes import ABSENT, ORDER, value_at
from dxkpi.plan.document_names import item_names
from dxkpi.plan.document_problem import Location
from dxkpi.web.common.language import _
from dxkpi.web.common.page_choices import choose, option_in_address, write_choice
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.edit.removing import show_removing
from dxkpi.web.edit.saving import save_edits
from dxkpi.web.edit.widget_keys import KEYS


@dataclass(frozen=True)
class ItemList:
    """A list of the document whose items are edited one by one.

    `name` tells its widgets apart; `new_item` is what an added item begins with.
    """

    name: str
    location: Location
    label: str
    add_label: str
    new_item: dict[str, Any]

    @property
    def key(self) -> str:
        """Under which the address says what is opened."""
        return KEYS.key(self.name)


def named_items(opened: OpenedDraft, location: Location) -> dict[str, str]:
    """The items of a list by number or code, each with its name behind that."""
    items = opened.items(location)
    numbers = item_names(location[-1], items)
    return {
        number: f"{number} {item.get('name') or ''}".strip()
        for number, item in zip(numbers, items, strict=True)
    }


def choose_item(opened: OpenedDraft, items: ItemList) -> Location | None:
    """The location of the opened item, the first one at first; None where the list is
    empty. Its widgets stand in one row.
    """
    named = named_items(opened, items.location)
    names = list(named)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = _show_choice(items, named)
        st.button(
            items.add_label,
            key=KEYS.key(items.name, "add"),
            icon=":material/add:",
            on_click=_add,
            args=(opened, items),
        )
        if chosen is not None:
            _show_moves(opened, items, names, chosen)
    return None if chosen is None else (*items.location, chosen)


def _show_choice(items: ItemList, named: Mapping[str, str]) -> str | None:
    if not named:
        return None
    if option_in_address(items.key, named) is None:
        st.session_state[items.key] = next(iter(named))
    return st.selectbox(
        items.label,
        list(named),
        format_func=named.__getitem__,
        key=items.key,
        on_change=write_choice,
        args=(items.key,),
        width=420,
    )


def _show_moves(
    opened: OpenedDraft, items: ItemList, names: Sequence[str], chosen: str
) -> None:
    """Buttons that move the opened item, and take it out."""
    position = names.index(chosen)
    moves = (
        (-1, ":material/arrow_upward:", _("Move up"), position == 0),
        (1, ":material/arrow_downward:", _("Move down"), position == len(names) - 1),
    )
    for step, icon, label, is_at_end in moves:
        st.button(
            label,
            key=KEYS.key(items.name, "move", step),
            icon=icon,
            disabled=is_at_end,
            on_click=_move,
            args=(opened, items, list(names), position, step),
        )
    show_removing(
        opened,
        (*items.location, chosen),
        KEYS.key(items.name, "remove"),
        partial(_remove, opened, items, chosen),
    )


def _add(opened: OpenedDraft, items: ItemList) -> None:
    before = named_items(opened, items.location)
    saved = save_edits(opened, {(*items.location, "+"): items.new_item})
    if saved is None:
        return
    field = items.location[-1]
    added = [
        name
        for name in item_names(field, value_at(saved.data, items.location))
        if name not in before
    ]
    if added:
        choose(items.key, added[0])


def _move(
    opened: OpenedDraft, items: ItemList, names: list[str], position: int, step: int
) -> None:
    names.insert(position + step, names.pop(position))
    save_edits(opened, {(*items.location, ORDER): names})


def _remove(opened: OpenedDraft, items: ItemList, chosen: str) -> None:
    save_edits(opened, {(*items.location, chosen): ABSENT})

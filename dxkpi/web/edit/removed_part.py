"""What was taken out of the plan, in this draft or before it, to be brought back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dxkpi import actions
from dxkpi.actions import RemovedItem
from dxkpi.plan import PlanKey
from dxkpi.plan.document_changes import ABSENT
from dxkpi.plan.document_names import is_list_field
from dxkpi.plan.document_problem import Location
from dxkpi.store import Revision, Store
from dxkpi.web.common import cached
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.edit.saving import save_edits
from dxkpi.web.edit.widget_keys import KEYS

_MOST_KEPT = 16


@dataclass(frozen=True)
class TakenOut:
    """Something that the draft does not have: its name, when it went, and what it was."""

    location: Location
    name: str
    since: str
    data: Any


def show_removed(opened: OpenedDraft, within: Location) -> None:
    """What was taken out of a list of the plan, each with the button that brings it back."""
    items = [
        item
        for item in (*_of_draft(opened), *_of_plan(opened))
        if item.location[: len(within)] == within
        and opened.value(item.location) is None
    ]
    if not items:
        return
    label = _("Bring back what was taken out ({n})", n=len(items))
    with st.expander(label):
        for item in items:
            _show_item(opened, item)


def _show_item(opened: OpenedDraft, item: TakenOut) -> None:
    holder = item.location[:-2]
    has_home = not holder or opened.value(holder) is not None
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        text = f"{item.location[-1]} {item.name}　{item.since}"
        st.markdown(plain(text), width="stretch")
        st.button(
            _("Bring back"),
            key=KEYS.key("bring_back", *item.location),
            icon=":material/restore:",
            disabled=not has_home,
            help=None
            if has_home
            else _("First bring back the policy or measure that it belonged to."),
            on_click=_bring_back,
            args=(opened, item),
        )


def _bring_back(opened: OpenedDraft, item: TakenOut) -> None:
    save_edits(opened, {item.location: item.data})


def _of_draft(opened: OpenedDraft) -> Iterator[TakenOut]:
    """What this draft itself takes out of the plan."""
    for change in opened.compared.edited:
        location = change.location
        is_item = len(location) > 1 and is_list_field(location[-2])
        if change.new is ABSENT and is_item and isinstance(change.old, dict):
            name = str(change.old.get("name") or change.old.get("label") or "")
            yield TakenOut(location, name, _("taken out in this draft"), change.old)


def _of_plan(opened: OpenedDraft) -> Iterator[TakenOut]:
    """What was taken out before and registered."""
    key = opened.listed.key
    if key is None:
        return
    store = cached.store()
    for item in _removed_items(store, key, store.revision()):
        since = _(
            "taken out by {who}, {when}",
            who=item.who,
            when=current_language().moment(item.at),
        )
        yield TakenOut(item.location, item.name, since, item.data)


@st.cache_resource(show_spinner=False, max_entries=_MOST_KEPT)
def _removed_items(
    _store: Store,
    key: PlanKey,
    revision: Revision,  # noqa: ARG001 (part of the key under which it is kept)
) -> tuple[RemovedItem, ...]:
    return actions.removed_items(_store, key)

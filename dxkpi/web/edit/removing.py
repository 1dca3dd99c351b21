"""What is entered by mistake is taken out, once it is said what goes with it."""

from collections.abc import Callable

import streamlit as st

from dxkpi import actions
from dxkpi.actions import LinkingIndicator
from dxkpi.plan import PlanKey
from dxkpi.plan.document_contents import HeldThing, item_contents
from dxkpi.plan.document_parts import objects_in
from dxkpi.plan.document_problem import Location
from dxkpi.store import Revision, Store
from dxkpi.web.common import cached
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.wording.item_contents import contents_text

_MOST_KEPT = 32


def show_removing(
    opened: OpenedDraft, item: Location, key: str, remove: Callable[[], None]
) -> None:
    """The button that takes an item out; where something goes with it, first what."""
    contents = item_contents(opened.data, item)
    links = _links_to(opened, item)
    if not contents and not links:
        _show_button(_("Take out"), key, remove)
        return
    with st.popover(_("Take out …"), icon=":material/remove:"):
        text = contents_text(contents, current_language())
        if text:
            st.markdown(plain(_("This goes with it: {things}.", things=text)))
        for link in links:
            st.markdown(plain(_link_text(link)))
        if HeldThing.FIGURES in contents:
            st.caption(
                _(
                    "Taking out is for what was entered by mistake. What ends keeps its "
                    "figures if it is retired."
                )
            )
        _show_button(_("Take it out with all of this"), key, remove)


def _show_button(label: str, key: str, remove: Callable[[], None]) -> None:
    st.button(label, key=key, icon=":material/remove:", on_click=remove)


def _link_text(link: LinkingIndicator) -> str:
    return _(
        "“{title}” leads to it: {code} {name}. That link will lead nowhere.",
        title=link.plan_title,
        code=link.indicator.code,
        name=link.indicator.name,
    )


def _links_to(opened: OpenedDraft, item: Location) -> tuple[LinkingIndicator, ...]:
    """The indicators of the city's other plans that lead to an indicator or its parts."""
    key = opened.listed.key
    if key is None or item[:1] != ("indicators",):
        return ()
    parts = objects_in(opened.value((*item, "parts")))
    codes = (str(item[-1]), *(str(part.get("code")) for part in parts))
    store = cached.store()
    return _linking_indicators(store, key, codes, store.revision())


@st.cache_resource(show_spinner=False, max_entries=_MOST_KEPT)
def _linking_indicators(
    _store: Store,
    key: PlanKey,
    codes: tuple[str, ...],
    revision: Revision,  # noqa: ARG001 (part of the key under which it is kept)
) -> tuple[LinkingIndicator, ...]:
    return actions.linking_indicators(_store, key, codes)

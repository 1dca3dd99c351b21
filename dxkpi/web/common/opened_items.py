"""What is folded away on a page, and unfolded by the reader.

What stands open lives in the address (`?plan_opened=1-1,2-3`), so a reload, a bookmark and
the way back find it open again.
"""

import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

from dxkpi.web.common.page_choices import choice_in_address, choose
from dxkpi.web.common.session import WidgetKeys

_APART = ","


def show_fold(
    keys: WidgetKeys, item: str, label: str, *, icon: str | None = None
) -> ExpanderContainer:
    """Something folded away under a label; `.open` says whether the reader opened it.

    `item` tells it from whatever else the page folds away.
    """
    name = item.replace(_APART, "")
    widget = keys.key("fold", name)
    st.session_state[widget] = name in _opened(keys)
    return st.expander(
        label, icon=icon, key=widget, on_change=_write, args=(keys, name, widget)
    )


def _opened(keys: WidgetKeys) -> list[str]:
    """The items of the page that stand open, in the order in which they were opened."""
    return [name for name in choice_in_address(_choice(keys)).split(_APART) if name]


def _write(keys: WidgetKeys, name: str, widget: str) -> None:
    opened = [other for other in _opened(keys) if other != name]
    if st.session_state[widget]:
        opened.append(name)
    choose(_choice(keys), _APART.join(opened))


def _choice(keys: WidgetKeys) -> str:
    return keys.key("opened")

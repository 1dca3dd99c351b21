"""A measure moved to another policy, an initiative to another measure; each is one step."""

from typing import Any

import streamlit as st

from dxkpi.plan.document_changes import ABSENT
from dxkpi.plan.document_problem import Location
from dxkpi.web.common.language import _
from dxkpi.web.common.page_choices import choose
from dxkpi.web.edit.item_choice import named_items
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.edit.saving import save_edits
from dxkpi.web.edit.widget_keys import KEYS

Edits = dict[Location, Any]


def show_policy_of_measure(opened: OpenedDraft, measure: Location) -> None:
    """The policy that a measure belongs to; choosing another one moves it there."""
    policies = named_items(opened, ("policies",))
    key = KEYS.key("policy_of", opened.number, *measure)
    st.session_state[key] = str(measure[1])
    st.selectbox(
        _("Policy that the measure belongs to"),
        list(policies),
        format_func=policies.__getitem__,
        key=key,
        on_change=_move_measure,
        args=(opened, measure, key),
    )


def _move_measure(opened: OpenedDraft, measure: Location, key: str) -> None:
    policy = st.session_state[key]
    if policy == measure[1]:
        return
    if save_edits(opened, edits_of_moved_measure(opened, measure, policy)) is None:
        return
    choose(KEYS.key("policy"), policy)
    choose(KEYS.key("measure"), str(measure[-1]))


def edits_of_moved_measure(
    opened: OpenedDraft, measure: Location, policy: str
) -> Edits:
    """The measure as it is in another policy, and its indicators with it."""
    number = str(measure[-1])
    edits: Edits = {
        measure: ABSENT,
        ("policies", policy, "measures", number): opened.value(measure),
    }
    for indicator in opened.items(("indicators",)):
        is_of_measure = indicator.get("measure") == number
        if is_of_measure and indicator.get("policy") not in (None, policy):
            edits["indicators", str(indicator.get("code")), "policy"] = policy
    return edits


def show_moving_initiatives(opened: OpenedDraft, measure: Location) -> None:
    """An initiative of a measure, and the measure that it is moved to."""
    initiatives = named_items(opened, (*measure, "initiatives"))
    others = _other_measures(opened, measure)
    if not initiatives or not others:
        return
    chosen = KEYS.key("moved_initiative", opened.number)
    target = KEYS.key("moved_to", opened.number)
    with st.popover(_("Move an initiative to another measure")):
        st.selectbox(
            _("Initiative"),
            list(initiatives),
            format_func=initiatives.__getitem__,
            key=chosen,
        )
        st.selectbox(
            _("Measure"),
            list(others),
            format_func=others.__getitem__,
            key=target,
        )
        st.button(
            _("Move"),
            key=KEYS.key("move_initiative"),
            on_click=_move_initiative,
            args=(opened, measure, chosen, target),
        )


def _other_measures(opened: OpenedDraft, measure: Location) -> dict[str, str]:
    """The other measures of the plan by their places: policy/number."""
    others: dict[str, str] = {}
    for policy in named_items(opened, ("policies",)):
        for number, name in named_items(
            opened, ("policies", policy, "measures")
        ).items():
            if (policy, number) != (measure[1], measure[-1]):
                others[f"{policy}/{number}"] = name
    return others


def _move_initiative(
    opened: OpenedDraft, measure: Location, chosen: str, target: str
) -> None:
    number = str(st.session_state.get(chosen, ""))
    policy, _slash, other = str(st.session_state.get(target, "")).partition("/")
    if not number or not other:
        return  # pressed without the lists that the button belongs to
    destination = ("policies", policy, "measures", other, "initiatives")
    save_edits(opened, edits_of_moved_initiative(opened, measure, number, destination))


def edits_of_moved_initiative(
    opened: OpenedDraft, measure: Location, number: str, destination: Location
) -> Edits:
    """The initiative behind the last one of another measure; it keeps its number where
    that is free.
    """
    place = (*measure, "initiatives", number)
    item = dict(opened.value(place) or {})
    taken = named_items(opened, destination)
    if number in taken:
        item.pop("number", None)
        return {place: ABSENT, (*destination, "+"): item}
    return {place: ABSENT, (*destination, number): item}

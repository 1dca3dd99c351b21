"""基本方針と施策: policies, their measures, and the initiatives of each."""

import streamlit as st

from dxkpi.plan.document_columns import INITIATIVE_COLUMNS, POLICY_COLUMNS
from dxkpi.plan.document_problem import Location
from dxkpi.web.common.language import _
from dxkpi.web.common.markdown import strong
from dxkpi.web.edit.field_widgets import show_field
from dxkpi.web.edit.item_choice import ItemList, choose_item
from dxkpi.web.edit.moving import show_moving_initiatives, show_policy_of_measure
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.edit.removed_part import show_removed
from dxkpi.web.edit.retiring import RETIRED, show_retiring_initiatives
from dxkpi.web.edit.row_table import RowTable, show_row_table

_OF_MEASURE = (
    ("description",),
    ("national_item",),
    ("departments",),
    ("expected_effects",),
)


def show_structure(opened: OpenedDraft) -> None:
    """A policy with its fields, a measure of it, and the measure's initiatives."""
    policy = choose_policy(opened)
    if policy is None:
        st.info(_("The plan has no policy yet."))
        show_removed(opened, ("policies",))
        return
    with st.container(border=True):
        st.markdown(strong(_("Policy")))
        _show_number_and_name(opened, policy)
        show_field(opened, policy, POLICY_COLUMNS.column(path=("description",)))
    measure = choose_measure(opened, policy)
    if measure is None:
        st.info(_("The policy has no measure yet."))
    else:
        with st.container(border=True):
            _show_measure(opened, measure)
    show_removed(opened, ("policies",))


def choose_policy(opened: OpenedDraft) -> Location | None:
    """The policy that is opened."""
    policies = ItemList(
        "policy",
        ("policies",),
        _("Policy"),
        _("Add a policy"),
        {"name": _("(new policy)"), "measures": []},
    )
    return choose_item(opened, policies)


def choose_measure(opened: OpenedDraft, policy: Location) -> Location | None:
    """The measure of a policy that is opened."""
    measures = ItemList(
        "measure",
        (*policy, "measures"),
        _("Measure"),
        _("Add a measure"),
        {"name": _("(new measure)")},
    )
    return choose_item(opened, measures)


def _show_measure(opened: OpenedDraft, measure: Location) -> None:
    st.markdown(strong(_("Measure")))
    show_policy_of_measure(opened, measure)
    _show_number_and_name(opened, measure)
    for path in _OF_MEASURE:
        show_field(
            opened,
            measure,
            POLICY_COLUMNS.column(path=path),
            options=opened.departments if path == ("departments",) else (),
        )
    st.markdown(strong(_("Initiatives of the measure")))
    columns = [
        column
        for column in INITIATIVE_COLUMNS.columns
        if column.role is None and column.path[:1] != (RETIRED,)
    ]
    show_row_table(
        opened,
        RowTable((*measure, "initiatives"), columns, _("Initiatives of the measure")),
    )
    show_moving_initiatives(opened, measure)
    show_retiring_initiatives(opened, measure)


def _show_number_and_name(opened: OpenedDraft, item: Location) -> None:
    """Both in a row."""
    number, name = st.columns([1, 4])
    with number:
        show_field(opened, item, POLICY_COLUMNS.column(path=("number",)))
    with name:
        show_field(opened, item, POLICY_COLUMNS.column(path=("name",)))

"""指標: one indicator in a form, beside it what was understood and what comes of it."""

from collections.abc import Sequence

import streamlit as st

from dxkpi.plan.document_columns import (
    DETAIL_COLUMNS,
    FIGURE_COLUMNS,
    INDICATOR_COLUMNS,
    MARK_COLUMNS,
    TARGET_COLUMNS,
    Column,
    Path,
    TableColumns,
)
from dxkpi.plan.document_problem import Location
from dxkpi.web.common.language import _
from dxkpi.web.common.markdown import plain, strong
from dxkpi.web.edit.departments_field import show_departments_field
from dxkpi.web.edit.field_widgets import show_field
from dxkpi.web.edit.item_choice import ItemList, choose_item, named_items
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.edit.read_back import show_read_back, show_what_changes
from dxkpi.web.edit.removed_part import show_removed
from dxkpi.web.edit.retiring import RETIRED, show_retiring
from dxkpi.web.edit.row_table import RowTable, show_row_table
from dxkpi.web.edit.target_word import ask_why_target_changes
from dxkpi.web.edit.year_table import show_year_table

_NARROWEST = 160
"""Pixels of a field in which a year or a rule can be read."""

_NAME: tuple[Path, ...] = (("name",),)
_START: tuple[Path, ...] = (("baseline", "value"), ("baseline", "fiscal_year"))
_GOAL: tuple[Path, ...] = (
    ("target", "rule"),
    ("target", "comparator"),
    ("target", "value"),
    ("target", "fiscal_year"),
)
_KIND: tuple[Path, ...] = (("unit",), ("decimals",), ("direction",), ("aggregation",))
_OF_PART: tuple[Path, ...] = (("code",), ("name",), *_START, *_GOAL)
_OF_REFERENCE: tuple[Path, ...] = (("series",), ("fiscal_year",), ("value",))
_OF_FORMER_TARGET: tuple[Path, ...] = (
    ("target", "value"),
    ("target", "fiscal_year"),
    ("decided",),
    ("by",),
    ("reason",),
    ("judged_from",),
    ("correction",),
)
_MORE_OF_TARGET: tuple[Path, ...] = (
    ("target", "stretch"),
    ("target", "as_of"),
    ("target", "low"),
    ("target", "high"),
    ("target", "tolerance"),
    ("target", "since"),
    ("target", "text"),
    ("target", "worse_because"),
    ("target", "approximate"),
)


def show_indicators(opened: OpenedDraft) -> None:
    """The choice of an indicator, its form, and what the form comes to."""
    location = choose_item(opened, _indicators())
    if location is None:
        st.info(_("The plan has no indicator yet."))
        show_removed(opened, ("indicators",))
        return
    code = str(location[-1])
    show_what_changes(opened, code)
    form, back = st.columns([4, 6])
    with form, st.container(border=True):
        _show_form(opened, location)
    with back, st.container(border=True):
        show_read_back(opened, code)
    show_removed(opened, ("indicators",))


def _indicators() -> ItemList:
    return ItemList(
        "indicator",
        ("indicators",),
        _("Indicator"),
        _("Add an indicator"),
        {"name": _("(new indicator)")},
    )


def _show_form(opened: OpenedDraft, item: Location) -> None:
    st.markdown(strong(_("Indicator")))
    st.caption(plain(_("* is needed. Everything is saved to the draft as it is left.")))
    _show_fields(opened, item, INDICATOR_COLUMNS, _NAME)
    _show_in_two(opened, item, INDICATOR_COLUMNS, _START)
    _show_in_two(opened, item, INDICATOR_COLUMNS, _GOAL)
    _show_in_two(opened, item, INDICATOR_COLUMNS, _KIND)
    show_departments_field(opened, item)
    show_retiring(opened, item)
    ask_why_target_changes(opened, str(item[-1]))
    _show_place(opened, item)
    _show_fields(opened, item, INDICATOR_COLUMNS, (("official",), ("quote",)))
    with st.expander(_("More about the target")):
        _show_in_two(opened, item, TARGET_COLUMNS, _MORE_OF_TARGET)
        st.markdown(strong(_("Targets of the years on the way")))
        show_year_table(
            opened,
            (*item, "target", "yearly"),
            _("Targets of the years on the way"),
        )
    with st.expander(_("Changed targets, parts, references and the city's own marks")):
        _show_tables(opened, item)
    with st.expander(_("More fields")):
        for column in DETAIL_COLUMNS.columns:
            if column.role is None and column.path[:1] != (RETIRED,):
                show_field(opened, item, column, options=_options(opened, column))


def _show_tables(opened: OpenedDraft, item: Location) -> None:
    """What an indicator has several of."""
    parts = [INDICATOR_COLUMNS.column(path=path) for path in _OF_PART]
    references = [FIGURE_COLUMNS.column(path=path) for path in _OF_REFERENCE]
    marks = [column for column in MARK_COLUMNS.columns if column.role is None]
    former = [TARGET_COLUMNS.column(path=path) for path in _OF_FORMER_TARGET]
    tables = (
        RowTable((*item, "former_targets"), former, _("Targets that were changed")),
        RowTable((*item, "parts"), parts, _("Parts under one judgement")),
        RowTable((*item, "references"), references, _("References to compare with")),
        RowTable((*item, "marks"), marks, _("The city's own marks")),
    )
    for table in tables:
        st.markdown(strong(table.title))
        show_row_table(opened, table)


def _show_place(opened: OpenedDraft, item: Location) -> None:
    """The policy and measure that the indicator belongs to, by their names."""
    policies = named_items(opened, ("policies",))
    measures: dict[str, str] = {}
    for number in policies:
        measures |= named_items(opened, ("policies", number, "measures"))
    policy = INDICATOR_COLUMNS.column(path=("policy",))
    show_field(opened, item, policy, named=policies, label=_("Policy"))
    measure = INDICATOR_COLUMNS.column(path=("measure",))
    show_field(opened, item, measure, named=measures, label=_("Measure"))


def _options(opened: OpenedDraft, column: Column) -> Sequence[str]:
    """The numbers of measures, for a field that lists some."""
    if column.path != ("also_in",):
        return ()
    return [
        str(measure.get("number"))
        for policy in opened.items(("policies",))
        for measure in policy.get("measures") or ()
    ]


def _show_fields(
    opened: OpenedDraft, item: Location, table: TableColumns, paths: Sequence[Path]
) -> None:
    for path in paths:
        show_field(opened, item, table.column(path=path))


def _show_in_two(
    opened: OpenedDraft, item: Location, table: TableColumns, paths: Sequence[Path]
) -> None:
    """Fields two in a row, one where that would be too narrow to read."""
    pairs = st.grid(2, min_column_width=_NARROWEST)
    for path in paths:
        with pairs.cell():
            show_field(opened, item, table.column(path=path))

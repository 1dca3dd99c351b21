"""Many small items as the rows of a table: edited in place, put into the draft together."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import streamlit as st

from dxkpi.plan.document_changes import ABSENT
from dxkpi.plan.document_columns import Column
from dxkpi.plan.document_names import is_list_field, item_names
from dxkpi.plan.document_problem import Location
from dxkpi.plan.fields import FieldKind
from dxkpi.web.common.language import _, current_language
from dxkpi.web.edit.field_edits import edits_of_field
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.edit.saving import save_edits
from dxkpi.web.edit.typed_fields import typed_text
from dxkpi.web.edit.widget_keys import KEYS
from dxkpi.wording.field_help import field_heading, field_meaning
from dxkpi.wording.glossary import term_label

_SEPARATOR = "、"


@dataclass(frozen=True)
class RowTable:
    """A list of the document as a table: a row an item, a column a field."""

    location: Location
    columns: Sequence[Column]
    title: str
    new_item: Mapping[str, Any] = field(default_factory=dict)
    """What an added row has besides what was typed."""


def show_row_table(opened: OpenedDraft, table: RowTable) -> None:
    """The table, and the button that puts its changes into the draft."""
    items = opened.items(table.location)
    names = (
        item_names(table.location[-1], items)
        if is_list_field(table.location[-1])
        else [str(row) for row in range(len(items))]
    )
    rows = pd.DataFrame(
        [[_cell(column, item) for column in table.columns] for item in items],
        columns=[_id(column) for column in table.columns],
        dtype="object",
    )
    key = KEYS.key("rows", opened.number, opened.step, *table.location)
    with st.form(f"{key}_form", border=False, enter_to_submit=False):
        st.data_editor(
            rows,
            key=key,
            num_rows="dynamic",
            hide_index=True,
            placeholder="",
            column_config={
                _id(column): _column_config(column) for column in table.columns
            },
            alt=table.title,
        )
        st.form_submit_button(
            _("Put the table's changes into the draft"),
            on_click=_save,
            args=(opened, table, names, key),
        )


def _id(column: Column) -> str:
    return ".".join(column.path)


def _column_config(column: Column) -> Any:
    language = current_language()
    label = field_heading(column, language)
    help_text = field_meaning(column, language) or None
    if column.shape.kind is FieldKind.TERM:
        options = [term_label(term, language) for term in column.shape.terms or ()]
        return st.column_config.SelectboxColumn(
            label, help=help_text, options=options, required=column.is_needed
        )
    if column.shape.kind is FieldKind.FLAG:
        return st.column_config.CheckboxColumn(label, help=help_text)
    return st.column_config.TextColumn(label, help=help_text, required=column.is_needed)


def _cell(column: Column, item: Mapping[str, Any]) -> Any:
    """A field of an item as its cell shows it."""
    value: Any = item
    for name in column.path:
        value = value.get(name) if isinstance(value, Mapping) else None
    if column.shape.kind is FieldKind.FLAG:
        return bool(value)
    if value is None:
        return ""
    if isinstance(value, list):
        return _SEPARATOR.join(map(str, value))
    if column.shape.kind is FieldKind.YEAR and isinstance(value, int):
        return current_language().short_year(value)
    for term in column.shape.terms or ():
        if term.value == value:
            return term_label(term, current_language())
    return str(value)


def _typed(column: Column, content: Any) -> Any:
    """What a cell holds as a value of the document; None for nothing."""
    if content is None or content == "":
        return None
    for term in column.shape.terms or ():
        if content == term_label(term, current_language()):
            return term.value
    if column.shape.is_list:
        parts = str(content).replace(",", _SEPARATOR).split(_SEPARATOR)
        return [part.strip() for part in parts if part.strip()]
    return content if isinstance(content, bool) else typed_text(column, str(content))


def _save(opened: OpenedDraft, table: RowTable, names: Sequence[str], key: str) -> None:
    edited = st.session_state.get(key)
    if edited is None:  # the browser sent no table with its button
        return
    added = [
        item_with(table.new_item, table, cells)
        for cells in edited["added_rows"]
        if any(cells.values())
    ]
    if is_list_field(table.location[-1]):
        edits = _edits_by_name(opened, table, names, edited)
        edits |= {(*table.location, f"+{n}"): item for n, item in enumerate(added)}
    else:
        edits = _edits_of_whole_list(opened, table, edited, added)
    if edits:
        save_edits(opened, edits)


def _edits_by_name(
    opened: OpenedDraft,
    table: RowTable,
    names: Sequence[str],
    edited: Mapping[str, Any],
) -> dict[Location, Any]:
    """The edits of a list whose items are known by name: field by field."""
    items = opened.items(table.location)
    edits: dict[Location, Any] = {}
    for row, cells in edited["edited_rows"].items():
        item = items[int(row)]
        changed = item_with(item, table, cells)
        for name in changed.keys() | item.keys():
            if changed.get(name) != item.get(name):
                location = (*table.location, names[int(row)], name)
                edits[location] = changed.get(name, ABSENT)
    for row in edited["deleted_rows"]:
        edits[*table.location, names[row]] = ABSENT
    return edits


def _edits_of_whole_list(
    opened: OpenedDraft,
    table: RowTable,
    edited: Mapping[str, Any],
    added: Sequence[dict[str, Any]],
) -> dict[Location, Any]:
    """The edit of a list whose items have no names: all of it."""
    deleted = set(edited["deleted_rows"])
    cells_of_rows = {int(row): cells for row, cells in edited["edited_rows"].items()}
    kept = [
        item_with(item, table, cells_of_rows.get(row, {}))
        for row, item in enumerate(opened.items(table.location))
        if row not in deleted
    ]
    is_unchanged = not (deleted or cells_of_rows or added)
    if is_unchanged:
        return {}
    return dict(edits_of_field(opened, table.location, [*kept, *added]))


def item_with(
    item: Mapping[str, Any], table: RowTable, cells: Mapping[str, Any]
) -> dict[str, Any]:
    """An item with what was typed into cells of its row."""
    changed = deepcopy(dict(item))
    for column in table.columns:
        if _id(column) in cells:
            _put(changed, column.path, _typed(column, cells[_id(column)]))
    return changed


def _put(item: dict[str, Any], path: Sequence[str], typed: Any) -> None:
    """Let a value stand in a field, of an object inside too; None takes it out, and the
    object with its last field.
    """
    name, *inside = path
    if not inside:
        if typed is None:
            item.pop(name, None)
        else:
            item[name] = typed
        return
    holder = dict(item.get(name) or {})
    _put(holder, inside, typed)
    if holder:
        item[name] = holder
    else:
        item.pop(name, None)

"""A table to type into: it begins with what is on record, and only what was edited is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import streamlit as st

from dxkpi.returns import FormColumn
from dxkpi.web.upload.widget_keys import KEYS

TypedCell = tuple[str, FormColumn]
"""A cell: the code of the indicator or schedule entry, and the column."""

Edits = Mapping[TypedCell, str]
"""What was typed, by cell."""


@dataclass(eq=False)
class TypingTable:
    """A table to type into: its columns to fill, and what was edited.

    `recorded` is what is on record, a row for each code; `sent` is the table as the
    browser got it, with what had been typed before.
    """

    key: str
    inputs: tuple[FormColumn, ...]
    recorded: pd.DataFrame
    sent: pd.DataFrame = field(init=False)
    times_sent: int = 0
    edits: dict[TypedCell, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sent = self.recorded

    @property
    def editor_key(self) -> str:
        """The key of its widget; a table that is sent anew is a new widget."""
        return KEYS.key("table", self.key, self.times_sent)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return self.recorded.empty


def edit_table(table: TypingTable, columns: Mapping[str, Any], alt: str) -> set[str]:
    """Let the reader type into a table.

    Gives the codes of the rows that were edited since the last run. The browser forgets
    the widget when the reader leaves the page: who comes back finds what was typed before.
    """
    was_forgotten = table.editor_key not in st.session_state
    if table.edits and was_forgotten:
        table.sent = _with_edits(table.recorded, table.edits)
        table.times_sent += 1
    edited = st.data_editor(
        table.sent,
        hide_index=True,
        column_config=columns,
        key=table.editor_key,
        num_rows="fixed",
        placeholder="",
        alt=alt,
    )
    edits = _edits(table, edited)
    edited_since = {code for (code, _column), _ in edits.items() ^ table.edits.items()}
    table.edits = edits
    return edited_since


def _with_edits(recorded: pd.DataFrame, edits: Edits) -> pd.DataFrame:
    table = recorded.copy()
    for (code, column), text in edits.items():
        table.loc[code, column.value] = text
    return table


def _edits(table: TypingTable, edited: pd.DataFrame) -> dict[TypedCell, str]:
    """The cells whose text differs from what is on record."""
    edits = {}
    for column in table.inputs:
        before = table.recorded[column.value]
        now = edited[column.value].fillna("").map(str.strip)
        for code, old, new in zip(before.index, before, now, strict=True):
            if old != new:
                edits[code, column] = new
    return edits

"""How many were asked in each section: a table to type or paste into."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

NAME, STAFF = "name", "staff"
"""The table's columns: the section, and how many were asked there."""


@dataclass(eq=False)
class StaffTable:
    """The table as the browser got it (`sent`) and as it stands (`typed`, None at first)."""

    key: str
    sent: pd.DataFrame
    typed: pd.DataFrame | None = None
    times_sent: int = 0

    @property
    def editor_key(self) -> str:
        """The key of its widget; a table that is sent anew is a new widget."""
        return f"{self.key}_{self.times_sent}"

    @property
    def is_forgotten(self) -> bool:
        """Whether the browser lost what was typed, as it does on another page."""
        return self.typed is not None and self.editor_key not in st.session_state

    @property
    def current(self) -> pd.DataFrame:
        """The table as it stands."""
        return self.sent if self.typed is None else self.typed

    def send(self, table: pd.DataFrame) -> None:
        """Send another table to the browser."""
        self.typed = table
        self.sent = table.reset_index(drop=True)
        self.times_sent += 1

    def fill_blanks(self, staff: dict[str, int]) -> None:
        """Fill in the numbers of these sections where none was typed."""
        table = self.current.copy()
        numbers = table[STAFF].astype("Int64")
        known = table[NAME].map(staff).astype("Int64")
        table[STAFF] = numbers.fillna(known)
        self.send(table)

    def numbers(self) -> tuple[tuple[str, int], ...]:
        """The sections with a number, in the order of the table."""
        numbers = []
        rows = zip(self.current[NAME], self.current[STAFF], strict=True)
        for name, staff in rows:
            has_name = isinstance(name, str) and name.strip()
            if has_name and pd.notna(staff):
                numbers.append((" ".join(name.split()), int(staff)))
        return tuple(numbers)


def blank_table(key: str, sections: tuple[str, ...]) -> StaffTable:
    """A table of these sections without numbers."""
    columns = {
        NAME: pd.Series(sections, dtype=str),
        STAFF: pd.Series([None] * len(sections), dtype="Int64"),
    }
    return StaffTable(key, pd.DataFrame(columns))

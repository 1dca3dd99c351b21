"""The cells of a page's tables as a reader sees them."""

import re
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.support.one_line import without_one_line


def read_cell(cell: Any) -> str:
    """What a reader of a cell's Markdown sees."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", without_one_line(str(cell)))


def table_cells(at: AppTest) -> list[str]:
    return [
        read_cell(cell) for table in at.table for cell in table.value.to_numpy().flat
    ]

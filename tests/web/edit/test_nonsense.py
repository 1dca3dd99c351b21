"""Whatever is typed into the fields of a draft is kept or told; nothing breaks the page."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi import actions
from dxkpi.actions import StartDraft
from tests.support.apptest import Open
from tests.support.opened_rounds import SECRETARIAT
from tests.support.returned import opened

NONSENSE = ("〓だめ<b>*$x$[a](b)", "-1", "９" * 40, "　", "令和99年度", "=1+1")
TURNS = (3, 0, 4)
"""Which text stands in the first column, so that each is blank once and named then."""

NO_EDITS: dict[str, Any] = {"edited_rows": {}, "added_rows": [], "deleted_rows": []}
PARTS = ("about", "structure", "indicators", "schedule", "grading")
FIELDS = ("edit_field", "edit_entry")
ALL_PARTS = (*PARTS, "departments", "book", "register")
WITH_TABLES = ("structure", "indicators", "departments", "grading")


@pytest.fixture
def draft(own_store: Path) -> int:
    with opened(own_store) as store:
        start = StartDraft("999997", "dx-2023")
        return actions.start_draft(store, start, SECRETARIAT).number


def fields_of(at: AppTest) -> list[str]:
    """The keys of the fields that are typed into."""
    boxes = [*at.text_input, *at.text_area]
    return [str(box.key) for box in boxes if str(box.key).startswith(FIELDS)]


def type_into(at: AppTest, key: str, text: str) -> None:
    for box in [*at.text_input, *at.text_area]:
        if box.key == key:
            box.input(text).run()
            return


def tables_of(at: AppTest) -> Iterator[tuple[str, list[str], int]]:
    """The key of each table to type into, its columns, and how many rows it has."""
    for table in at.dataframe:
        _id, is_editor, key = table.proto.id.partition("-edit_")
        if is_editor:
            yield f"edit_{key}", list(table.value.columns), len(table.value)


def type_into_table(at: AppTest, key: str, edits: dict[str, Any]) -> None:
    """What the browser sends of a table, and its button."""
    at.session_state[key] = NO_EDITS | edits
    [button] = [each for each in at.button if f"{key}_form-" in str(each.key)]
    button.click().run()
    assert not at.exception, (key, edits)
    assert not at.error, (key, edits)


def nonsense_row(columns: list[str], turn: int) -> dict[str, str]:
    return {
        column: NONSENSE[(turn + n) % len(NONSENSE)] for n, column in enumerate(columns)
    }


def assert_all_parts_open(draft: int, visit: Open) -> None:
    for part in ALL_PARTS:
        at = visit("edit", draft=str(draft), edit_part=part)
        assert not at.exception
        assert at.segmented_control or at.button_group


@pytest.mark.parametrize("part", PARTS)
def test_nonsense_in_every_field_leaves_each_part_usable(
    draft: int, visit: Open, part: str
) -> None:
    at = visit("edit", draft=str(draft), edit_part=part)
    for n, key in enumerate(fields_of(at)):
        type_into(at, key, NONSENSE[n % len(NONSENSE)])
        assert not at.exception, key
        assert not at.error, key
    assert_all_parts_open(draft, visit)


@pytest.mark.parametrize("part", WITH_TABLES)
def test_nonsense_in_every_cell_of_a_table_leaves_each_part_usable(
    draft: int, visit: Open, part: str
) -> None:
    def page() -> AppTest:
        return visit("edit", draft=str(draft), edit_part=part)

    tables = len(list(tables_of(page())))
    assert tables
    for place in range(tables):
        for turn in TURNS:
            at = page()
            key, columns, rows = list(tables_of(at))[place]
            row = nonsense_row(columns, turn)
            edited = {"edited_rows": {0: row} if rows else {}, "added_rows": [row, {}]}
            type_into_table(at, key, edited)
        at = page()
        key, _columns, rows = list(tables_of(at))[place]
        type_into_table(at, key, {"deleted_rows": list(range(rows))})
    assert_all_parts_open(draft, visit)

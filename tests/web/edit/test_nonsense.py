"""Whatever is typed into the fields of a draft is kept or told; nothing breaks the page."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi import actions
from dxkpi.actions import StartDraft
from tests.support.apptest import Open
from tests.support.opened_rounds import SECRETARIAT
from tests.support.returned import opened

NONSENSE = ("〓だめ<b>*$x$[a](b)", "-1", "９" * 40, "　", "令和99年度", "=1+1")
PARTS = ("about", "structure", "indicators", "schedule", "grading")
FIELDS = ("edit_field", "edit_entry")


def fields_of(at: AppTest) -> list[str]:
    """The keys of the fields that are typed into."""
    boxes = [*at.text_input, *at.text_area]
    return [str(box.key) for box in boxes if str(box.key).startswith(FIELDS)]


def type_into(at: AppTest, key: str, text: str) -> None:
    for box in [*at.text_input, *at.text_area]:
        if box.key == key:
            box.input(text).run()
            return


@pytest.mark.parametrize("part", PARTS)
def test_nonsense_in_every_field_leaves_each_part_usable(
    own_store: Path, visit: Open, part: str
) -> None:
    with opened(own_store) as store:
        start = StartDraft("999997", "dx-2023")
        draft = actions.start_draft(store, start, SECRETARIAT).number
    at = visit("edit", draft=str(draft), edit_part=part)
    for n, key in enumerate(fields_of(at)):
        type_into(at, key, NONSENSE[n % len(NONSENSE)])
        assert not at.exception, key
        assert not at.error, key
    for other in (*PARTS, "departments", "book", "register"):
        at = visit("edit", draft=str(draft), edit_part=other)
        assert not at.exception
        assert at.segmented_control or at.button_group

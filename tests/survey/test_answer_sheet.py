"""The answers as a survey tool exported them."""

import pytest

from dxkpi.survey import answers_by_choice
from tests.support.counted_rows import FELT, HEADINGS, NOT, rows, sheet_of


def test_choices_are_told_with_how_often_they_were_given() -> None:
    assert answers_by_choice(
        sheet_of([*rows(), ("x", "", "", "", " ")]), HEADINGS[4]
    ) == {
        FELT: 24,
        NOT: 12,
    }
    with pytest.raises(KeyError):
        answers_by_choice(sheet_of(rows()), "問9")


def test_a_sheet_does_not_print_what_people_wrote() -> None:
    assert "市民課" not in repr(sheet_of(rows()))

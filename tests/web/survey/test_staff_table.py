"""The table of staff asked in each section: what is read of it, and what is filled in."""

import pandas as pd

from dxkpi.web.survey.staff_table import NAME, STAFF, StaffTable, blank_table


def typed_table(*rows: tuple[str | None, int | None]) -> StaffTable:
    """A table in which these sections and numbers were typed."""
    table = blank_table("survey_staff_1", ())
    typed = pd.DataFrame(list(rows), columns=[NAME, STAFF])
    table.typed = typed.astype({STAFF: "Int64"})
    return table


def test_a_new_table_has_sections_and_no_numbers() -> None:
    table = blank_table("survey_staff_1", ("総務課", "税務課"))
    assert table.sent[NAME].to_list() == ["総務課", "税務課"]
    assert table.numbers() == ()


def test_sections_with_a_number_are_read_in_their_order() -> None:
    table = typed_table(
        ("税務課", 30), ("総務課", None), (None, 5), ("  会計 課 ", 7), ("", 3)
    )
    assert table.numbers() == (("税務課", 30), ("会計 課", 7))


def test_numbers_are_filled_in_only_where_none_was_typed() -> None:
    table = typed_table(("総務課", 37), ("税務課", None), ("新設課", None))
    table.fill_blanks({"総務課": 26, "税務課": 30})
    assert table.numbers() == (("総務課", 37), ("税務課", 30))


def test_a_table_that_is_sent_anew_is_a_new_widget() -> None:
    table = typed_table(("総務課", 37))
    before = table.editor_key
    table.send(table.current)
    assert table.editor_key != before
    assert table.sent[STAFF].to_list() == [37]

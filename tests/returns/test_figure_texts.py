"""Why a figure is what it is and what is done about it: read, asked for, and never lost."""

from decimal import Decimal
from typing import Any

import pytest

from dxkpi.findings import Severity
from dxkpi.plan import Actual, Baseline, Indicator
from dxkpi.returns import Confirmation, ReturnChange
from tests.support.checking import (
    TARGET,
    YEAR,
    actual,
    changed_meanwhile,
    check_figure,
    codes_of,
    english_text,
    finding_of,
    indicator,
    new_actual,
)

REASON, COUNTERMEASURE = "講師が足りなかった。", "6月からオンラインで開く。"
REGISTERED = indicator(
    "K1", actuals=(actual(21, note=REASON, countermeasure=COUNTERMEASURE),)
)


def behind(**more: Any) -> Indicator:
    """An indicator for which 62.5 is behind and 75 is as planned."""
    baseline = Baseline(fiscal_year=2022, value=Decimal(60))
    return indicator("K1", "%", baseline=baseline, target=TARGET, decimals=1, **more)


def test_each_text_is_read_from_its_own_column() -> None:
    answer = check_figure(behind(), 62.5, note=REASON, countermeasure=COUNTERMEASURE)
    entry = new_actual(answer)
    assert (entry.note, entry.countermeasure) == (REASON, COUNTERMEASURE)
    assert codes_of(answer) == set()
    fields = [change.field for change in answer.changes]
    assert fields == ["value", "note", "countermeasure"]


def test_a_form_without_the_column_leaves_what_is_registered() -> None:
    answer = check_figure(REGISTERED, 22, note=REASON)
    assert new_actual(answer) == actual(22, note=REASON, countermeasure=COUNTERMEASURE)


def test_a_text_taken_out_of_its_cell_is_deleted_and_this_is_shown() -> None:
    answer = check_figure(REGISTERED, 21, note=REASON, countermeasure=None)
    assert answer.changes == (
        ReturnChange("K1", YEAR, "countermeasure", COUNTERMEASURE, None),
    )


@pytest.mark.parametrize("written", [None, "－", "特になし", "対応：なし"])
def test_of_a_figure_that_is_behind_somebody_is_reminded_of_what_is_done_about_it(
    written: str | None,
) -> None:
    answer = check_figure(behind(), 62.5, note=REASON, countermeasure=written)
    reminder = finding_of(answer, "countermeasure_missing")
    assert (reminder.cell, reminder.severity) == ("P7", Severity.WARNING)
    assert codes_of(answer) == {"countermeasure_missing"}
    assert answer.accepted
    assert "can be registered without" in english_text(reminder)


def test_a_reason_is_still_required_beside_what_is_done_about_it() -> None:
    answer = check_figure(behind(), 62.5, countermeasure=COUNTERMEASURE)
    assert codes_of(answer) == {"comment_required"}
    assert finding_of(answer, "comment_required").cell == "O7"
    assert not answer.accepted


def test_of_a_figure_as_planned_nobody_is_reminded() -> None:
    assert codes_of(check_figure(behind(), 75, countermeasure=None)) == set()


def test_an_older_form_reminds_nobody_of_what_it_has_no_cell_for() -> None:
    joint = f"{REASON}{COUNTERMEASURE}"
    answer = check_figure(behind(), 62.5, note=joint)
    assert codes_of(answer) == set()
    assert (new_actual(answer).note, new_actual(answer).countermeasure) == (joint, None)


def test_two_different_countermeasures_are_both_shown_and_one_is_chosen() -> None:
    then = changed_meanwhile(actual(21, note=REASON, countermeasure="前の"))
    as_made = check_figure(
        REGISTERED, 21, overtaken=then, note=REASON, countermeasure="前の"
    )
    assert (codes_of(as_made), as_made.changes) == (set(), ())

    other: dict[str, Any] = {"note": REASON, "countermeasure": "鈴木の"}
    held = finding_of(
        check_figure(REGISTERED, 21, overtaken=then, **other), "changed_meanwhile"
    )
    assert held.cell == "P7"

    chosen = Confirmation("changed_meanwhile", "P7", "file")
    taken = check_figure(REGISTERED, 21, chosen, overtaken=then, **other)
    assert new_actual(taken).countermeasure == "鈴木の"
    kept = Confirmation("changed_meanwhile", "P7", "stored")
    assert check_figure(REGISTERED, 21, kept, overtaken=then, **other).changes == ()


def test_a_countermeasure_alone_is_an_entry_without_a_figure() -> None:
    stored = Actual(fiscal_year=YEAR, countermeasure="集計を急ぐ")
    one = indicator("K1", actuals=(stored,))
    answer = check_figure(one, missing="未提出", countermeasure="集計を急ぐ")
    assert new_actual(answer).countermeasure == "集計を急ぐ"

"""Figures whose cell is struck through, hidden, coloured, or shows another number."""

from decimal import Decimal
from typing import Any

import pytest

from dxkpi.findings import Quotation, Severity
from dxkpi.plan import BarState
from dxkpi.returns import Confirmation
from dxkpi.returns.filled_form import CellLook
from tests.support.checking import (
    YES_NO,
    actual,
    check_figure,
    check_progress,
    choice_keys,
    codes_of,
    finding_of,
    indicator,
    new_actual,
)


def looking(value: Any, **look: Any) -> dict[str, Any]:
    return {"value": value, "look": CellLook(**look)}


def test_a_struck_part_is_told_and_what_is_left_is_registered() -> None:
    one = indicator("K1", "件", "4100")
    answer = check_figure(one, looking("4250件", struck_text="4100"))
    assert answer.accepted
    assert new_actual(answer) == actual(4250)
    told = finding_of(answer, "struck_text")
    assert (told.severity, told.facts["struck"]) == (
        Severity.WARNING,
        Quotation("4100"),
    )


@pytest.mark.parametrize(
    ("look", "code"),
    [
        ({"is_struck": True}, "struck_figure"),
        ({"is_hidden": True}, "hidden_figure"),
        ({"legend": "赤字は見込み値"}, "coloured_figure"),
        ({"may_be_hidden": True}, "perhaps_hidden_figure"),
    ],
)
@pytest.mark.parametrize("value", [25, "25", "25件"])
def test_a_figure_that_may_not_count_is_held_until_somebody_says_so(
    value: Any, look: dict[str, Any], code: str
) -> None:
    one = indicator("K1", "件", "24")
    answer = check_figure(one, looking(value, **look))
    held = finding_of(answer, code)
    assert (held.severity, choice_keys(held)) == (Severity.HOLD, ["25"])
    assert not answer.accepted
    settled = check_figure(one, looking(value, **look), Confirmation(code, "K7"))
    assert settled.accepted
    assert new_actual(settled).value == 25


def test_a_struck_answer_of_yes_is_held_too() -> None:
    answer = check_figure(
        indicator("K1", **YES_NO), looking("実施", is_struck=True), note="x"
    )
    assert "struck_figure" in codes_of(answer)


def test_struck_words_for_no_figure_are_as_if_nothing_stood_there() -> None:
    answer = check_figure(indicator("K1"), looking("集計中", is_struck=True))
    assert codes_of(answer) == {"struck_text", "blank"}


def test_a_struck_note_reason_or_state_is_not_read() -> None:
    one = indicator("K1", "件", "24")
    answer = check_figure(
        one,
        25,
        missing=looking("未公表", is_struck=True),
        note=looking("増員の\nため", struck_text="人員減の"),
    )
    assert answer.accepted
    assert new_actual(answer) == actual(25, note="増員の\nため")
    assert codes_of(answer) == {"struck_text"}
    progress = check_progress(looking("完了", is_struck=True), None, "順調")
    assert "struck_text" in codes_of(progress)
    assert BarState.DONE not in [p.state for p in progress.progress.values()]


# What a cell shows and what it holds


@pytest.mark.parametrize(
    ("unit", "last", "held", "look", "keys"),
    [
        (
            "千円",
            "12000",
            12345000,
            {"shown_power": -3},
            ["12345", "12345000"],
        ),
        (
            "円",
            "12000000",
            12345000,
            {"shown_power": -3},
            ["12345000", "12345"],
        ),
        (
            "千円",
            "12000",
            12345000,
            {"shown_power": -3, "shown_unit": "千円"},
            ["12345", "12345000"],
        ),
        ("人", "31000", 3.2, {"shown_unit": "万人"}, ["32000", "3.2"]),
        ("人", None, 3.2, {"shown_unit": "万人"}, ["32000", "3.2"]),
        ("百万円", None, 7000000, {"shown_power": -6}, ["7", "7000000"]),
    ],
)
def test_a_cell_that_shows_another_figure_than_it_holds_is_asked_about(
    unit: str, last: str | None, held: float, look: dict[str, Any], keys: list[str]
) -> None:
    answer = check_figure(indicator("K1", unit, last), looking(held, **look))
    found = finding_of(answer, "shown_otherwise")
    assert (choice_keys(found), found.proposed) == (keys, keys[0])


@pytest.mark.parametrize(
    ("unit", "held", "look"),
    [
        ("円", 12345000, {"shown_power": -3, "shown_unit": "千円"}),
        ("万人", 3, {"shown_unit": "万人"}),
        ("件", 25, {"shown_unit": "件"}),
        ("件", 0, {"shown_power": -3}),
    ],
)
def test_a_cell_that_shows_what_it_holds_is_no_matter(
    unit: str, held: float, look: dict[str, Any]
) -> None:
    assert codes_of(check_figure(indicator("K1", unit), looking(held, **look))) == set()


# A ratio where a percentage was meant


@pytest.mark.parametrize(
    ("value", "last", "share"),
    [
        (-0.031, "2.4", "-3.1"),
        (-0.031, "0.6", "-3.1"),
        (0.031, "-2.4", "3.1"),
        (0.006, "0.6", "0.6"),
        (-0.006, "0.6", "-0.6"),
        ("0.018", "2.4", "1.8"),
        (0.002, "0", "0.2"),
        (-0.002, "0", "-0.2"),
        (0.664, "64.4", "66.4"),
        (1, "98.5", "100"),
    ],
)
def test_a_ratio_is_asked_about_near_zero_and_with_another_sign(
    value: Any, last: str, share: str
) -> None:
    answer = check_figure(indicator("K14", "%", last, decimals=1), value)
    held = finding_of(answer, "share_as_ratio")
    assert (held.proposed, len(held.choices)) == (share, 2)


@pytest.mark.parametrize(
    ("value", "last"),
    [
        (0.5, "0.6"),
        (0.3, "0.4"),
        (-0.5, "0.6"),
        (0.2, "0"),
        ("0.031%", "2.4"),
        (0, "2.4"),
    ],
)
def test_a_small_percentage_where_it_was_small_is_none(value: Any, last: str) -> None:
    answer = check_figure(indicator("K14", "%", last, decimals=1), value)
    assert "share_as_ratio" not in codes_of(answer)


@pytest.mark.parametrize(
    ("value", "last", "code", "proposed"),
    [
        (-0.031, "2.4", "percent_cell", None),
        (0.05, "4.0", "percent_cell", None),
        (0.05, "0.04", "ratio_as_share", "0.05"),
        (0.5, "0.4", "ratio_as_share", "0.5"),
        (29.5, "26.2", "ratio_as_share", "29.5"),
    ],
)
def test_a_cell_of_percentages_is_compared_with_what_it_holds(
    value: float, last: str, code: str, proposed: str | None
) -> None:
    one = indicator("K14", "%", last, decimals=1)
    answer = check_figure(one, {"value": value, "percent": True})
    found = finding_of(answer, code)
    assert found.proposed == proposed
    if proposed is None:
        assert new_actual(answer).value == Decimal(str(value)) * 100

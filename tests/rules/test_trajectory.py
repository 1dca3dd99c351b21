"""How far an indicator has come and which pace it needs."""

from decimal import Decimal

import pytest

from tests.support.realisation import FIGURES, realisation_rate, trajectory_of


def test_the_needed_pace_counts_from_the_last_figure() -> None:
    seen = trajectory_of(realisation_rate({**FIGURES, 2025: "not_submitted"}), 2025)
    assert (seen.last, seen.value, seen.gained) == (
        2024,
        Decimal("62.8"),
        Decimal("4.6"),
    )
    assert seen.left == Decimal("7.2")
    assert seen.needed == Decimal("2.4")


@pytest.mark.parametrize(
    ("actuals", "year"), [({2025: "71.0"}, 2025), ({2027: "68.0"}, 2027), ({}, 2027)]
)
def test_no_pace_is_needed_once_the_target_is_reached_or_the_deadline_past(
    actuals: dict[int, object], year: int
) -> None:
    assert trajectory_of(realisation_rate(actuals), year).needed is None

"""Numbers rounded half up and printed with grouped thousands."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxkpi.text.rounding import percent_text, rounded_text
from tests.support.plan_values import FIGURES


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("66.52", 1, "66.5"),
        ("68.64", 1, "68.6"),
        ("70.76", 1, "70.8"),
        ("0.05", 1, "0.1"),
        ("-0.05", 1, "−0.1"),
        ("-0.04", 1, "0.0"),
        ("0", 0, "0"),
        ("2.5", 0, "3"),
        ("4200", 0, "4,200"),
        ("-1234567.891", 2, "−1,234,567.89"),
        ("9.995", 2, "10.00"),
        ("9" * 30, 6, ",".join(["999"] * 10) + ".000000"),
    ],
)
def test_figures_are_rounded_half_up_and_grouped(
    value: str, decimals: int, text: str
) -> None:
    assert rounded_text(Decimal(value), decimals) == text


@given(FIGURES, st.integers(0, 6))
def test_a_printed_figure_is_never_off_by_more_than_half_a_digit(
    value: Decimal, decimals: int
) -> None:
    printed = Decimal(rounded_text(value, decimals).replace(",", "").replace("−", "-"))
    assert abs(printed - value) <= Decimal(5).scaleb(-decimals - 1)


@pytest.mark.parametrize(
    ("ratio", "text"),
    [("0.8586666", "85.9%"), ("1", "100.0%"), ("0", "0.0%"), ("-0.5", "−50.0%")],
)
def test_a_ratio_is_printed_as_a_percentage(ratio: str, text: str) -> None:
    assert percent_text(Decimal(ratio)) == text

"""Figures as they are printed; differences of shares in percentage points, whatever their unit."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxkpi.plan import Indicator, ValueType
from dxkpi.wording import figures
from dxkpi.wording.differences import difference_text
from dxkpi.wording.figures import points_number_text, signed_points_text, signed_text
from dxkpi.wording.language import Language
from tests.support.plan_values import FIGURES, indicator


def share(unit: str, decimals: int) -> Indicator:
    return Indicator(code="K01", name="指標", unit=unit, decimals=decimals)


@pytest.mark.parametrize(
    ("unit", "decimals", "change", "text"),
    [
        ("%", 1, "2.1", "+2.1"),
        ("％", 1, "-5", "−5.0"),
        ("パーセント", 0, "0.4", "+0.4"),
        ("割", 1, "0.5", "+5"),
        ("割", 1, "-0.25", "−3"),
        ("割", 2, "0.25", "+2.5"),
        ("割", 0, "1", "+10"),
        ("割", 0, "0.04", "+0.4"),
        ("割", 1, "0", "±0"),
    ],
)
def test_a_change_of_a_share_is_in_points(
    unit: str, decimals: int, change: str, text: str
) -> None:
    indicator = share(unit, decimals)
    assert signed_points_text(indicator, Decimal(change)) == text


def test_points_of_tenths_are_printed_as_fine_as_asked() -> None:
    assert points_number_text(share("割", 1), Decimal("-0.25"), extra=1) == "2.5"
    assert points_number_text(share("割", 0), Decimal("0.25")) == "3"


def test_points_of_a_percentage_are_its_own_numbers() -> None:
    percentage = share("%", 1)
    for change in map(Decimal, ("2.1", "-0.04", "0", "12.345")):
        text = signed_text(percentage, change, Language.JAPANESE)
        assert signed_points_text(percentage, change) == text


def test_a_difference_of_shares_is_told_in_points_however_the_unit_is_printed() -> None:
    for unit in ("%", "％", "パーセント"):
        gap = difference_text(share(unit, 1), Decimal(5), Language.JAPANESE)
        assert gap == "5.0ポイント"
    for text, unit in (("5ポイント", "割"), ("0.5件", "件")):
        gap = difference_text(share(unit, 1), Decimal("0.5"), Language.JAPANESE)
        assert gap == text


@given(FIGURES, st.integers(0, 6))
def test_a_figure_printed_with_its_finer_digits_is_exact(
    value: Decimal, decimals: int
) -> None:
    shown = indicator(decimals=decimals, unit="件")
    extra = shown.finer_digits(value)
    printed = (
        figures.number_text(shown, value, Language.ENGLISH, extra)
        .replace(",", "")
        .replace("−", "-")
    )
    assert Decimal(printed) == value


def test_a_figure_is_printed_with_its_unit() -> None:
    assert (
        figures.figure_text(
            indicator(unit="%", decimals=1),
            Decimal("73.40"),
            Language.ENGLISH,
        )
        == "73.4%"
    )
    assert (
        figures.figure_text(indicator(unit="件"), Decimal(4200), Language.ENGLISH)
        == "4,200件"
    )
    assert (
        figures.figure_text(
            indicator(unit="%", decimals=1),
            Decimal("66.52"),
            Language.ENGLISH,
            1,
        )
        == "66.52%"
    )


def test_a_yes_or_no_is_printed_as_a_word_without_a_unit() -> None:
    yes_no = indicator(value_type=ValueType.YES_NO, unit="回")
    assert [
        figures.figure_text(yes_no, Decimal(n), Language.ENGLISH) for n in (1, 0)
    ] == ["yes", "no"]

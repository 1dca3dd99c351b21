"""Codes, years, months, texts and figures of a plan: what is none, and what stays as it was written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from dxkpi.plan import About, Baseline, Municipality
from dxkpi.plan.fields import municipal_check_digit
from tests.support.plan_values import indicator, problems


@pytest.mark.parametrize(
    "code",
    ["472123", "452068", "422096", "052116", "412091", "011002", "131016", "999997"],
)
def test_a_real_municipal_code_is_accepted(code: str) -> None:
    assert Municipality(code=code, prefecture="県", name="市").code == code


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("472124", "municipal_code_check"),
        ("472132", "municipal_code_check"),
        ("47212", "municipal_code"),
        ("4721230", "municipal_code"),
        ("４７２１２３", "municipal_code"),
        ("", "municipal_code"),
        ("472123\n", "municipal_code"),
        (472123, "string_type"),
    ],
)
def test_a_code_with_a_wrong_digit_is_refused(code: object, problem: str) -> None:
    with pytest.raises(ValidationError) as error:
        Municipality.model_validate({"code": code, "prefecture": "県", "name": "市"})
    assert problems(error) == [problem]


@given(st.integers(0, 99999), st.integers(0, 4), st.integers(1, 9))
def test_every_single_wrong_digit_of_a_code_is_noticed(
    number: int, place: int, off: int
) -> None:
    """Modulo 11 with two remainders on one check digit: only those two may be mixed up."""
    right = f"{number:05}"
    wrong = right[:place] + str((int(right[place]) + off) % 10) + right[place + 1 :]
    checks = {municipal_check_digit(right), municipal_check_digit(wrong)}
    remainders = {
        sum(int(d) * w for d, w in zip(code, (6, 5, 4, 3, 2), strict=True)) % 11
        for code in (right, wrong)
    }
    assert len(checks) == 2 or remainders == {0, 10}


@pytest.mark.parametrize(
    "year", [1988, 2101, "2026", 2026.0, True, None, Decimal("2026.5")]
)
def test_a_fiscal_year_is_a_whole_number_of_our_time(year: object) -> None:
    with pytest.raises(ValidationError):
        Baseline.model_validate({"fiscal_year": year, "value": 1})


@pytest.mark.parametrize(
    "month",
    [
        "2026-13",
        "2026-00",
        "2026-3",
        "2026/03",
        "2026-02-30",
        "２０２６-０３",
        "2026-03\n",
        "令和8年3月",
        "1988-05",
        "",
    ],
)
def test_only_a_real_month_or_day_is_a_month(month: str) -> None:
    with pytest.raises(ValidationError):
        About(title="計画", established=month)


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\n\t"])
def test_a_blank_name_is_refused(text: str) -> None:
    with pytest.raises(ValidationError) as error:
        indicator(name=text)
    assert problems(error) == ["blank_text"]


@pytest.mark.parametrize("field", ["name", "quote", "unit"])
@pytest.mark.parametrize("text", ["x\0", "\ud800x"])
def test_a_character_that_no_database_can_hold_is_refused(
    field: str, text: str
) -> None:
    with pytest.raises(ValidationError):
        indicator(**{field: text})


@pytest.mark.parametrize(
    ("value", "digits"),
    [
        (Decimal("75.0"), "75.0"),
        (75, "75"),
        (64.4, "64.4"),
        (Decimal("1e3"), "1000"),
        (Decimal("-0.50"), "-0.50"),
        (Decimal("1e-7"), "0.0000001"),
        (Decimal("-0.0"), "0.0"),
        ("-0", "0"),
    ],
)
def test_a_figure_keeps_the_digits_it_was_written_with(
    value: object, digits: str
) -> None:
    assert (
        format(
            Baseline.model_validate({"fiscal_year": 2025, "value": value}).value, "f"
        )
        == digits
    )


@pytest.mark.parametrize(
    "value",
    [
        True,
        False,
        None,
        "多い",
        "NaN",
        Decimal("NaN"),
        Decimal("Infinity"),
        Decimal("1e999999999"),
        Decimal("1e-999999999"),
        Decimal("0e999999999"),
        10**30,
        Decimal("1e-31"),
        "1e999999999",
        [1],
    ],
)
def test_what_is_no_figure_of_reasonable_size_is_refused(value: object) -> None:
    with pytest.raises(ValidationError):
        Baseline.model_validate({"fiscal_year": 2025, "value": value})

"""The two counts of a share, as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxkpi.text.written_counts import WrittenCounts, written_counts


def pair(counts: WrittenCounts) -> tuple[Decimal, Decimal]:
    return counts.numerator, counts.denominator


@pytest.mark.parametrize(
    "text",
    [
        "163/182",
        "163 / 182",
        "１６３／１８２",
        "163／182手続",
        "163手続/182手続",
        "163÷182",
        "182手続中163手続",
        "全182手続中、163手続",
        "182手続のうち163手続",
        "182件に対し実施163件",
        "163件（182件中）",
        "163手続（全182手続）",
    ],
)
def test_both_counts_are_read(text: str) -> None:
    counts = written_counts(text, "手続")
    assert counts is not None
    assert pair(counts) == (Decimal(163), Decimal(182))
    assert counts.rate is None
    assert counts.is_plain == (text.replace(" ", "") in ("163/182", "１６３／１８２"))


@pytest.mark.parametrize(
    "text",
    [
        "89.6%（163/182）",
        "89.6（163/182）",
        "８９．６％（１６３／１８２手続）",
        "163/182（89.6%）",
        "163/182=89.6",
        "163÷182×100＝89.6%",
        "89.6%、182手続中163手続",
        "89.6パーセント(163/182)",
    ],
)
def test_the_rate_beside_the_counts_is_read_with_them(text: str) -> None:
    counts = written_counts(text, "手続")
    assert counts is not None
    assert pair(counts) == (Decimal(163), Decimal(182))
    assert counts.rate == Decimal("89.6")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "89.6",
        "89.6%",
        "163",
        "163（182）",
        "2026/3",
        "2025/12",
        "1/4半期",
        "25人/月",
        "75.0/76.2",
        "約163/182",
        "1.2億円/3,000万円",
        "89.6（3/31時点）",
        "163/182/200",
        "男20 女23",
    ],
)
def test_what_is_no_share_of_two_counts_is_left_to_others(text: str) -> None:
    assert written_counts(text, "手続") is None


def test_amounts_may_have_parts_and_another_scale_than_the_one_asked_for() -> None:
    counts = written_counts("12.3億円/45.6億円", "億円")
    assert counts is not None
    assert pair(counts) == (Decimal("12.3"), Decimal("45.6"))
    counts = written_counts("1.2億円/3,000万円", "円")
    assert counts is not None
    assert pair(counts) == (Decimal(120_000_000), Decimal(30_000_000))


def test_none_of_none_is_read_for_others_to_refuse() -> None:
    counts = written_counts("0/0", "")
    assert counts is not None
    assert counts.denominator == 0


@given(
    st.text("0123456789/÷（）().,%=×中全のうち手続万億円", max_size=110),
    st.sampled_from(["", "手続", "億円", "円"]),
)
def test_no_text_is_too_much(text: str, unit: str) -> None:
    counts = written_counts(text, unit)
    if counts is not None:
        assert counts.numerator >= 0
        assert counts.denominator >= 0

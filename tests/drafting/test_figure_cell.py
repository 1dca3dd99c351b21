"""A cell about a figure, as plans write it."""

import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxkpi.drafting.figure_cell import parts_of_change, read_figure_cell


def _said(text: str, unit: str | None = None) -> dict[str, Any]:
    cell = read_figure_cell(text, unit)
    facts = {
        name: value
        for name, value in vars(cell).items()
        if name != "text" and value not in (None, (), False)
    }
    if "years" in facts:
        facts["years"] = [year.fiscal_year for year in cell.years]
    return facts


def _value(number: str, unit: str | None = None, **facts: Any) -> dict[str, Any]:
    result = {"value": Decimal(number), **facts}
    return result | {"unit": unit} if unit else result


@pytest.mark.parametrize(
    ("text", "unit", "facts"),
    [
        ("58.2%（R4）", None, _value("58.2", "%", years=[2022])),
        ("令和12年度末までに75.0%", None, _value("75.0", "%", years=[2030])),
        ("R6：35件", None, _value("35", "件", years=[2024])),
        ("1,200件", None, _value("1200", "件")),
        ("312千t-CO2", None, _value("312", "千t-CO2")),
        ("9,820t-CO2", "t-CO2", _value("9820", "t-CO2")),
        ("１２件", "件", _value("12", "件")),
        ("▲3.2", None, _value("-3.2")),
        ("1.2万人", "人", _value("12000", "万人")),
        ("約1,200件", "件", _value("1200", "件", approximate=True)),
        ("70申請・届出", None, _value("70", "申請・届出")),
        ("+2か所", None, _value("2", "か所", is_unclear=True)),
        ("2013年度比46%削減", None, {"words": "2013年度比46%削減", "is_unclear": True}),
        (
            "R6年度比で10%（R12）",
            "%",
            {"words": "R6年度比で10%（R12）", "is_unclear": True, "years": [2030]},
        ),
        ("削減率50％", None, _value("50", "%")),
        ("45件に拡充", None, _value("45", "件")),
        ("2024", "人", _value("2024")),
        ("80%以上", None, _value("80", "%", comparator=">=")),
        ("30分以内", "分", _value("30", "分", comparator="<=")),
        ("10%未満", "%", _value("10", "%", comparator="<=", is_unclear=True)),
        ("80%以上を維持", "%", _value("80", "%", comparator=">=", rule="keep")),
        ("現状維持", None, {"rule": "keep"}),
        (
            "5年間で100人",
            None,
            _value("100", "人", rule="total", aggregation="annual", total_years=5),
        ),
        (
            "10件（令和8～12年度累計）",
            None,
            _value(
                "10",
                "件",
                rule="total",
                aggregation="annual",
                total_years=5,
                years=[2030],
            ),
        ),
        (
            "毎年度12回",
            None,
            _value("12", "回", aggregation="annual", is_every_year=True),
        ),
        ("150人/年", None, _value("150", "人", aggregation="annual")),
        ("累計900人", None, _value("900", "人", aggregation="cumulative")),
        (
            "毎年度増加",
            None,
            {
                "rule": "improve",
                "direction": "higher",
                "aggregation": "annual",
                "is_every_year": True,
            },
        ),
        ("減少", None, {"rule": "rise", "direction": "lower"}),
        (
            "45～55dB",
            None,
            {
                "low": Decimal(45),
                "high": Decimal(55),
                "unit": "dB",
                "rule": "range",
            },
        ),
        ("全庁展開", None, {"rule": "do", "words": "全庁展開"}),
        (
            "令和9年度までに導入",
            None,
            {"rule": "do", "years": [2027], "words": "令和9年度までに導入"},
        ),
        ("－", None, {"is_empty": True}),
        ("", None, {"is_empty": True}),
        ("集計中", None, {"is_empty": True}),
    ],
)
def test_a_cell_is_read_as_it_is_meant(
    text: str, unit: str | None, facts: dict[str, Any]
) -> None:
    assert _said(text, unit) == facts


@pytest.mark.parametrize("text", ["20%削減", "100件増", "5ポイント向上", "1日10件"])
def test_by_how_much_a_figure_changes_is_no_figure(text: str) -> None:
    assert _said(text) == {"words": text, "is_unclear": True}


def test_the_figure_among_others_is_the_likeliest_and_not_certain() -> None:
    assert _said("12回（参加3,456人）", "回") == _value("12", is_unclear=True)


def test_a_figure_in_another_unit_than_the_rows_is_not_certain() -> None:
    assert _said("80%", "件") == _value("80", "%", is_unclear=True)


def test_two_sides_of_an_arrow_are_two_figures() -> None:
    assert parts_of_change("58.2%（R4）→ 70%（R9）") == ("58.2%（R4）", "70%（R9）")


@pytest.mark.parametrize("text", ["→", "58.2% →", "1→2→3", "窓口 → 電子"])
def test_other_arrows_are_none(text: str) -> None:
    assert parts_of_change(text) is None


_ANY = st.text(
    alphabet="0123456789.,０１％%件人年度R令和平成～→（）()以上下毎累計約▲-増減維持で間 \n",
    max_size=30,
)


@given(_ANY | st.text(max_size=200))
def test_no_figure_is_made_that_does_not_stand_in_the_cell(text: str) -> None:
    cell = read_figure_cell(text)
    for value in (cell.value, cell.low, cell.high):
        if value is not None and not cell.is_unclear:
            digits = re.sub(r"[^0-9]", "", format(value.copy_abs(), "f"))
            written = "".join(str(int(letter)) for letter in text if letter.isdecimal())
            assert digits.lstrip("0") in written

"""What a number format makes of a value."""

import pytest

from dxkpi.workbook.number_formats import (
    shown_before,
    shown_power,
    shown_unit,
    shows_nothing,
    shows_percent,
)
from tests.support.looking_cells import figure_cell, workbook_with_figure


@pytest.mark.parametrize(
    ("code", "value", "hidden"),
    [
        (";;;", 25, True),
        (";;;", "25件", True),
        (";;", 25, True),
        (";;", "25件", False),
        ('"";"";""', 25, True),
        ("[White];;;", 25, True),
        ("0;-0;;@", 25, False),
        ("0;-0;;@", 0, True),
        ("#,##0;-#,##0;", 0, True),
        ("0;;", -3, True),
        ("0;;", 3, False),
        ("#", 0, True),
        ("#,###", 0, True),
        ("#,###", 5, False),
        ("#,##0", 0, False),
        ('#"件"', 0, False),
        ('0;0;"－"', 0, False),
        ("General", 0, False),
        ("General;;", -1, True),
        ("", 0, False),
        ("@", "25", False),
        ("yyyy/m/d", 0, False),
        ('[=0]"";General', 25, False),
        ('"a;b"0', 3, False),
    ],
)
def test_a_format_that_shows_nothing_hides_its_value(
    code: str, value: object, hidden: bool
) -> None:
    assert shows_nothing(code, value) is hidden


@pytest.mark.parametrize(
    ("code", "power", "unit"),
    [
        ("#,##0", 0, ""),
        ("#,##0,", -3, ""),
        ("#,##0,,", -6, ""),
        ("#,##0.0,", -3, ""),
        ("0.0,,", -6, ""),
        ('#,##0,"千円"', -3, "千円"),
        ('0.0"万人"', 0, "万人"),
        ('#,##0"件"', 0, "件"),
        (r"0\人", 0, "人"),
        ('"R"0', 0, ""),
        ("General", 0, ""),
        ("#,##0_ ;[Red]-#,##0 ", 0, ""),
        ('"約"#,##0,', -3, ""),
    ],
)
def test_a_format_may_show_a_number_smaller_and_with_a_unit(
    code: str, power: int, unit: str
) -> None:
    assert (shown_power(code, 1234567), shown_unit(code, 1234567)) == (power, unit)


def test_a_percent_sign_in_quotes_shows_no_percentage() -> None:
    assert shows_percent("0.0%")
    assert not shows_percent('0.0"%"')


@pytest.mark.parametrize("figure", ["25", "<t>25</t>", "0"])
def test_three_semicolons_hide_the_figure_in_a_file(figure: str) -> None:
    assert figure_cell(workbook_with_figure(figure, number_format=";;;")).look.is_hidden


def test_a_format_of_thousands_is_told_with_its_unit() -> None:
    content = workbook_with_figure("12345678", number_format='#,##0,"千円"')
    look = figure_cell(content).look
    assert (look.shown_power, look.shown_unit) == (-3, "千円")


@pytest.mark.parametrize(
    ("code", "value", "before"),
    [
        ('"約"#,##0', 25, "約"),
        (r"\▲0", 25, "▲"),
        ('#,##0;"▲"#,##0', -25, ""),
        ('[Red]"目標"0"件"', 25, "目標"),
        ("#,##0", 25, ""),
        ('"約"0', "25", ""),
        ("General", 25, ""),
    ],
)
def test_a_format_may_put_words_before_a_number(
    code: str, value: object, before: str
) -> None:
    assert shown_before(code, value) == before


def test_words_before_a_number_are_read_from_the_workbook() -> None:
    content = workbook_with_figure("25", number_format='"約"0')
    assert figure_cell(content).look.shown_before == "約"

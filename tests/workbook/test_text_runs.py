"""Parts of a text that are struck through or raised, in the bytes that programs save."""

import io

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.support.looking_cells import (
    HEADINGS,
    figure_cell,
    libre_run,
    run,
    workbook_with_figure,
)

STRUCK = "<strike/>"
RAISED = '<vertAlign val="superscript"/>'


@pytest.mark.parametrize(
    ("runs", "value", "struck"),
    [
        (run("4100", STRUCK) + run("4250"), "4250", "4100"),
        (run("4,100", STRUCK) + run("4,250件"), "4,250件", "4,100"),
        (run("4250", "") + run("4100", STRUCK), "4250", "4100"),
        (run("75.0") + run("→", STRUCK) + run("", STRUCK), "75.0", "→"),
        (run("約", STRUCK) + run("30"), "30", "約"),
        (
            run("12", STRUCK) + run("13", STRUCK) + run("14", "<b/>"),
            "14",
            "1213",
        ),
        (run("30", '<strike val="0"/>') + run("件", "<b/>"), "30件", ""),
        (libre_run("4100", struck=True) + libre_run("4250"), "4250", "4100"),
        (libre_run("4100") + libre_run("件"), "4100件", ""),
    ],
)
@pytest.mark.parametrize("is_inline", [False, True])
def test_what_is_struck_through_is_no_part_of_the_value(
    runs: str, value: str, struck: str, is_inline: bool
) -> None:
    cell = figure_cell(workbook_with_figure(runs, is_inline=is_inline))
    assert (cell.value, cell.look.struck_text) == (value, struck)
    assert not cell.look.is_struck
    assert type(cell.value) is str


@pytest.mark.parametrize(
    ("runs", "font"),
    [
        ("<t>25</t>", STRUCK),
        ("25", STRUCK),
        (run("25", STRUCK), ""),
        (run("2", STRUCK) + run("5", STRUCK), ""),
        (run("25") + run(" "), STRUCK),
        (libre_run("25", struck=True), '<strike val="true"/>'),
        ("25", '<strike val="true"/>'),
    ],
)
def test_a_value_that_is_struck_through_as_a_whole_says_so(
    runs: str, font: str
) -> None:
    cell = figure_cell(workbook_with_figure(runs, font=font))
    assert str(cell.value).strip() == "25"
    assert (cell.look.is_struck, cell.look.struck_text) == (True, "")


@pytest.mark.parametrize("font", ["", '<strike val="0"/>', '<strike val="false"/>'])
def test_a_line_that_is_switched_off_is_none(font: str) -> None:
    assert not figure_cell(workbook_with_figure("25", font=font)).look.is_struck


def test_a_part_without_letters_of_its_own_looks_as_its_cell_does() -> None:
    runs = run("4100") + run("4250", "<b/>")
    cell = figure_cell(workbook_with_figure(runs, font=STRUCK))
    assert (cell.value, cell.look.struck_text) == ("4250", "4100")


@pytest.mark.parametrize(
    ("runs", "value"),
    [
        (run("25") + run("2)", RAISED), "25²⁾"),
        (run("25") + run("※1", RAISED), "25※¹"),
        (run("25") + run("注１）", RAISED), "25注¹⁾"),
        (run("25") + run("a", RAISED), "25ᵃ"),
        (run("30m") + run("2", RAISED), "30m²"),
        (run("25") + run("1", '<vertAlign val="subscript"/>'), "25¹"),
        (run("25", RAISED), "25"),
        (run("25") + run("2", '<vertAlign val="baseline"/>'), "252"),
        (libre_run("25") + libre_run("2)", align="superscript"), "25²⁾"),
    ],
)
def test_a_raised_number_is_a_mark_and_no_digit_of_the_figure(
    runs: str, value: str
) -> None:
    assert figure_cell(workbook_with_figure(runs)).value == value


def test_readings_in_kana_are_no_part_of_a_figure() -> None:
    runs = (
        run("二十") + run("五") + '<rPh sb="0" eb="2"><t>ニジュウ</t></rPh>'
        '<rPh sb="2" eb="3"><t>ゴ</t></rPh><phoneticPr fontId="1"/>'
    )
    assert figure_cell(workbook_with_figure(runs)).value == "二十五"


def test_openpyxls_own_rich_text_is_read_alike() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADINGS)
    sheet["A2"] = "K01"
    sheet["C2"] = CellRichText(
        TextBlock(InlineFont(strike=True), "4100"),
        TextBlock(InlineFont(b=True), "4250"),
        TextBlock(InlineFont(vertAlign="superscript"), "1)"),
    )
    packed = io.BytesIO()
    book.save(packed)
    cell = figure_cell(packed.getvalue())
    assert (cell.value, cell.look.struck_text) == ("4250¹⁾", "4100")

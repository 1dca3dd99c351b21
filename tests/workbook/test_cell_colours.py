"""Values that nobody sees, and colours that the sheet itself explains."""

import pytest

from dxkpi.plan import Plan
from dxkpi.workbook.cell_colours import is_unseen
from dxkpi.workbook.colour_legends import colour_legends
from dxkpi.workbook.template import form_workbook
from tests.support.looking_cells import (
    figure_cell,
    libre_run,
    run,
    workbook_with_figure,
)
from tests.support.workbooks import form_of, raw_sheets

YELLOW = '<patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill>'
NO_FILL = '<patternFill patternType="none"/>'


def solid(colour: str) -> str:
    return f'<patternFill patternType="solid"><fgColor {colour}/></patternFill>'


@pytest.mark.parametrize(
    ("font", "fill", "is_hidden"),
    [
        ('<color rgb="FFFFFFFF"/>', NO_FILL, True),
        ('<color theme="0"/>', NO_FILL, True),
        ('<color indexed="9"/>', NO_FILL, True),
        ('<color theme="1"/>', NO_FILL, False),
        ('<color indexed="64"/>', NO_FILL, False),
        ('<color auto="1"/>', NO_FILL, False),
        ('<color rgb="FFFEFEFE"/>', NO_FILL, True),
        ('<color theme="0"/>', solid('rgb="FFFFF2CC"'), True),
        ('<color theme="0"/>', solid('rgb="FF1F4E79"'), False),
        ('<color rgb="FFFFFF00"/>', YELLOW, True),
        ('<color rgb="FFFF0000"/>', NO_FILL, False),
        ('<color rgb="FF808080"/>', NO_FILL, False),
        ('<color theme="1"/>', solid('theme="1"'), True),
        ('<color theme="0" tint="-0.5"/>', NO_FILL, False),
        ("", NO_FILL, False),
    ],
)
@pytest.mark.parametrize("figure", ["25", "<t>25</t>"])
def test_letters_of_the_colour_of_their_ground_are_hidden(
    figure: str, font: str, fill: str, is_hidden: bool
) -> None:
    cell = figure_cell(workbook_with_figure(figure, font=font, fill=fill))
    assert cell.look.is_hidden is is_hidden


def test_a_text_is_hidden_if_all_its_parts_are() -> None:
    white, red = '<color rgb="FFFFFFFF"/>', '<color rgb="FFFF0000"/>'
    hidden = workbook_with_figure(run("2", white) + run("5", white))
    assert figure_cell(hidden).look.is_hidden
    partly = workbook_with_figure(run("2", red) + run("5", white))
    assert not figure_cell(partly).look.is_hidden
    libre = workbook_with_figure(libre_run("25", color="FFFFFFFF"))
    assert figure_cell(libre).look.is_hidden


def test_what_is_struck_through_lends_its_colour_to_nothing() -> None:
    old = run("4100", '<strike/><color rgb="FFFF0000"/>')
    beside_red = workbook_with_figure(
        old + run("4250", "<b/>"), note="<t>※赤字は見込み値</t>"
    )
    assert figure_cell(beside_red).look.legend == ""
    white = '<color rgb="FFFFFFFF"/>'
    unseen = workbook_with_figure(old + run("4250", white))
    assert figure_cell(unseen).look.is_hidden


def test_contrast_decides_what_is_seen() -> None:
    assert is_unseen("FFFFFF", "")
    assert is_unseen("", "000000")
    assert not is_unseen("", "")
    assert not is_unseen("C00000", "FFFF00")


@pytest.mark.parametrize(
    ("font", "fill", "legend", "told"),
    [
        ('<color rgb="FFFF0000"/>', NO_FILL, "※赤字は見込み値", "赤字は見込み値"),
        (
            '<color rgb="FFC00000"/>',
            NO_FILL,
            "注）赤字：前年度の数値、青字：暫定値",
            "赤字:前年度の数値",
        ),
        (
            '<color rgb="FF0070C0"/>',
            NO_FILL,
            "赤字は確定値、青字は暫定値",
            "青字は暫定値",
        ),
        ("", YELLOW, "黄色のセルは未確定", "黄色のセルは未確定"),
        ("", solid('rgb="FFFFC000"'), "オレンジは推計", "オレンジは推計"),
        ("", solid('theme="5"'), "橙色のセル＝参考値", "橙色のセル=参考値"),
        ("", solid('rgb="FFD9D9D9"'), "網掛けは前年度値", "網掛けは前年度値"),
        (
            "",
            '<patternFill patternType="lightGray"/>',
            "網掛けは前年度値",
            "網掛けは前年度値",
        ),
        ("", solid('rgb="FF92D050"'), "緑の塗りつぶしは速報", "緑の塗りつぶしは速報"),
        ("", NO_FILL, "赤字は見込み値", ""),
        ('<color rgb="FF0070C0"/>', NO_FILL, "赤字は見込み値", ""),
        ('<color rgb="FFFF0000"/>', NO_FILL, "赤いセルは見込み値", ""),
        ("", solid('rgb="FFFF0000"'), "赤字は見込み値", ""),
        ("", YELLOW, "黄色のセルは記入欄", ""),
        ("", YELLOW, "黄色のセルに入力してください", ""),
        ("", YELLOW, "網掛けは前年度値", ""),
    ],
)
def test_a_colour_that_the_sheet_explains_says_what_it_means(
    font: str, fill: str, legend: str, told: str
) -> None:
    content = workbook_with_figure("25", font=font, fill=fill, note=f"<t>{legend}</t>")
    assert figure_cell(content).look.legend == told


def test_a_coloured_sample_explains_its_very_colour() -> None:
    note = run("■", '<color rgb="FF7030A0"/>') + run("国の公表値")
    content = workbook_with_figure("25", font='<color rgb="FF7030A0"/>', note=note)
    assert figure_cell(content).look.legend == "■国の公表値"
    other = workbook_with_figure("25", font='<color rgb="FFFF0000"/>', note=note)
    assert figure_cell(other).look.legend == ""


def test_a_sample_in_the_usual_letters_explains_nothing() -> None:
    ink = '<color rgb="FF1A1A1A"/>'
    content = workbook_with_figure("25", font=ink, note=run("●順調", ink))
    assert figure_cell(content).look.legend == ""


def test_a_legend_on_a_sheet_of_its_own_explains_too() -> None:
    red = '<color rgb="FFFF0000"/>'
    content = workbook_with_figure(
        "25", font=red, legend_sheet="<t>※赤字は見込み値</t>"
    )
    assert figure_cell(content).look.legend == "赤字は見込み値"
    own_first = workbook_with_figure(
        "25",
        font=red,
        note="<t>赤字は速報値</t>",
        legend_sheet="<t>赤字は見込み値</t>",
    )
    assert figure_cell(own_first).look.legend == "赤字は速報値"


def test_the_forms_own_sheets_explain_no_colour(sample_plan: Plan) -> None:
    sheets = raw_sheets(form_workbook(form_of(sample_plan)))
    assert [legend for sheet in sheets for legend in colour_legends(sheet)] == []


@pytest.mark.parametrize(
    "legend",
    [
        "赤字…見込",
        "赤字 見込値",
        "赤で記載した数値は暫定値です",
        "赤字部分：前年度数値",
        "朱書き：速報値",
        "赤：見込、青：確定",
        "【赤字】速報値",
        "「赤字」は速報値",
        "赤字（速報値）",
        "見込値は赤字",
        "見込値は赤字で入力してください",
        "推計値：赤字",
        "赤字は、速報値である。",
    ],
)
def test_a_legend_is_understood_however_it_is_put(legend: str) -> None:
    red = '<color rgb="FFFF0000"/>'
    content = workbook_with_figure("25", font=red, note=f"<t>{legend}</t>")
    assert figure_cell(content).look.legend


@pytest.mark.parametrize(
    "legend",
    [
        "黄色で塗りつぶしたセルは未確定",
        "着色セルは推計",
        "色のついたセルは推計値",
        "未確定は黄色",
        "イエローは未確定",
    ],
)
def test_a_legend_of_grounds_is_understood_too(legend: str) -> None:
    content = workbook_with_figure("25", fill=YELLOW, note=f"<t>{legend}</t>")
    assert figure_cell(content).look.legend


@pytest.mark.parametrize(
    "note",
    [
        "青少年の相談が増えた",
        "水が不足した",
        "緑地の面積",
        "変更した箇所は赤字で記入してください",
        "赤字で入力",
    ],
)
def test_words_that_hold_a_colours_letter_explain_nothing(note: str) -> None:
    for colour in ("FF0000", "0070C0", "00B050"):
        font = f'<color rgb="FF{colour}"/>'
        content = workbook_with_figure("25", font=font, note=f"<t>{note}</t>")
        assert figure_cell(content).look.legend == ""

"""Letters of a page as lines."""

from typing import Any

from dxkpi.workbook.papers.pdf_lines import (
    Letter,
    is_vertical,
    letters_of,
    lines_of,
    vertical_lines_of,
)
from dxkpi.workbook.papers.pdf_margins import margin_texts, without_margins

_SIZE = 10.0


def _char(text: str, x: float, top: float, fontname: str = "Gothic") -> dict[str, Any]:
    return {
        "text": text,
        "x0": x,
        "x1": x + _SIZE,
        "top": top,
        "bottom": top + _SIZE,
        "fontname": fontname,
    }


def _across(text: str, x: float = 50, top: float = 100) -> list[Letter]:
    chars = [_char(letter, x + n * _SIZE, top) for n, letter in enumerate(text)]
    return letters_of(chars)[0]


def _downwards(text: str, x: float) -> list[Letter]:
    chars = [_char(letter, x, 50 + n * _SIZE) for n, letter in enumerate(text)]
    return letters_of(chars)[0]


def test_letters_of_one_height_are_a_line_from_left_to_right() -> None:
    letters = [*_across("目標値", top=130), *_across("現状値", top=100.5)]
    assert [line.text for line in lines_of(letters[::-1])] == ["現状値", "目標値"]


def test_a_wide_gap_parts_a_line() -> None:
    (line,) = lines_of([*_across("指標", 50), *_across("目標値", 150)])
    assert [segment.text for segment in line.segments] == ["指標", "目標値"]


def test_a_letter_that_is_printed_twice_to_be_bold_is_one() -> None:
    letters = [letter for n in range(2) for letter in _across("方針", 50 + 0.3 * n)]
    (line,) = lines_of(letters)
    assert line.text == "方針"


def test_a_radical_that_looks_like_a_kanji_is_the_kanji() -> None:
    (line,) = lines_of(_across("⽇本"))
    assert line.text == "日本"


def test_letters_of_a_font_that_names_none_are_counted_and_left_out() -> None:
    letters, unreadable = letters_of([_char("(cid:12)", 0, 0), _char("あ", 10, 0)])
    assert [letter.text for letter in letters] == ["あ"]
    assert unreadable == 1


def test_text_from_the_top_down_is_noticed_and_read_from_the_right() -> None:
    letters = [
        *_downwards("市民の利便性を高めるために", 400),
        *_downwards("窓口の手続を見直します。", 380),
    ]
    assert is_vertical(letters)
    assert [line.text for line in vertical_lines_of(letters)] == [
        "市民の利便性を高めるために",
        "窓口の手続を見直します。",
    ]
    assert not is_vertical(
        _across("市民の利便性を高めるために窓口の手続を見直します。")
    )


def test_heads_and_page_numbers_are_left_out_up_to_the_first_line_of_text() -> None:
    pages = []
    for number in range(1, 5):
        letters = [
            *_across("見本市計画", top=20),
            *_across(f"{'いろはに'[number - 1]}の取組", top=60),
            *_across("取組の内容", top=80),
            *_across(f"-{number}-", top=970),
        ]
        pages.append(lines_of(letters))
    repeated = margin_texts(pages, [1000.0] * 4)
    texts = [
        [line.text for line in without_margins(lines, 1000.0, repeated)]
        for lines in pages
    ]
    assert texts == [[f"{letter}の取組", "取組の内容"] for letter in "いろはに"]

"""How much room text takes in the shipped font, and where it is cut and broken."""

import json

import pytest

from dxkpi.text.width import (
    balanced_lines,
    broken_lines,
    cut_to_width,
    half_width_columns,
    text_width,
)
from tests.support.font_advances import (
    ADVANCES_FILE,
    advances_of_the_font,
    advances_table,
)


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_the_table_of_advances_is_the_font_s(weight: str) -> None:
    tables = json.loads(ADVANCES_FILE.read_text("utf-8"))
    assert tables[weight] == advances_table(weight)


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_a_line_is_as_wide_as_the_font_draws_it(weight: str) -> None:
    advances = advances_of_the_font(weight)
    line = "職員のDX推進実感率 64.1%（±2.8）、WiFi・キャッシュレス"
    in_the_font = sum(advances[character] for character in line) * 14 / 2048
    assert text_width(line, 14, bold=weight == "bold") == pytest.approx(in_the_font)


def test_a_kanji_is_one_em_and_a_mark_on_a_letter_takes_no_room() -> None:
    assert text_width("漢字", 12) == 24
    assert text_width("e\u0301", 12) == text_width("e", 12)
    assert text_width("\u200b", 12) == 0


def test_a_character_that_the_font_lacks_is_one_em() -> None:
    assert text_width("👩", 10) == 10


def test_a_text_is_cut_to_its_width_on_one_line() -> None:
    assert cut_to_width("電子申請\nの利用率", 20) == "電子申請 の利用率"
    assert cut_to_width("電子申請利用", 6) == "電子申請利用"
    assert cut_to_width("電子申請利用率", 6) == "電子申請利…"
    assert cut_to_width("電子 申請利用率", 3.5) == "電子…"
    assert text_width(cut_to_width("Wi-Fiの整備" * 9, 12), 1) <= 12


def test_lines_break_between_words_and_never_before_a_closing_bracket() -> None:
    assert broken_lines("one two three", 10, 45) == ["one two", "three"]
    assert broken_lines("あいう」えお", 10, 30) == ["あい", "う」", "えお"]
    assert broken_lines("電子申請の利用率", 10, 60) == ["電子申請の", "利用率"]
    assert broken_lines("あい（うえ", 10, 30) == ["あい", "（うえ"]
    assert broken_lines("", 10, 30) == []


def test_bold_lines_hold_less_where_bold_letters_are_wider() -> None:
    word = "mmmm "
    assert text_width(word, 10, bold=True) > text_width(word, 10)
    room = text_width((word * 2).rstrip(), 10)
    assert len(broken_lines(word * 6, 10, room)) == 3
    assert len(broken_lines(word * 6, 10, room, bold=True)) > 3


def test_balanced_lines_are_of_similar_length_and_no_more_than_asked_for() -> None:
    assert balanced_lines("行政手続", 10, 100, 4) == ("行政手続",)
    two = balanced_lines("行政 手続 電子 申請 推進", 10, 100, 4)
    assert len(two) == 2
    assert text_width(two[0], 10) < 80
    cut = balanced_lines("漢字" * 40, 10, 100, 4)
    assert len(cut) == 4
    assert cut[-1].endswith("…")
    assert all(text_width(line, 10) <= 100 for line in cut)


def test_a_kanji_takes_two_columns_and_a_letter_one() -> None:
    assert half_width_columns("DX推進") == 6
    assert half_width_columns("ｶ ﾞe\u0301") == 4

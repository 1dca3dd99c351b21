"""Texts that differ only in width, spaces, case or strokes are the same when compared."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxkpi.text.folding import (
    HYPHENS,
    folded_code,
    folded_text,
    usual_width,
    with_hyphens,
    without_spaces,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ｅＬ‐ＱＲ", "eL - QR"),
        ("要因・\n今後の対応", "要因・　今後の対応"),
        ("ｶﾞｲﾄﾞ", "ガイド"),
        ("No.", "ＮＯ．"),
        ("1―2", "１−２"),
    ],
)
def test_texts_that_mean_the_same_are_equal(one: str, other: str) -> None:
    assert folded_text(one) == folded_text(other)


def test_the_long_vowel_is_a_letter_in_a_text_and_a_stroke_in_a_code() -> None:
    assert folded_text("サーバー") != folded_text("サ-バ-")
    assert folded_code("１ー２") == folded_code("1-2") == "1-2"
    assert folded_code("１ｰ２") == "1-2"


def test_spaces_alone_are_taken_out_where_case_and_strokes_matter() -> None:
    assert without_spaces(" Ｒ８．３ 末−\t") == "R8.3末−"
    assert with_hyphens("K−1 ―") == "K-1 -"


@pytest.mark.parametrize("hyphen", HYPHENS)
def test_every_hyphen_is_one(hyphen: str) -> None:
    assert folded_text(f"a{hyphen}b") == "a-b"


@settings(deadline=None)
@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded_text(folded_text(text)) == folded_text(text)
    assert folded_code(folded_code(text)) == folded_code(text)


def test_the_usual_width_makes_no_digits_of_other_characters() -> None:
    assert usual_width("７５．０％ ｹﾝ〜①½²") == "75.0% ケン~①½²"
    assert usual_width("1\u200b2") == "12"

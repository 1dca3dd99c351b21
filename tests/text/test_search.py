"""Searching for words."""

import pytest

from dxkpi.text.search import holds_words, search_text


@pytest.mark.parametrize(
    ("typed", "fits"),
    [("", True), ("ｅＬ‐ＱＲ", True), ("el-qr 公金", True), ("eL-QR 税", False)],
)
def test_words_are_found_in_any_order_and_any_width(typed: str, fits: bool) -> None:
    assert (
        holds_words(search_text("公金収納におけるeL-QRの活用", None, "納 付"), typed)
        is fits
    )

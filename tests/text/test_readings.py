"""Words are found by their reading."""

import pytest

from dxkpi.text.readings import READINGS, hiragana
from dxkpi.text.search import holds_words, search_text


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("人事課", "じんじ"),
        ("人事課", "ジンジカ"),
        ("人事課", "じんじ課"),
        ("やや遅れ", "おくれ"),
        ("オンライン申請の利用率", "おんらいん りようりつ"),
        ("未達成", "みたっせい"),
        ("ｵﾝﾗｲﾝ", "おんらいん"),
    ],
)
def test_a_word_is_found_in_either_kana(text: str, typed: str) -> None:
    assert holds_words(search_text(text), typed)


def test_a_longer_word_is_read_before_a_shorter_one_in_it() -> None:
    assert not holds_words(search_text("未達成"), "順調")
    assert not holds_words(search_text("生涯学習課"), "障害")


def test_readings_are_hiragana() -> None:
    for word, reading in READINGS.items():
        assert reading == hiragana(reading), word
        assert all("ぁ" <= letter <= "ゖ" for letter in reading), word

"""Numbers in kanji and with several scales."""

import pytest

from dxkpi.returns.japanese_numerals import japanese_numeral


@pytest.mark.parametrize(
    ("text", "value", "length"),
    [
        ("三十人", 30, 2),
        ("三百五", 305, 3),
        ("千二百三十四件", 1234, 6),
        ("一万二千", 12000, 4),
        ("二千万円", 20000000, 3),
        ("一億二千万円", 120000000, 5),
        ("1億2,000万円", 120000000, 8),
        ("1億2千万円", 120000000, 5),
        ("3万5千人", 35000, 4),
        ("3万5,000人", 35000, 7),
        ("二〇二五", 2025, 4),
        ("一二三", 123, 3),
        ("〇", 0, 1),
        ("ゼロ件", 0, 2),
    ],
)
def test_a_numeral_is_read_as_far_as_it_goes(
    text: str, value: int, length: int
) -> None:
    numeral = japanese_numeral(text)
    assert numeral is not None
    assert (int(numeral.value), numeral.length) == (value, length)


@pytest.mark.parametrize(
    "text",
    [
        "25",
        "1.2万人",
        "5千",
        "1,200千円",
        "2千万円",
        "二三人",
        "3万5",
        "3万500人",
        "1億2億",
        "千百千",
        "十百",
        "1億2,000億円",
        "万人",
        "",
        "人",
        "数十",
        "十" * 50,
    ],
)
def test_anything_else_is_no_such_numeral(text: str) -> None:
    assert japanese_numeral(text) is None

"""What stands in brackets at the end of a text."""

import pytest

from dxkpi.text.brackets import without_brackets_behind, words_in_brackets_behind


@pytest.mark.parametrize(
    ("text", "before", "words"),
    [
        ("12件(速報)", "12件", "速報"),
        ("完了", "完了", ""),
        ("(完了)", "(完了)", ""),
        ("12(a)(b)", "12(a)", "b"),
        ("12()", "12", ""),
        ("12(a)件", "12(a)件", ""),
        ("", "", ""),
    ],
)
def test_the_last_brackets_are_taken_off_what_stands_before_them(
    text: str, before: str, words: str
) -> None:
    assert without_brackets_behind(text) == before
    assert words_in_brackets_behind(text) == words

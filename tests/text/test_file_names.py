"""Somebody's words as the name of a file."""

import pytest

from dxkpi.text.file_names import file_name, safe_file_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("人事課", "人事課"),
        ('A/B: "<x>"', "A／B： ”＜x＞”"),
        ("a\\b|c?d*e", "a＼b｜c？d＊e"),
        ("a\x00\x1f\tb", "ab"),
        (" ..a. b.. ", "a. b"),
        ("...", ""),
    ],
)
def test_what_file_systems_refuse_is_replaced_or_left_out(text: str, name: str) -> None:
    assert safe_file_name(text) == name


def test_a_title_makes_a_short_name_on_one_line() -> None:
    assert file_name("電子決裁率\n2 ") == "電子決裁率 2"
    assert len(file_name("長" * 100)) == 60

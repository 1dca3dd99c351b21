"""Other people's text in places that read Markdown."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxkpi.web.common.markdown import (
    link_lines,
    plain,
    plain_lines,
    unbroken,
    verdict_badge,
)
from tests.support.one_line import without_one_line
from tests.support.speaking import speak
from tests.support.surveys import noisy_judgement


def shown(markdown: str) -> str:
    """What a reader of the Markdown sees: escapes resolved, joiners invisible."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown).replace("\u2060", "")


@given(st.text(max_size=200))
def test_every_letter_of_a_text_is_shown(text: str) -> None:
    assert shown(plain(text)) == " ".join(text.replace("\u2060", "").split())


@given(st.text(max_size=200))
def test_no_markup_is_left_unescaped(text: str) -> None:
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_`\[\]<>#$~:|]", plain(text))


@pytest.mark.parametrize(
    "text", ["https://x.jp", "HTTP://x.jp", "ftp://x.jp", "www.x.jp", "a@x.jp"]
)
def test_what_looks_like_an_address_is_broken_by_an_invisible_joiner(text: str) -> None:
    assert "\u2060" in plain(text)


@given(
    st.text(alphabet="マイナンバーカード保有枚数率（累計）、・RPA 1𠮷🏯", max_size=120)
)
def test_a_wrapped_text_has_at_most_three_lines_of_the_width(text: str) -> None:
    lines = link_lines(text, 26, 3).split("  \n")
    assert len(lines) <= 3
    assert all(len(shown(line)) <= len(":blue[]") + 27 for line in lines)


def test_a_katakana_word_stays_on_one_line() -> None:
    assert (
        "マイナンバーカード"
        in link_lines("マイナンバーカード保有枚数率", 26, 3).split("  \n")[0]
    )


def test_short_words_of_ours_do_not_break() -> None:
    assert unbroken("● 順調") == "*● 順調*"
    assert unbroken(" ") == ""


@given(st.text(alphabet="令和7年度●順調 83.4％葛\U000e0100か\u3099👩\u200d💻"))
def test_nothing_unseen_is_copied_with_words_that_do_not_break(text: str) -> None:
    words = unbroken(text)
    assert "\u2060" not in words
    assert shown(without_one_line(words)).split() == text.split()


def test_a_text_of_several_lines_keeps_them_and_nothing_in_them_is_markup() -> None:
    assert (
        plain_lines("目標\n\n　# 増やす\n    1. 始める")
        == "目標  \n\\# 増やす  \n1\\. 始める"
    )


def test_the_badge_of_a_verdict_is_grey_where_its_margin_lies_on_both_sides() -> None:
    speak("ja")
    noisy, short = noisy_judgement(260), noisy_judgement(264, 2028)
    sure = noisy_judgement(220)
    assert verdict_badge(noisy) == (
        ":gray-badge[▲ 遅れ] :gray[誤差を考えると 遅れ～順調]"
    )
    assert verdict_badge(short) == (
        ":orange-badge[▲ 遅れ] :gray[誤差を考えると 遅れ～やや遅れ]"
    )
    assert verdict_badge(sure) == ":orange-badge[▲ 遅れ]"

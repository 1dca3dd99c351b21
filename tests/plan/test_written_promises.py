"""Figures with their year, and targets in a few words, as tables of plans have them."""

import pytest

from dxkpi.plan import Comparator, TargetRule
from dxkpi.plan.written_promises import (
    WrittenPromise,
    dated_figure,
    parted_at_arrow,
    written_promise,
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("58.2%（R4）→ 70%（R9）", ("58.2%（R4）", "70%（R9）")),
        ("100件⇒120件", ("100件", "120件")),
        ("検討→試行", None),
        ("58.2%", None),
        ("1→2→3", None),
        ("→" * 200, None),
    ],
)
def test_an_arrow_parts_where_it_starts_from_where_it_goes(
    text: str, parts: tuple[str, str] | None
) -> None:
    assert parted_at_arrow(text) == parts


@pytest.mark.parametrize(
    ("text", "figure", "year"),
    [
        ("58.2%（R4）", "58.2%", "R4"),
        ("1,200件 (令和6年度)", "1,200件", "令和6年度"),
        ("（令和4年度）58.2％", "58.2％", "令和4年度"),
        ("64.4[2025年度]", "64.4", "2025年度"),
    ],
)
def test_a_figure_carries_its_year(text: str, figure: str, year: str) -> None:
    assert dated_figure(text) == WrittenPromise(figure, year)


@pytest.mark.parametrize(
    "text", ["58.2%", "89.6%（163/182）", "12（男女計）", "（R4）"]
)
def test_what_stands_in_brackets_need_not_be_a_year(text: str) -> None:
    assert dated_figure(text) is None


@pytest.mark.parametrize(
    ("text", "promise"),
    [
        ("80%以上", WrittenPromise("80%", comparator=Comparator.AT_LEAST)),
        ("5件以下", WrittenPromise("5件", comparator=Comparator.AT_MOST)),
        (
            "毎年度80%以上",
            WrittenPromise("80%", rule=TargetRule.KEEP, comparator=Comparator.AT_LEAST),
        ),
        (
            "1,500件以上（R12）",
            WrittenPromise("1,500件", "R12", comparator=Comparator.AT_LEAST),
        ),
        (
            "5年間で100人",
            WrittenPromise("100人", 2030, TargetRule.TOTAL, since=2026),
        ),
        (
            "R8～R12で100人",
            WrittenPromise("100人", "R12", TargetRule.TOTAL, since="R8"),
        ),
        ("計画期間中に100人", WrittenPromise("100人", rule=TargetRule.TOTAL)),
    ],
)
def test_a_target_is_read_from_a_few_words(text: str, promise: WrittenPromise) -> None:
    assert written_promise(text, 2030) == promise


@pytest.mark.parametrize("text", ["75.0", "75%", "増加", "45～55dB", "2.0±0.2", ""])
def test_a_mere_figure_or_other_words_stay_as_they_are(text: str) -> None:
    assert written_promise(text, 2030) is None

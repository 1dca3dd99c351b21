"""Shares with their two counts in words."""

from decimal import Decimal

import pytest

from dxkpi.findings import IndicatorFigure
from dxkpi.rules import judge
from dxkpi.wording.figures import (
    counts_heading,
    recorded_figure_text,
    share_counts_text,
)
from dxkpi.wording.findings import fact_text
from dxkpi.wording.headline import headline
from dxkpi.wording.judgement import actual_text
from dxkpi.wording.language import Language
from tests.support.counted import online_share

JA, EN = Language.JAPANESE, Language.ENGLISH


@pytest.mark.parametrize(
    ("language", "text"),
    [(JA, "1,630／1,820手続"), (EN, "1,630/1,820 手続")],
)
def test_counts_stand_with_their_unit(language: Language, text: str) -> None:
    counts = (Decimal(1630), Decimal(1820))
    assert share_counts_text(counts, "手続", language) == text


def test_counts_without_a_unit_and_no_counts() -> None:
    assert share_counts_text((Decimal("12.3"), Decimal(45)), "", EN) == "12.3/45"
    assert share_counts_text(None, "手続", EN) == ""


def test_the_heading_says_what_is_counted() -> None:
    assert counts_heading(online_share(), JA) == "オンライン化した手続／全手続"


def test_a_figure_that_stands_alone_has_its_counts_and_one_in_a_list_has_not() -> None:
    judgement = judge(online_share(), 2024)
    assert headline(judgement, JA).startswith("89.6%（1,630／1,820手続）。")
    assert actual_text(judgement, JA) == "89.6%"


def test_a_recorded_figure_has_its_counts() -> None:
    share = online_share()
    assert recorded_figure_text(share, share.actual(2023), JA) == "70.0%"
    assert (
        recorded_figure_text(share, share.actual(2024), JA)
        == "89.6%（1,630／1,820手続）"
    )


def test_a_finding_tells_a_figure_with_its_counts() -> None:
    counts = (Decimal(163), Decimal(182))
    figure = IndicatorFigure(
        Decimal("89.6"), "%", 1, counts=counts, counted_unit="手続"
    )
    assert fact_text(figure, JA) == "89.6%（163／182手続）"

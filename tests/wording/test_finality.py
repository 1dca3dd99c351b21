"""速報 and 確定 in words."""

from datetime import UTC, datetime

import pytest

from dxkpi.plan.review import Finality
from dxkpi.returns.finality import FinalitySummary
from dxkpi.wording.finality import (
    finality_text,
    mark_of_finality,
    meaning_of_mark,
    year_finality_text,
)
from dxkpi.wording.language import Language

JAPANESE, ENGLISH = Language.JAPANESE, Language.ENGLISH
JUNE_3 = datetime(2026, 6, 2, 16, tzinfo=UTC)
NONE, ALL_OPEN = FinalitySummary(), FinalitySummary(preliminary=3)
MOSTLY_OPEN = FinalitySummary(3, 2, JUNE_3)
MIXED, FINAL = FinalitySummary(1, 2, JUNE_3), FinalitySummary(0, 3, JUNE_3)


@pytest.mark.parametrize(
    ("summary", "japanese", "english"),
    [
        (NONE, "", ""),
        (ALL_OPEN, "速報", "preliminary"),
        (MIXED, "速報を含む（1件）", "with 1 preliminary figure"),
        (MOSTLY_OPEN, "速報（2件は確定）", "preliminary, 2 figures final"),
        (FINAL, "■ 確定 6月3日", "■ final 3 June"),
    ],
)
def test_a_year_is_described_once(
    summary: FinalitySummary, japanese: str, english: str
) -> None:
    assert year_finality_text(summary, JAPANESE) == japanese
    assert year_finality_text(summary, ENGLISH) == english


@pytest.mark.parametrize("summary", [NONE, ALL_OPEN, MOSTLY_OPEN, MIXED, FINAL])
@pytest.mark.parametrize("finality", [None, *Finality])
def test_a_single_figure_is_marked_only_where_it_is_the_rarer_kind(
    summary: FinalitySummary, finality: Finality | None
) -> None:
    expected = ""
    if summary is MIXED and finality is Finality.PRELIMINARY:
        expected = "速報"
    if summary is MOSTLY_OPEN and finality is Finality.CONFIRMED:
        expected = "■ 確定"
    assert mark_of_finality(finality, summary, JAPANESE) == expected


@pytest.mark.parametrize(
    ("summary", "meaning"),
    [
        (ALL_OPEN, ""),
        (MIXED, "速報：事務局がまだ確定していません。"),
        (MOSTLY_OPEN, "■ 確定：事務局が確定しました。ほかは速報です。"),
    ],
)
def test_the_word_is_explained_where_it_stands(
    summary: FinalitySummary, meaning: str
) -> None:
    assert meaning_of_mark(summary, JAPANESE) == meaning


def test_a_cell_has_the_word_or_nothing() -> None:
    words = [finality_text(finality, JAPANESE) for finality in (None, *Finality)]
    assert words == ["", "速報", "確定"]

"""What a remark and a confirmation are worth once the thing itself has changed."""

from datetime import UTC, datetime

import pytest

from dxkpi.plan.review import (
    ItemConfirmation,
    Remark,
    YearReview,
    entry_item,
    figure_key,
    initiative_key,
)

NOON = datetime(2026, 5, 20, 3, tzinfo=UTC)
K01, YEAR = figure_key("K01"), 2025


def remark(revision: int, answer: str | None = None) -> Remark:
    return Remark(1, K01, "単位は千円か", "value", revision, NOON, "鈴木", answer)


@pytest.mark.parametrize(
    ("made_in", "changed_in", "answer", "waits"),
    [
        (5, 3, None, True),
        (5, 7, None, False),
        (5, 3, "億円に直した", False),
    ],
)
def test_a_remark_waits_until_it_is_answered_or_the_thing_changed(
    made_in: int, changed_in: int, answer: str | None, waits: bool
) -> None:
    review = YearReview((remark(made_in, answer),), (), {(K01, YEAR): changed_in})
    assert bool(review.open_remarks(K01, YEAR)) is waits


@pytest.mark.parametrize(
    ("stood_at", "changed_in", "confirmed"), [(3, 3, True), (3, 7, False)]
)
def test_a_confirmation_holds_as_long_as_the_thing_stands(
    stood_at: int, changed_in: int, confirmed: bool
) -> None:
    kept = ItemConfirmation(K01, stood_at, 5, NOON, "鈴木")
    review = YearReview((), (kept,), {(K01, YEAR): changed_in})
    assert review.is_confirmed(K01, YEAR) is confirmed
    assert not review.is_confirmed(figure_key("K02"), YEAR)
    assert not YearReview((), (kept,)).is_confirmed(K01, YEAR)


def test_kinds_of_things_never_share_a_key() -> None:
    keys = {figure_key("1-1"), entry_item("1-1", "", 1), initiative_key("1-1", "")}
    assert len(keys) == 3

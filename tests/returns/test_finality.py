"""速報 or 確定: how final everything is that is in."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from dxkpi.plan import Actual, Indicator, Plan, SharedIndicator
from dxkpi.plan.publication import Publication
from dxkpi.plan.review import (
    Finality,
    ItemConfirmation,
    ItemKey,
    Remark,
    YearReview,
    entry_item,
    figure_key,
    initiative_key,
)
from dxkpi.returns.finality import (
    NO_REVIEW,
    FinalitySummary,
    PlanFinality,
    figures_of,
    figures_of_all,
    plan_finality,
    with_shared_finality,
)
from dxkpi.rules import STANDARD, Judgement, judge_plan, reportable_entries
from tests.support.several_plans import linked, strategy

YEAR, TODAY = 2025, date(2026, 11, 21)
JUNE_3, JUNE_9 = datetime(2026, 6, 3, 3, tzinfo=UTC), datetime(2026, 6, 9, tzinfo=UTC)
FIRST, SECOND = figure_key("K01"), figure_key("K02")
PRELIMINARY, CONFIRMED = Finality.PRELIMINARY, Finality.CONFIRMED


def confirmed(
    item: ItemKey, stood_at: int = 1, at: datetime = JUNE_3
) -> ItemConfirmation:
    return ItemConfirmation(item, stood_at, 5, at, "鈴木")


def review(
    *confirmations: ItemConfirmation,
    changed_in: Mapping[tuple[ItemKey, int], int] | None = None,
    remarks: tuple[Remark, ...] = (),
) -> YearReview:
    return YearReview(
        remarks, confirmations, changed_in or {(FIRST, YEAR): 1, (SECOND, YEAR): 1}
    )


def judgements(plan: Plan) -> tuple[Judgement, ...]:
    return judge_plan(plan, YEAR, YEAR, STANDARD, TODAY)


def test_without_a_review_nothing_is_said(sample_plan: Plan) -> None:
    assert not NO_REVIEW.is_reviewed
    finality = plan_finality(sample_plan, {}, TODAY)
    assert finality == NO_REVIEW
    assert finality.of_figure("K01", YEAR) is None
    assert finality.summary(figures_of_all(judgements(sample_plan))) == (
        FinalitySummary()
    )


def test_what_is_confirmed_as_it_stands_is_final_and_the_rest_is_not(
    sample_plan: Plan,
) -> None:
    reviews = {YEAR: review(confirmed(FIRST))}
    finality = plan_finality(sample_plan, reviews, TODAY)
    assert finality.of_figure("K01", YEAR) is CONFIRMED
    assert finality.of_figure("K02", YEAR) is PRELIMINARY
    assert finality.of_figure("K03", YEAR) is None, "it is not in"
    assert finality.of_figure("K02", YEAR - 1) is None, "its year has no review"
    assert finality.preliminary_years("K02") == (YEAR,)
    assert finality.preliminary_years("K01") == ()


def test_what_was_changed_or_sent_back_since_is_preliminary_again(
    sample_plan: Plan,
) -> None:
    changed = review(confirmed(FIRST), changed_in={(FIRST, YEAR): 7})
    finality = plan_finality(sample_plan, {YEAR: changed}, TODAY)
    assert finality.of_figure("K01", YEAR) is PRELIMINARY
    remark = Remark(1, FIRST, "単位は", None, 6, JUNE_9, "鈴木")
    sent_back = review(confirmed(FIRST), remarks=(remark,))
    finality = plan_finality(sample_plan, {YEAR: sent_back}, TODAY)
    assert finality.of_figure("K01", YEAR) is PRELIMINARY


def test_a_figure_that_comes_out_late_is_of_the_round_that_asks_for_it(
    sample_plan: Plan,
) -> None:
    plan = with_late_figure(sample_plan)
    changes = {(FIRST, YEAR - 1): 1, (FIRST, YEAR - 2): 1}
    waiting = plan_finality(plan, {YEAR: review(changed_in=changes)}, TODAY)
    assert waiting.of_figure("K01", YEAR - 1) is PRELIMINARY
    assert waiting.of_figure("K01", YEAR - 2) is None
    done = {YEAR: review(confirmed(FIRST), changed_in={(FIRST, YEAR - 1): 1})}
    assert plan_finality(plan, done, TODAY).of_figure("K01", YEAR - 1) is CONFIRMED


def with_late_figure(plan: Plan) -> Plan:
    """K01 comes out in the December after its year, and that of 令和6年度 is in."""

    def late(indicator: Indicator) -> Indicator:
        if indicator.code != "K01":
            return indicator
        figure = Actual(fiscal_year=YEAR - 1, value=Decimal(26))
        published = Publication(month=12, years_after=1)
        return indicator.model_copy(
            update={"actuals": (figure,), "published": published}
        )

    indicators = tuple(late(indicator) for indicator in plan.indicators)
    return plan.model_copy(update={"indicators": indicators})


def test_entries_and_initiatives_are_of_their_own_year(sample_plan: Plan) -> None:
    [entry, *_others] = reportable_entries(sample_plan)
    item, report = entry_item(*entry.key), initiative_key("1-1", "1")
    changes = {(item, YEAR): 1, (item, YEAR - 1): 1, (report, YEAR): 1}
    reviews = {YEAR: review(confirmed(report), changed_in=changes)}
    finality = plan_finality(sample_plan, reviews, TODAY)
    assert finality.of_item(item, YEAR) is PRELIMINARY
    assert finality.of_item(item, YEAR - 1) is None
    assert finality.of_item(report, YEAR) is CONFIRMED


@pytest.mark.parametrize(
    ("confirmations", "expected", "is_mixed"),
    [
        ((), FinalitySummary(2, 0, None), False),
        ((confirmed(FIRST),), FinalitySummary(1, 1, JUNE_3), True),
        (
            (confirmed(FIRST), confirmed(SECOND, at=JUNE_9)),
            FinalitySummary(0, 2, JUNE_9),
            False,
        ),
    ],
)
def test_the_year_as_a_whole(
    sample_plan: Plan,
    confirmations: tuple[ItemConfirmation, ...],
    expected: FinalitySummary,
    is_mixed: bool,
) -> None:
    finality = plan_finality(sample_plan, {YEAR: review(*confirmations)}, TODAY)
    summary = finality.summary(figures_of_all(judgements(sample_plan)))
    assert summary == expected
    assert summary.is_mixed == is_mixed


def test_a_judgement_is_as_final_as_its_figure_and_one_without_says_nothing(
    sample_plan: Plan,
) -> None:
    finality = plan_finality(sample_plan, {YEAR: review(confirmed(FIRST))}, TODAY)
    by_code = {one.indicator.code: one for one in judgements(sample_plan)}
    assert finality.of_judgement(by_code["K01"]) is CONFIRMED
    assert finality.of_judgement(by_code["K02"]) is PRELIMINARY
    missing = next(one for one in by_code.values() if one.decisive.value is None)
    assert figures_of(missing) == []
    assert finality.of_judgement(missing) is None


def test_a_shared_figure_is_as_final_as_the_one_that_it_shares(
    sample_plan: Plan,
) -> None:
    shares = SharedIndicator(plan=sample_plan.about.id, code="K01")
    sharing = linked(strategy(sample_plan), "K01", shares=shares)
    reviews = {YEAR: review(confirmed(FIRST))}

    def finality(reviews: Mapping[int, YearReview]) -> PlanFinality:
        return with_shared_finality(
            sharing,
            NO_REVIEW,
            {sample_plan.about.id: sample_plan}.get,
            lambda plan: plan_finality(plan, reviews, TODAY),
        )

    assert finality(reviews).of_figure("K01", YEAR) is CONFIRMED
    assert finality({YEAR: review()}).of_figure("K01", YEAR) is PRELIMINARY
    assert finality({}) == NO_REVIEW
    assert not finality(reviews).preliminary_years("K02"), "another figure of the owner"

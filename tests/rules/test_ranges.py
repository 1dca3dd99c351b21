"""A range: within or not each year, and the way to its nearer end before the deadline."""

from decimal import Decimal

import pytest

from dxkpi.plan import Indicator, RangeTarget
from dxkpi.rules import Judgement, Reason, Status, expected_value, judge
from dxkpi.rules.figure_course import expected_figures
from tests.support.indicators import baseline, indicator, target


def noise(
    actuals: dict[int, object], start: object = None, deadline: int | None = 2030
) -> Indicator:
    """A noise that is to lie between 45 and 55dB."""
    return indicator(
        actuals,
        baseline=baseline(start) if start is not None else None,
        target=target("range", None, deadline, low=45, high=55),
        unit="dB",
        decimals=0,
    )


def judged(value: object, start: object = None, year: int = 2027) -> Judgement:
    return judge(noise({year: value}, start), year)


@pytest.mark.parametrize("value", [45, 50, 55])
@pytest.mark.parametrize("start", [None, 40, 50, 65])
def test_within_the_range_is_reached_in_any_year(value: int, start: object) -> None:
    for year in (2027, 2030, 2032):
        judgement = judged(value, start, year)
        assert (judgement.status, judgement.reason) == (
            Status.ACHIEVED,
            Reason.IN_RANGE,
        )
        assert judgement.pace is None


@pytest.mark.parametrize("value", ["44.9", "55.1", 70])
def test_outside_at_the_deadline_is_missed(value: object) -> None:
    judgement = judged(value, 65, 2030)
    assert (judgement.status, judgement.reason) == (Status.MISSED, Reason.OUT_OF_RANGE)


def test_a_range_without_a_deadline_is_judged_every_year() -> None:
    own = noise({2027: 58}, 65, None)
    assert judge(own, 2027).status is Status.MISSED


@pytest.mark.parametrize(
    ("start", "value", "pace"),
    [(65, 61, "1"), (65, 63, "0.5"), (65, 67, "-0.5"), (35, 39, "1"), (35, 37, "0.5")],
)
def test_the_path_leads_from_either_side_to_the_nearer_end(
    start: int, value: int, pace: str
) -> None:
    judgement = judged(value, start)
    assert judgement.reason is Reason.PACE
    assert judgement.pace == Decimal(pace)
    assert not judgement.is_by_year


def test_the_path_ends_at_the_range() -> None:
    assert expected_figures(noise({}, 65)) == {
        2025: 65,
        2026: 63,
        2027: 61,
        2028: 59,
        2029: 57,
        2030: 55,
    }
    assert expected_value(noise({}, 35), 2027) == 39
    assert expected_value(noise({}, 50), 2027) is None


@pytest.mark.parametrize(("start", "value"), [(65, 40), (35, 60), (50, 58), (50, 40)])
def test_to_leave_the_range_or_to_go_through_it_is_bad(start: int, value: int) -> None:
    judgement = judged(value, start)
    assert judgement.status is Status.FAR_BEHIND
    assert judgement.reason is Reason.OUT_OF_RANGE


def test_without_a_baseline_nothing_is_said_before_the_deadline() -> None:
    judgement = judged(58)
    assert judgement.status is Status.NOT_ASSESSABLE
    assert judgement.reason is Reason.NO_BASELINE


def test_the_starting_point_and_a_missing_figure_are_called_so() -> None:
    assert judge(noise({}, 65), 2025).reason is Reason.STARTING_POINT
    assert judge(noise({}, 65), 2027).status is Status.NOT_REPORTED


def test_a_tolerance_is_a_range_around_its_figure() -> None:
    own = RangeTarget(value=Decimal("2.0"), tolerance=Decimal("0.2"))
    assert own.bounds == (Decimal("1.8"), Decimal("2.2"))
    assert own.outside(Decimal("2.5")) == Decimal("0.3")
    assert own.outside(Decimal("1.5")) == Decimal("-0.3")

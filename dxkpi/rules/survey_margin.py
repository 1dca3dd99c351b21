"""A survey's rate and how sure it is: Wilson's score interval, corrected for a finite staff.

Of N staff invited, n answered, and y of those answers are positive: p = y ÷ n. Had other
n of the N answered, p would be another; the interval holds the rates that such a chance
explains. With z the normal quantile of the confidence (1.96 for 95%) and z² shrunk by the
share of staff that was not heard, because what everybody answered is known exactly,

    c = z² · (N−n) ÷ (N−1)        low, high = (p + c÷2n ∓ √c · √(p(1−p)÷n + c÷4n²)) ÷ (1 + c÷n)

(E. B. Wilson, JASA 22, 1927, 209-212; the finite-population factor (N−n)÷(N−1) is the
variance of sampling without replacement, W. G. Cochran, Sampling Techniques, 3rd ed. 1977,
section 3.2.) Where N is not known, c = z².

Two years are compared by Newcombe's hybrid of the two score intervals (R. G. Newcombe,
Statistics in Medicine 17, 1998, 873-890, method 10), as if other people had answered each
time, which errs on the side of saying less. Whoever makes m comparisons at once finds a
false difference among them too easily: each is then made with a confidence of 1 − 5% ÷ m
(Bonferroni).

All of this assumes that those who answered are like those who did not, and none of it
shows whether they are: see `dxkpi.survey.rate.response_rate`. A verdict must know its
margin (`dxkpi.rules.verdict_range`), so that this stands with the rules.
"""

from dataclasses import dataclass
from decimal import Decimal
from statistics import NormalDist
from typing import Protocol

_ERROR = Decimal("0.05")
_UNEVEN = Decimal("0.25")


class RateCounts(Protocol):
    """A survey or a group of it.

    `answers` make up the rate, so many of them are `positive`; `answered` are all who
    answered the question, also those whose answer counts neither way; `invited` is the
    staff that was asked, None where not known.
    """

    @property
    def answers(self) -> int: ...
    @property
    def positive(self) -> int: ...
    @property
    def answered(self) -> int: ...
    @property
    def invited(self) -> int | None: ...


@dataclass(frozen=True)
class AnswerCounts:
    """Counts that belong to no survey or group by themselves: assumed, or of several groups."""

    answers: int
    positive: int
    invited: int | None

    @property
    def answered(self) -> int:
        return self.answers


@dataclass(frozen=True)
class Interval:
    """From where to where, both in percent or in points."""

    low: Decimal
    high: Decimal

    @property
    def margin(self) -> Decimal:
        """Half its width: what stands behind ±."""
        return (self.high - self.low) / 2

    def lies_evenly(self, around: Decimal) -> bool:
        """Whether ± may be said of a figure: the middle is off it by a quarter margin at most."""
        middle = (self.low + self.high) / 2
        return abs(middle - around) <= _UNEVEN * self.margin

    def side_of(self, figure: Decimal) -> int:
        """1 or −1 where all of it lies above or below a figure, else 0: they may be alike."""
        return (self.low > figure) - (self.high < figure)

    @property
    def sign(self) -> int:
        """1 or −1 where all of it lies above or below zero, else 0: no certain change."""
        return self.side_of(Decimal(0))


def positive_rate(counts: RateCounts) -> Decimal:
    """The share of positive answers, in percent, unrounded. There must be an answer."""
    return Decimal(100 * counts.positive) / counts.answers


def standard_error(counts: RateCounts) -> Decimal:
    """The standard deviation of a rate that its margin stands for, in points."""
    return rate_interval(counts).margin / _normal_quantile(comparisons=1)


def rate_interval(counts: RateCounts, comparisons: int = 1) -> Interval:
    """The 95% interval of a rate, in percent; so many comparisons at once make it wider."""
    n = Decimal(counts.answers)
    p = positive_rate(counts) / 100
    z = _normal_quantile(comparisons)
    c = z * z * _share_not_heard(counts)

    middle = p + c / (2 * n)
    reach = c.sqrt() * (p * (1 - p) / n + c / (4 * n * n)).sqrt()
    low = 100 * (middle - reach) / (1 + c / n)
    high = 100 * (middle + reach) / (1 + c / n)

    # Rounding of the root must not push an end beyond the rate itself.
    rate = 100 * p
    return Interval(min(max(low, Decimal(0)), rate), max(min(high, Decimal(100)), rate))


def figure_interval(counts: RateCounts, figure: Decimal) -> Interval:
    """The interval of a rate as it was published: it holds the rounded figure, too."""
    interval = rate_interval(counts)
    return Interval(min(interval.low, figure), max(interval.high, figure))


def _share_not_heard(counts: RateCounts) -> Decimal:
    """(N−n) ÷ (N−1): 1 where the staff is not known, 0 where everybody answered."""
    if counts.invited is None:
        return Decimal(1)
    return Decimal(counts.invited - counts.answers) / max(counts.invited - 1, 1)


def _normal_quantile(comparisons: int) -> Decimal:
    confidence = float(1 - _ERROR / comparisons / 2)
    return Decimal(repr(NormalDist().inv_cdf(confidence)))


def change_interval(
    now: RateCounts, before: RateCounts, comparisons: int = 1
) -> Interval:
    """How far a rate has changed, in points; a change is certain where zero lies outside."""
    rate_now, rate_before = positive_rate(now), positive_rate(before)
    interval_now = rate_interval(now, comparisons)
    interval_before = rate_interval(before, comparisons)

    change = rate_now - rate_before
    down = _hypotenuse(rate_now - interval_now.low, interval_before.high - rate_before)
    up = _hypotenuse(interval_now.high - rate_now, rate_before - interval_before.low)
    return Interval(change - down, change + up)


def _hypotenuse(one_side: Decimal, other_side: Decimal) -> Decimal:
    return (one_side**2 + other_side**2).sqrt()

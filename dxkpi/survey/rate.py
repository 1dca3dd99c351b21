"""A survey's rate and how sure it is: the score interval of Wilson, corrected for a staff that is finite.

Of N staff asked, n answered, and y of those feel it: p = y ÷ n. Had other n of the N answered, p would be another; the
interval holds the rates that such a chance explains. With z the normal quantile of the confidence (1.96 for 95%) and
z² shrunk by the share of staff that was not heard, because what everybody answered is known exactly,

    c = z² · (N−n) ÷ (N−1)        low, high = (p + c÷2n ∓ √c · √(p(1−p)÷n + c÷4n²)) ÷ (1 + c÷n)

(E. B. Wilson, JASA 22, 1927, 209-212; the finite-population factor (N−n)÷(N−1) is the variance of sampling without
replacement, W. G. Cochran, Sampling Techniques, 3rd ed. 1977, section 3.2.) Where N is not known, c = z². Two years are
compared by Newcombe's hybrid of the two score intervals (R. G. Newcombe, Statistics in Medicine 17, 1998, 873-890,
method 10), as if other people had answered each time, which errs on the side of saying less. Whoever looks at m groups
at once finds a false change among them too easily: each is then looked at with a confidence of 1 − 5% ÷ m (Bonferroni).

That those who answered are like those who did not is assumed by all of this and told by none: see the response rate.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from statistics import NormalDist
from typing import Protocol

from dxkpi.plan import SurveyGroup

_ERROR = Decimal("0.05")
_UNEVEN = Decimal("0.25")


class RateCounts(Protocol):
    """A survey or a part of it: how many answers count, how many of them feel it, how many were asked (None: not known).

    `answered` are all who answered the question, also those whose answer counts neither way.
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
class Interval:
    """From where to where, both in percent or in points."""

    low: Decimal
    high: Decimal

    @property
    def margin(self) -> Decimal:
        """Half its width: what stands behind ±."""
        return (self.high - self.low) / 2

    def lies_evenly(self, around: Decimal) -> bool:
        """Whether ± may be said of a figure: its middle is off the figure by no more than a quarter of the margin."""
        return abs((self.low + self.high) / 2 - around) <= _UNEVEN * self.margin

    @property
    def sign(self) -> int:
        """1 or −1 where all of it lies above or below zero, else 0: no certain change."""
        return (self.low > 0) - (self.high < 0)


def positive_rate(of: RateCounts) -> Decimal:
    """The share that feels it, in percent, unrounded. There must be an answer."""
    return Decimal(100 * of.positive) / of.answers


def response_rate(of: RateCounts) -> Decimal | None:
    """The share of the staff asked that answered the question, 0 to 1; None where nobody knows how many were asked."""
    return Decimal(of.answered) / of.invited if of.invited else None


def standard_error(of: RateCounts) -> Decimal:
    """The standard deviation of a rate that its margin stands for, in points."""
    return rate_interval(of).margin / _z(1)


def rate_interval(of: RateCounts, looks: int = 1) -> Interval:
    """The 95% interval of a rate, in percent; `looks` groups looked at at once make it wider."""
    n, p = Decimal(of.answers), positive_rate(of) / 100
    z = _z(looks)
    unheard = (
        Decimal(1)
        if of.invited is None
        else Decimal(of.invited - of.answers) / max(of.invited - 1, 1)
    )
    c = z * z * unheard
    middle, reach = (
        p + c / (2 * n),
        c.sqrt() * (p * (1 - p) / n + c / (4 * n * n)).sqrt(),
    )
    low, high = (100 * (middle + side * reach) / (1 + c / n) for side in (-1, 1))
    return Interval(
        min(max(low, Decimal(0)), 100 * p), max(min(high, Decimal(100)), 100 * p)
    )


def _z(looks: int) -> Decimal:
    return Decimal(repr(NormalDist().inv_cdf(float(1 - _ERROR / looks / 2))))


def change_interval(now: RateCounts, before: RateCounts, looks: int = 1) -> Interval:
    """How far a rate has changed, as an interval in points; a change is certain where it leaves out zero."""
    gap, late, early = (
        positive_rate(now) - positive_rate(before),
        rate_interval(now, looks),
        rate_interval(before, looks),
    )
    down = (
        (positive_rate(now) - late.low) ** 2 + (early.high - positive_rate(before)) ** 2
    ).sqrt()
    up = (
        (late.high - positive_rate(now)) ** 2 + (positive_rate(before) - early.low) ** 2
    ).sqrt()
    return Interval(gap - down, gap + up)


def differing_pairs(
    groups: Sequence[SurveyGroup],
) -> list[tuple[SurveyGroup, SurveyGroup]]:
    """The pairs of groups of one year, higher rate first, that differ by more than chance explains, all looked at at once."""
    pairs = list(combinations(groups, 2))
    signs = (
        (change_interval(one, other, len(pairs)).sign, one, other)
        for one, other in pairs
    )
    return [
        (one, other) if sign > 0 else (other, one) for sign, one, other in signs if sign
    ]

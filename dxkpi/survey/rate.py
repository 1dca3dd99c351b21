"""How many of the staff answered, and which groups of it differ for certain."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from dxkpi.plan import SurveyGroup
from dxkpi.rules.survey_margin import RateCounts, change_interval


def response_rate(counts: RateCounts) -> Decimal | None:
    """The share of the staff invited that answered, 0 to 1; None where that is not known."""
    if not counts.invited:
        return None
    return Decimal(counts.answered) / counts.invited


def differing_pairs(
    groups: Sequence[SurveyGroup],
) -> list[tuple[SurveyGroup, SurveyGroup]]:
    """The pairs of groups that differ by more than chance explains, the higher rate first.

    All pairs are compared at once.
    """
    pairs = list(combinations(groups, 2))
    differing = []
    for first, second in pairs:
        sign = change_interval(first, second, comparisons=len(pairs)).sign
        if sign > 0:
            differing.append((first, second))
        elif sign < 0:
            differing.append((second, first))
    return differing

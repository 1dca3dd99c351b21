"""Groups of names that are one level of a plan, and which level stands under which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dxkpi.drafting.level_scores import NameGroup
from dxkpi.drafting.levels import share_of_names

_SAME_TIER = 0.5
_LEAST_UNDER = 0.2
_MOST_TIERS = 40
_MOST_GROUPS = 200


class NameTier:
    """Levels that hold the same names."""

    def __init__(self, levels: list[NameGroup]) -> None:
        self.levels = levels
        self.nodes = {node for level in levels for node in level.nodes}
        self.has_proper = any(not level.is_evidence for level in levels)

    @property
    def weight(self) -> float:
        return max(level.score for level in self.levels) + min(len(self.keys), 20) / 10

    @property
    def keys(self) -> set[str]:
        return {key for level in self.levels for key in level.keys}


def tiers_of(levels: Sequence[NameGroup]) -> list[NameTier]:
    groups: list[list[NameGroup]] = []
    by_size = sorted(levels, key=lambda level: -len(level.keys))
    for level in by_size[:_MOST_GROUPS]:
        for group in groups:
            if any(_is_same_tier(level, other) for other in group):
                group.append(level)
                break
        else:
            groups.append([level])
    return [tier for tier in map(NameTier, groups) if tier.has_proper]


def _is_same_tier(one: NameGroup, other: NameGroup) -> bool:
    if one.is_labelled and one.first.style == other.first.style:
        return True
    return share_of_names(one, other) >= _SAME_TIER


def main_chain(tiers: Sequence[NameTier]) -> list[NameTier]:
    """The heaviest chain of tiers of which each stands under the one before."""
    over = {tier: _tiers_over(tier, tiers) for tier in tiers}
    best: dict[NameTier, list[NameTier]] = {}

    def chain(tier: NameTier, seen: tuple[NameTier, ...]) -> list[NameTier]:
        if tier in best:
            return best[tier]
        longest: list[NameTier] = []
        for upper in over[tier]:
            if upper in seen or upper is tier:
                continue
            candidate = chain(upper, (*seen, tier))
            if _weight(candidate) > _weight(longest):
                longest = candidate
        best[tier] = [*longest, tier]
        return best[tier]

    chains = [chain(tier, ()) for tier in tiers[:_MOST_TIERS]]
    return max(chains, key=_weight, default=[])


def _weight(chain: Sequence[NameTier]) -> float:
    return sum(tier.weight for tier in chain)


def _tiers_over(tier: NameTier, tiers: Sequence[NameTier]) -> list[NameTier]:
    votes: Counter[NameTier] = Counter()
    for node in tier.nodes:
        for ancestor in node.ancestors():
            upper = next((other for other in tiers if ancestor in other.nodes), None)
            if upper is not None and upper is not tier:
                votes[upper] += 1
                break
    return [
        upper
        for upper, count in votes.items()
        if count >= _LEAST_UNDER * len(tier.nodes)
    ]

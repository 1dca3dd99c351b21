"""The paths that revised targets left behind: what was expected before, and until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from dxkpi.plan import Indicator, ReachTarget
from dxkpi.rules.expected import expected_value
from dxkpi.rules.targets_in_force import TargetRevision, target_revisions


@dataclass(frozen=True)
class FormerPath:
    """What a revised target to reach expected, by fiscal year: from the last year that was
    judged by it to its deadline. `step` is what the new target expects instead in the
    first year that is judged by it, where it expects anything.
    """

    revision: TargetRevision
    figures: Mapping[int, Decimal]
    deadline: int
    goal: Decimal
    step: Decimal | None


def former_paths(indicator: Indicator) -> tuple[FormerPath, ...]:
    """The former paths of an indicator, the earliest first."""
    paths = []
    for revision in target_revisions(indicator):
        path = _former_path(indicator, revision)
        if path is not None:
            paths.append(path)
    return tuple(paths)


def eras_of_target(indicator: Indicator, fiscal_year: int) -> int:
    """How many revisions count by a fiscal year: the path breaks where it grows."""
    return sum(
        revision.first_year <= fiscal_year for revision in target_revisions(indicator)
    )


def _former_path(indicator: Indicator, revision: TargetRevision) -> FormerPath | None:
    before = revision.before.model_copy(update={"former_targets": ()})
    target = before.target
    if not isinstance(target, ReachTarget):
        return None
    first = min(revision.first_year, target.fiscal_year)
    figures: dict[int, Decimal] = {}
    for year in range(first - 1, target.fiscal_year + 1):
        expected = expected_value(before, year)
        if expected is not None:
            figures[year] = expected
    step = None
    if revision.first_year in figures:
        step = expected_value(indicator, revision.first_year)
    return FormerPath(revision, figures, target.fiscal_year, target.value, step)

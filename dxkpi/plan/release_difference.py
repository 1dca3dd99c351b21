"""What differs between two releases: the plans, then the schedule, then the judgements."""

from collections.abc import Iterator
from typing import Any

from dxkpi.plan.difference import FactPath, PlanChange, changes_between
from dxkpi.plan.release import ReleasedJudgement, ReleasedYear

_OF_PROGRESS = ("state", "percent", "comment")


def release_changes(old: ReleasedYear, new: ReleasedYear) -> tuple[PlanChange, ...]:
    """Every change from one release to another, in the order of the newer one."""
    return (
        *changes_between(old.plan, new.plan),
        *_progress_changes(old, new),
        *_judgement_changes(old, new),
    )


def _progress_changes(old: ReleasedYear, new: ReleasedYear) -> Iterator[PlanChange]:
    before, after = _progress_facts(old), _progress_facts(new)
    for path in dict.fromkeys([*after, *before]):
        if before.get(path) != after.get(path):
            yield PlanChange(path, before.get(path), after.get(path))


def _progress_facts(released: ReleasedYear) -> dict[FactPath, Any]:
    """How far each entry of the schedule was; the second entry of a label has its number."""
    facts: dict[FactPath, Any] = {}
    for entry in released.progress:
        which = (entry.label, entry.nth) if entry.nth > 1 else (entry.label,)
        path = ("measure", entry.measure, "schedule", *which)
        for field in _OF_PROGRESS:
            facts[*path, field] = getattr(entry.progress, field)
    return facts


def _judgement_changes(old: ReleasedYear, new: ReleasedYear) -> Iterator[PlanChange]:
    """How indicators are judged otherwise: their status, else their grade."""
    before = {judged.indicator: judged for judged in _all_judgements(old.judgements)}
    for judged in _all_judgements(new.judgements):
        former = before.get(judged.indicator)
        path = ("indicator", judged.indicator, "judgement", judged.fiscal_year)
        if former is None:
            yield PlanChange(path, None, judged.status)
        elif former.status is not judged.status:
            yield PlanChange(path, former.status, judged.status)
        elif former.grade != judged.grade:
            yield PlanChange(path, former.grade or None, judged.grade or None)


def _all_judgements(
    judgements: tuple[ReleasedJudgement, ...],
) -> Iterator[ReleasedJudgement]:
    """The judgements with those of their parts."""
    for judged in judgements:
        yield judged
        yield from judged.parts

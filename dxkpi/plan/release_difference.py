"""What differs between two releases: the plans, then the schedule, the judgements, and what
was 速報 in one of them and final in the other.
"""

from collections.abc import Iterator
from typing import Any

from dxkpi.plan.difference import FactPath, PlanChange, changes_between
from dxkpi.plan.release import ReleasedFinality, ReleasedJudgement, ReleasedYear
from dxkpi.plan.review import Finality, ItemKind, entry_at, initiative_at

_OF_PROGRESS = ("state", "percent", "comment")


def release_changes(old: ReleasedYear, new: ReleasedYear) -> tuple[PlanChange, ...]:
    """Every change from one release to another, in the order of the newer one."""
    return (
        *changes_between(old.plan, new.plan),
        *_progress_changes(old, new),
        *_judgement_changes(old, new),
        *_finality_changes(old, new),
    )


def _progress_changes(old: ReleasedYear, new: ReleasedYear) -> Iterator[PlanChange]:
    before, after = _progress_facts(old), _progress_facts(new)
    for path in dict.fromkeys([*after, *before]):
        if before.get(path) != after.get(path):
            yield PlanChange(path, before.get(path), after.get(path))


def _progress_facts(released: ReleasedYear) -> dict[FactPath, Any]:
    """How far each entry of the schedule was."""
    facts: dict[FactPath, Any] = {}
    for entry in released.progress:
        path = _place_of_entry(entry.measure, entry.label, entry.nth)
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


def _finality_changes(old: ReleasedYear, new: ReleasedYear) -> Iterator[PlanChange]:
    """What is 速報 that was not, and what no longer is: it became final, or is gone."""
    before, after = _preliminary_items(old), _preliminary_items(new)
    for place in after:
        if place not in before:
            yield PlanChange((*place, "finality"), None, Finality.PRELIMINARY)
    for place, item in before.items():
        if place not in after:
            became = Finality.CONFIRMED if _is_there(item, new) else None
            yield PlanChange((*place, "finality"), Finality.PRELIMINARY, became)


def _preliminary_items(released: ReleasedYear) -> dict[FactPath, ReleasedFinality]:
    """Everything that was 速報, by where it stands."""
    return {
        _place_of(item): item for item in released.finality if item.confirmed_at is None
    }


def _is_there(item: ReleasedFinality, released: ReleasedYear) -> bool:
    """Whether a release has the thing still. A report may only not be told in it."""
    match item.kind:
        case ItemKind.FIGURE:
            indicator = released.plan.indicator(item.place)
            return indicator is not None and bool(indicator.actual(item.fiscal_year))
        case ItemKind.ENTRY:
            reported = {
                (entry.measure, entry.label, entry.nth) for entry in released.progress
            }
            return entry_at(item.place) in reported
        case ItemKind.INITIATIVE:
            return True


def _place_of(item: ReleasedFinality) -> FactPath:
    """Where a thing stands among the facts of its plan."""
    match item.kind:
        case ItemKind.FIGURE:
            return ("indicator", item.place, "actual", item.fiscal_year)
        case ItemKind.ENTRY:
            return (*_place_of_entry(*entry_at(item.place)), item.fiscal_year)
        case ItemKind.INITIATIVE:
            measure, initiative = initiative_at(item.place)
            inside = ("initiative", initiative) if initiative else ()
            return ("measure", measure, *inside, "report", item.fiscal_year)


def _place_of_entry(measure: str, label: str, nth: int) -> FactPath:
    """The second entry of a label has its number."""
    which = (label, nth) if nth > 1 else (label,)
    return ("measure", measure, "schedule", *which)


def _all_judgements(
    judgements: tuple[ReleasedJudgement, ...],
) -> Iterator[ReleasedJudgement]:
    """The judgements with those of their parts."""
    for judged in judgements:
        yield judged
        yield from judged.parts

"""The target ledger: what an indicator promised before, change by change.

A promise is the target with its rule, the baseline and the direction. An indicator keeps
what it promised before each change (`former_targets`, the earliest first).
"""

from typing import Any

from dxkpi.plan.former_target import FormerTarget
from dxkpi.plan.indicator import Indicator
from dxkpi.plan.indicator_figures import Baseline
from dxkpi.plan.indicator_terms import Direction
from dxkpi.plan.target import Comparator, Target

_JUDGES_NOTHING = {"as_of", "worse_because", "comparator", "approximate"}


def before_change(indicator: Indicator, former: FormerTarget) -> Indicator:
    """The indicator with what stood before a change; what the entry leaves out is kept."""
    stated = {
        name: getattr(former, name)
        for name in ("target", "baseline", "direction")
        if getattr(former, name) is not None
    }
    return indicator.model_copy(update=stated)


def replaced_promise(old: Indicator, new: Indicator) -> dict[str, Any]:
    """What a newer indicator promises otherwise: the old target, baseline and direction,
    those of them that differ, by field.

    What was left open and is filled in is no change of a promise, and of an indicator
    without a target nothing was promised. A figure that is written otherwise (75.0 and
    75.00, “or more” of what is to rise) is the same.
    """
    if old.target is None:
        return {}
    replaced: dict[str, Any] = {}
    if new.target is None or _is_other_target(old, new.target, new.direction):
        replaced["target"] = old.target
    if old.baseline is not None and _is_other_baseline(old.baseline, new.baseline):
        replaced["baseline"] = old.baseline
    if old.direction is not new.direction:
        replaced["direction"] = old.direction
    return replaced


def tells_of_change(stored: Indicator, new: Indicator) -> bool:
    """Whether a newer indicator's own ledger has an entry, beside those that are stored,
    by which it promised before what is stored.
    """
    known = list(stored.former_targets)
    added = []
    for position, entry in enumerate(new.former_targets):
        same = next((one for one in known if _is_same_promise(one, entry)), None)
        if same is None:
            added.append(position)
        else:
            known.remove(same)
    states = _states_before(new)
    return any(not replaced_promise(stored, states[position]) for position in added)


def merged_ledger(stored: Indicator, new: Indicator) -> tuple[FormerTarget, ...]:
    """The ledger of a newer indicator, with the stored entries that it leaves out.

    What was promised once is never forgotten; of an entry that both have the newer words
    count.
    """
    added = list(new.former_targets)
    merged = []
    for entry in stored.former_targets:
        same = next((one for one in added if _is_same_promise(one, entry)), None)
        if same is not None:
            added.remove(same)
        merged.append(same or entry)
    holds_every_stored = len(merged) + len(added) == len(new.former_targets)
    if holds_every_stored:
        return new.former_targets
    return (*merged, *added)


def _states_before(indicator: Indicator) -> list[Indicator]:
    """The indicator as it stood before each of its changes, in their order."""
    states = []
    state = indicator
    for former in reversed(indicator.former_targets):
        state = before_change(state, former)
        states.append(state)
    return states[::-1]


def _is_same_promise(one: FormerTarget, other: FormerTarget) -> bool:
    names = ("target", "baseline", "direction")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _is_other_target(old: Indicator, target: Target, direction: Direction) -> bool:
    assert old.target is not None
    return _target_facts(old.target, old.direction) != _target_facts(target, direction)


def _target_facts(target: Target, direction: Direction) -> dict[str, Any]:
    """What judges: all but the reason, and the month within the deadline's year."""
    facts = target.model_dump(exclude=_JUDGES_NOTHING)
    usual = {
        Direction.HIGHER: Comparator.AT_LEAST,
        Direction.LOWER: Comparator.AT_MOST,
    }
    return facts | {"comparator": target.comparator or usual[direction]}


def _is_other_baseline(old: Baseline, new: Baseline | None) -> bool:
    if new is None:
        return True
    return (old.fiscal_year, old.value) != (new.fiscal_year, new.value)

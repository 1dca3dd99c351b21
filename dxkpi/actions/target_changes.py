"""What is said of a target that a loaded plan changes: it was revised, or was a slip.

Nothing is stored while a change of a target, baseline or rule lacks that word: a target
that fell without a reason would judge every year anew and nobody would know. It is asked
of a plan without figures too, since it is promised from its first day; one word answers
for all changes of a load.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dxkpi.actions.command import NotDone
from dxkpi.plan import FormerTarget, Indicator, Plan, PlanKey
from dxkpi.plan.ledger import merged_ledger, replaced_promise, tells_of_change


@dataclass(frozen=True)
class TargetDecision:
    """A revision: when it was decided (a month or day), why, and by whom.

    `judged_from` is the first fiscal year that is judged by the new targets, where it is
    not that of the decision.
    """

    decided: str
    reason: str
    by: str | None = None
    judged_from: int | None = None


@dataclass(frozen=True)
class SlipCorrection:
    """What was wrong in the targets that a load corrects."""

    correction: str


ChangeWord = TargetDecision | SlipCorrection


@dataclass(frozen=True)
class TargetChange:
    """An indicator's promise as it is stored and as a plan would have it."""

    plan: PlanKey
    before: Indicator
    after: Indicator


class UnexplainedTargets(NotDone):
    """Targets that would change without a word about why."""

    faults = ("unexplained_targets",)

    def __init__(self, changes: Sequence[TargetChange]) -> None:
        super().__init__(", ".join(change.after.code for change in changes))
        self.changes = tuple(changes)


def unexplained_changes(
    stored: Mapping[PlanKey, Plan], plans: Sequence[Plan]
) -> tuple[TargetChange, ...]:
    """The promises that differ from what is stored, unless the plan's own ledger tells
    the stored one.
    """
    return tuple(
        TargetChange(plan.key, before, after)
        for plan in plans
        for before, after in _indicators_of_both(stored.get(plan.key), plan)
        if _is_unexplained(before, after)
    )


def plan_with_ledger(plan: Plan, stored: Plan | None, word: ChangeWord | None) -> Plan:
    """The plan with the ledger that is stored, and the changes that the word explains."""
    ledgers = {
        after.code: _ledger(before, after, word)
        for before, after in _indicators_of_both(stored, plan)
    }
    changed = {
        indicator.code: indicator.model_copy(
            update={"former_targets": ledgers[indicator.code]}
        )
        for indicator in plan.measured_indicators
        if ledgers.get(indicator.code, indicator.former_targets)
        != indicator.former_targets
    }
    return plan.with_changed(changed) if changed else plan


def _indicators_of_both(
    stored: Plan | None, plan: Plan
) -> Iterator[tuple[Indicator, Indicator]]:
    """Each indicator that was there before, as it was and as it is."""
    if stored is None:
        return
    by_code = {indicator.code: indicator for indicator in stored.measured_indicators}
    for indicator in plan.measured_indicators:
        if indicator.code in by_code:
            yield by_code[indicator.code], indicator


def _is_unexplained(before: Indicator, after: Indicator) -> bool:
    if not replaced_promise(before, after):
        return False
    return not tells_of_change(before, after)


def _ledger(
    before: Indicator, after: Indicator, word: ChangeWord | None
) -> tuple[FormerTarget, ...]:
    ledger = merged_ledger(before, after)
    if word is None or not _is_unexplained(before, after):
        return ledger
    return (*ledger, _entry(before, after, word))


def _entry(before: Indicator, after: Indicator, word: ChangeWord) -> FormerTarget:
    replaced = replaced_promise(before, after)
    match word:
        case SlipCorrection():
            return FormerTarget(**replaced, correction=word.correction)
        case TargetDecision():
            return FormerTarget(
                **replaced,
                decided=word.decided,
                by=word.by,
                reason=word.reason,
                judged_from=word.judged_from,
            )

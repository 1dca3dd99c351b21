"""What the headquarters decided: what is open, overdue or settled, and what of it a year
looks back on.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dxkpi.plan import Decision, DecisionState, DecisionSubject, Indicator, Plan
from dxkpi.plan.linked_plans import PlanById, former_plan_id

_OPEN = (DecisionState.TO_DO, DecisionState.ONGOING)


@dataclass(frozen=True)
class FollowedDecision:
    """A decision, and the title of the former or other plan that has it; None where it is
    the plan's own.
    """

    decision: Decision
    of_plan: str | None = None


@dataclass(frozen=True)
class DecisionCount:
    """How many decisions are in each state; those overdue are among the open ones."""

    to_do: int = 0
    ongoing: int = 0
    carried_out: int = 0
    given_up: int = 0
    overdue: int = 0

    @property
    def total(self) -> int:
        return self.to_do + self.ongoing + self.carried_out + self.given_up


def is_open(decision: Decision) -> bool:
    """Whether it is still to be carried out."""
    return decision.state in _OPEN


def is_overdue(decision: Decision, today: date) -> bool:
    """Whether it is open and the month or day by which it was to be done is over."""
    if decision.until is None or not is_open(decision):
        return False
    known = len(decision.until)
    return today.isoformat()[:known] > decision.until


def count_decisions(decisions: Iterable[Decision], today: date) -> DecisionCount:
    """How far these decisions are on a day."""
    decisions = tuple(decisions)
    states = [decision.state for decision in decisions]
    return DecisionCount(
        to_do=states.count(DecisionState.TO_DO),
        ongoing=states.count(DecisionState.ONGOING),
        carried_out=states.count(DecisionState.CARRIED_OUT),
        given_up=states.count(DecisionState.GIVEN_UP),
        overdue=sum(is_overdue(decision, today) for decision in decisions),
    )


def decisions_of_year(plan: Plan, fiscal_year: int) -> tuple[Decision, ...]:
    """What was decided about a fiscal year."""
    return tuple(one for one in plan.decisions if one.fiscal_year == fiscal_year)


def decisions_about(plan: Plan, subject: DecisionSubject) -> tuple[Decision, ...]:
    """What was decided about an indicator or its parts, about a measure with its
    initiatives, or about the plan as a whole.
    """
    if subject.indicator is not None:
        codes = _codes_of(plan, subject.indicator)
        return tuple(one for one in plan.decisions if one.indicator in codes)
    return tuple(one for one in plan.decisions if _is_about(one, subject))


def earlier_decisions(
    plan: Plan, fiscal_year: int, plan_by_id: PlanById
) -> tuple[FollowedDecision, ...]:
    """What a year looks back on: all that was decided last, about a year before, and what
    is still open of earlier years.

    Before the plan's own first decisions these are those of the plan that it follows.
    """
    own = _looked_back_on(plan.decisions, fiscal_year)
    former = tuple(_of_former_plans(plan, fiscal_year, plan_by_id))
    if own:
        former = tuple(one for one in former if is_open(one.decision))
    return (*former, *(FollowedDecision(decision) for decision in own))


def decisions_of_indicator(
    plan: Plan, indicator: Indicator, plan_by_id: PlanById
) -> tuple[FollowedDecision, ...]:
    """What was decided about an indicator, also where it stood or stands in other plans."""
    subject = DecisionSubject(indicator=indicator.code)
    own = [FollowedDecision(decision) for decision in decisions_about(plan, subject)]
    return (*_of_linked_indicators(plan, indicator, plan_by_id), *own)


def _codes_of(plan: Plan, code: str) -> Collection[str | None]:
    indicator = plan.indicator(code)
    parts = indicator.part_indicators if indicator else ()
    return {code, *(part.code for part in parts)}


def _is_about(decision: Decision, subject: DecisionSubject) -> bool:
    if subject.measure is not None and subject.initiative is None:
        return decision.measure == subject.measure
    return decision.subject == subject


def _looked_back_on(
    decisions: Sequence[Decision], fiscal_year: int
) -> tuple[Decision, ...]:
    """Those about the last year before a year, and the open ones of earlier years."""
    earlier = [one for one in decisions if one.fiscal_year < fiscal_year]
    last_year = max((one.fiscal_year for one in earlier), default=None)
    return tuple(one for one in earlier if one.fiscal_year == last_year or is_open(one))


def _of_former_plans(
    plan: Plan, fiscal_year: int, plan_by_id: PlanById
) -> Iterator[FollowedDecision]:
    seen = {plan.about.id}
    former_id = plan.about.follows
    while former_id is not None and former_id not in seen:
        seen.add(former_id)
        former = plan_by_id(former_id)
        if former is None:
            return
        decisions = _looked_back_on(former.decisions, fiscal_year)
        for decision in decisions:
            yield FollowedDecision(decision, former.about.title)
        former_id = None if decisions else former.about.follows


def _of_linked_indicators(
    plan: Plan, indicator: Indicator, plan_by_id: PlanById
) -> Iterator[FollowedDecision]:
    """The decisions about the indicators that one goes on from or shares its figures with."""
    seen = {plan.about.id}
    waiting = list(_linked_places(plan, indicator))
    while waiting:
        plan_id, code = waiting.pop(0)
        other = None if plan_id in seen else plan_by_id(plan_id)
        linked = other.indicator(code) if other else None
        seen.add(plan_id)
        if other is None or linked is None:
            continue
        waiting += _linked_places(other, linked)
        for decision in decisions_about(other, DecisionSubject(indicator=code)):
            yield FollowedDecision(decision, other.about.title)


def _linked_places(plan: Plan, indicator: Indicator) -> Iterator[tuple[str, str]]:
    """The plan and the code of each indicator that one is linked to."""
    former_id = former_plan_id(plan, indicator)
    if indicator.continues is not None and former_id is not None:
        yield former_id, indicator.continues.code
    if indicator.shares is not None:
        yield indicator.shares.plan, indicator.shares.code

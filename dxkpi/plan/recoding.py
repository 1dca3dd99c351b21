"""Indicators that have another code in a newer plan: they are told as renamed, not as gone
and new.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from dxkpi.plan.indicator import Indicator
from dxkpi.plan.tree import Plan

Named = TypeVar("Named", bound=Hashable)


def recoded_indicators(old: Plan, new: Plan) -> dict[str, str]:
    """The former code of each indicator of a newer plan that has another one now."""
    former, present = _names_by_code(old), _names_by_code(new)
    return matched_codes(
        {code: name for code, name in former.items() if code not in present},
        {code: name for code, name in present.items() if code not in former},
    )


def matched_codes(
    gone: Mapping[str, Named], come: Mapping[str, Named]
) -> dict[str, str]:
    """Which of the codes that are gone each new one stands for: that of the same name,
    where only one on each side has it.
    """
    code_of = {name: code for code, name in gone.items()}
    single = _single(gone.values()) & _single(come.values())
    return {code: code_of[name] for code, name in come.items() if name in single}


def with_new_codes(plan: Plan, former: Mapping[str, str]) -> Plan:
    """An older plan with the codes that its indicators have in the newer one."""
    code_now = {old: new for new, old in former.items()}
    if not code_now:
        return plan
    indicators = tuple(_recoded(each, code_now) for each in plan.indicators)
    decisions = tuple(
        decision.model_copy(update={"indicator": code_now[decision.indicator]})
        if decision.indicator in code_now
        else decision
        for decision in plan.decisions
    )
    return plan.model_copy(update={"indicators": indicators, "decisions": decisions})


def _recoded(indicator: Indicator, code_now: Mapping[str, str]) -> Indicator:
    changed: dict[str, str] = {}
    if indicator.code in code_now:
        changed["code"] = code_now[indicator.code]
    if indicator.part_of is not None and indicator.part_of in code_now:
        changed["part_of"] = code_now[indicator.part_of]
    return indicator.model_copy(update=changed)


def _names_by_code(plan: Plan) -> dict[str, tuple[str, str]]:
    return {each.code: (each.name, each.unit) for each in plan.indicators}


def _single(names: Iterable[Named]) -> set[Named]:
    return {name for name, n in Counter(names).items() if n == 1}

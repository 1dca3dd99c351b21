"""How much of one plan stands in another: whether a document is the same plan corrected."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from dxkpi.plan.tree import Plan
from dxkpi.text.folding import folded_text

_LEAST_KEPT = Fraction(1, 2)


def share_kept(stored: Plan, new: Plan) -> Fraction:
    """How many of a plan's measures and indicators stand in another, by name: 0 to 1.

    A plan without any is known by its title.
    """
    names = _names(stored)
    if not names:
        is_same_title = folded_text(stored.about.title) == folded_text(new.about.title)
        return Fraction(is_same_title)
    return Fraction(len(names & _names(new)), len(names))


def looks_like_another(stored: Plan, new: Plan) -> bool:
    """Whether less than half of a plan is left in a document of the same id."""
    return share_kept(stored, new) < _LEAST_KEPT


def most_alike(plans: Sequence[Plan], new: Plan) -> Plan:
    """The one of several plans of which most is left in a document."""
    return max(plans, key=lambda plan: share_kept(plan, new))


def _names(plan: Plan) -> set[str]:
    return _folded(measure.name for measure in plan.measures) | _folded(
        indicator.name for indicator in plan.indicators
    )


def _folded(names: Iterable[str]) -> set[str]:
    return {folded_text(name) for name in names}

"""One measure with its schedule out of a document that need not be sound yet: what of its
bars can be drawn while other parts of the plan still wait to be mended.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dxkpi.plan.document import check_document
from dxkpi.plan.document_changes import ABSENT, value_at
from dxkpi.plan.document_problem import Location, UnreadablePlan
from dxkpi.plan.document_source import DocumentSource
from dxkpi.plan.tree import Measure, Plan, Policy, ScheduleItem

_SCHEDULE: Location = ("policies", 0, "measures", 0, "schedule")
_OF_MEASURE = (
    "number",
    "name",
    "national_item",
    "departments",
    "initiatives",
    "schedule",
)


@dataclass(frozen=True)
class MeasureExcerpt:
    """A measure of a plan with all entries of its schedule in their order: None stands for
    one that is not drawn, because something is wrong in it.
    """

    plan: Plan
    measure: Measure
    entries: tuple[ScheduleItem | None, ...]

    @property
    def policy(self) -> Policy:
        return next(
            policy for policy in self.plan.policies if self.measure in policy.measures
        )

    @property
    def left_out(self) -> int:
        """How many entries are not drawn."""
        return self.entries.count(None)


def measure_excerpt(data: Any, location: Location) -> MeasureExcerpt | None:
    """The measure at a place of a document, in a plan of its own; None where the plan's
    own fields or the measure's leave nothing to draw.
    """
    policy, measure = value_at(data, location[:2]), value_at(data, location)
    if policy is ABSENT or measure is ABSENT:
        return None
    excerpt = _excerpt_data(data, policy, measure)
    wrong = _wrong_entries(excerpt)
    own = excerpt["policies"][0]["measures"][0]
    count = len(own.get("schedule") or ())
    own["schedule"] = [own["schedule"][at] for at in range(count) if at not in wrong]
    try:
        plan = check_document(excerpt, DocumentSource("")).plan
    except UnreadablePlan:
        return None
    [drawn] = plan.measures
    sound = iter(drawn.schedule)
    entries = [None if at in wrong else next(sound) for at in range(count)]
    return MeasureExcerpt(plan, drawn, tuple(entries))


def _excerpt_data(
    data: Mapping[str, Any], policy: Mapping[str, Any], measure: Mapping[str, Any]
) -> dict[str, Any]:
    """A document with no other policy and measure, and without figures."""
    own = {name: measure[name] for name in _OF_MEASURE if name in measure}
    return {
        "municipality": data.get("municipality"),
        "plan": data.get("plan"),
        "policies": [
            {
                "number": policy.get("number"),
                "name": policy.get("name"),
                "measures": [own],
            }
        ],
    }


def _wrong_entries(data: Any) -> set[str | int]:
    """The positions of the entries in which something is wrong."""
    try:
        check_document(data, DocumentSource(""))
    except UnreadablePlan as error:
        depth = len(_SCHEDULE)
        return {
            problem.place[depth]
            for problem in error.problems
            if problem.place[:depth] == _SCHEDULE and len(problem.place) > depth
        }
    return set()

"""Which fields of a measure a plan states at all.

What it states nowhere is not missed in each measure.
"""

from collections.abc import Mapping

from dxkpi.plan import Measure, Plan

MEASURE_FIELDS = (
    "departments",
    "description",
    "initiatives",
    "expected_effects",
    "schedule",
)
"""The fields of a measure that a plan may leave out, in the order in which they are shown."""


def stated_fields(plan: Plan) -> frozenset[str]:
    """The fields that at least one measure of the plan fills."""
    stated: set[str] = set()
    for measure in plan.measures:
        stated.update(name for name, value in _fields(measure).items() if value)
    return frozenset(stated)


def _fields(measure: Measure) -> Mapping[str, object]:
    return {
        "departments": measure.departments,
        "description": measure.description,
        "initiatives": measure.initiatives,
        "expected_effects": measure.expected_effects,
        "schedule": measure.schedule,
    }

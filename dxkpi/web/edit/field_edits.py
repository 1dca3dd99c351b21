"""What typing into one field changes in a document: also the object around it, where it
begins or ends with the field.
"""

from typing import Any

from dxkpi.plan.document_changes import ABSENT
from dxkpi.plan.document_problem import Location
from dxkpi.plan.target import TargetRule
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.edit.saving import Edits

_BEGINS_WITH: dict[str, dict[str, Any]] = {"target": {"rule": TargetRule.REACH.value}}
"""What an object has besides as soon as something is typed into one of its fields."""

_ENDS_WITHOUT = (("target", "rule"), ("baseline", "value"), ("continues", "code"))
"""Fields without which their object is not there."""


def edits_of_field(opened: OpenedDraft, location: Location, typed: Any) -> Edits:
    """The edits by which a field holds what was typed; None: nothing."""
    holder = location[:-1]
    if typed is None and location[-2:] in _ENDS_WITHOUT:
        return {holder: ABSENT}
    if typed is None:
        return {location: ABSENT}
    if opened.value(holder) is None:
        begun = _BEGINS_WITH.get(str(holder[-1]), {})
        return {holder: {**begun, str(location[-1]): typed}}
    return {location: typed}

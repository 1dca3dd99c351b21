"""Whether two values of a document say the same, however a book writes them."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dxkpi.plan.document_changes import says_nothing

_FIGURE = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?")


def is_written_alike(old: Any, new: Any) -> bool:
    """Whether both say the same: 58 and "58.0", a field of nothing and none at all."""
    if says_nothing(old) and says_nothing(new):
        return True
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return _are_objects_alike(old, new)
    if isinstance(old, list) and isinstance(new, list):
        pairs = zip(old, new, strict=False)
        return len(old) == len(new) and all(is_written_alike(*pair) for pair in pairs)
    if _is_number(old) and isinstance(new, str):
        return _FIGURE.fullmatch(new) is not None and Decimal(new) == old
    return bool(old == new)


def _are_objects_alike(old: Mapping[Any, Any], new: Mapping[Any, Any]) -> bool:
    before = {str(name): value for name, value in old.items()}
    after = {str(name): value for name, value in new.items()}
    return all(
        is_written_alike(before.get(name), after.get(name)) for name in before | after
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, Decimal | int) and not isinstance(value, bool)

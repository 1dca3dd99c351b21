"""Orders of a list that several people change, by the names of its items."""

from collections import defaultdict
from collections.abc import Collection, Sequence


def merged_order(
    present: Sequence[str], old: Sequence[str], new: Sequence[str]
) -> list[str]:
    """The order of the present items once somebody has changed it from old to new.

    What others have added since stays behind what it stands behind.
    """
    if is_same_order(old, new):
        added = (set(new) - set(old)).intersection(present)
        order = [name for name in present if name not in added]
        return _put_behind(order, added, new)
    kept = set(present)
    order = [name for name in new if name in kept]
    return _put_behind(order, kept.difference(new), present)


def _put_behind(
    order: Sequence[str], names: Collection[str], like: Sequence[str]
) -> list[str]:
    """Put each name behind the nearest one before it in another order."""
    behind: dict[str | None, list[str]] = defaultdict(list)
    ordered, added = set(order), set(names)
    nearest = None
    for name in like:
        if name in ordered:
            nearest = name
        elif name in added:
            behind[nearest].append(name)
    result = list(behind[None])
    for name in order:
        result += [name, *behind[name]]
    return result


def is_same_order(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether what both have stands in the same order."""
    known, kept = set(old), set(new)
    return [name for name in old if name in kept] == [
        name for name in new if name in known
    ]

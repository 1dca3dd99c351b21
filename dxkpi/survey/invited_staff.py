"""How many of the staff were invited to a survey."""

from collections.abc import Iterable

from dxkpi.plan import SurveyGroup


def total_invited(groups: Iterable[SurveyGroup]) -> int | None:
    """The staff invited of all groups together; None where that of any is not known."""
    total = 0
    for group in groups:
        if group.invited is None:
            return None
        total += group.invited
    return total

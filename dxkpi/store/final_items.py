"""What is final of a year: it is changed only by a correction, which has a reason."""

from collections.abc import Iterable

from sqlalchemy import Connection

from dxkpi.plan import PlanKey
from dxkpi.plan.review import ItemKey
from dxkpi.store.reviews import read_review
from dxkpi.store.rounds import read_round


def is_any_final(
    connection: Connection,
    plan: PlanKey,
    round_year: int,
    items: Iterable[tuple[ItemKey, int]],
) -> bool:
    """Whether one of the things, each with its own year, is final in the round of a year."""
    opened = read_round(connection, plan, round_year)
    if opened is None or not opened.is_reviewed:
        return False
    review = read_review(connection, plan, round_year)
    return any(review.is_confirmed(item, year) for item, year in items)

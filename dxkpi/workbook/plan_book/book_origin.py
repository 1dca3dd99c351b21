"""The hidden sheet of a plan book: of which plan it was made, in which state of the store."""

from collections.abc import Mapping
from dataclasses import dataclass

from dxkpi.plan.tree import PlanKey

ORIGIN_SHEET = "dxkpi-plan"
BOOK_VERSION = 1
_FORMAT, _CITY, _PLAN, _REVISION = "plan_book", "city", "plan_id", "revision"


@dataclass(frozen=True)
class BookOrigin:
    """Of which plan a book was made, and of which revision of the store."""

    key: PlanKey
    revision: int | None


def origin_facts(key: PlanKey, revision: int | None) -> dict[str, str]:
    """The rows of the hidden sheet."""
    facts = {
        _FORMAT: str(BOOK_VERSION),
        _CITY: key.city,
        _PLAN: key.id,
    }
    if revision is not None:
        facts[_REVISION] = str(revision)
    return facts


def parse_origin(facts: Mapping[str, str]) -> BookOrigin | None:
    """What the hidden sheet says; None where it says nothing that can be read."""
    if not facts.get(_CITY) or not facts.get(_PLAN):
        return None
    revision = facts.get(_REVISION, "")
    number = int(revision) if revision.isascii() and revision.isdecimal() else None
    return BookOrigin(PlanKey(facts[_CITY], facts[_PLAN]), number)

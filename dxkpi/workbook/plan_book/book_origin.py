"""The hidden sheet of a plan book: of which plan it was made, in which state of the store."""

from collections.abc import Mapping
from dataclasses import dataclass

from dxkpi.plan.tree import PlanKey

ORIGIN_SHEET = "dxkpi-plan"
BOOK_VERSION = 1
_FORMAT, _CITY, _PLAN, _REVISION = "plan_book", "city", "plan_id", "revision"
_DRAFT, _STEP = "draft", "draft_step"


@dataclass(frozen=True)
class DraftAtStep:
    """A draft as it was after a step."""

    number: int
    step: int


@dataclass(frozen=True)
class BookOrigin:
    """Of which plan a book was made, of which revision of the store and state of a draft.

    `key` is None of a draft of a plan to be.
    """

    key: PlanKey | None
    revision: int | None
    draft: DraftAtStep | None = None


def origin_facts(
    key: PlanKey | None, revision: int | None, draft: DraftAtStep | None = None
) -> dict[str, str]:
    """The rows of the hidden sheet; none where the book was made of nothing that is kept."""
    facts: dict[str, str] = {}
    if key is not None:
        facts |= {_CITY: key.city, _PLAN: key.id}
    if revision is not None:
        facts[_REVISION] = str(revision)
    if draft is not None:
        facts |= {_DRAFT: str(draft.number), _STEP: str(draft.step)}
    return {_FORMAT: str(BOOK_VERSION), **facts} if facts else {}


def parse_origin(facts: Mapping[str, str]) -> BookOrigin | None:
    """What the hidden sheet says; None where it says nothing that can be read."""
    city, plan_id = facts.get(_CITY), facts.get(_PLAN)
    key = PlanKey(city, plan_id) if city and plan_id else None
    number, step = _number(facts, _DRAFT), _number(facts, _STEP)
    draft = None
    if number is not None and step is not None:
        draft = DraftAtStep(number, step)
    if key is None and draft is None:
        return None
    return BookOrigin(key, _number(facts, _REVISION), draft)


def _number(facts: Mapping[str, str], name: str) -> int | None:
    text = facts.get(name, "")
    is_number = text.isascii() and text.isdecimal() and len(text) < _MOST_DIGITS
    return int(text) if is_number else None


_MOST_DIGITS = 10

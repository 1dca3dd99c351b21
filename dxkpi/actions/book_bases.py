"""What a plan book was made of: the plan or draft as it was then."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dxkpi.actions.draft_comparison import draft_document_then
from dxkpi.plan import PlanKey
from dxkpi.plan.document_data import plan_as_data
from dxkpi.store import Store
from dxkpi.store.drafts import plain_data

if TYPE_CHECKING:
    from dxkpi.workbook.plan_book.book_origin import BookOrigin


@dataclass(frozen=True)
class DraftInHand:
    """The draft into which a book is put: its number, and its document as it is shown."""

    number: int
    data: Mapping[str, Any]


def base_of_book(
    store: Store,
    origin: "BookOrigin | None",
    key: PlanKey | None,
    draft: DraftInHand | None,
) -> Mapping[str, Any] | None:
    """The document of which a book was made, as plain data; None where that is not known."""
    if origin is None:
        return None
    state = origin.draft
    if draft is not None and state is not None and state.number == draft.number:
        stored_draft = store.draft(draft.number)
        return _mapping(
            draft_document_then(store, stored_draft, state.step, origin.revision)
        )
    if key is None or origin.revision is None or origin.key != key:
        return None
    then = store.plan_known_at(key, origin.revision)
    return None if then is None else _mapping(plain_data(plan_as_data(then)))


def _mapping(data: Any) -> Mapping[str, Any] | None:
    return data if isinstance(data, Mapping) else None

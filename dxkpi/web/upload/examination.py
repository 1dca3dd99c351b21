"""What comes of a draft now.

It is asked again when a held value is confirmed, the store changes or another municipality
is chosen. What others changed meanwhile must be looked at again before it is registered.
"""

from collections.abc import Hashable, Sequence
from dataclasses import replace

from dxkpi import actions
from dxkpi.actions import ExaminedReturn
from dxkpi.settings import settings
from dxkpi.web.common import cached
from dxkpi.web.common.language import current_language
from dxkpi.web.common.view import View
from dxkpi.web.upload.changes_meanwhile import changes_meanwhile
from dxkpi.web.upload.draft_return import (
    DraftAnswer,
    DraftReturn,
    FileReturn,
    TypedReturn,
)

_CHANGED_MEANWHILE = "changed_meanwhile"
"""The code of the hold that concerns what others changed; its confirmation is of the
moment.
"""


def examine_draft(view: View, draft: DraftReturn) -> DraftAnswer:
    """What comes of a draft; examined anew only when something changed."""
    answer = draft.answer
    if answer is not None and draft.receipt is not None:
        return answer
    if answer is None or answer.stamp != _stamp(view, draft):
        answer = _examine_anew(view, draft)
        draft.answer = answer
    return answer


def acceptable_drafts(
    view: View, drafts: Sequence[DraftReturn]
) -> tuple[DraftReturn, ...]:
    """Those that can be registered as they are."""
    acceptable = []
    for draft in drafts:
        if draft.is_open and examine_draft(view, draft).examined.accepted:
            acceptable.append(draft)
    return tuple(acceptable)


def _examine_anew(view: View, draft: DraftReturn) -> DraftAnswer:
    shown_before = draft.answer.examined.checked if draft.answer else None
    answer = _answer(view, draft)
    changes = changes_meanwhile(shown_before, answer.examined.checked)
    if not changes:
        return answer
    draft.changes_meanwhile += changes
    _forget_confirmations_of_the_moment(draft)
    return _answer(view, draft)


def _forget_confirmations_of_the_moment(draft: DraftReturn) -> None:
    """Confirmations of what others changed do not hold for what they changed since."""
    for place, confirmation in list(draft.confirmations.items()):
        if confirmation.code == _CHANGED_MEANWHILE:
            del draft.confirmations[place]


def _answer(view: View, draft: DraftReturn) -> DraftAnswer:
    stamp = _stamp(view, draft)  # first: a write during the examination makes it stale
    return DraftAnswer(stamp, _examined(view, draft))


def _stamp(view: View, draft: DraftReturn) -> Hashable:
    """Everything that the examination of a draft depends on."""
    state = (cached.store().revision(), view.today, current_language(), settings())
    confirmations = tuple(draft.confirmations.values())
    return view.city.code, state, confirmations, _own_stamp(draft)


def _own_stamp(draft: DraftReturn) -> Hashable:
    match draft:
        case FileReturn():
            return draft.stated
        case TypedReturn():
            return draft.rows, draft.entry_rows


def _examined(view: View, draft: DraftReturn) -> ExaminedReturn:
    store = cached.store()
    confirmations = tuple(draft.confirmations.values())
    match draft:
        case FileReturn():
            stated = replace(draft.stated, city=view.city.code)
            return actions.examine_return(
                store, draft.workbook, view.today, stated, confirmations
            )
        case TypedReturn():
            form = actions.return_form(store, *draft.address, view.today)
            return actions.examine_typed(
                form, draft.rows, draft.entry_rows, confirmations
            )

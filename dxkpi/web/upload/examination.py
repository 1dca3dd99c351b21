"""What comes of a draft now.

It is asked again when a held value is confirmed, the store changes or another municipality
is chosen. What others changed meanwhile must be looked at again before it is registered.
Files that were chosen together are a batch: each is examined as it stands once those
before it are registered.
"""

from collections.abc import Hashable, Sequence
from dataclasses import replace

from dxkpi import actions
from dxkpi.actions import Batch, ExaminedReturn, NotPermitted, Refusal, Right
from dxkpi.findings import Severity
from dxkpi.returns.own_correction import CORRECTION
from dxkpi.settings import settings
from dxkpi.web.common import access, cached
from dxkpi.web.common.language import current_language
from dxkpi.web.common.view import View
from dxkpi.web.sign_in.reader import current_actor
from dxkpi.web.upload.changes_meanwhile import changes_meanwhile
from dxkpi.web.upload.draft_return import (
    DraftAnswer,
    DraftReturn,
    FileReturn,
    TypedReturn,
)
from dxkpi.web.upload.drafts import chosen_files

_CHANGED_MEANWHILE = ("changed_meanwhile", "differs_from_registered", CORRECTION)
"""The codes of the holds that concern what others registered; their confirmations are of
the moment.
"""


def examine_draft(view: View, draft: DraftReturn) -> DraftAnswer:
    """What comes of a draft; examined anew only when something changed."""
    if draft.answer is not None and draft.receipt is not None:
        return draft.answer
    store_state = _store_state(view)
    earlier: tuple[DraftAnswer, ...] = ()
    for file in _files_before(draft):
        answer = _current_answer(view, file, store_state, earlier)
        if answer.examined.accepted:
            earlier += (answer,)
    return _current_answer(view, draft, store_state, earlier)


def examine_alone(view: View, draft: DraftReturn) -> ExaminedReturn:
    """What comes of a draft that is registered now, whatever files are before it."""
    return _examined(view, draft, ())


def acceptable_drafts(
    view: View, drafts: Sequence[DraftReturn]
) -> tuple[DraftReturn, ...]:
    """Those that can be registered as they are, by this reader."""
    acceptable = []
    for draft in drafts:
        answer = examine_draft(view, draft)
        is_ready = draft.is_open and answer.examined.accepted
        if is_ready and answer.refusal is None:
            acceptable.append(draft)
    return tuple(acceptable)


def _refusal_of(examined: ExaminedReturn) -> str | None:
    """Why the reader may not register or leave a return, where it is one of another
    department than his own.
    """
    scopes = actions.scopes_of_return(examined)
    try:
        actions.require_right(cached.store(), current_actor(), Right.REPORT, scopes)
    except NotPermitted as refused:
        if refused.refusal is Refusal.OTHER_DEPARTMENT:
            return access.not_done_text(refused)
    return None


def needs_another_file(examined: ExaminedReturn) -> bool:
    """Whether nothing that is mended or answered lets this file be registered: it cannot
    be read, or is of another municipality.
    """
    is_asked_about = examined.asks or examined.findings_of(Severity.HOLD)
    is_done = examined.registered is not None
    return examined.checked is None and not is_asked_about and not is_done


def _files_before(draft: DraftReturn) -> list[FileReturn]:
    """The files of the same batch that will be registered before a draft."""
    files = chosen_files()
    if draft not in files:
        return []
    return [file for file in files[: files.index(draft)] if file.is_open]


def _current_answer(
    view: View,
    draft: DraftReturn,
    store_state: Hashable,
    earlier: tuple[DraftAnswer, ...],
) -> DraftAnswer:
    """The answer to a draft after those earlier ones."""
    stamp = _stamp(draft, store_state, earlier)
    if draft.answer is None or draft.answer.stamp != stamp:
        draft.answer = _examine_anew(view, draft, store_state, earlier)
    return draft.answer


def _examine_anew(
    view: View,
    draft: DraftReturn,
    store_state: Hashable,
    earlier: tuple[DraftAnswer, ...],
) -> DraftAnswer:
    shown_before = draft.answer.examined.checked if draft.answer else None
    examined = _examined(view, draft, earlier)
    changes = changes_meanwhile(shown_before, examined.checked)
    if changes:
        draft.changes_meanwhile += changes
        _forget_confirmations_of_the_moment(draft)
        examined = _examined(view, draft, earlier)
    stamp = _stamp(draft, store_state, earlier)
    return DraftAnswer(stamp, examined, _refusal_of(examined))


def _forget_confirmations_of_the_moment(draft: DraftReturn) -> None:
    """Confirmations of what others changed do not hold for what they changed since."""
    for place, confirmation in list(draft.confirmations.items()):
        if confirmation.code in _CHANGED_MEANWHILE:
            del draft.confirmations[place]


def _store_state(view: View) -> Hashable:
    """What the examination of any draft depends on.

    It is asked for first: a write during an examination makes that one stale.
    """
    revision = cached.store().revision()
    chosen = (view.listed.key, view.year, view.today)
    return chosen, revision, current_language(), settings()


def _stamp(
    draft: DraftReturn, store_state: Hashable, earlier: tuple[DraftAnswer, ...]
) -> Hashable:
    """Everything that the examination of a draft depends on."""
    confirmations = tuple(draft.confirmations.values())
    return store_state, confirmations, earlier, _returned_by(draft), _own_stamp(draft)


def _own_stamp(draft: DraftReturn) -> Hashable:
    match draft:
        case FileReturn():
            return draft.stated, tuple(draft.typed.items())
        case TypedReturn():
            return draft.rows, draft.entry_rows


def _examined(
    view: View, draft: DraftReturn, earlier: tuple[DraftAnswer, ...]
) -> ExaminedReturn:
    store = cached.store()
    confirmations = tuple(draft.confirmations.values())
    match draft:
        case FileReturn():
            stated = replace(
                draft.stated,
                city=view.city.code,
                plan=view.listed.id,
                chosen_year=view.year,
            )
            files_before = tuple(answer.examined for answer in earlier)
            batch = Batch(files_before, draft.chosen_at)
            return actions.examine_return(
                store,
                draft.workbook_as_typed,
                view.today,
                stated,
                confirmations,
                batch,
                _returned_by(draft),
            )
        case TypedReturn():
            form = actions.return_form(store, *draft.address, view.today)
            own = actions.own_returns(store, form, _returned_by(draft))
            return actions.examine_typed(
                form, draft.rows, draft.entry_rows, confirmations, own
            )


def _returned_by(draft: DraftReturn) -> str:
    """The name of who returns it: of what waits whoever left it."""
    if draft.waiting is not None:
        return draft.waiting.who
    return current_actor().name

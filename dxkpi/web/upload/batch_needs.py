"""What each of several files needs from the reader."""

from enum import IntEnum

from dxkpi.actions import ExaminedReturn
from dxkpi.findings import Severity
from dxkpi.web.common.view import View
from dxkpi.web.upload.draft_return import DraftReturn
from dxkpi.web.upload.examination import examine_draft


class Need(IntEnum):
    """What a file needs, the most urgent first."""

    MEND = 0
    CONFIRM = 1
    WAITS = 2
    READY = 3
    DONE = 4


def need_of(view: View, draft: DraftReturn) -> Need:
    """What a file needs now."""
    if not draft.is_open:
        return Need.DONE
    answer = examine_draft(view, draft)
    if answer.refusal is not None:
        return Need.MEND
    if answer.examined.checked is None:
        return _need_of_unchecked(answer.examined)
    return _need_of_checked(answer.examined, is_waiting=draft.waiting is not None)


def _need_of_unchecked(examined: ExaminedReturn) -> Need:
    """A file that asks something before it can be checked, or cannot be."""
    if examined.asks or examined.findings_of(Severity.HOLD):
        return Need.CONFIRM
    return Need.MEND


def _need_of_checked(examined: ExaminedReturn, *, is_waiting: bool) -> Need:
    if examined.asks:
        return Need.CONFIRM
    if examined.findings_of(Severity.ERROR):
        return Need.MEND
    if is_waiting and examined.findings_of(Severity.HOLD):
        return Need.WAITS
    return Need.READY if examined.accepted else Need.CONFIRM

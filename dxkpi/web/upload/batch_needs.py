"""What each of several files needs from the reader."""

from enum import IntEnum

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
    answer = examine_draft(view, draft)
    examined = answer.examined
    if not draft.is_open:
        return Need.DONE
    if answer.refusal is not None:
        return Need.MEND
    has_question = examined.checked is None and examined.findings_of(Severity.HOLD)
    if examined.asks or has_question:
        return Need.CONFIRM
    if examined.checked is None or examined.findings_of(Severity.ERROR):
        return Need.MEND
    if draft.waiting is not None and examined.findings_of(Severity.HOLD):
        return Need.WAITS
    return Need.READY if examined.accepted else Need.CONFIRM

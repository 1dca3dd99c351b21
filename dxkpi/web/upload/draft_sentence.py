"""What is to be done with a draft, in a line."""

from dxkpi.actions import ExaminedReturn
from dxkpi.findings import Severity
from dxkpi.returns import CheckedReturn
from dxkpi.returns.checked_return import REPORT_FIELDS
from dxkpi.web.common.language import _, ngettext, sentences
from dxkpi.web.common.view import View
from dxkpi.web.upload.draft_return import DraftReturn
from dxkpi.web.upload.examination import examine_draft, needs_another_file

_FIELDS_OF_WORDS = ("note", "countermeasure", "comment", *REPORT_FIELDS[1:])
"""What changes without a figure, a state or a mark that changes."""


def draft_sentence(view: View, draft: DraftReturn) -> str:
    """What is to be done with a draft, or what came of it."""
    if draft.receipt is not None:
        return _("Registered. Receipt number {number}.", number=draft.receipt.number)
    answer = examine_draft(view, draft)
    examined = answer.examined
    if examined.registered is not None:
        return _(
            "This file is registered already (receipt number {number}).",
            number=examined.registered.number,
        )
    if answer.refusal is not None:
        return _("It is another department's return: you cannot register it.")
    if examined.checked is None or examined.asks:
        return _unchecked_sentence(examined)
    if examined.findings_of(Severity.ERROR):
        return _mend_sentence(examined)
    if examined.findings_of(Severity.HOLD):
        return _confirm_sentence(draft, examined)
    return _changes_sentence(examined.checked)


def _unchecked_sentence(examined: ExaminedReturn) -> str:
    """What is to be said of a file before it can be checked."""
    if examined.asks:
        return _("Say what this form is for, then it can be checked.")
    if needs_another_file(examined):
        return _("This file cannot be registered.")
    return _("Answer what is asked of the file, then it can be checked.")


def _mend_sentence(examined: ExaminedReturn) -> str:
    errors = len(examined.findings_of(Severity.ERROR))
    holds = len(examined.findings_of(Severity.HOLD))
    mend = ngettext(
        "Mend {n} place, then it can be registered.",
        "Mend {n} places, then it can be registered.",
        errors,
    )
    if not holds:
        return mend
    look_at = ngettext(
        "Another {n} place needs a look.", "Another {n} places need a look.", holds
    )
    return sentences([mend, look_at])


def _confirm_sentence(draft: DraftReturn, examined: ExaminedReturn) -> str:
    if draft.waiting is not None:
        return _(
            "Waits to be confirmed. Receipt number {number}.",
            number=draft.waiting.number,
        )
    return ngettext(
        "Confirm {n} place, then it can be registered.",
        "Confirm {n} places, then it can be registered.",
        len(examined.findings_of(Severity.HOLD)),
    )


def _changes_sentence(checked: CheckedReturn) -> str:
    words = {c.place for c in checked.changes if c.field in _FIELDS_OF_WORDS}
    figures = {c.place for c in checked.changes if c.field not in _FIELDS_OF_WORDS}
    words -= figures
    if figures:
        sentence = ngettext(
            "It can be registered. {n} figure changes.",
            "It can be registered. {n} figures change.",
            len(figures),
        )
    else:
        sentence = _("It can be registered. No figure changes.")
    if not words:
        return sentence
    note = ngettext(
        "The words on {n} place change.", "The words on {n} places change.", len(words)
    )
    return sentences([sentence, note])

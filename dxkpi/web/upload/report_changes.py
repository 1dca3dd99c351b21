"""The yearly reports of a return, now → new."""

import pandas as pd

from dxkpi.plan import InitiativeState, Judge
from dxkpi.returns import CheckedReturn, ReturnChange
from dxkpi.rules import ReportSubject
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain, strong
from dxkpi.web.upload.figure_changes import text_change
from dxkpi.wording.glossary import field_label, marked_label, term_label


def report_changes_table(checked: CheckedReturn) -> pd.DataFrame:
    """A row for each initiative whose report or mark changes."""
    rows = []
    for subject in checked.form.report_subjects:
        changes = [
            change for change in checked.changes if _is_of(change, subject, checked)
        ]
        if changes:
            texts = [_change_text(change) for change in changes]
            rows.append(
                {
                    _("Initiative"): plain(f"{subject.code} {subject.name}"),
                    _("Report (now → new)"): "  \n".join(texts),
                }
            )
    return pd.DataFrame(rows)


def _is_of(
    change: ReturnChange, subject: ReportSubject, checked: CheckedReturn
) -> bool:
    """Whether a change is of an initiative; the code of a measure may be that of something
    else.
    """
    reported_year = checked.reported_year
    if change.place != subject.code or reported_year is None:
        return False
    return subject.key in reported_year.reports or subject.key in reported_year.marks


def _change_text(change: ReturnChange) -> str:
    language = current_language()
    if change.field == "state":
        return text_change(_state_text(change.old), _state_text(change.new))
    if change.field == "mark":
        label = term_label(Judge.DEPARTMENT, language)
    else:
        label = field_label(change.field, language)
    old = str(change.old) if change.old is not None else None
    new = str(change.new) if change.new is not None else None
    return f"{strong(label)} {text_change(old, new)}"


def _state_text(state: object) -> str | None:
    if not isinstance(state, InitiativeState):
        return None
    return marked_label(state, current_language())

"""A file that holds rows of other departments: it is asked whether it is for these too.

Rows that were copied together by hand, those of two 課 that became one, and those of an
indicator that moved to another 課 are nobody's mistake; but a figure must not get lost,
and nobody is told to have handed in what he has not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dxkpi.actions.file_questions import BOTH, ask_about_rows
from dxkpi.findings import Finding, Severity
from dxkpi.returns import Confirmation, FilledForm, ReturnForm
from dxkpi.returns.checking import (
    asks_for_any,
    check_return,
    departments_by_code,
    filled_rows_of_others,
)
from dxkpi.returns.finding_list import chosen_key, settle_hold


@dataclass(frozen=True)
class RowsOfDepartments:
    """The form that a file is read as, and what was asked because of its rows."""

    form: ReturnForm
    findings: tuple[Finding, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody must say first whom the file is for."""
        return any(f.severity is Severity.HOLD for f in self.findings)


def rows_of_departments(
    form: ReturnForm, filled: FilledForm, confirmed: Sequence[Confirmation]
) -> RowsOfDepartments:
    """The form of a file's department; of others as well, if it is for them too."""
    if form.department is None:
        return RowsOfDepartments(form)
    codes = filled_rows_of_others(form, filled)
    form_of_all = replace(form, also_for=_departments_of(form, codes))
    codes = _rows_that_say_something(form_of_all, filled, codes)
    if not codes:
        return RowsOfDepartments(form)
    others = _departments_of(form, codes)
    question = settle_hold(ask_about_rows(form.department, others, codes), confirmed)
    if chosen_key(question) != BOTH:
        return RowsOfDepartments(form, (question,))
    if not asks_for_any(form, filled):
        first, *more = others
        form = replace(form, department=first, also_for=tuple(more))
    else:
        form = replace(form, also_for=others)
    return RowsOfDepartments(form, (question,))


def _rows_that_say_something(
    form: ReturnForm, filled: FilledForm, codes: Sequence[str]
) -> tuple[str, ...]:
    """The rows among these that do not only say what is registered, as a form does that
    was made before an indicator moved.
    """
    checked = check_return(form, filled)
    places = {change.place for change in checked.changes}
    for finding in checked.findings:
        if finding.is_open and finding.place:
            places.add(finding.place)
    return tuple(code for code in codes if code in places)


def _departments_of(form: ReturnForm, codes: Sequence[str]) -> tuple[str, ...]:
    """The departments of these rows; of a row of several the one that is named already."""
    by_code = departments_by_code(form)
    names: dict[str, None] = {}
    for code in codes:
        departments = by_code[code]
        if not any(name in names for name in departments):
            names[departments[0]] = None
    return tuple(names)

"""What came of a file that was handed in: its outcome, told to people and to programs."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from dxkpi.actions import ExaminedReturn, OpenedWorkbook
from dxkpi.cli.console import new_table, print_table, refused_text, say
from dxkpi.cli.finding_lines import finding_line, findings_data, marked_line
from dxkpi.cli.language import _, current_language, ngettext
from dxkpi.findings import Severity, is_unreadable
from dxkpi.plan import Plan, Survey
from dxkpi.returns.checked_return import ReturnChange
from dxkpi.settings import settings
from dxkpi.store import StoreError, Submission
from dxkpi.survey import pool_again
from dxkpi.wording import glossary
from dxkpi.wording.changed_values import value_text


class Outcome(StrEnum):
    """What came of a file, and the exit code that says so."""

    REGISTERED = "registered"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    NOT_STORED = "not_stored"
    UNREADABLE = "unreadable"

    @property
    def exit_code(self) -> int:
        if self in (Outcome.REFUSED, Outcome.NOT_STORED):
            return 1
        if self is Outcome.UNREADABLE:
            return 2
        return 0


@dataclass(frozen=True)
class SubmittedReturn:
    """A file, what was noticed about it, and its receipt where it was registered now.

    `failure` is why the store took nothing, `marked` the copy that was given back.
    """

    file: Path
    opened: OpenedWorkbook
    examined: ExaminedReturn
    submission: Submission | None = None
    failure: StoreError | None = None
    marked: Path | None = None

    @property
    def outcome(self) -> Outcome:
        if self.submission is not None:
            return Outcome.REGISTERED
        if self.failure is not None:
            return Outcome.NOT_STORED
        if self.examined.accepted:
            return Outcome.ACCEPTED
        if any(is_unreadable(finding.code) for finding in self.examined.findings):
            return Outcome.UNREADABLE
        return Outcome.REFUSED

    @property
    def changes(self) -> Sequence[ReturnChange]:
        """What the return changes, or would change."""
        if self.examined.checked is None:
            return ()
        return self.examined.checked.changes


def outcome_count_text(outcome: Outcome, n: int) -> str:
    """How many files had an outcome: 3 registered."""
    match outcome:
        case Outcome.REGISTERED:
            return ngettext("{n} registered", "{n} registered", n)
        case Outcome.ACCEPTED:
            return ngettext("{n} can be registered", "{n} can be registered", n)
        case Outcome.REFUSED:
            return ngettext(
                "{n} to be mended or confirmed", "{n} to be mended or confirmed", n
            )
        case Outcome.NOT_STORED:
            return ngettext("{n} not stored", "{n} not stored", n)
        case Outcome.UNREADABLE:
            return ngettext("{n} unreadable", "{n} unreadable", n)


def _outcome_text(outcome: Outcome) -> str:
    match outcome:
        case Outcome.REGISTERED:
            return _("registered")
        case Outcome.ACCEPTED:
            return _("can be registered")
        case Outcome.REFUSED:
            return _("not registered: mend or confirm what is listed")
        case Outcome.NOT_STORED:
            return _("not registered: the store took nothing")
        case Outcome.UNREADABLE:
            return _("not registered: the file cannot be read")


# For programs


def return_data(submitted: SubmittedReturn) -> dict[str, Any]:
    """Findings, changes and the receipt number, for programs; why the store took nothing
    where it did not.
    """
    examined, failure = submitted.examined, submitted.failure
    on_record = submitted.submission or examined.registered
    data: dict[str, Any] = {
        "accepted": examined.accepted and failure is None,
        "findings": findings_data(examined.findings),
        "changes": [_change_data(change) for change in submitted.changes],
        "submission": on_record.number if on_record else None,
    }
    if failure is not None:
        message = refused_text(failure)
        data["error"] = {"code": failure.fault.value, "message": message}
    return data


def _change_data(change: ReturnChange) -> dict[str, Any]:
    return {
        "indicator": change.place,
        "fiscal_year": change.fiscal_year,
        "field": change.field,
        "old": _value_data(change.old),
        "new": _value_data(change.new),
    }


def _value_data(value: object) -> object:
    """A value for programs; a survey as it may be shown, for what stood until now may
    be of a lower threshold.
    """
    if isinstance(value, Survey):
        return pool_again(value, settings().smallest_group).model_dump(mode="json")
    return value


# For people


def say_return(submitted: SubmittedReturn) -> None:
    """Say what came of the file: findings by how grave they are, changes, the receipt."""
    say(f"{submitted.file}: {_form_text(submitted)}{_outcome_text(submitted.outcome)}")
    if submitted.failure is not None:
        error = refused_text(submitted.failure)
        say(marked_line(Severity.ERROR, error))
    for severity in Severity:
        for finding in submitted.examined.findings_of(severity):
            say(finding_line(finding))
    checked = submitted.examined.checked
    if submitted.changes and checked is not None:
        _print_changes(submitted.changes, checked.form.plan)
    if submitted.marked is not None:
        say(_("  With marks on what to mend: {file}", file=submitted.marked))
    if submitted.submission is not None:
        say_receipt(submitted.submission)


def _form_text(submitted: SubmittedReturn) -> str:
    """Which year's return of whom a file is read as, before its outcome."""
    on_record = submitted.submission or submitted.examined.registered
    checked = submitted.examined.checked
    if on_record is not None:
        year, departments = on_record.fiscal_year, on_record.department
    elif checked is not None:
        year, departments = checked.form.fiscal_year, checked.form.departments
    else:
        return ""
    name = glossary.department_name(departments, current_language())
    return f"{current_language().year_in_both_calendars(year)} {name}: "


def say_receipt(submission: Submission) -> None:
    """Say the receipt number and how many figures changed."""
    say(
        _(
            "  Receipt {number}: {figures} changed.",
            number=submission.number,
            figures=submission.figures,
        )
    )


def _print_changes(changes: Sequence[ReturnChange], plan: Plan) -> None:
    table = new_table(_("Code"), _("Figure"), _("Old"), _("New"))
    for change in changes:
        field = glossary.field_label(change.field, current_language())
        indicator = plan.indicator(change.place)
        old, new = (
            value_text(value, current_language(), indicator)
            for value in (change.old, change.new)
        )
        table.add_row(change.place, field, old, new)
    print_table(table)

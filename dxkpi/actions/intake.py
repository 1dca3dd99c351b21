"""The intake of yearly returns: from a file, or figures typed on the screen, to what
would be registered.

`open_workbook` opens a workbook once. `examine_return` is cheap and is asked again
whenever somebody confirms a held value or says which year or department a form without
its hidden sheet is for. Nothing is stored here.
"""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dxkpi.actions.form_matching import (
    NOTHING_STATED,
    FormMatch,
    StatedPurpose,
    match_form,
)
from dxkpi.actions.meanwhile import (
    ChangesMeanwhile,
    EarlierReturn,
    all_that_is_registered,
    changes_meanwhile,
    form_after,
)
from dxkpi.actions.own_returns import own_returns
from dxkpi.actions.return_forms import form_of_plan
from dxkpi.actions.rows_of_departments import rows_of_departments
from dxkpi.findings import Finding, FiscalYear, Severity, make_finding
from dxkpi.plan import PlanKey
from dxkpi.returns import (
    CheckedReturn,
    Confirmation,
    FilledForm,
    FilledRow,
    FormOrigin,
    ReturnForm,
)
from dxkpi.returns.checking import check_return
from dxkpi.returns.months import without_month_of
from dxkpi.returns.own_correction import OwnReturns, ask_about_correction
from dxkpi.returns.survey_totals import add_survey_totals
from dxkpi.settings import settings
from dxkpi.store import Store, Submission, SubmissionState
from dxkpi.workbook.reader import Unreadable, WorkbookReader

_OF_UNTOUCHED_ROWS = ("row_missing", "states_blank", "reports_blank")
"""Findings that say nothing about what was typed: only rows that were touched are
given.
"""


@dataclass(frozen=True)
class OpenedWorkbook:
    """A file as it was read.

    `filled` is None for a file that is no readable workbook; `findings` say why.
    """

    name: str
    content: bytes
    sha256: str
    filled: FilledForm | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class ExaminedReturn:
    """A return and what comes of it.

    `opened` is None for what was typed on the screen. `checked` is None while the return
    cannot be matched to a form; `asks` names what must be told first: city, plan,
    fiscal_year, department. `registered` is the submission in which this very file was registered
    before; then there is nothing to do.
    """

    opened: OpenedWorkbook | None
    checked: CheckedReturn | None
    findings: tuple[Finding, ...]
    asks: tuple[str, ...] = ()
    registered: Submission | None = None

    @property
    def accepted(self) -> bool:
        """Whether it can be registered, or was already."""
        if self.registered is not None:
            return True
        return self.checked is not None and self.checked.accepted

    @property
    def is_only_progress(self) -> bool:
        """Whether progress of the schedule was typed and no figure."""
        if self.opened is not None or self.checked is None:
            return False
        has_more = self.checked.actuals or self.checked.reported_year
        return bool(self.checked.progress) and not has_more

    def findings_of(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings that are so grave, in order."""
        return tuple(f for f in self.findings if f.severity is severity)


@dataclass(frozen=True)
class Batch:
    """The files that come before another one, and the store's revision when they came.

    Of a form that does not say when it was made, changes since `begun_at` are asked about.
    """

    earlier: tuple[ExaminedReturn, ...] = ()
    begun_at: int | None = None

    def returns_of_year(self, form: ReturnForm) -> tuple[EarlierReturn, ...]:
        """Those that will be registered first, of the form's plan and year."""
        returns = []
        for examined in self.earlier:
            is_to_be_stored = examined.accepted and examined.registered is None
            if examined.checked is None or not is_to_be_stored:
                continue
            name = examined.opened.name if examined.opened else ""
            earlier = EarlierReturn(name, examined.checked)
            if earlier.is_of_same_year(form):
                returns.append(earlier)
        return tuple(returns)


def open_workbook(reader: WorkbookReader, name: str, content: bytes) -> OpenedWorkbook:
    """Open a workbook, in a process that can be ended."""
    digest = hashlib.sha256(content).hexdigest()
    try:
        filled = reader.read_form(content)
    except Unreadable as unreadable:
        return OpenedWorkbook(name, content, digest, None, (unreadable.finding,))
    return OpenedWorkbook(name, content, digest, filled)


def examine_return(
    store: Store,
    opened: OpenedWorkbook,
    today: date,
    stated: StatedPurpose = NOTHING_STATED,
    confirmed: Sequence[Confirmation] = (),
    batch: Batch | None = None,
    who: str = "",
) -> ExaminedReturn:
    """What comes of a file now, or within a batch, returned by somebody of that name.

    Raises `StoreError` only.
    """
    filled = opened.filled
    if filled is None:
        return ExaminedReturn(opened, None, opened.findings)
    if not filled.has_rows:
        return ExaminedReturn(opened, None, opened.findings + filled.findings)
    match = match_form(store, filled, stated, confirmed, today)
    matched, year = match.matched, match.fiscal_year
    if matched is None or year is None:
        findings = (*filled.findings, *match.findings)
        return ExaminedReturn(opened, None, findings, match.asks)
    expected = stated.expected_year or year
    registered = _registered_as_expected(store, opened, match, expected)
    if registered is not None:
        return _registered_before(opened, registered)
    if match.is_open:
        told: tuple[Finding, ...] = ()
        if match.is_year_open:
            told = _likeness_to_year(store, opened, match, today)
        findings = (*filled.findings, *match.findings, *told)
        return ExaminedReturn(opened, None, findings, match.asks)
    form = _form_of_match(store, match, today)
    return _checked_workbook(
        store, opened, filled, form, match, confirmed, batch or Batch(), who
    )


def examine_typed(
    form: ReturnForm,
    rows: Sequence[FilledRow],
    entry_rows: Sequence[FilledRow] = (),
    confirmed: Sequence[Confirmation] = (),
    own: OwnReturns | None = None,
) -> ExaminedReturn:
    """What comes of what was typed on the screen: rows of the indicators and of the
    schedule's entries that were touched. `own` is what the same person returned before.
    """
    filled = FilledForm(rows=tuple(rows), entry_rows=tuple(entry_rows))
    checked = ask_about_correction(check_return(form, filled, {}, confirmed), own)
    findings = tuple(f for f in checked.findings if f.code not in _OF_UNTOUCHED_ROWS)
    return ExaminedReturn(None, replace(checked, findings=findings), findings)


def marked_workbook(
    reader: WorkbookReader, content: bytes, checked: CheckedReturn
) -> bytes:
    """The workbook with marks on what to mend; as it came where it is too large to be
    written anew in time.
    """
    try:
        return reader.mark_form(content, checked)
    except Unreadable:
        return content


def _checked_workbook(
    store: Store,
    opened: OpenedWorkbook,
    filled: FilledForm,
    form: ReturnForm,
    match: FormMatch,
    confirmed: Sequence[Confirmation],
    batch: Batch,
    who: str,
) -> ExaminedReturn:
    filled, findings = _without_months_of_form(filled, match)
    rows = rows_of_departments(form, filled, confirmed)
    form, findings = rows.form, (*findings, *rows.findings)
    if rows.is_open:
        findings = (*filled.findings, *match.findings, *findings)
        return ExaminedReturn(opened, None, findings)
    earlier = batch.returns_of_year(form)
    form = form_after(form, earlier)
    own = own_returns(store, form, who)
    own_writes = own.revisions if own else ()
    changed = _changes_since_form(
        store, form, filled.origin, batch.begun_at, earlier, own_writes
    )
    checked = check_return(
        form,
        filled,
        changed.figures,
        confirmed,
        changed.entries,
        changed.overtaken_reports,
    )
    checked = add_survey_totals(
        checked, filled, settings().smallest_group, changed.figures, confirmed
    )
    checked = ask_about_correction(checked, own, confirmed)
    findings = (
        *filled.findings,
        *match.findings,
        *findings,
        *_told_of_unknown_form(checked.findings),
        *checked.findings,
    )
    return ExaminedReturn(opened, replace(checked, findings=findings), findings)


def _changes_since_form(
    store: Store,
    form: ReturnForm,
    origin: FormOrigin | None,
    begun_at: int | None,
    earlier: Sequence[EarlierReturn],
    own_writes: Collection[int],
) -> ChangesMeanwhile:
    """What changed since a form was made, as far as the store knows when that was."""
    made_at = begun_at
    if origin is not None:
        if not store.knows_revision(origin.revision, origin.changed_at):
            return all_that_is_registered(store, form, earlier, own_writes)
        made_at = origin.revision
    return changes_meanwhile(store, form, made_at, earlier, own_writes)


def _told_of_unknown_form(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Why what is registered is asked about, where it is: nobody knows when it came."""
    of_unknown_form = ("differs_from_registered", "registered_stays")
    if all(finding.code not in of_unknown_form for finding in findings):
        return ()
    return (make_finding("form_of_unknown_state"),)


def _form_of_match(
    store: Store, match: FormMatch, today: date, fiscal_year: int | None = None
) -> ReturnForm:
    """The form that a file is read as, or that of another year."""
    if match.matched is None:
        raise LookupError("the file was matched to no plan")
    year = fiscal_year or match.fiscal_year
    if year is None:
        raise LookupError("the file was matched to no year")
    plan, last_change = match.matched.plan, match.matched.last_change
    department = match.department or None
    return form_of_plan(store, plan, last_change, year, department, today)


def _registered_as_expected(
    store: Store, opened: OpenedWorkbook, match: FormMatch, expected: int
) -> Submission | None:
    """The registered return of this very file for the year that it is read as.

    Where that is open still, the year that is expected counts.
    """
    if match.matched is None or match.fiscal_year is None:
        return None
    key = match.matched.plan.key
    if match.is_year_open:
        return _registered_submission(store, opened.sha256, key, expected)
    if match.is_open:
        return None
    return _registered_submission(store, opened.sha256, key, match.fiscal_year)


def _likeness_to_year(
    store: Store, opened: OpenedWorkbook, match: FormMatch, today: date
) -> tuple[Finding, ...]:
    """That a file is the one that was registered for the year of its form, byte for byte
    or by all that it says.
    """
    year, filled = match.year_of_form, opened.filled
    if match.matched is None or year is None or filled is None:
        return ()
    key = match.matched.plan.key
    registered = _registered_submission(store, opened.sha256, key, year)
    if registered is not None:
        told = make_finding(
            "file_of_year",
            year=FiscalYear(year),
            who=registered.who,
            when=registered.at,
            number=registered.number,
        )
        return (told,)
    checked = check_return(_form_of_match(store, match, today, year), filled)
    says_something = filled.is_filled_in and not checked.changes
    if says_something and checked.accepted:
        return (make_finding("content_of_year", year=FiscalYear(year)),)
    return ()


def _without_months_of_form(
    filled: FilledForm, match: FormMatch
) -> tuple[FilledForm, tuple[Finding, ...]]:
    """What was filled in without the months that the form of another year came with."""
    of_form = match.year_of_form
    if of_form is None or of_form == match.fiscal_year:
        return filled, ()
    rows = tuple(without_month_of(row, of_form) for row in filled.rows)
    left_out = sum(new is not old for new, old in zip(rows, filled.rows, strict=True))
    if not left_out:
        return filled, ()
    told = make_finding("months_left_out", n=left_out, year=FiscalYear(of_form))
    return replace(filled, rows=rows), (told,)


def _registered_before(
    opened: OpenedWorkbook, registered: Submission
) -> ExaminedReturn:
    finding = make_finding(
        "already_registered",
        who=registered.who,
        when=registered.at,
        number=registered.number,
    )
    return ExaminedReturn(opened, None, (finding,), registered=registered)


def _registered_submission(
    store: Store, sha256: str, key: PlanKey, fiscal_year: int
) -> Submission | None:
    """The registered return of this very file for the plan and year, if there is one."""
    submission = store.standing_submission(key, fiscal_year, sha256)
    if submission is None or submission.state is not SubmissionState.REGISTERED:
        return None
    return submission

"""From a filled form to what comes of it: findings, and what registering would change.

Pure, and one pass over everything, so that no mistake hides another. What a row says is
read in `figure_row` and `schedule_row`; here rows are matched to what is asked, and what
concerns the return as a whole is told.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, TypeVar

from dxkpi.findings import FactList, Finding, FiscalYear, Phrase, make_finding
from dxkpi.plan import Actual, Indicator, OwnMark, Progress, YearlyReport
from dxkpi.returns.cell_values import shown_value
from dxkpi.returns.checked_return import (
    ChangedMeanwhile,
    CheckedReturn,
    Confirmation,
    ProgressMeanwhile,
    ReportMeanwhile,
    return_changes,
)
from dxkpi.returns.displaced_figures import hold_displaced_figures
from dxkpi.returns.figure_row import read_figure_row
from dxkpi.returns.filled_form import FilledForm, FilledRow, WrittenCell
from dxkpi.returns.finding_list import FindingList
from dxkpi.returns.form_columns import (
    ACTUALS_SHEET,
    REPORTS_SHEET,
    SCHEDULE_SHEET,
    FormColumn,
)
from dxkpi.returns.report_row import read_report_row
from dxkpi.returns.return_form import ReturnForm
from dxkpi.returns.row_names import rows_with_codes
from dxkpi.returns.schedule_row import read_schedule_row
from dxkpi.rules import (
    EntryKey,
    ReportedYear,
    ReportKey,
    report_subjects,
    reportable_entries,
)
from dxkpi.text.folding import folded_code

_T = TypeVar("_T")

RowsByCode = Mapping[str, Sequence[FilledRow]]

NOBODY: Mapping[str, ChangedMeanwhile] = MappingProxyType({})
"""No figure was changed since the workbook was made."""

NO_ENTRY: Mapping[EntryKey, ProgressMeanwhile] = MappingProxyType({})
"""No entry's progress was changed since the workbook was made."""


@dataclass(frozen=True)
class OvertakenReports:
    """The yearly reports and marks that somebody else changed since a workbook was made,
    by the initiative's key.
    """

    reports: Mapping[ReportKey, ReportMeanwhile] = field(default_factory=dict)
    marks: Mapping[ReportKey, ReportMeanwhile] = field(default_factory=dict)


NO_OVERTAKEN_REPORTS = OvertakenReports()
"""Nothing was reported or marked since the workbook was made."""

_LONGEST_CODE = 100


def check_return(
    form: ReturnForm,
    filled: FilledForm,
    overtaken: Mapping[str, ChangedMeanwhile] = NOBODY,
    confirmations: Sequence[Confirmation] = (),
    overtaken_entries: Mapping[EntryKey, ProgressMeanwhile] = NO_ENTRY,
    overtaken_reports: OvertakenReports = NO_OVERTAKEN_REPORTS,
) -> CheckedReturn:
    """What comes of a return to this form. Never raises because of what was written.

    `overtaken` are the figures that somebody else changed since the workbook was made,
    `overtaken_entries` the entries of the schedule, `overtaken_reports` the initiatives;
    `confirmations` settle holds. Among the changes a held value counts as it is proposed.
    Findings come in the order of the rows, then what concerns all.
    """
    if not filled.is_filled_in:
        return CheckedReturn(form, (make_finding("nothing_filled"),), (), {}, {})
    findings = FindingList(confirmations)
    filled = with_codes(form, filled, findings)
    figure_rows = rows_by_code(filled.rows, indicator_codes(form))
    entry_rows = rows_by_code(filled.entry_rows, _entry_codes(form))
    report_rows = rows_by_code(filled.report_rows, subject_codes(form))
    if not _asks_for_any(form, figure_rows, entry_rows, report_rows):
        department = form.department or Phrase.ALL_DEPARTMENTS
        finding = make_finding("nothing_of_this", department=department)
        return CheckedReturn(form, (finding,), (), {}, {})

    actuals = _new_actuals(form, figure_rows, overtaken, findings)
    progress = _new_progress(form, entry_rows, overtaken_entries, findings)
    reported_year = _new_reports(form, report_rows, overtaken_reports, findings)
    _tell_what_is_left(form, figure_rows, entry_rows, findings)
    _tell_reports_left(form, report_rows, findings)
    if any(actual.value is not None for actual in actuals.values()):
        tell_if_year_is_not_over(form, findings)
    return CheckedReturn(
        form,
        tuple(findings.findings),
        tuple(return_changes(form, actuals, progress, reported_year)),
        actuals,
        progress,
        reported_year,
        frozenset(findings.overruled),
    )


def rows_by_code(
    rows: Iterable[FilledRow], known: Collection[str]
) -> dict[str, list[FilledRow]]:
    """The rows by the plan's code that they mean, however its letters are written."""
    code_of = {_folded(code): code for code in known}
    code_of |= {code: code for code in known}
    by_code: dict[str, list[FilledRow]] = defaultdict(list)
    for row in rows:
        code = code_of.get(row.code) or code_of.get(_folded(row.code)) or row.code
        by_code[code].append(row)
    return dict(by_code)


def filled_row(rows: Sequence[FilledRow]) -> FilledRow | None:
    """Of several rows of one code the first that is filled in, else the first."""
    if not rows:
        return None
    for row in rows:
        if row.is_filled_in:
            return row
    return rows[0]


def tell_if_year_is_not_over(form: ReturnForm, findings: FindingList) -> None:
    """Tell that figures of a year that is not over are kept, but never judged behind."""
    if form.fiscal_year > form.last_closed:
        findings.add("year_not_over", year=FiscalYear(form.fiscal_year))


def _folded(code: str) -> str:
    return folded_code(code) if len(code) <= _LONGEST_CODE else code


def indicator_codes(form: ReturnForm) -> Collection[str]:
    """The codes of all indicators of the plan, also of those not asked for, and of one that
    consists of parts.
    """
    plan = form.plan
    codes = [indicator.code for indicator in plan.indicators]
    codes += [indicator.code for indicator in plan.measured_indicators]
    return dict.fromkeys(codes)


def with_codes(
    form: ReturnForm, filled: FilledForm, findings: FindingList
) -> FilledForm:
    """The form with the plan's code in each row, also where only a name stands.

    A name that disagrees with the number beside it is held.
    """
    rows = rows_with_codes(filled.rows, _indicator_names(form), findings)
    entry_rows = rows_with_codes(filled.entry_rows, _entry_names(form), findings)
    report_rows = rows_with_codes(filled.report_rows, _subject_names(form), findings)
    return replace(
        filled,
        rows=tuple(rows),
        entry_rows=tuple(entry_rows),
        report_rows=tuple(report_rows),
    )


def _indicator_names(form: ReturnForm) -> dict[str, str]:
    """The names of all indicators of the plan by their codes."""
    return {
        indicator.code: indicator.name for indicator in form.plan.measured_indicators
    }


def _entry_names(form: ReturnForm) -> dict[str, str]:
    """The names of all schedule entries of the plan by their codes."""
    return {entry.code: entry.item.label for entry in reportable_entries(form.plan)}


def _entry_codes(form: ReturnForm) -> Collection[str]:
    """The codes of all schedule entries of the plan, also of those not asked for."""
    return dict.fromkeys(entry.code for entry in reportable_entries(form.plan))


def _subject_names(form: ReturnForm) -> dict[str, str]:
    """The names of all initiatives, and measures without any, by their codes."""
    return {subject.code: subject.name for subject in report_subjects(form.plan)}


def subject_codes(form: ReturnForm) -> Collection[str]:
    """The codes of all that is reported each year, also of what is not asked for."""
    return dict.fromkeys(subject.code for subject in report_subjects(form.plan))


def asks_for_any(form: ReturnForm, filled: FilledForm) -> bool:
    """Whether any row is one that the form asks for, by its number or its name."""
    named = with_codes(form, filled, FindingList())
    figure_rows = rows_by_code(named.rows, indicator_codes(form))
    entry_rows = rows_by_code(named.entry_rows, _entry_codes(form))
    report_rows = rows_by_code(named.report_rows, subject_codes(form))
    return _asks_for_any(form, figure_rows, entry_rows, report_rows)


def _asks_for_any(
    form: ReturnForm,
    figure_rows: RowsByCode,
    entry_rows: RowsByCode,
    report_rows: RowsByCode,
) -> bool:
    if any(subject.code in report_rows for subject in form.report_subjects):
        return True
    for indicator in form.indicators:
        if indicator.code in figure_rows:
            return True
    for entry in form.schedule_entries:
        if entry.code in entry_rows:
            return True
    return False


def filled_rows_of_others(form: ReturnForm, filled: FilledForm) -> tuple[str, ...]:
    """The codes of rows that are filled in and that other departments are asked for."""
    named = with_codes(form, filled, FindingList())
    rows = rows_by_code(named.rows, indicator_codes(form))
    rows |= rows_by_code(named.entry_rows, _entry_codes(form))
    rows |= rows_by_code(named.report_rows, subject_codes(form))
    asked = {indicator.code for indicator in form.indicators}
    asked |= {entry.code for entry in form.schedule_entries}
    asked |= {subject.code for subject in form.report_subjects}
    codes = []
    for code, departments in departments_by_code(form).items():
        is_of_others = bool(departments) and code not in asked
        if is_of_others and any(row.is_filled_in for row in rows.get(code, ())):
            codes.append(code)
    return tuple(codes)


def departments_by_code(form: ReturnForm) -> dict[str, tuple[str, ...]]:
    """Who is asked for each indicator and schedule entry of the plan; where nobody is
    (全課), the names that the plan says.
    """
    plan, answering = form.plan, form.register.answering
    named = {i.code: plan.departments_of(i) for i in plan.collected_indicators}
    for entry in reportable_entries(plan):
        named[entry.code] = entry.measure.departments
    for subject in report_subjects(plan):
        named.setdefault(subject.code, subject.measure.departments)
    return {code: answering(names) or names for code, names in named.items()}


# What the rows say


def _new_actuals(
    form: ReturnForm,
    rows: RowsByCode,
    overtaken: Mapping[str, ChangedMeanwhile],
    findings: FindingList,
) -> dict[str, Actual]:
    indicators = {indicator.code: indicator for indicator in form.indicators}
    actuals = {}
    known = indicator_codes(form)
    read_rows = []
    for code, row in _rows_asked(form, rows, indicators, known, findings):
        read_rows.append(replace(row, code=code))
        with findings.in_order_of(row.cells.values()):
            actual = read_figure_row(
                form, indicators[code], row, overtaken.get(code), findings
            )
        if actual is not None:
            actuals[code] = actual
    hold_displaced_figures(read_rows, indicators, actuals, form.fiscal_year, findings)
    return actuals


def _new_progress(
    form: ReturnForm,
    rows: RowsByCode,
    overtaken: Mapping[EntryKey, ProgressMeanwhile],
    findings: FindingList,
) -> dict[EntryKey, Progress]:
    entries = {entry.code: entry for entry in form.schedule_entries}
    progress = {}
    known = _entry_codes(form)
    for code, row in _rows_asked(form, rows, entries, known, findings):
        entry = entries[code]
        with findings.in_order_of(row.cells.values()):
            state = read_schedule_row(
                form, entry, row, findings, overtaken.get(entry.key)
            )
        if state is not None:
            progress[entry.key] = state
    return progress


def _new_reports(
    form: ReturnForm,
    rows: RowsByCode,
    overtaken: OvertakenReports,
    findings: FindingList,
) -> ReportedYear | None:
    """What is new of the reports and marks of initiatives; None where nothing is."""
    subjects = {subject.code: subject for subject in form.report_subjects}
    reports: dict[ReportKey, YearlyReport | None] = {}
    marks: dict[ReportKey, OwnMark | None] = {}
    known = subject_codes(form)
    for code, row in _rows_asked(form, rows, subjects, known, findings):
        key = subjects[code].key
        with findings.in_order_of(row.cells.values()):
            new = read_report_row(
                form,
                subjects[code],
                row,
                findings,
                overtaken.reports.get(key),
                overtaken.marks.get(key),
            )
        if new.report is not None:
            reports[key] = new.report
        if new.mark is not None or new.takes_mark_away:
            marks[key] = new.mark
    reported_year = ReportedYear(form.fiscal_year, reports, marks)
    return reported_year or None


def _tell_reports_left(
    form: ReturnForm, rows: RowsByCode, findings: FindingList
) -> None:
    """Tell how many initiatives are neither written about nor reported before; nothing of
    a form without their sheet.
    """
    if not rows:
        return
    left = 0
    for subject in form.report_subjects:
        row = filled_row(rows.get(subject.code, ()))
        is_blank = row is None or not row.is_filled_in
        if is_blank and subject.standing(form.fiscal_year) is None:
            left += 1
    if left:
        findings.findings.append(
            make_finding("reports_blank", sheet=REPORTS_SHEET, n=left)
        )


def _tell_what_is_left(
    form: ReturnForm,
    figure_rows: RowsByCode,
    entry_rows: RowsByCode,
    findings: FindingList,
) -> None:
    """Tell which rows are missing, and how many entries are left blank."""
    for indicator in form.asked_indicators:
        if indicator.code not in figure_rows:
            findings.findings.append(_missing_row(indicator))
    left_blank = 0
    for entry in form.schedule_entries:
        row = filled_row(entry_rows.get(entry.code, ()))
        if row is None or not row.is_filled_in:
            left_blank += 1
    if left_blank:
        findings.findings.append(
            make_finding("states_blank", sheet=SCHEDULE_SHEET, n=left_blank)
        )


def _missing_row(indicator: Indicator) -> Finding:
    return make_finding(
        "row_missing", sheet=ACTUALS_SHEET, place=indicator.code, name=indicator.name
    )


# Which rows are asked for


def _rows_asked(
    form: ReturnForm,
    rows: RowsByCode,
    asked: Mapping[str, _T],
    known: Collection[str],
    findings: FindingList,
) -> Iterator[tuple[str, FilledRow]]:
    """The one row of each code that is asked for; what is odd about the others is told.

    Blank copies of a row and copies that say the same do no harm.
    """
    for code, copies in rows.items():
        filled = [row for row in copies if row.is_filled_in]
        if code not in asked:
            _tell_not_asked(form, code, filled, known, findings)
            continue
        different_inputs = {_inputs_of(row) for row in filled}
        if len(different_inputs) > 1:
            _tell_duplicate(code, filled, findings)
            continue
        yield code, (filled or copies)[0]


def _tell_not_asked(
    form: ReturnForm,
    code: str,
    rows: Iterable[FilledRow],
    known: Collection[str],
    findings: FindingList,
) -> None:
    is_known = code in known
    departments = departments_by_code(form).get(code, ()) if is_known else ()
    indicator = form.plan.indicator(code)
    shared = indicator.shares if indicator is not None else None
    for row in rows:
        cell = _first_cell(row)
        finding = make_finding(
            _code_of_finding(code, indicator, is_known=is_known),
            sheet=cell.sheet or None,
            cell=cell.ref or None,
            value=code or shown_value(cell),
            place=code if is_known else None,
            departments=FactList(departments),
            plan=shared.plan if shared else "",
            **_facts_of_parts(indicator),
        )
        findings.findings.append(finding)


def _facts_of_parts(indicator: Indicator | None) -> dict[str, Any]:
    """Which parts are asked for in place of their indicator."""
    if indicator is None or not indicator.parts:
        return {}
    names = tuple(f"{part.code} {part.name}" for part in indicator.parts)
    return {"parts": FactList(names)}


def _code_of_finding(code: str, indicator: Indicator | None, *, is_known: bool) -> str:
    """What is told of a row that is not asked for, by the indicator's or entry's code."""
    if indicator is not None and indicator.shares is not None:
        return "shared_row"
    if indicator is not None and indicator.parts:
        return "row_of_parts"
    if is_known:
        return "other_departments_row"
    if code:
        return "unknown_code"
    return "no_code"


def _tell_duplicate(
    code: str, copies: Sequence[FilledRow], findings: FindingList
) -> None:
    cells = [_first_cell(row) for row in copies]
    refs = FactList(tuple(cell.ref for cell in cells))
    findings.add("duplicate_row", cells[-1], code, place_=code, cells=refs)


def _inputs_of(row: FilledRow) -> frozenset[tuple[FormColumn, bool, str]]:
    """What a row says, so that two rows can be compared."""
    inputs = set()
    for column, cell in row.inputs():
        text = shown_value(cell) or ""
        inputs.add((column, cell.percent, text.strip()))
    return frozenset(inputs)


def _first_cell(row: FilledRow) -> WrittenCell:
    """The cell by which a row is pointed at: its code's, else the first that is not blank."""
    code = row.cells.get(FormColumn.CODE)
    if code is not None and row.code:
        return code
    cells = list(row.cells.values())
    for cell in cells:
        if not cell.is_blank:
            return cell
    return cells[0]

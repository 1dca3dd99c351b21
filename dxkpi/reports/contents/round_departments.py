"""課別 and 未提出と理由: what each department was asked, what came, what is missing and why."""

from collections.abc import Iterator
from datetime import date

from dxkpi import fiscal
from dxkpi.plan import Missing
from dxkpi.plan.review import ItemKind
from dxkpi.plan.round import Extension
from dxkpi.reports.contents.recorded_round import RecordedRound
from dxkpi.returns.round_record import DepartmentRecord, RecordCounts, RecordedItem
from dxkpi.wording.glossary import department_name, marked_label, term_label
from dxkpi.wording.rounds import item_kind_name
from dxkpi.workbook.typed_table import TypedCell, TypedColumn, TypedTable


def department_table(year: RecordedRound) -> TypedTable:
    """A row a department, and the sum of all."""
    _ = year.language.gettext
    columns = [
        TypedColumn(_("Department"), 20),
        TypedColumn(_("State"), 12),
        TypedColumn(_("asked for"), 8, 1, is_named=True),
        TypedColumn(_("came"), 8, 1, is_named=True),
        TypedColumn(_("reason instead"), 8, 1, is_named=True),
        TypedColumn(_("missing"), 8, 1, is_named=True),
        *_review_columns(year),
        TypedColumn(_("deadline"), 12, 2, is_named=True),
        TypedColumn(_("form taken on"), 12, 2, is_named=True),
        TypedColumn(_("first handed in on"), 12, 2, is_named=True),
        TypedColumn(_("complete on"), 12, 2, is_named=True),
        TypedColumn(_("days late"), 8, 2, is_named=True),
        TypedColumn(_("extended to"), 12, 2, is_named=True),
        TypedColumn(_("reason of the extension"), 28, 2),
    ]
    rows = [_row(year, record) for record in year.record.departments]
    if rows:
        rows.append(_sum_row(year, len(columns)))
    return TypedTable(
        _("Departments in the round"),
        _("What was asked for, and what came"),
        tuple(columns),
        tuple(rows),
        (_("Department"), _("How much"), _("Days")),
        note=_note(year),
        nothing=_("The plan asks nobody for anything in this year."),
        totals=1 if rows else 0,
    )


def _review_columns(year: RecordedRound) -> list[TypedColumn]:
    if not year.opened.is_reviewed:
        return []
    _ = year.language.gettext
    return [
        TypedColumn(_("final"), 8, 1, is_named=True),
        TypedColumn(_("remarks made"), 8, 1, is_named=True),
    ]


def _note(year: RecordedRound) -> str:
    """How the columns add up, and what they leave out."""
    _ = year.language.gettext
    texts = [_("Asked for = came + reason instead + missing.")]
    once = year.record.counts.asked
    if once != year.record.counts_by_department.asked:
        texts.append(
            year.language.ngettext(
                "What several departments answer for counts for each: it is {n} thing.",
                "What several departments answer for counts for each: they are {n} things.",
                once,
            )
        )
    if year.record.voluntary_asked:
        texts.append(_("Reports of initiatives that may be left out are not counted."))
    return year.language.sentences(texts)


def _row(year: RecordedRound, record: DepartmentRecord) -> tuple[TypedCell, ...]:
    standing, language = record.standing, year.language
    taken = [fiscal.day_in_japan(form.at) for form in standing.taken]
    handed_in = [fiscal.day_in_japan(at) for at in standing.handed_in]
    remarks = sum(record.department in remark.departments for remark in year.remarks)
    return (
        department_name(record.department, language),
        marked_label(standing.state, language),
        *_count_cells(year, record.counts, remarks),
        _day_before_extension(year, record),
        next(iter(taken), None),
        next(iter(handed_in), None),
        record.complete_on,
        record.days_late or None,
        *_extension_cells(standing.extension),
    )


def _day_before_extension(year: RecordedRound, record: DepartmentRecord) -> date | None:
    """The day that counts; where that is its extension, which stands in a column of its
    own, the one that it had before.
    """
    extension = record.standing.extension
    if extension is None or record.decisive_deadline != extension.until:
        return record.decisive_deadline
    kinds = {recorded.item.kind for recorded in record.required}
    if ItemKind.FIGURE in kinds or year.opened.schedule_deadline is None:
        return year.opened.deadline
    return year.opened.schedule_deadline


def _extension_cells(extension: Extension | None) -> tuple[TypedCell, TypedCell]:
    """Until when more time was given, and why."""
    if extension is None:
        return None, ""
    return extension.until, extension.reason


def _sum_row(year: RecordedRound, columns: int) -> tuple[TypedCell, ...]:
    counts = year.record.counts_by_department
    remarks = sum(len(remark.departments) for remark in year.remarks)
    name = year.language.gettext("Sum of the departments")
    cells: tuple[TypedCell, ...] = (name, "", *_count_cells(year, counts, remarks))
    return (*cells, *[None] * (columns - len(cells)))


def _count_cells(
    year: RecordedRound, counts: RecordCounts, remarks: int
) -> tuple[int, ...]:
    cells = (counts.asked, counts.came, counts.explained, counts.missing)
    return (*cells, counts.confirmed, remarks) if year.opened.is_reviewed else cells


def missing_table(year: RecordedRound) -> TypedTable:
    """What is missing, and what has a reason instead of a figure, by department."""
    _ = year.language.gettext
    columns = (
        TypedColumn(_("Department"), 20),
        TypedColumn(_("State"), 14),
        TypedColumn(_("kind"), 10, 1),
        TypedColumn(_("No."), 10, 1, is_code=True),
        TypedColumn(_("name"), 36, 1),
        TypedColumn(_("reason given"), 18, 2),
        TypedColumn(_("what was written of it"), 40, 2),
        TypedColumn(_("deadline"), 12, 2, is_named=True),
        TypedColumn(_("days overdue"), 8, 2, is_named=True),
    )
    return TypedTable(
        _("Missing, with reasons"),
        _("What is missing, and why"),
        columns,
        tuple(_missing_rows(year)),
        (_("Department"), _("What"), _("reason given")),
        nothing=_("Nothing is missing, and no figure has a reason in its place."),
    )


def _missing_rows(year: RecordedRound) -> Iterator[tuple[TypedCell, ...]]:
    for record in year.record.departments:
        for recorded in record.required:
            if recorded.is_missing:
                yield _missing_row(year, record, recorded)
        for recorded in record.required:
            if recorded.has_reason_instead:
                yield _missing_row(year, record, recorded)


def _missing_row(
    year: RecordedRound, record: DepartmentRecord, recorded: RecordedItem
) -> tuple[TypedCell, ...]:
    _ = year.language.gettext
    overdue = recorded.days_late if recorded.is_missing else 0
    return (
        department_name(record.department, year.language),
        _("missing") if recorded.is_missing else _("reason instead"),
        item_kind_name(recorded.item.kind, year.language),
        recorded.item.code,
        recorded.item.name,
        _reason(year, recorded),
        recorded.note,
        recorded.item.deadline,
        overdue or None,
    )


def _reason(year: RecordedRound, recorded: RecordedItem) -> str:
    """Why it is not there, as somebody said; a figure that was called 未提出 is promised."""
    _ = year.language.gettext
    if recorded.reason is None:
        return _("no reason given")
    if recorded.reason is Missing.NOT_SUBMITTED:
        return _("to be reported later")
    return term_label(recorded.reason, year.language)

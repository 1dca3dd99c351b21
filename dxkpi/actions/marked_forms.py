"""A department's workbook with what the secretariat remarked on it and waits: its form as
it is handed out, or the file that it handed in.
"""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile

from dxkpi.actions.return_forms import form_workbook, return_form
from dxkpi.returns import ReturnForm
from dxkpi.returns.return_form import departments_named
from dxkpi.returns.round_items import RemarkOnRow, remarks_on_rows
from dxkpi.store import Store, Submission
from dxkpi.workbook.reader import WorkbookReader


def remarks_on_form(store: Store, form: ReturnForm) -> tuple[RemarkOnRow, ...]:
    """What was remarked on the rows of a form and waits; nothing where the year is not
    reviewed.
    """
    opened = store.round(form.plan.key, form.fiscal_year)
    if opened is None or not opened.is_reviewed:
        return ()
    return remarks_on_rows(form, store.review(form.plan.key, form.fiscal_year))


def marked_form(store: Store, form: ReturnForm, reader: WorkbookReader) -> bytes:
    """The form as a workbook, marked where a remark waits."""
    content = form_workbook(form)
    remarks = remarks_on_form(store, form)
    return reader.mark_remarks(content, form, remarks) if remarks else content


def marked_form_archive(
    store: Store, forms: Sequence[ReturnForm], reader: WorkbookReader
) -> bytes:
    """Several forms as one .zip, each marked where a remark waits."""
    from dxkpi.workbook import template

    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for form in forms:
            content = marked_form(store, form, reader)
            archive.writestr(template.form_file_name(form), content)
    return packed.getvalue()


def marked_original(
    store: Store, submission: Submission, today: date, reader: WorkbookReader
) -> bytes | None:
    """The file of a return with the remarks on its rows that wait; None where none does,
    or the file is not kept. Raises `Unreadable`.
    """
    content = store.original(submission.number)
    if content is None:
        return None
    form = _form_of_return(store, submission, today)
    remarks = remarks_on_form(store, form)
    return reader.mark_remarks(content, form, remarks) if remarks else None


def _form_of_return(store: Store, submission: Submission, today: date) -> ReturnForm:
    """The form of all departments that a return is for, as they are called now."""
    form = return_form(store, submission.plan, submission.fiscal_year, None, today)
    named = departments_named(submission.department)
    if not named:
        return form
    first, *others = form.register.present_names(named) or named
    return replace(form, department=first, also_for=tuple(others))
